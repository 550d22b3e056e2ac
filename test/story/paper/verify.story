# Whoever holds a document learns without signing in whether it was issued and holds, and nothing about a person; a voided one says so (处罚法 48; 个人信息保护法 6).
as officer@zhangdian-2
  post documents/issue {"type":"return_list","content":{"person_name":"张样例","voucher_no":"样例","ground":"手续已补办","items":[{"name":"行驶证","quantity":"1本"}],"receiver":"李样例","receiver_id":"370303199003050017","officer1":"王样例","authority":"样例中队","returned_at":"$today"}} -> 201 $d
as nobody
  get  verify/$d.code -> 200 type=return_list number=$d.number authority=样例中队 date=$today state=issued in_force=true body!~张样例 body!~李样例 body!~3703
  get  /verify/$d.code -> 200 body~现行有效 body~$d.number body!~张样例 body!~王样例
  get  verify/00000-00000-00000-00001 -> 404 E_NOT_FOUND
  get  verify/nonsense                -> 404 E_NOT_FOUND
  get  /verify/00000-00000-00000-00001 -> 404 body~没有这个核验码
  get  /verify                        -> 200 body~核验码
as officer@zhangdian-2
  post documents/$d/void                       -> 422 E_NO_REASON reason
  post documents/$d/void reason=物品名称有误   -> 200 state=voided void_reason=物品名称有误 voided_at=*
  post documents/$d/stamp seal=stamped         -> 409 E_NO_STEP
as nobody
  get  verify/$d.code  -> 200 state=voided in_force=false voided_on=$today body!~物品名称
  get  /verify/$d.code -> 200 body~已作废

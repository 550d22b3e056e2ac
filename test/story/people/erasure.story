# Personal data is deleted where the law says so (个人信息保护法 47): asked for by one, approved by another; the row and the chain stay.
as personnel@detachment
  post persons user=erase.$uniq name=赵删除 category=police unit=@zhangdian-1 phone=13805339876 id_number=370303198002022349 -> 201 $p
  post erasures subject=holiday subject_row=1 ground=purpose what=不存在的类别 -> 422 E_BAD_VALUE subject
  post erasures subject=person subject_row=99999999 ground=purpose what=无此人 -> 422 E_BAD_VALUE subject_row
  post erasures subject=person subject_row=$p ground=purpose what=调离后不再需要 -> 201 $x state=asked
  post erasures/$x/approve reason=自己批准           -> 403
as officer@zhangdian
  get  persons/$p reason=核实                        -> 200 phone=13805339876
as secadmin@detachment
  post erasures/$x/approve                           -> 422 E_NO_REASON reason
  post erasures/$x/approve reason=目的已实现         -> 200 state=erased
as officer@zhangdian
  get  persons/$p reason=核实                        -> 200 phone=null id_number=null
as auditor@detachment
  get  audit?record=person&id=$p                     -> 200 body!~13805339876 items.*.verb=erase items.*.verb=forget
  post audit/verify                                  -> 200 whole=true
as legal@detachment
  post erasures subject=person subject_row=$p ground=other what=再次申请 -> 201 $y
as secadmin@detachment
  post erasures/$y/refuse reason=已删除              -> 200 state=refused

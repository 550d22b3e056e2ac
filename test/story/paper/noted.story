# 违法处理程序规定 44、48、程序规定 36、263(3): the file's copy bears the seal, the signature with its recording or the refusal, and the service, as they were noted; before anything was noted there is none, and its print is traced as such.
as officer@zhangdian-1
  post documents/issue {"type":"return_list","content":{"person_name":"样例","voucher_no":"样例","ground":"手续已补办","items":[{"name":"行驶证","quantity":"1本"}],"receiver":"样例","receiver_id":"1","officer1":"样例","authority":"样例中队","returned_at":"$today"}} -> 201 $d
  post documents/print document:=$d reason=附卷 noted=true   -> 409 E_GUARD noted
  post documents/print document:=$d reason=附卷 noted=附卷联 -> 422 E_BAD_VALUE noted
  post documents/print document:=$d reason=交付              -> 200 @Luan-Document-Hash=*
  post documents/$d/stamp seal=electronic seal_no=370399     -> 200
  post documents/$d/sign signature=electronic recording=ZFJ-1 -> 200
  post documents/print document:=$d reason=附卷 noted=true   -> 200 body~%PDF
  get  documents/$d                                          -> 200 hash=*
as legal@detachment
  get  document_prints?document=$d&sort=at                   -> 200 rows=2 items.0.noted=false items.1.noted=true items.1.copy=2
as auditor@detachment
  get  audit?record=document&id=$d&verb=print                -> 200 rows=2

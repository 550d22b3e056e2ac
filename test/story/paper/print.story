# Every print of a document is read for a reason by somebody who may see the person, and leaves a trace that says which print it was (个人信息保护法 51; 程序规定 260).
as officer@zhangdian-1
  post documents/issue {"type":"return_list","content":{"person_name":"样例","voucher_no":"样例","ground":"手续已补办","items":[{"name":"行驶证","quantity":"1本"}],"receiver":"样例","receiver_id":"1","officer1":"样例","authority":"样例中队","returned_at":"$today"}} -> 201 $d
  post documents/print document:=$d                          -> 422 E_NO_REASON reason
  post documents/print document:=$d reason=送达当事人 paper=mm58 -> 422 E_BAD_VALUE paper
  post documents/print document:=$d reason=送达当事人        -> 200 @Content-Type=application/pdf @Luan-Document-Hash=* body~%PDF-1.5
  post documents/print document:=$d reason=附卷补打          -> 200
  get  document_prints?document=$d                           -> 200 rows=2 # who may read a document may know who printed it
as officer@linzi
  post documents/print document:=$d reason=好奇              -> 404
  get  document_prints?document=$d                           -> 200 rows=0
as clerk@zhangdian
  get  document_prints?document=$d                           -> 403
as legal@detachment
  get  document_prints?document=$d&sort=at                   -> 200 rows=2 items.0.copy=1 items.0.reason=送达当事人 items.1.copy=2 items.1.reason=附卷补打
  get  documents/$d                                          -> 200 hash=* pending=false masked:party
as auditor@detachment
  get  audit?record=document&id=$d&verb=print                -> 200 rows=2

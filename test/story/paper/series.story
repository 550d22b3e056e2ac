# How numbers are written is a row with its validity; the serial goes on whatever the writing (违法处理程序规定 82: forms are set above).
alone
as legal@detachment
  post number_forms type=inquiry_record format=询字{serial:4} valid_from=$today             -> 422 E_BAD_VALUE format
  post number_forms type=inquiry_record format="询字{year}{what}-{serial:4}" valid_from=$today -> 422 E_BAD_VALUE format
  post number_forms type=return_list format="还字〔{year}〕{area}-{serial:4}号" valid_from=$today -> 201
as officer@linzi
  post documents/issue {"type":"return_list","content":{"person_name":"样例","voucher_no":"样例","ground":"手续已补办","items":[{"name":"行驶证","quantity":"1本"}],"receiver":"样例","receiver_id":"1","officer1":"样例","authority":"样例中队","returned_at":"$today"}} -> 201 number~-0001号 serial=1

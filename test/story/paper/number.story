# A document gets the next number of its unit, kind and year, without a gap; one that lacks what the law asks for is refused by the item's name and uses no number (处罚法 52; 程序规定 115).
as officer@linzi-2
  post documents/issue {"type":"return_list","content":{"person_name":"样例","voucher_no":"样例","ground":"手续已补办","items":[{"name":"行驶证","quantity":"1本"}],"receiver":"样例","receiver_id":"1","officer1":"样例","authority":"样例中队","returned_at":"$today"}} -> 201 $a state=issued type=return_list serial=1 number~齐都公交还字〔 number~第000001号 code=* party~*
  post documents/issue {"type":"return_list","content":{"person_name":"样例","voucher_no":"样例","items":[{"name":"行驶证","quantity":"1本"}],"receiver":"样例","receiver_id":"1","officer1":"样例","authority":"样例中队","returned_at":"$today"}} -> 422 E_MISSING content.ground detail~返还理由 detail_en~Ground
  post documents/issue {"type":"return_list","content":{"person_name":"样例","voucher_no":"样例","ground":"手续已补办","items":[{"name":"行驶证"}],"receiver":"样例","receiver_id":"1","officer1":"样例","authority":"样例中队","returned_at":"$today"}} -> 422 E_MISSING content.items.0.quantity
  post documents/issue {"type":"return_list","content":{"person_name":"样例","voucher_no":"样例","ground":"手续已补办","items":[{"name":"行驶证","quantity":"1本"}],"receiver":"样例","receiver_id":"1","officer1":"样例","authority":"样例中队","returned_at":"${today-1d}"}} -> 422 E_BAD_VALUE content.returned_at
  post documents/issue {"type":"return_list","content":{"person_name":"样例","voucher_no":"样例","ground":"手续已补办","items":[{"name":"行驶证","quantity":"1本"}],"receiver":"样例","receiver_id":"1","officer1":"样例","authority":"样例中队","returned_at":"$today"}} @Idempotency-Key=same-$uniq -> 201 $b serial=2
  post documents/issue {"type":"return_list","content":{"person_name":"样例","voucher_no":"样例","ground":"手续已补办","items":[{"name":"行驶证","quantity":"1本"}],"receiver":"样例","receiver_id":"1","officer1":"样例","authority":"样例中队","returned_at":"$today"}} @Idempotency-Key=same-$uniq -> 201 id=$b serial=2
  post documents/issue {"type":"return_list","content":{}} @Idempotency-Key=same-$uniq -> 409 E_REPLAY
  post documents/check {"type":"simple_decision","content":{}} -> 422 E_MISSING content.person_name errors.*.field=content.reconsideration_organ
as officer@zhangdian
  get  documents/$a                                  -> 404

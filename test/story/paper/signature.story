# While a party signs electronically, sound and picture are recorded, and the document names the recording; a refusal is noted with its reason (程序规定 263(3), 36; 违法处理程序规定 48).
as officer@linzi
  post documents/issue {"type":"service_consent","content":{"person_name":"样例","id_no":"1","phone":"1","address":"样例","ways":"电子送达","electronic_address":"样例","authority":"样例","issued_at":"$today"}} -> 201 $a
  post documents/$a/sign signature=electronic                     -> 422 E_MISSING recording
  post documents/$a/sign signature=refused                        -> 422 E_BAD_VALUE signature
  post documents/$a/sign signature=electronic recording=ZF-0012   -> 200 signature=electronic recording=ZF-0012 signed_at=*
  post documents/$a/sign signature=hand                           -> 409 E_GUARD signature
  post documents/issue {"type":"service_consent","content":{"person_name":"样例","id_no":"1","phone":"1","address":"样例","ways":"直接送达","authority":"样例","issued_at":"$today"}} -> 201 $b
  post documents/$b/refuse                                        -> 422 E_MISSING refusal
  post documents/$b/refuse refusal=认为处罚过重                   -> 200 signature=refused refusal=认为处罚过重

# A document is served sealed, and handed over only signed or with the refusal noted; left behind, it needs a witness or a recording; electronically, the person's signed confirmation (处罚法 61(2); 程序规定 36; 违法处理程序规定 48).
as officer@linzi
  post documents/issue {"type":"confiscation_list","content":{"person_name":"张样例","decision_no":"样例","basis":"规37","items":[{"name":"警报器","quantity":"1个"}],"officer1":"样例","officer2":"样例","authority":"样例","issued_at":"$today"}} -> 201 $d
  post documents/$d/serve service=person served_at=$now              -> 409 E_GUARD seal
  post documents/$d/stamp seal=stamped                               -> 200 seal=stamped
  post documents/$d/stamp seal=stamped                               -> 409 E_GUARD seal
  post documents/$d/serve service=person served_at=$now              -> 409 E_GUARD signature
  post documents/$d/serve service=left served_at=$now                -> 422 E_MISSING witness
  post documents/$d/serve service=electronic served_at=$now          -> 422 E_MISSING consent_document
  post documents/$d/serve service=person served_at=${now+1h}         -> 422 E_BAD_VALUE served_at
  post documents/issue {"type":"service_consent","content":{"person_name":"张样例","id_no":"1","phone":"1","address":"样例","ways":"电子送达","electronic_address":"样例","authority":"样例","issued_at":"$today"}} -> 201 $c
  post documents/issue {"type":"service_consent","content":{"person_name":"李样例","id_no":"1","phone":"1","address":"样例","ways":"电子送达","electronic_address":"样例","authority":"样例","issued_at":"$today"}} -> 201 $other
  post documents/$d/serve service=electronic served_at=$now consent_document=$c      -> 409 E_GUARD consent_document
  post documents/$c/sign signature=hand                                              -> 200
  post documents/$d/serve service=electronic served_at=$now consent_document=$other  -> 409 E_GUARD consent_document
  post documents/$d/serve service=electronic served_at=$now consent_document=$d      -> 409 E_GUARD consent_document
  post documents/$d/serve service=electronic served_at=$now consent_document=$c      -> 200 service=electronic served_at=*
  post documents/$d/serve service=person served_at=$now                              -> 409 E_GUARD served_at

# 违法处理程序规定 5、20、21、43、44；道路交通安全法 108、114: a camera record becomes a case with an established party, is told, decided, served, paid; nobody is penalised before the law has prepared it.
as secadmin@detachment
  post adapters code=bank-$uniq kind=payment secret=00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff nontax_code=103050101 -> 201 $bank
  post adapters/$bank/start                          -> 403 E_SECOND_PERSON
  post adapters code=reg-$uniq kind=register secret=ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 -> 201 $reg
as sysadmin@detachment
  post adapters/$bank/start                          -> 200 state=in_use
  post adapters/$reg/start                           -> 200
  get  adapters/$bank                                -> 200 body!~sealed body!~00112233
as device@detachment
  post devices code=ST20191202$digits name=柳泉路口东向 category=red_light place=118.05,36.81 unit=@zhangdian verified_until=2030-12-31 published_on=2020-01-01 reviewed_on=2020-01-01 -> 201 $d
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-1h} plate=鲁CQ${digits}x plate_class=02 frames=3 clock_ms=120 -> 422 E_BAD_VALUE plate
  post camera_records device=$d code=1625 captured_at=${now-1h} plate=鲁CQ77A1 plate_class=02 frames=3 clock_ms=120 -> 201 $r
  post camera_records/$r/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as case_officer@zhangdian
  post violation_cases source=camera camera_record=$r -> 409 E_GUARD camera_record
as reviewer@zhangdian
  post camera_records/$r/open                        -> 200
  post camera_records/$r/pass displacement=true      -> 200
as reviewer2@zhangdian
  post camera_records/$r/open                        -> 200
  post camera_records/$r/enter                       -> 200
  get  register_entries?camera_record=$r             -> 200 $e=items.0
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=fetch limit:=200 -> 200 outcome=taken items.*.number=$e.number
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=entered number=$e.number register_no=G37-$digits -> 200 outcome=taken
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=entered number=$e.number register_no=G37-$digits -> 200 outcome=repeated
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=held number=$e.number held=same -> 200 outcome=taken
as case_officer@zhangdian
  get  camera_records/$r                             -> 200 register_no=G37-$digits state=entered
  post camera_records/$r/notify notify_way=sms       -> 200 state=notified due_term=camera_accept_handling
  post violation_cases source=camera camera_record=$r -> 201 $v state=accepted code=1625 unit=@zhangdian appeared_at=*
  post violation_cases source=camera camera_record=$r -> 409
  get  camera_records/$r                             -> 200 state=accepted
  post violation_cases/$v/tell procedure=simple penalty=fine fine=20000 facts=驾驶机动车闯红灯 told_way=oral -> 409 E_GUARD party
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验甲 party_id=370399199001010011 own_vehicle=true -> 409 E_GUARD liability
  post violation_cases/$v/files/liability file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验甲 party_id=370399199001010011 own_vehicle=true -> 200 party_key=*
  post violation_cases/$v/tell procedure=simple penalty=fine fine=20001 facts=驾驶机动车闯红灯 told_way=oral -> 422 E_BAD_VALUE fine
  post violation_cases/$v/tell procedure=simple penalty=revocation facts=驾驶机动车闯红灯 told_way=oral -> 422 E_BAD_VALUE penalty
  post violation_cases/$v/decide                     -> 409 E_NO_STEP
  post violation_cases/$v/tell procedure=simple penalty=fine fine=20000 facts=驾驶机动车闯红灯 told_way=oral -> 200 state=told points=6
  post violation_cases/$v/defend defence=当时为避让救护车 -> 200
  post violation_cases/$v/decide                     -> 409 E_GUARD defence_answer
  post violation_cases/$v/answer defence_answer=现场录像中无救护车，不予采纳 -> 200
  post violation_cases/$v/decide                     -> 200 state=decided decision_no=* remedy=reconsider_first file_by=* surcharge_told=true
  post violation_cases/$v/serve service=electronic   -> 409 E_GUARD consent
  get  documents?subject=violation_case&subject_row=$v&type=simple_decision&state=issued -> 200 rows=1 $doc=items.0
  post documents/$doc/stamp seal=stamped              -> 200
  post documents/$doc/sign signature=hand             -> 200
  post documents/$doc/serve service=person served_at=$now -> 200
  post violation_cases/$v/serve service=direct       -> 200 state=served due_term=pay_fine
  post violation_cases/$v/file                       -> 200 filed_at=*
  get  payment_orders?violation_case=$v              -> 200 rows=1 items.0.state=open items.0.fine=20000 items.0.nontax_code=* $o=items.0
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$o.number -> 200 fine=20000 surcharge=0
signed bank-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=paid order=$o.number transaction=T1$uniq amount:=20000 paid_at=$now -> 401 outcome=forged
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$o.number transaction=T1$uniq amount:=19999 paid_at=$now -> 409 outcome=wrong_amount
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff @Luan-Timestamp=1700000000 kind=paid order=$o.number transaction=T1$uniq amount:=20000 paid_at=$now -> 425 outcome=stale
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=refunded order=$o.number refund_no=R1 amount:=20000 -> 409 outcome=early
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff @Luan-Nonce=once-$uniq-1 kind=paid order=$o.number transaction=T1$uniq amount:=20000 paid_at=$now -> 200 outcome=taken
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff @Luan-Nonce=once-$uniq-1 kind=paid order=$o.number transaction=T1$uniq amount:=20000 paid_at=$now -> 409 outcome=replayed
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$o.number transaction=T1$uniq amount:=20000 paid_at=$now -> 200 outcome=repeated
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$o.number transaction=T2$uniq amount:=20000 paid_at=$now -> 409 outcome=conflict
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=JK0 transaction=T3$uniq amount:=20000 paid_at=$now -> 404 outcome=unknown
as case_officer@zhangdian
  get  violation_cases/$v                            -> 200 state=paid
  get  payment_orders/$o                             -> 200 state=paid paid_fine=20000 paid_surcharge=0 transaction=T1$uniq
  post violation_cases/$v/close                      -> 200 state=closed
  get  camera_records/$r                             -> 200 state=closed
as supervisor@detachment
  get  adapter_messages?adapter=$bank&outcome=forged -> 200 rows=1
  get  adapter_messages?adapter=$bank&outcome=replayed -> 200 rows=1
  get  adapter_messages?adapter=$bank&outcome=wrong_amount -> 200 rows=1 items.0.amount=19999

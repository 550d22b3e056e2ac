# 行政处罚法 75/2、行政复议法 20、行政诉讼法 46，违法处理程序规定 22，记分管理办法 16、30: what is paid and closed can still be contested and cancelled, by another than who decided; while it is contested nothing is closed. Cancelled, the money goes back, and the camera record is notified anew and penalised on whoever drove, or with a ground of art. 22 cancelled by another person.
as secadmin@detachment
  post adapters code=bank-$uniq kind=payment secret=00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff nontax_code=103050101 -> 201 $bank
  post adapters code=reg-$uniq kind=register secret=ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 -> 201 $reg
as sysadmin@detachment
  post adapters/$bank/start                          -> 200
  post adapters/$reg/start                           -> 200
as device@detachment
  post devices code=ST20191302$digits name=柳泉路口东向 category=red_light place=118.05,36.81 unit=@zhangdian verified_until=2030-12-31 published_on=2020-01-01 reviewed_on=2020-01-01 -> 201 $d
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-1h} plate=鲁CQ78A1 plate_class=02 frames=3 clock_ms=120 -> 201 $r
  post camera_records/$r/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$r/open                        -> 200
  post camera_records/$r/pass displacement=true      -> 200
as reviewer2@zhangdian
  post camera_records/$r/open                        -> 200
  post camera_records/$r/enter                       -> 200
  get  register_entries?camera_record=$r             -> 200 $e=items.0
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=entered number=$e.number register_no=G38-$digits -> 200 outcome=taken
as case_officer@zhangdian
  post camera_records/$r/notify notify_way=sms       -> 200 state=notified
  post violation_cases source=camera camera_record=$r -> 201 $v state=accepted
  post violation_cases source=camera camera_record=$r -> 409
  post violation_cases/$v/files/liability file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验甲 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=simple penalty=fine fine=20000 facts=驾驶机动车闯红灯 told_way=oral -> 200 state=told points=6
  post violation_cases/$v/decide                     -> 200 state=decided
  get  documents?subject=violation_case&subject_row=$v&type=simple_decision&state=issued -> 200 rows=1 $vdoc=items.0
  post documents/$vdoc/stamp seal=stamped              -> 200
  post documents/$vdoc/sign signature=hand             -> 200
  post documents/$vdoc/serve service=person served_at=$now -> 200
  post violation_cases/$v/serve service=direct       -> 200 state=served
  get  payment_orders?violation_case=$v              -> 200 $o=items.0
  post violation_cases/$v/contest                    -> 200 state=served
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$o.number transaction=C1$uniq amount:=20000 paid_at=$now -> 200 outcome=taken
as case_officer@zhangdian
  post violation_cases/$v/close                      -> 409 E_GUARD contested_from
  post violation_cases/$v/uncontest                  -> 200 state=paid
  post violation_cases/$v/close                      -> 200 state=closed
  get  camera_records/$r                             -> 200 state=closed
  post violation_cases/$v/contest                    -> 200 state=closed contested_from=*
as leader@zhangdian
  post violation_cases/$v/cancel                     -> 422 E_NO_REASON
  post violation_cases/$v/cancel reason=代替实际驾驶人接受处罚 -> 200 state=cancelled points=0 contested_from=null
  get  payment_orders/$o                             -> 200 state=refunding
  get  camera_records/$r                             -> 200 state=entered due_term=camera_notify notified_at=null
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=refunded order=$o.number refund_no=TC1 amount:=20000 -> 200 outcome=taken
as case_officer@zhangdian
  post violation_cases source=camera camera_record=$r -> 409 E_GUARD camera_record
  post camera_records/$r/notify notify_way=sms       -> 200 state=notified notified_at=*
  post violation_cases source=camera camera_record=$r -> 201 $w state=accepted
  post violation_cases source=camera camera_record=$r -> 409
  post violation_cases/$w/files/liability file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases/$w/establish party=driver party_kind=person party_name=试验丑 party_id=370399199001010185 own_vehicle=true -> 200
  post violation_cases/$w/tell procedure=simple penalty=fine fine=20000 facts=驾驶机动车闯红灯 told_way=oral -> 200 state=told points=6
  post violation_cases/$w/decide                     -> 200 state=decided
  get  documents?subject=violation_case&subject_row=$w&type=simple_decision&state=issued -> 200 rows=1 $wdoc=items.0
  post documents/$wdoc/stamp seal=stamped              -> 200
  post documents/$wdoc/sign signature=hand             -> 200
  post documents/$wdoc/serve service=person served_at=$now -> 200
  post violation_cases/$w/serve service=direct       -> 200 state=served
as leader@zhangdian
  post violation_cases/$w/cancel reason=号牌认定有误 cancel_ground=wrong_plate -> 200 state=cancelled
  get  camera_records/$r                             -> 200 state=verified cancel_ground=wrong_plate due_term=record_cancel
  post camera_records/$r/cancel                      -> 403 E_SECOND_PERSON
as leader@detachment
  post camera_records/$r/cancel                      -> 200 state=cancelled
  get  register_entries?camera_record=$r&kind=cancel -> 200 rows=1
as case_officer@zhangdian
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $x
  post violation_cases/$x/establish party=driver party_kind=person party_name=试验甲 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$x/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$x/decide                     -> 200
  get  documents?subject=violation_case&subject_row=$x&type=simple_decision&state=issued -> 200 rows=1 $xdoc=items.0
  post documents/$xdoc/stamp seal=stamped              -> 200
  post documents/$xdoc/sign signature=hand             -> 200
  post documents/$xdoc/serve service=person served_at=$now -> 200
  post violation_cases/$x/serve service=direct       -> 200 state=closed
  post violation_cases/$x/contest                    -> 200 state=closed
as leader@zhangdian
  post violation_cases/$x/cancel reason=事实认定有误 cancel_ground=other -> 422 E_BAD_VALUE cancel_ground
  post violation_cases/$x/cancel reason=事实认定有误 -> 200 state=cancelled

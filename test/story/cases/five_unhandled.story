# 违法处理程序规定 54: five records of one vehicle unhandled for thirty days: told in absence, thirty days, seven working days of public notice, then another person of the authority decides; who appears or defends himself is handled in the ordinary way; the thirty days run from the proof that he was told, and he has the right to a hearing like anybody (行政处罚法 63).
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $s=items.0
  patch settings/$s value=365                        -> 200
  post adapters code=reg-$uniq kind=register secret=ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 -> 201 $reg
as sysadmin@detachment
  post adapters/$reg/start                           -> 200
as device@detachment
  post devices code=ST20191216$digits name=柳泉路口东向 category=red_light place=118.05,36.81 unit=@zhangdian verified_until=2030-12-31 published_on=2020-01-01 reviewed_on=2020-01-01 -> 201 $d
clock ${today+1d}T09:00+08:00
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-1h} plate=鲁C5G001 plate_class=02 frames=3 clock_ms=120 -> 201 $r1
  post camera_records/$r1/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$r1/open                       -> 200
  post camera_records/$r1/pass displacement=true     -> 200
as reviewer2@zhangdian
  post camera_records/$r1/open                       -> 200
  post camera_records/$r1/enter                      -> 200
  get  register_entries?camera_record=$r1            -> 200 $e=items.0
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=entered number=$e.number register_no=G37-$digits-1 -> 200 outcome=taken
as clerk@zhangdian
  post camera_records/$r1/notify notify_way=sms      -> 200 state=notified $n
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-2h} plate=鲁C5G001 plate_class=02 frames=3 clock_ms=120 -> 201 $r2
  post camera_records/$r2/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$r2/open                       -> 200
  post camera_records/$r2/pass displacement=true     -> 200
as reviewer2@zhangdian
  post camera_records/$r2/open                       -> 200
  post camera_records/$r2/enter                      -> 200
  get  register_entries?camera_record=$r2            -> 200 $e=items.0
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=entered number=$e.number register_no=G37-$digits-2 -> 200 outcome=taken
as clerk@zhangdian
  post camera_records/$r2/notify notify_way=sms      -> 200 state=notified $n
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-3h} plate=鲁C5G001 plate_class=02 frames=3 clock_ms=120 -> 201 $r3
  post camera_records/$r3/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$r3/open                       -> 200
  post camera_records/$r3/pass displacement=true     -> 200
as reviewer2@zhangdian
  post camera_records/$r3/open                       -> 200
  post camera_records/$r3/enter                      -> 200
  get  register_entries?camera_record=$r3            -> 200 $e=items.0
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=entered number=$e.number register_no=G37-$digits-3 -> 200 outcome=taken
as clerk@zhangdian
  post camera_records/$r3/notify notify_way=sms      -> 200 state=notified $n
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-4h} plate=鲁C5G001 plate_class=02 frames=3 clock_ms=120 -> 201 $r4
  post camera_records/$r4/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$r4/open                       -> 200
  post camera_records/$r4/pass displacement=true     -> 200
as reviewer2@zhangdian
  post camera_records/$r4/open                       -> 200
  post camera_records/$r4/enter                      -> 200
  get  register_entries?camera_record=$r4            -> 200 $e=items.0
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=entered number=$e.number register_no=G37-$digits-4 -> 200 outcome=taken
as clerk@zhangdian
  post camera_records/$r4/notify notify_way=sms      -> 200 state=notified $n
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-5h} plate=鲁C5G001 plate_class=02 frames=3 clock_ms=120 -> 201 $r5
  post camera_records/$r5/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$r5/open                       -> 200
  post camera_records/$r5/pass displacement=true     -> 200
as reviewer2@zhangdian
  post camera_records/$r5/open                       -> 200
  post camera_records/$r5/enter                      -> 200
  get  register_entries?camera_record=$r5            -> 200 $e=items.0
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=entered number=$e.number register_no=G37-$digits-5 -> 200 outcome=taken
as clerk@zhangdian
  post camera_records/$r5/notify notify_way=sms      -> 200 state=notified $n
clock ${n.due_at-10d}
clock ${n.due_at-1s}
as case_officer@zhangdian
  post violation_cases source=camera camera_record=$r5 absent=true officer2=case_officer2@zhangdian -> 409 E_GUARD absent
clock $n.due_at
as case_officer@zhangdian
  post violation_cases source=camera camera_record=$r1 absent=true officer2=case_officer2@zhangdian -> 201 $v
  post violation_cases/$v/files/liability file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases source=camera camera_record=$r2 absent=true officer2=case_officer2@zhangdian -> 201 $w
  post violation_cases/$w/files/liability file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases/$w/establish party=owner party_kind=person party_name=试验子 party_id=370399199001010177 -> 200
  post case_parties violation_case=$w address=样例路1号 household=样例省样例市 employer=无 earlier=无 -> 201
  post violation_cases/$w/tell_absent fine=20000 facts=闯红灯 -> 200 state=told_absent
  post violation_cases/$w/files/told_proof file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases source=camera camera_record=$r3 absent=true officer2=case_officer2@zhangdian -> 201 $x
  post violation_cases/$x/files/liability file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases/$x/establish party=owner party_kind=person party_name=试验子 party_id=370399199001010177 -> 200
  post case_parties violation_case=$x address=样例路1号 household=样例省样例市 employer=无 earlier=无 -> 201
  post violation_cases/$x/tell_absent fine=20000 facts=闯红灯 -> 200 state=told_absent
  post violation_cases/$v/tell_absent fine=20000 facts=闯红灯 -> 409 E_GUARD party
as legal@detachment
  get  authorities?code=fine                         -> 200 $a=items.0
  patch authorities/$a hearing_person=20000          -> 200 # as if a hearing were due from two hundred yuan on
as case_officer@zhangdian
  post violation_cases/$v/establish party=owner party_kind=person party_name=试验子 party_id=370399199001010177 -> 200
  post case_parties violation_case=$v address=样例路1号 household=样例省样例市 employer=无 earlier=无 -> 201
  post violation_cases/$v/tell_absent fine=20000 facts=闯红灯 -> 200 state=told_absent due_term=intent_wait points=0 party=owner hearing_right=true $t
  get  documents?subject=violation_case&subject_row=$v&type=intended_penalty -> 200 rows=1 $told=items.0
  post documents/$told/stamp seal=stamped             -> 200
clock ${t.due_at-25d}
as case_officer@zhangdian
  post documents/$told/serve service=post served_at=$now -> 200
clock $t.due_at # thirty days after it was drawn up, not after he was told
as case_officer@zhangdian
  post violation_cases/$v/publish                    -> 409 E_GUARD due_at
  post violation_cases/$w/publish                    -> 200 state=public_notice # of this one the proof was attached on the day
  post violation_cases/$w/defend defence=当日车辆已出借 -> 200 state=accepted absent=false
  post violation_cases/$w/tell_absent fine=20000 facts=闯红灯 -> 409 E_GUARD absent # 54/2: in the ordinary way now
  post violation_cases/$x/appear                     -> 200 state=accepted absent=false appeared_at=*
  post violation_cases/$x/tell_absent fine=20000 facts=闯红灯 -> 409 E_GUARD absent
  get  violation_cases/$v                            -> 200 due_term=intent_wait due_at>$t.due_at $t
clock ${t.due_at-1s}
as case_officer@zhangdian
  post violation_cases/$v/publish                    -> 409 E_GUARD due_at
clock $t.due_at
as case_officer@zhangdian
  post violation_cases/$v/publish                    -> 200 state=public_notice due_term=intent_public_notice $p
as leader@zhangdian
  post violation_cases/$v/decide                     -> 409 E_GUARD due_at
clock ${p.due_at-1s}
as leader@zhangdian
  post violation_cases/$v/decide                     -> 409 E_GUARD due_at
clock $p.due_at
as leader@zhangdian-1
  post violation_cases/$v/decide                     -> 404
as leader@zhangdian
  post violation_cases/$v/decide                     -> 200 state=decided due_term=serve_absent
  post violation_cases/$v/cancel reason=认定事实有误 -> 403 E_SECOND_PERSON
as leader@detachment
  post violation_cases/$v/cancel reason=认定事实有误 -> 200 state=cancelled

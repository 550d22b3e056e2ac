# 记分管理办法 13、17/1、18/1、19、21、23、29、36: the decision that makes twelve points opens the studies; licence withheld, notice served; thirty days after its receipt, rolled to a working day, who stayed away is announced; seven days, five attended, two on the spot, a day being more than three hours; failed, the examination is booked again after ten days; passed and paid, the points are cleared and the licence is given back.
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $s=items.0
  patch settings/$s value=365                        -> 200
  post adapters code=bank-$uniq kind=payment secret=00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff nontax_code=103050101 -> 201 $bank
as sysadmin@detachment
  post adapters/$bank/start                          -> 200
clock ${today+1d}T09:00+08:00
  let licensed=${today-395d}
as case_officer@zhangdian
  post violation_cases source=stop code=1625 happened_at=${now-10m} address=昌国路 road=urban -> 201 $v1
  post violation_cases/$v1/establish party=driver party_kind=person party_name=试验满 party_id=370399199001010272 own_vehicle=true -> 200
  post violation_cases/$v1/tell procedure=simple penalty=fine fine=20000 facts=闯红灯 told_way=oral -> 200 points=6
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$v1/decide                    -> 200
  get  full_scores                                   -> 200 rows=0
  post violation_cases source=stop code=1625 happened_at=${now-5m} address=昌国路 road=urban -> 201 $v2
  post violation_cases/$v2/establish party=driver party_kind=person party_name=试验满 party_id=370399199001010272 own_vehicle=true -> 200
  post violation_cases/$v2/tell procedure=simple penalty=fine fine=20000 facts=闯红灯 told_way=oral -> 200 points=6
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$v2/decide                    -> 200
  get  full_scores                                   -> 200 rows=1 items.0.state=reached items.0.points=12 $f=items.0
  get  full_scores/$f                                -> 200 masked:party_name masked:party_id
  get  full_score_cases?full_score=$f&state=counted  -> 200 rows=2 items.*.violation_case=$v1 items.*.violation_case=$v2
  post full_scores party_name=试验满 party_id=370399199001010272 register_points=12 -> 409 E_EXISTS party_id
  post full_scores party_name=试验空 party_id=370399199001010299 register_points=11 -> 422 E_BAD_VALUE register_points
clock ${now+1m} run twelve_points
as supervisor@detachment
  get  findings?rule=twelve_points&about_row=$f      -> 200 rows=1 items.0.note=12
as case_officer@zhangdian
  post full_scores/$f/issue measure=1                -> 409 E_GUARD classes
  post full_scores/$f/files/licence file:../house/pixel.png @Content-Type=image/png -> 201
  post full_scores/$f/identify permit=licence licensed_on=${today+1d} classes=C1 -> 422 E_BAD_VALUE licensed_on
  post full_scores/$f/identify permit=licence licensed_on=$licensed classes=小车 -> 422
  post full_scores/$f/identify permit=licence licensed_on=$licensed classes=C1 -> 200 state=reached points=12 turn=1 days=7 attend_days=5 onsite_days=2 tests=theory
  post full_scores/$f/issue                          -> 422 E_MISSING measure
recorder case_officer@zhangdian -> 200 outcome=taken
  post measures kind=licence thing=机动车驾驶证 violation_case=$v2 taken_at=${now-1m} place=昌国路 officer2=case_officer2@zhangdian ground=累积记分满12分 told=true -> 201 $m state=taken
as case_officer@zhangdian
  post full_scores/$f/issue measure=$m               -> 422 E_BAD_VALUE measure # no voucher yet
  post measures/$m/issue party_name=试验满 party_id=370399199001010272 party_address=样例路2号 plate=无 vehicle_type=无 behaviour=累积记分满12分 basis=记分管理办法17 term_said=至满分考试合格之日止 site_words=视频09:00至09:10：告知事由、依据和权利，听取申辩 -> 200 voucher=*
  get  documents?subject=measure&subject_row=$m&type=measure_voucher -> 200 rows=1 $k=items.0
  post documents/$k/sign signature=hand              -> 200
as leader@zhangdian
  post measures/$m/approve                           -> 200 state=approved
as case_officer@zhangdian
  post full_scores/$f/receive                        -> 409 E_GUARD document.full_score_notice
  post full_scores/$f/issue measure=$m               -> 200 notice=*
  get  documents?subject=full_score&subject_row=$f&type=full_score_notice&state=issued -> 200 rows=1 $n=items.0
  post documents/$n/stamp seal=stamped               -> 200
  post documents/$n/sign signature=hand              -> 200
  post full_scores/$f/receive                        -> 409 E_GUARD document.full_score_notice
  post documents/$n/serve service=person served_at=$now -> 200 $served
as leader@zhangdian
  post full_scores/$f/announce announced_in=支队网站 -> 409 E_GUARD measure # the licence is withheld
as case_officer@zhangdian
  post full_scores/$f/receive                        -> 200 state=notified received_at=$served.served_at due_term=full_score_refuse due_from=$served.served_at $r
  post terms/reckon term=full_score_refuse from=$served.served_at -> 200 due_at=$r.due_at
clock ${r.due_at-15d}
clock ${r.due_at-1s} run deadlines
as leader@zhangdian
  post full_scores/$f/announce announced_in=支队网站 -> 409 E_GUARD due_at
  get  findings?rule=deadline_passed&about=full_score&about_row=$f -> 200 rows=0
clock $r.due_at run deadlines
as leader@zhangdian
  get  findings?rule=deadline_passed&about=full_score&about_row=$f -> 200 rows=1
as case_officer@zhangdian
  post full_scores/$f/announce announced_in=支队网站 -> 403
as leader@zhangdian
  post full_scores/$f/announce announced_in=支队网站 -> 200 state=announced announced_at=* due_at=null
as case_officer@zhangdian
  post study_days full_score=$f day=$today way=alone -> 409 E_GUARD full_score
  post full_scores/$f/begin place=样例学习点          -> 200 state=studying $b
  post study_days full_score=$f day=$today way=onsite -> 422 E_MISSING minutes
  post study_days full_score=$f day=$today way=onsite minutes=180 -> 201 counts=false $d # three hours are not more than three hours
  post study_days full_score=$f day=$today way=onsite minutes=181 -> 409 E_EXISTS day
  post study_days/$d/void reason=时间登记有误         -> 200 state=voided
  post study_days full_score=$f day=$today way=onsite minutes=181 -> 201 counts=true
  post study_days full_score=$f day=$today way=online minutes=300 -> 201 counts=true # the same day: still one
  post study_days full_score=$f day=${today+1d} way=online minutes=300 -> 422 E_BAD_VALUE day
  post study_days full_score=$f day=${today-1d} way=online minutes=300 -> 422 E_BAD_VALUE day
clock ${b.began_at+6d}
as clerk@zhangdian
  post study_days full_score=$f day=${today-5d} way=alone -> 201 counts=true
  post study_days full_score=$f day=${today-4d} way=online minutes=181 -> 201
  post study_days full_score=$f day=${today-3d} way=online minutes=181 -> 201
  post study_days full_score=$f day=${today-2d} way=online minutes=181 -> 201
  post study_days full_score=$f day=${today-1d} way=alone -> 201
  post full_scores/$f/finish                         -> 409 E_GUARD days # six days
  post study_days full_score=$f day=$today way=alone -> 201
  post full_scores/$f/finish                         -> 409 E_GUARD days # four attended, one on the spot
  post study_days full_score=$f day=$today way=onsite minutes=200 -> 201 $last
  post full_scores/$f/finish                         -> 200 state=testing test=theory
as case_officer@zhangdian
  post study_days/$last/void reason=学习已经结束       -> 409 E_GUARD full_score # what he was examined upon stays
as clerk@zhangdian
  post full_scores/$f/pass examiner=clerk@zhangdian exam_recording=KC-1 -> 409 E_GUARD exam_at
  post full_scores/$f/book exam_at=${now-1m}         -> 422 E_BAD_VALUE exam_at
  post full_scores/$f/book exam_at=${now+1d}         -> 200 $x
  post full_scores/$f/fail examiner=clerk@zhangdian exam_recording=KC-1 -> 409 E_GUARD exam_at
clock $x.exam_at
as clerk@zhangdian
  post full_scores/$f/fail examiner=clerk@zhangdian exam_recording=KC-1 -> 200 state=testing failures=1 exam_at=null $x2
  post terms/reckon term=exam_retake from=$x.exam_at -> 200 due_at=$x2.retake_from
  post full_scores/$f/book exam_at=${now+1d}         -> 409 E_GUARD retake_from
clock ${x2.retake_from-1s}
as clerk@zhangdian
  post full_scores/$f/book exam_at=${now+1d}         -> 409 E_GUARD retake_from
clock $x2.retake_from
as clerk@zhangdian
  post full_scores/$f/book exam_at=${now+1d}         -> 200 $x
clock $x.exam_at
as clerk@zhangdian
  post full_scores/$f/pass examiner=clerk@zhangdian exam_recording=KC-1 -> 200 state=passed passed_at=* test=null
  post full_scores/$f/clear                          -> 409 E_GUARD points # the fines are not paid
clock ${now+1m} run cases.due
as clerk@zhangdian
  get  full_scores/$f                                -> 200 state=passed
  post measures/$m/give_back receiver=试验满 receiver_id=370399199001010272 returned_state=完好 -> 409 E_GUARD full_score
as case_officer@zhangdian
  get  documents?subject=violation_case&subject_row=$v1&type=simple_decision&state=issued -> 200 rows=1 $d1=items.0
  post documents/$d1/stamp seal=stamped              -> 200
  post documents/$d1/sign signature=hand             -> 200
  post documents/$d1/serve service=person served_at=$now -> 200
  post violation_cases/$v1/serve service=direct      -> 200
  get  payment_orders?violation_case=$v1             -> 200 $o1=items.0
  get  documents?subject=violation_case&subject_row=$v2&type=simple_decision&state=issued -> 200 rows=1 $d2=items.0
  post documents/$d2/stamp seal=stamped              -> 200
  post documents/$d2/sign signature=hand             -> 200
  post documents/$d2/serve service=person served_at=$now -> 200
  post violation_cases/$v2/serve service=direct      -> 200
  get  payment_orders?violation_case=$v2             -> 200 $o2=items.0
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$o1.number transaction=F1$uniq amount:=20000 paid_at=$now -> 200 outcome=taken
as clerk@zhangdian
  post full_scores/$f/clear                          -> 409 E_GUARD points
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$o2.number transaction=F2$uniq amount:=20000 paid_at=$now -> 200 outcome=taken
clock ${now+1m} run cases.due
as clerk@zhangdian
  get  full_scores/$f                                -> 200 state=cleared cleared_at=* return_from=* # 23: by itself, when the last is paid
clock ${now+1m} run licence_kept
as supervisor@detachment
  get  findings?rule=licence_kept&about_row=$f       -> 200 rows=1
as case_officer@zhangdian
  post measures/$m/give_back receiver=试验满 receiver_id=370399199001010272 returned_state=完好 -> 200 state=returned
clock ${now+1m} run licence_kept
as case_officer@zhangdian
  post violation_cases source=stop code=1625 happened_at=${now-10m} address=昌国路 road=urban -> 201 $v3
  post violation_cases/$v3/establish party=driver party_kind=person party_name=试验满 party_id=370399199001010272 own_vehicle=true -> 200
  post violation_cases/$v3/tell procedure=simple penalty=fine fine=20000 facts=闯红灯 told_way=oral -> 200
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$v3/decide                    -> 200
  get  full_scores?state=reached                     -> 200 rows=0 # what was cleared does not count again
  post violation_cases source=stop code=1625 happened_at=${now-5m} address=昌国路 road=urban -> 201 $v4
  post violation_cases/$v4/establish party=driver party_kind=person party_name=试验满 party_id=370399199001010272 own_vehicle=true -> 200
  post violation_cases/$v4/tell procedure=simple penalty=fine fine=20000 facts=闯红灯 told_way=oral -> 200
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$v4/decide                    -> 200
  get  full_scores?state=reached                     -> 200 rows=1 items.0.points=12 $g=items.0
  post full_scores/$g/files/licence file:../house/pixel.png @Content-Type=image/png -> 201
  post full_scores/$g/identify permit=licence licensed_on=$licensed classes=C1 -> 200 turn=2 days=14 tests=road

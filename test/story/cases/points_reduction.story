# 记分管理办法 25、26、27、31/2、36: below twelve points a driver who learns or helps has points taken off, two for an hour on the spot, one for half an hour online within three days, one for an hour of volunteer work, six in a cycle at most; who is to be received is not refused, and who is barred is not received; what was come by in deceit is taken back, and points that are then full have what follows.
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $s=items.0
  patch settings/$s value=365                        -> 200
clock ${today+1d}T09:00+08:00
  let licensed=${today-395d}
as case_officer@zhangdian
  post violation_cases source=stop code=1625 happened_at=${now-5m} address=昌国路 road=urban -> 201 $v1
  post violation_cases/$v1/establish party=driver party_kind=person party_name=试验减 party_id=370399199001014019 own_vehicle=true -> 200
  post violation_cases/$v1/tell procedure=simple penalty=fine fine=20000 facts=闯红灯 told_way=oral -> 200
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$v1/decide                    -> 200
  post points_reductions party_name=试验减 party_id=370399199001014019 licensed_on=$licensed way=onsite unhandled=false probation=false review_overdue=false withheld=false vehicle_overdue=false barred=false cheated=false -> 201 $a state=asked masked:party_id
  post violation_cases source=stop code=1204 happened_at=${now-5m} address=昌国路 road=urban -> 201 $v2
  post violation_cases/$v2/establish party=driver party_kind=person party_name=试验减 party_id=370399199001014019 own_vehicle=true -> 200
  post violation_cases/$v2/tell procedure=simple penalty=fine fine=20000 facts=未减速 told_way=oral -> 200
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$v2/decide                    -> 200
as clerk@zhangdian
  post points_reductions party_name=试验减 party_id=370399199001014019 licensed_on=$licensed way=onsite unhandled=true probation=false review_overdue=false withheld=false vehicle_overdue=false barred=false cheated=false -> 201 $x
  post points_reductions/$x/receive                  -> 409 E_GUARD unhandled
  post points_reductions party_name=试验减 party_id=370399199001014019 licensed_on=$licensed way=onsite unhandled=false probation=true review_overdue=false withheld=false vehicle_overdue=false barred=false cheated=false -> 201 $x
  post points_reductions/$x/receive                  -> 409 E_GUARD probation
  post points_reductions party_name=试验减 party_id=370399199001014019 licensed_on=$licensed way=onsite unhandled=false probation=false review_overdue=true withheld=false vehicle_overdue=false barred=false cheated=false -> 201 $x
  post points_reductions/$x/receive                  -> 409 E_GUARD review_overdue
  post points_reductions party_name=试验减 party_id=370399199001014019 licensed_on=$licensed way=onsite unhandled=false probation=false review_overdue=false withheld=true vehicle_overdue=false barred=false cheated=false -> 201 $x
  post points_reductions/$x/receive                  -> 409 E_GUARD withheld
  post points_reductions party_name=试验减 party_id=370399199001014019 licensed_on=$licensed way=onsite unhandled=false probation=false review_overdue=false withheld=false vehicle_overdue=true barred=false cheated=false -> 201 $x
  post points_reductions/$x/receive                  -> 409 E_GUARD vehicle_overdue
  post points_reductions party_name=试验减 party_id=370399199001014019 licensed_on=$licensed way=onsite unhandled=false probation=false review_overdue=false withheld=false vehicle_overdue=false barred=true cheated=false -> 201 $x
  post points_reductions/$x/receive                  -> 409 E_GUARD barred
  post points_reductions party_name=试验减 party_id=370399199001014019 licensed_on=$licensed way=onsite unhandled=false probation=false review_overdue=false withheld=false vehicle_overdue=false barred=false cheated=true -> 201 $x
  post points_reductions/$x/receive                  -> 409 E_GUARD cheated
  post points_reductions/$x/refuse reason=有弄虚作假记录 -> 200 state=refused
  post points_reductions/$a/refuse reason=不便办理   -> 409 E_GUARD points # it must be received
  post points_reductions/$a/take began_at=$now minutes=60 exam_passed=true -> 409 E_NO_STEP
  post points_reductions/$a/receive                  -> 200 state=received
clock ${now+1h}
as clerk@zhangdian
  post points_reductions/$a/take began_at=${now-1h} minutes=59 exam_passed=true -> 422 E_BAD_VALUE minutes
  post points_reductions/$a/take began_at=${now-1h} minutes=60 exam_passed=false -> 422 E_BAD_VALUE exam_passed
  post points_reductions/$a/take began_at=${now+1h} minutes=60 exam_passed=true -> 422 E_BAD_VALUE began_at
  post points_reductions/$a/take began_at=${now-1h} minutes=60 exam_passed=true -> 200 state=taken points_off=2
  post points_reductions party_name=试验减 party_id=370399199001014019 licensed_on=$licensed way=online unhandled=false probation=false review_overdue=false withheld=false vehicle_overdue=false barred=false cheated=false -> 201 $b
  post points_reductions/$b/receive                  -> 200
  post points_reductions party_name=试验减 party_id=370399199001014019 licensed_on=$licensed way=online unhandled=false probation=false review_overdue=false withheld=false vehicle_overdue=false barred=false cheated=false -> 201 $late
  post points_reductions/$late/receive               -> 200 $began
  post terms/reckon term=reduce_online from=$began.updated_at -> 200 $end
clock ${end.due_at-1s}
as clerk@zhangdian
  post points_reductions/$b/take began_at=$began.updated_at minutes=29 exam_passed=true -> 422 E_BAD_VALUE minutes
  post points_reductions/$b/take began_at=$began.updated_at minutes=30 exam_passed=true -> 200 points_off=1
clock $end.due_at
as clerk@zhangdian
  post points_reductions/$late/take began_at=$began.updated_at minutes=30 exam_passed=true -> 422 E_BAD_VALUE began_at
  post points_reductions party_name=试验减 party_id=370399199001014019 licensed_on=$licensed way=volunteer unhandled=false probation=false review_overdue=false withheld=false vehicle_overdue=false barred=false cheated=false -> 201 $c
  post points_reductions/$c/receive                  -> 200
  post points_reductions/$c/take began_at=$now minutes=60 -> 200 points_off=1
  post points_reductions party_name=试验减 party_id=370399199001014019 licensed_on=$licensed way=onsite unhandled=false probation=false review_overdue=false withheld=false vehicle_overdue=false barred=false cheated=false -> 201 $d
  post points_reductions/$d/receive                  -> 200
  post points_reductions/$d/take began_at=$now minutes=60 exam_passed=true -> 200 points_off=2
  post points_reductions party_name=试验减 party_id=370399199001014019 licensed_on=$licensed way=onsite unhandled=false probation=false review_overdue=false withheld=false vehicle_overdue=false barred=false cheated=false -> 201 $x
  post points_reductions/$x/receive                  -> 409 E_GUARD points_off # six in this cycle
as case_officer@zhangdian
  post violation_cases source=stop code=1625 happened_at=${now-5m} address=昌国路 road=urban -> 201 $v3
  post violation_cases/$v3/establish party=driver party_kind=person party_name=试验减 party_id=370399199001014019 own_vehicle=true -> 200
  post violation_cases/$v3/tell procedure=simple penalty=fine fine=20000 facts=闯红灯 told_way=oral -> 200
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$v3/decide                    -> 200
  get  full_scores                                   -> 200 rows=0 # fifteen, less six
as leader@zhangdian
  post points_reductions/$a/revoke reason=他人代学   -> 200 state=revoked
  get  full_scores                                   -> 200 rows=0 # eleven
  post points_reductions/$d/revoke reason=他人代学   -> 200 state=revoked
  get  full_scores                                   -> 200 rows=1 items.0.state=reached items.0.points=13 $f=items.0
  get  full_score_cases?full_score=$f                -> 200 rows=3
  post points_reductions/$b/revoke reason=他人代学   -> 200
  get  full_scores/$f                                -> 200 points=14 reduced=1
as clerk@zhangdian
  post points_reductions/$x/receive                  -> 409 E_GUARD cheated
  post points_reductions/$x/refuse reason=弄虚作假   -> 200 state=refused
  post points_reductions party_name=试验无 party_id=370399199001014027 licensed_on=$licensed way=onsite unhandled=false probation=false review_overdue=false withheld=false vehicle_overdue=false barred=false cheated=false -> 201 $y
recorder case_officer@zhangdian -> 200 outcome=taken
as case_officer@zhangdian
  post measures kind=licence thing=机动车驾驶证 taken_at=${now-1m} place=昌国路 officer2=case_officer2@zhangdian ground=将机动车交由未取得驾驶证的人驾驶 told=true -> 201 $m
  post measures/$m/issue party_name=试验无 party_id=370399199001014027 party_address=样例路2号 plate=鲁C5A531 vehicle_type=小型轿车 behaviour=样例 basis=道路交通安全法110 term_said=至作出处罚决定之日止 -> 200
as clerk@zhangdian
  post points_reductions/$y/receive                  -> 409 E_GUARD withheld # noted as not withheld, but it is here
as leader@zhangdian
  post measures/$m/lift reason=不再需要扣留          -> 200
as clerk@zhangdian
  post points_reductions/$y/receive                  -> 409 E_GUARD points # nothing to take off

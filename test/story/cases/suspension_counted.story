# 道路交通安全法 113、违法处理程序规定 32/2: a suspension runs from the day on which the decision takes effect, that of its service, not from the decision; each day on which the licence was held before is deducted, once, though it was given back since.
clock ${today+1d}T09:00+08:00
as case_officer@zhangdian
  post violation_cases source=stop code=1712 happened_at=${now-3d} address=北京路 road=urban officer2=case_officer2@zhangdian plate=鲁C5A614 plate_class=02 -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验己 party_id=370399199001013024 own_vehicle=true -> 200
  post case_parties violation_case=$v address=样例路3号 household=样例省样例市 employer=无 earlier=无 -> 201
  post violation_cases/$v/tell procedure=general penalty=suspension suspend_months=6 fine=150000 facts=饮酒后驾驶 evidence=呼气检测单 told_way=record -> 200
  get  documents?subject=violation_case&subject_row=$v&type=intended_penalty&state=issued -> 200 $t=items.0
  post documents/$t/sign signature=hand              -> 200
  post violation_cases/$v/files/inquiry file:../house/pixel.png @Content-Type=image/png -> 201
as leader@zhangdian
  post violation_cases/$v/approve                    -> 200
as case_officer@zhangdian
  post violation_cases/$v/decide                     -> 200 suspended_until=null
as case_officer@zhangdian
  post violation_cases source=stop code=1712 happened_at=${now-3d} address=北京路 road=urban officer2=case_officer2@zhangdian plate=鲁C5A612 plate_class=02 -> 201 $w
  post violation_cases/$w/establish party=driver party_kind=person party_name=试验庚 party_id=370399199001013032 own_vehicle=true -> 200
  post case_parties violation_case=$w address=样例路3号 household=样例省样例市 employer=无 earlier=无 -> 201
  post measures kind=licence thing=机动车驾驶证 violation_case=$w taken_at=${now-2d} place=北京路 officer2=case_officer2@zhangdian ground=饮酒后驾驶 told=true -> 201 $m
as leader@zhangdian
  post measures/$m/lift reason=不再需要扣留 -> 200 state=lifted
as case_officer@zhangdian
  post measures kind=licence thing=机动车驾驶证 violation_case=$w taken_at=${now-1d} place=北京路 officer2=case_officer2@zhangdian ground=饮酒后驾驶 told=true -> 201 $n
as leader@zhangdian
  post measures/$n/lift reason=不再需要扣留 -> 200 state=lifted
as case_officer@zhangdian
  post violation_cases/$w/tell procedure=general penalty=suspension suspend_months=6 fine=150000 facts=饮酒后驾驶 evidence=呼气检测单 told_way=record -> 200
  get  documents?subject=violation_case&subject_row=$w&type=intended_penalty&state=issued -> 200 $t=items.0
  post documents/$t/sign signature=hand              -> 200
  post violation_cases/$w/files/inquiry file:../house/pixel.png @Content-Type=image/png -> 201
as leader@zhangdian
  post violation_cases/$w/approve                    -> 200
as case_officer@zhangdian
  post violation_cases/$w/decide                     -> 200 suspended_until=null
  get  documents?subject=violation_case&subject_row=$w&type=general_decision -> 200 $d=items.0
clock ${now+20d}
as case_officer@zhangdian
  post documents/$d/stamp seal=stamped               -> 200
  post documents/$d/sign signature=hand              -> 200
  post documents/$d/serve service=person served_at=$now -> 200
  post violation_cases/$w/serve service=direct       -> 200 $w
  get  documents?subject=violation_case&subject_row=$v&type=general_decision -> 200 $d=items.0
  post documents/$d/stamp seal=stamped               -> 200
  post documents/$d/sign signature=hand              -> 200
  post documents/$d/serve service=person served_at=$now -> 200
  post violation_cases/$v/serve service=direct       -> 200 suspended_until>=${now+180d} suspended_until~T16:00:00.000Z $v # from the decision on it would be twenty days less
  get  violation_cases/$w                            -> 200 suspended_until=${v.suspended_until-3d} # two days before the decision and the day of the lifting
recorder case_officer@zhangdian -> 200 outcome=taken
as case_officer@zhangdian
  post measures kind=licence thing=机动车驾驶证 violation_case=$w taken_at=$now place=北京路 officer2=case_officer2@zhangdian ground=暂扣 told=true -> 201 $h
  post measures/$h/issue party_name=试验庚 party_id=370399199001013032 party_address=样例路3号 plate=鲁C5A612 vehicle_type=小型轿车 behaviour=饮酒后驾驶机动车 basis=道路交通安全法110 term_said=至暂扣期限届满之日止 site_words=视频09:00至09:10：告知事由、依据和权利 home_office=样例市车辆管理所 -> 200
  get  documents?subject=measure&subject_row=$h&type=measure_voucher -> 200 $k=items.0
  post documents/$k/sign signature=hand              -> 200
as leader@zhangdian
  post measures/$h/approve                           -> 200
as case_officer@zhangdian
  post measures/$m/send_home                         -> 409
  post measures/$h/send_home                         -> 200 state=sent # 规定 61/1

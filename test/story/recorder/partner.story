# 违法处理程序规定 25、43、46（本单位规定，非法定条件）: the partner's recorder counts for the same stop and nobody else's; a notice and a voucher ask for the recorder as a decision does; in the window and of a camera record none is asked for.
alone
as officer2@zhangdian-2
  post violation_cases source=stop notice_given=true code=1706 happened_at=${now-10m} address=北京路 road=urban officer2=officer@zhangdian-2 -> 201 $v state=summoned site_recording=null
  post violation_cases/$v/give_notice party_name=试验庚 party_id=370399199001010118 -> 409 E_GUARD recorder body~现场出具的违法行为处理通知书 body~不是法定条件
  post measures kind=vehicle thing=鲁C5A502 taken_at=${now-1h} place=昌国路 officer2=officer@zhangdian-2 ground=未悬挂号牌 told=true -> 201 $n site_recording=null
  post measures/$n/issue party_name=试验辛 party_id=370399199001010134 party_address=样例路2号 plate=鲁C5A502 vehicle_type=小型轿车 behaviour=未悬挂机动车号牌 basis=道路交通安全法95、90 term_said=至提供合法证明之日止 -> 409 E_GUARD recorder body~凭证
recorder case_officer@zhangdian -> 200 outcome=taken
as case_officer@zhangdian
  post measures/$n/issue party_name=试验辛 party_id=370399199001010134 party_address=样例路2号 plate=鲁C5A502 vehicle_type=小型轿车 behaviour=未悬挂机动车号牌 basis=道路交通安全法95、90 term_said=至提供合法证明之日止 -> 409 E_GUARD recorder # a recorder that was not at the stop
recorder officer@zhangdian-2 since=${now-30m} -> 200 outcome=taken
as officer2@zhangdian-2
  post measures/$n/issue party_name=试验辛 party_id=370399199001010134 party_address=样例路2号 plate=鲁C5A502 vehicle_type=小型轿车 behaviour=未悬挂机动车号牌 basis=道路交通安全法95、90 term_said=至提供合法证明之日止 -> 409 E_GUARD recorder body~开始之后才录制 # it began half an hour after the taking on
  post measures kind=vehicle thing=鲁C5A502 taken_at=${now-30m} place=昌国路 officer2=officer@zhangdian-2 ground=未悬挂号牌 told=true -> 201 $m
recorder officer@zhangdian-2 at=${now+1s} since=${m.taken_at+1s} -> 200 outcome=taken
as officer2@zhangdian-2
  post measures/$m/issue party_name=试验辛 party_id=370399199001010134 party_address=样例路2号 plate=鲁C5A502 vehicle_type=小型轿车 behaviour=未悬挂机动车号牌 basis=道路交通安全法95、90 term_said=至提供合法证明之日止 -> 409 E_GUARD recorder body~开始之后才录制
recorder officer@zhangdian-2 at=${now+2s} since=$m.taken_at -> 200 outcome=taken
as officer2@zhangdian-2
  post measures/$m/issue party_name=试验辛 party_id=370399199001010134 party_address=样例路2号 plate=鲁C5A502 vehicle_type=小型轿车 behaviour=未悬挂机动车号牌 basis=道路交通安全法95、90 term_said=至提供合法证明之日止 -> 200 site_recording=* $m
recorder officer@zhangdian-2 at=${now+3s} since=${v.created_at+1s} -> 200 outcome=taken
as officer2@zhangdian-2
  post violation_cases/$v/give_notice party_name=试验庚 party_id=370399199001010118 -> 409 E_GUARD recorder body~开始之后才录制 # from the stop, not from the moment of the notice
recorder officer@zhangdian-2 at=${now+4s} since=$v.created_at -> 200 outcome=taken
as officer2@zhangdian-2
  post violation_cases/$v/give_notice party_name=试验庚 party_id=370399199001010118 -> 200 site_recording=* $v
  get  site_recordings/$m.site_recording             -> 200 document=measure_voucher worn_by=officer@zhangdian-2 officer=officer2@zhangdian-2
  get  site_recordings/$v.site_recording             -> 200 document=handling_notice worn_by=officer@zhangdian-2
as supervisor@detachment
  get  recording_refusals?officer=officer2@zhangdian-2 -> 200 rows=5 items.*.document=handling_notice items.*.document=measure_voucher
as legal@detachment
  get  recording_duties?code=handling_notice         -> 200 items.0.basis=house items.0.gate=true $n=items.0
  get  recording_duties?code=e_signature             -> 200 items.0.basis=law items.0.asks=compulsory items.0.gate=false items.0.article=263/3
  patch recording_duties/$n gate=false               -> 200
as officer@linzi-2
  post violation_cases source=stop notice_given=true code=1706 happened_at=${now-10m} address=北京路 road=urban -> 201 $u
  post violation_cases/$u/give_notice party_name=试验庚 party_id=370399199001010118 -> 200 site_recording=null # what the force does not ask for, nobody is refused for
as officer@linzi-2
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=齐都路 road=urban -> 201 $w
  post violation_cases/$w/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$w/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200
  post violation_cases/bulk/decide {"ids":[$w]}      -> 200 done=[] refused.0.code=E_GUARD
  post violation_cases/$w/decide @Idempotency-Key=again-$uniq -> 409 E_GUARD recorder
  post violation_cases/$w/rework                     -> 200
as officer@linzi
  post violation_cases/$w/join                       -> 409 E_GUARD recorder # a colleague whose recorder runs does not heal it
as supervisor@detachment
  get  recording_refusals?officer=officer@linzi-2    -> 200 rows=2 items.*.violation_case=$w

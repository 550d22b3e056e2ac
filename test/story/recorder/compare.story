# 行政处罚法 47、本单位规定: documents borne out by their clips are drawn by lot and watched by a third person; a clip of a case is evidence and kept for good; what differs is a finding.
clock ${today+1d}T09:00+08:00
as legal@detachment
  get  recording_duties?code=measure_voucher         -> 200 $n=items.0
  patch recording_duties/$n check_permille=1000      -> 200
recorder officer@linzi -> 200 outcome=taken
as officer@linzi
  post measures kind=vehicle thing=鲁C5A502 taken_at=${now-5m} place=昌国路 officer2=supervisor@linzi ground=未悬挂号牌 told=true -> 201 $m site_recording=null
  post measures/$m/issue party_name=试验辛 party_id=370399199001010134 party_address=样例路2号 plate=鲁C5A502 vehicle_type=小型轿车 behaviour=未悬挂机动车号牌 basis=道路交通安全法95、90 term_said=至提供合法证明之日止 -> 200 $m
clock ${now+10m}
recorder officer@linzi kind=clip started_at=${m.taken_at-1m} ended_at=${now-1m} -> 200 outcome=taken
clock ${now+1s} run cases.clips
as supervisor@linzi
  get  clip_checks                                   -> 200 rows=1 $q=items.0
  post clip_checks/$q/judge verdict=agrees opinion=相符 -> 403 E_SECOND_PERSON
as supervisor@detachment
  get  site_recordings/$m.site_recording             -> 200 state=matched measure=$m clip=* $r
  get  clips/$r.clip                                 -> 200 of_case=true keep_until=null
  get  clip_checks?about=$r                          -> 200 rows=1 items.0.state=drawn items.0.permille=1000 items.0.due_term=clip_check_judge $k=items.0
  post clip_checks/$k/judge verdict=differs          -> 422 E_MISSING opinion
  post clip_checks/$k/judge verdict=differs opinion=视频中未告知权利 -> 200 judged_by=supervisor@detachment
clock ${now+1s} run clip_differs
as supervisor@detachment
  get  findings?rule=clip_differs&about_row=$k       -> 200 rows=1

# 公通字〔2016〕14号（待核）、本单位规定: a failing recorder is reported at once and the superior takes note within ten minutes; what is issued meanwhile bears the mark and is examined; the written explanation comes within three working days.；行政案件程序规定 55/3: a measure taken meanwhile needs its written site record
clock ${today+1d}T10:00+08:00
as officer@zhangdian-1
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200
  post violation_cases/$v/decide                     -> 409 E_GUARD recorder body~故障的先报告
  post recorder_failures kind=image words=镜头起雾不能录像 superior=officer@zhangdian-1 -> 403 E_SECOND_PERSON superior
  post recorder_failures kind=image words=镜头起雾不能录像 superior=leader@zhangdian-1 -> 201 $f state=reported due_term=recorder_explain known_by=${now+10m} officer=officer@zhangdian-1 recorder=*
  post violation_cases/$v/decide                     -> 200 state=decided $d
  get  site_recordings/$d.site_recording             -> 200 state=under_failure failure=$f
  post measures kind=vehicle thing=鲁C5A541 taken_at=$now place=昌国路 officer2=officer2@zhangdian-1 ground=未悬挂号牌 told=true -> 201 $m
  post measures/$m/issue party_name=试验辛 party_id=370399199001010134 party_address=样例路2号 plate=鲁C5A541 vehicle_type=小型轿车 behaviour=未悬挂机动车号牌 basis=道路交通安全法95、90 term_said=至提供合法证明之日止 site_words=视频10:00至10:10 -> 200 site_recording=*
  get  documents?subject=measure&subject_row=$m&type=measure_voucher -> 200 $k=items.0
  post documents/$k/sign signature=hand              -> 200
as leader@zhangdian-1
  post measures/$m/approve                           -> 409 E_GUARD site_record # 程序规定 55/3: nothing was recorded that could stand for it
as officer@zhangdian-1
  post recorder_failures/$f/know                     -> 403
as duty@zhangdian-1
  post recorder_failures/$f/know                     -> 403 E_FORBIDDEN superior
clock ${f.known_by-1s} run failure_not_known
as supervisor@detachment
  get  findings?rule=failure_not_known&about_row=$f  -> 200 rows=0
clock $f.known_by run failure_not_known
as supervisor@detachment
  get  findings?rule=failure_not_known&about_row=$f  -> 200 rows=1
as leader@zhangdian-1
  post recorder_failures/$f/know                     -> 200 known_at=*
  post recorder_failures/$f/know                     -> 409 E_GUARD known_at
clock ${now+1s} run decided_under_failure
as supervisor@detachment
  get  findings?rule=decided_under_failure&about_row=$d.site_recording -> 200 rows=1
  post recorder_failures/$f/accept opinion=属实        -> 409 E_NO_STEP
  post site_recordings/$d.site_recording/explain explanation=x -> 403
  post site_recordings/$d.site_recording/examine opinion=故障属实，文书内容与事后核查一致 -> 200 state=closed
clock ${f.due_at-1s} run failure_not_explained
as leader@zhangdian-1
  get  findings?rule=failure_not_explained&about_row=$f -> 200 rows=0
as officer2@zhangdian-1
  post recorder_failures/$f/recover                  -> 403
  post recorder_failures/$f/explain explanation=非本人 -> 403
clock $f.due_at run failure_not_explained
as leader@zhangdian-1
  get  findings?rule=failure_not_explained&about_row=$f -> 200 rows=1
as officer@zhangdian-1
  post recorder_failures/$f/recover                  -> 200 over_at=*
  post recorder_failures/$f/recover                  -> 409 E_GUARD over_at
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $w
  post violation_cases/$w/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$w/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200
clock ${now+1s}
as officer@zhangdian-1
  post violation_cases/$w/decide                     -> 409 E_GUARD recorder # the failure is over: it excuses nothing more
  post recorder_failures/$f/explain explanation=镜头起雾，返回后已更换 -> 200 state=explained
as supervisor@detachment
  post recorder_failures/$f/reject opinion=同班次其他视频正常 -> 200 state=rejected
clock ${now+1s} run failure_to_examine
as supervisor@detachment
  get  findings?rule=failure_to_examine&about_row=$f&state=open -> 200 rows=0
as leader@zhangdian-1
  post recorder_failures kind=image words=x superior=duty@zhangdian-1 -> 403
as officer@zhangdian
  post recorder_failures kind=power words=电量耗尽 superior=leader@zhangdian -> 201
as auxiliary@zhangdian-1
  post recorder_failures kind=power words=电量耗尽 superior=leader@zhangdian-1 -> 403

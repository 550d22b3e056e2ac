# 公通字〔2016〕14号（待核）、本单位规定: what was issued under a failure, the failure itself and a document whose clip does not fit are examined by somebody who took no part.
clock ${today+1d}T09:00+08:00
as officer@linzi
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=齐都路 road=urban officer2=supervisor@linzi -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200
  post recorder_failures kind=power words=电量耗尽 superior=supervisor@linzi -> 201 $f
  post recorder_failures kind=power words=电量耗尽 superior=leader@linzi -> 201 $g
  post violation_cases/$v/decide                     -> 200 $d
  post recorder_failures/$f/explain explanation=未充电 -> 200 state=explained
  post recorder_failures/$g/explain explanation=未充电 -> 200 state=explained
as supervisor@linzi
  post site_recordings/$d.site_recording/examine opinion=属实 -> 403 E_SECOND_PERSON
  post recorder_failures/$f/accept opinion=属实        -> 403 E_SECOND_PERSON
  post recorder_failures/$f/reject opinion=不实        -> 403 E_SECOND_PERSON
  post recorder_failures/$g/accept opinion=属实        -> 200 state=accepted
as duty@detachment
  post recorder_failures/$f/know                     -> 403 E_FORBIDDEN superior
as supervisor@detachment
  post recorder_failures/$f/accept opinion=属实        -> 200 state=accepted
  post site_recordings/$d.site_recording/examine opinion=属实 -> 200 state=closed
recorder case_officer@zhangdian -> 200 outcome=taken
as case_officer@zhangdian
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban officer2=legal@zhangdian -> 201 $w
  post violation_cases/$w/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$w/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200
  post violation_cases/$w/decide                     -> 200 $x
as duty@detachment
  get  recorder_issues?officer=case_officer@zhangdian -> 200 $i=items.0
  post recorder_issues/$i/take_back                  -> 200
recorder case_officer@zhangdian kind=emptied -> 200 outcome=taken
clock ${now+1s} run cases.clips
as case_officer@zhangdian
  get  site_recordings/$x.site_recording             -> 200 state=flagged fault=missing
  post site_recordings/$x.site_recording/explain explanation=文件损坏 -> 200 state=explained
as legal@zhangdian
  post site_recordings/$x.site_recording/examine opinion=属实 -> 403 E_SECOND_PERSON

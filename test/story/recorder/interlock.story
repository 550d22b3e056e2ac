# 行政处罚法 47、违法处理程序规定 43（本单位规定，非法定条件）: a decision on the spot is refused without a recorder that has recorded from the stop until now; the refusal names the force's own rule, and who tried is kept.
clock ${today+1d}T09:00+08:00
as officer@zhangdian-1
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban officer2=officer2@zhangdian-1 -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200
  post violation_cases/$v/decide                     -> 409 E_GUARD recorder body~本单位规定，不是法定条件 body~当场作出的简易程序处罚决定
  get  violation_cases/$v                            -> 200 state=told body~不是法定条件
recorder officer@zhangdian-1 recording=false -> 200 outcome=taken
as officer@zhangdian-1
  post violation_cases/$v/decide                     -> 409 E_GUARD recorder body~没有在录制
recorder officer@zhangdian-1 at=${now+1s} since=${v.created_at+1s} -> 200 outcome=taken
as officer@zhangdian-1
  post violation_cases/$v/decide                     -> 409 E_GUARD recorder body~开始之后才录制
recorder officer@zhangdian-1 at=${now+2s} terminal=JWT-OTHER -> 409 outcome=conflict
recorder officer@zhangdian-1 at=${now-301s} -> 425 outcome=stale
recorder officer@zhangdian-1 at=${now+5m} -> 409 outcome=early
recorder officer@zhangdian-1 at=${now+2s} since=${now+3s} -> 422 outcome=malformed
recorder officer@zhangdian-1 at=${now+2s} recording=yes -> 422 outcome=malformed
recorder officer@zhangdian-1 at=${now+2s} since=$v.created_at -> 200 outcome=taken
recorder officer@zhangdian-1 at=${now+2s} since=$v.created_at -> 200 outcome=taken # the same moment again is the same row
clock ${now+303s}
as officer@zhangdian-1
  post violation_cases/$v/decide                     -> 409 E_GUARD recorder body~有效在录信号
as supervisor@detachment
  get  recording_refusals?officer=officer@zhangdian-1&sort=at -> 200 rows=4 items.0.why=silent items.1.why=stopped items.2.why=began_late items.3.why=silent items.*.violation_case=$v items.*.document=simple_decision
  get  recorder_presences?officer=officer@zhangdian-1 -> 200 rows=3
  get  views/recorder_state                          -> 200 rows>=1
as officer@zhangdian-1
  get  recording_refusals                            -> 403
clock ${now+1s} run refused_often
as supervisor@detachment
  get  findings?rule=refused_often                   -> 200 rows=1 items.0.note>=3
recorder officer@zhangdian-1 since=$v.created_at -> 200 outcome=taken
clock ${now+300s}
as officer@zhangdian-1
  post violation_cases/$v/decide                     -> 200 state=decided site_recording=* $d
  get  site_recordings/$d.site_recording             -> 200 state=waiting document=simple_decision officer=officer@zhangdian-1 officer2=officer2@zhangdian-1 worn_by=officer@zhangdian-1 violation_case=$v recording_since=$v.created_at from_at=$v.created_at failure=null
as auditor@detachment
  get  audit?record=violation_case&id=$v&verb=decide -> 200 rows=1

# 行政处罚法 46、47、本单位规定: a clip bears a document out when it holds the whole stop, without a gap, by the clock, of the officer who wore the recorder; else the document is flagged and supervision sees it.
clock ${today+1d}T09:00+08:00
as legal@detachment
  get  recording_duties?code=simple_decision         -> 200 $n=items.0
  patch recording_duties/$n check_permille=0         -> 200
recorder officer@zhangdian-1 -> 200 outcome=taken
recorder officer2@zhangdian-1 -> 200 outcome=taken
recorder officer@zhangdian-2 -> 200 outcome=taken
recorder officer2@zhangdian-2 -> 200 outcome=taken
recorder officer@linzi-2 -> 200 outcome=taken
as officer@zhangdian-1
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $a
  post violation_cases/$a/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$a/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200
as officer2@zhangdian-1
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $b
  post violation_cases/$b/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$b/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200
as officer@zhangdian-2
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $c
  post violation_cases/$c/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$c/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200
as officer2@zhangdian-2
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $e
  post violation_cases/$e/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$e/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200
as officer@linzi-2
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $g
  post violation_cases/$g/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$g/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200
clock ${now+2m}
as officer@zhangdian-1
  post violation_cases/$a/decide                     -> 200 $a
as officer2@zhangdian-1
  post violation_cases/$b/decide                     -> 200 $b
as officer@zhangdian-2
  post violation_cases/$c/decide                     -> 200 $c
as officer2@zhangdian-2
  post violation_cases/$e/decide                     -> 200 $e
as officer@linzi-2
  post violation_cases/$g/decide                     -> 200 $g
clock ${now+1h}
let from=${a.created_at-5m}
let until=${a.decided_at+5m}
recorder officer@zhangdian-1 kind=clip started_at=$from ended_at=${a.decided_at-30s} -> 200 outcome=taken
recorder officer@zhangdian-1 kind=clip started_at=${a.decided_at-26s} ended_at=$until -> 200 outcome=taken # two files of one recording, a seam of four seconds
recorder officer2@zhangdian-1 kind=clip started_at=$from ended_at=$until gaps:=[{"from":"${b.decided_at-60s}","to":"${b.decided_at-50s}","why":"低温"}] -> 200 outcome=taken
recorder officer@zhangdian-2 kind=clip officer=officer2@zhangdian-2 started_at=$from ended_at=$until -> 200 outcome=taken
recorder officer2@zhangdian-2 kind=clip clock_ms=30001 started_at=$from ended_at=$until -> 200 outcome=taken
recorder officer@linzi-2 kind=clip clock_ms=30000 started_at=${g.decided_at-30s} ended_at=$until -> 200 outcome=taken
as duty@detachment
  get  recorder_issues?officer=officer2@zhangdian-1  -> 200 $i=items.0
  post recorder_issues/$i/take_back                  -> 200
  get  recorder_issues?officer=officer@linzi-2       -> 200 $j=items.0
  post recorder_issues/$j/take_back                  -> 200
recorder officer2@zhangdian-1 kind=emptied -> 200 outcome=taken
recorder officer@linzi-2 kind=emptied -> 200 outcome=taken
clock ${now+1s} run cases.clips
clock ${now+1s} run clip_mismatch
clock ${now+1s} run clip_doubtful
as supervisor@detachment
  get  site_recordings/$a.site_recording             -> 200 state=matched fault=null clip=*
  get  site_recordings/$b.site_recording             -> 200 state=flagged fault=gap
  get  site_recordings/$c.site_recording             -> 200 state=flagged fault=other_officer
  get  site_recordings/$e.site_recording             -> 200 state=flagged fault=clock
  get  site_recordings/$g.site_recording             -> 200 state=flagged fault=gap
  get  findings?rule=clip_mismatch                   -> 200 rows=4
  get  findings?rule=clip_doubtful                   -> 200 rows=2
  get  clip_checks                                   -> 200 rows=0

# 行政处罚法 46、47、本单位规定: each document is compared with its clips by itself: one whose clip can no longer be taken into the case does not keep those behind it waiting.
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $s=items.0
  patch settings/$s value=365                        -> 200
as legal@detachment
  get  recording_duties?code=simple_decision         -> 200 $n=items.0
  patch recording_duties/$n check_permille=0         -> 200
clock ${today+1d}T09:00+08:00 run cases.clips
recorder officer@zhangdian-1 -> 200 outcome=taken
as officer@zhangdian-1
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $a
  post violation_cases/$a/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$a/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200
  post violation_cases/$a/decide                     -> 200 $a
recorder officer@zhangdian-1 kind=clip sha256=00000000000000000000000000000000000000000000000000000000000000f1 started_at=${a.created_at-5m} ended_at=${a.decided_at+5m} -> 200 outcome=taken
as supervisor@detachment
  get  clips?sha256=00000000000000000000000000000000000000000000000000000000000000f1 -> 200 $x=items.0
clock $x.keep_until run recorder.keep
recorder officer@zhangdian-2 -> 200 outcome=taken
as officer@zhangdian-2
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $b
  post violation_cases/$b/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$b/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200
  post violation_cases/$b/decide                     -> 200 $b
recorder officer@zhangdian-2 kind=clip started_at=${b.created_at-5m} ended_at=${b.decided_at+5m} -> 200 outcome=taken
clock ${now+1s} run cases.clips
as supervisor@detachment
  get  site_recordings/$b.site_recording             -> 200 state=matched
# the first one waits, unless it was compared in the moment between the end of its clip's time and the clip's removal
  get  site_recordings/$a.site_recording             -> 200 state!=flagged

# 公通字〔2016〕14号（待核）: what was filmed is uploaded within 24 hours of the return; a second later it is a finding, the document without its clip is flagged, and a clip that comes then is late.
clock ${today+1d}T09:00+08:00
recorder officer@zhangdian-1 -> 200 outcome=taken
as officer@zhangdian-1
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200
  post violation_cases/$v/decide                     -> 200 $d
as duty@zhangdian-1
  get  recorder_issues?officer=officer@zhangdian-1   -> 200 $i=items.0
  post recorder_issues/$i/take_back                  -> 200 state=returned returned_at=$now upload_by=${now+24h} due_at=${now+24h} $t
clock ${t.upload_by-1s} run clips_not_uploaded
clock ${t.upload_by-1s} run cases.clips
as leader@zhangdian-1
  get  findings?rule=clips_not_uploaded&about_row=$i -> 200 rows=0
as officer@zhangdian-1
  get  site_recordings/$d.site_recording             -> 200 state=waiting
clock $t.upload_by run clips_not_uploaded
clock $t.upload_by run cases.clips
as leader@zhangdian-1
  get  findings?rule=clips_not_uploaded&about_row=$i -> 200 rows=1
as officer@zhangdian-1
  get  site_recordings/$d.site_recording             -> 200 state=flagged fault=missing due_term=recorder_explain $s
clock ${now+1s} run clip_missing
as supervisor@detachment
  get  findings?rule=clip_missing&about_row=$s       -> 200 rows=1
recorder officer@zhangdian-1 kind=clip started_at=${v.created_at-1h} ended_at=${t.returned_at} -> 200 outcome=taken
recorder officer@zhangdian-1 kind=emptied -> 200 outcome=taken
recorder officer@zhangdian-1 kind=emptied -> 409 outcome=conflict
clock ${now+1s} run cases.clips
clock ${now+1s} run clip_late
clock ${now+1s} run clip_uploaded_late
clock ${now+1s} run clips_not_uploaded
as supervisor@detachment
  get  findings?rule=clip_late&about_row=$s          -> 200 rows=1
  get  findings?rule=clips_not_uploaded&about_row=$i -> 200 items.0.state=gone
  get  site_recordings/$s                            -> 200 state=flagged fault=late clip=* $c
  get  clips/$c.clip                                 -> 200 late=true of_case=true keep_until=null
  get  findings?rule=clip_uploaded_late&about_row=$c.clip -> 200 rows=1
as officer2@zhangdian-1
  post site_recordings/$s/explain explanation=非本人 -> 403 E_FORBIDDEN officer
as officer@zhangdian-1
  post site_recordings/$s/explain explanation=采集站断网 -> 200 state=explained due_at=null
as supervisor@detachment
  post site_recordings/$s/examine opinion=采集站日志相符 -> 200 state=closed
clock ${now+1s} run clip_late
as supervisor@detachment
  get  findings?rule=clip_late&about_row=$s          -> 200 items.0.state=gone

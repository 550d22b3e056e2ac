# 行政案件程序规定 263/3: while a party signs electronically sound and picture are recorded; the document names the recording, and a signature that no clip of the officer holds is a finding two days later, until another person has looked at the recording that a room made.
clock ${today+1d}T09:00+08:00
as officer@zhangdian-1
  post documents/issue {"type":"service_consent","content":{"person_name":"样例","id_no":"1","phone":"1","address":"样例","ways":"直接送达","authority":"样例","issued_at":"$today"}} -> 201 $a
  post documents/issue {"type":"service_consent","content":{"person_name":"样例","id_no":"1","phone":"1","address":"样例","ways":"直接送达","authority":"样例","issued_at":"$today"}} -> 201 $b
  post documents/$a/sign signature=electronic        -> 422 E_MISSING recording
  post documents/$a/sign signature=electronic recording=ZF-0001 -> 200 signed_by=officer@zhangdian-1
clock ${now+10m}
recorder officer@zhangdian-1 kind=clip started_at=${now-11m} ended_at=${now-5m} -> 200 outcome=taken
as supervisor@detachment
  post documents/$b/see_recording                    -> 409 E_GUARD recording # nothing is signed, nothing recorded
as officer@zhangdian-1
  post documents/$b/sign signature=electronic recording=询问室3-0001 -> 200 $s
clock ${s.signed_at+48h} run signature_unrecorded
as supervisor@detachment
  get  findings?rule=signature_unrecorded            -> 200 rows=0
clock ${s.signed_at+2881m} run signature_unrecorded
as supervisor@detachment
  get  findings?rule=signature_unrecorded            -> 200 rows=1 items.0.about_row=$b
  post documents/$a/see_recording                    -> 200 recording_seen_by=supervisor@detachment
  post documents/$b/see_recording                    -> 200
clock ${now+1m} run signature_unrecorded
as supervisor@detachment
  get  findings?rule=signature_unrecorded&state=open -> 200 rows=0

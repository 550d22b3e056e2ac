# An officer's call for help rings at once, is an incident of the highest priority, and rings until somebody answers it.
as officer@zhangdian-2
  get  session                                        -> 200 $s
  let me=$s.person.id
  post positions items:=[{"at":"${now-5s}","place":[118.06,36.82],"sos":false}] -> 200 taken=1
  watch
  post positions items:=[{"at":"$now","place":[118.06,36.82],"sos":true}]       -> 200 taken=1
as dispatcher@detachment
  sleep 1
  get  sos_calls?person=$me&state=ringing             -> 200 rows=1 items.0.place.0=118.06 $k=items.0.id
  get  incidents?origin=sos_call&origin_row=$k        -> 200 rows=1 items.0.kind=sos items.0.priority=1 items.0.state=open
as officer@zhangdian-2
  post positions items:=[{"at":"${now+1s}","place":[118.06,36.82],"sos":true}]  -> 200 taken=1
  post sos_calls/$k/answer                            -> 403
as dispatcher@detachment
  sleep 1
  get  sos_calls?person=$me&state=ringing             -> 200 rows=1
  post sos_calls/$k/end outcome=已到达                 -> 409 E_NO_STEP
  post sos_calls/$k/answer                            -> 200 state=answered answered_by=dispatcher@detachment answered_at=*
  post sos_calls/$k/mistake                           -> 422 E_NO_REASON
  post sos_calls/$k/end outcome=增援到达，民警安全      -> 200 state=ended

# A call for help that nobody answers within the seconds of its figure (sos_answer_s) is a finding of the dispatchers; before that it is none.
clock ${today+1d}T10:00+08:00
as officer@zhangdian-2
  get  session                                        -> 200 $s
  let me=$s.person.id
  post positions items:=[{"at":"$now","place":[118.06,36.82],"sos":true}] -> 200 taken=1
as dispatcher@detachment
  sleep 17
  get  sos_calls?person=$me&state=ringing             -> 200 rows=1 $k=items.0.id
  get  findings?rule=sos_not_answered&about_row=$k    -> 200 rows=0
clock ${today}T10:01:10+08:00
  sleep 17
as dispatcher@detachment
  get  findings?rule=sos_not_answered&about_row=$k    -> 200 rows=1
  post sos_calls/$k/answer                            -> 200 state=answered

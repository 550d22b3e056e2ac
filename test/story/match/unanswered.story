# An alarm that nobody confirms in its minutes becomes a finding of the duty officer; that of a restricted entry is the detachment's alone; it ends as withdrawn only when its entry has.
clock ${today+1d}T10:00+08:00
as sysadmin@detachment
  get  devices?unit.within=@linzi&category=checkpoint&limit=1 -> 200 $dev=items.0.code $gate=items.0.tollgate
  get  tollgates/$gate                                -> 200 $code=code
as officer@detachment
  post watch_entries category=stolen subject=被盗 basis=刑法264 case_no=A2027-1 plate=鲁C77E01 plate_class=02 reach=city visibility=restricted to_at=${now+3d} priority=1 action=intercept -> 201 $w
as leader@detachment
  post watch_entries/$w/approve                       -> 200
  sleep 2
  passage $dev $code PlateNo=鲁C77E01                  -> 200
  sleep 1
as duty@detachment
  get  alarms?watch_entry=$w                          -> 200 rows=1 $a=items.0.id items.0.due_at=${today}T10:05+08:00
as officer@linzi
  get  alarms/$a                                      -> 404
  get  alarms?watch_entry=$w                          -> 200 rows=0
clock ${today}T10:07+08:00
as duty@detachment
  sleep 17
  get  findings?rule=alarm_unconfirmed&about_row=$a   -> 200 rows=1 items.0.state=open items.0.owner=duty
  post alarms/$a/confirm                              -> 200 due_at=${today}T10:17+08:00
  post alarms/$a/close outcome=withdrawn              -> 409 E_GUARD outcome
as officer@detachment
  post watch_entries/$w/withdraw reason=车辆已找回     -> 200 state=withdrawn
  post alarms/$a/close outcome=withdrawn              -> 200 state=closed

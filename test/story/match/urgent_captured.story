# 道路交通事故处理程序规定 43, 46: what is captured while its entry is urgent is still to be approved, and then at once to be cancelled.
as sysadmin@detachment
  get  devices?unit.within=@boshan&category=checkpoint&limit=1 -> 200 $dev=items.0.code $gate=items.0.tollgate
  get  tollgates/$gate                                -> 200 $code=code
as officer@zhangdian-1
  post watch_entries category=hit_and_run urgent=true subject=肇事逃逸 basis="事故处理程序规定 43" case_no=S2026-21 plate=鲁C77F01 reach=city visibility=unit to_at=${now+3d} priority=1 action=intercept -> 201 $u state=urgent
  sleep 2
  passage $dev $code PlateNo=鲁C77F01                  -> 200
  sleep 1
as officer@detachment
  get  alarms?watch_entry=$u                          -> 200 rows=1 $a=items.0.id
  post alarms/$a/confirm                              -> 200
  post alarms/$a/sign                                 -> 200
  post alarms/$a/files/scene file:../house/pixel.png @Content-Type=image/png -> 201
  post alarms/$a/close outcome=intercepted            -> 200 state=closed
as officer@zhangdian-1
  get  watch_entries/$u                               -> 200 state=urgent met_at=* due_at=*
as leader@detachment
  post watch_entries/$u/approve                       -> 200 state=met approved_at=* due_at=*
as officer@zhangdian-1
  post watch_entries/$u/withdraw reason=已查获         -> 200 state=withdrawn

# Entry, passage, alarm within a second, confirmed by a person, signed, handed to another brigade, closed with a picture, control cancelled (事故处理程序规定 46); all of it in the audit; another brigade sees nothing before it takes part.
as sysadmin@detachment
  get  devices?unit.within=@boshan&category=checkpoint&limit=1 -> 200 $dev=items.0.code $gate=items.0.tollgate
  get  tollgates/$gate                                -> 200 $code=code
as officer@zhangdian-1
  post watch_entries category=hit_and_run subject=肇事逃逸 basis="道路交通事故处理程序规定 44" case_no=S2026-11 plate=鲁C77A01 plate_class=02 vehicle_colour=black reach=city visibility=unit to_at=${now+3d} priority=1 action=intercept instruction=先报指挥中心再拦截 -> 201 $w state=applied
as leader@detachment
  post watch_entries/$w/approve                       -> 200 state=in_force
  sleep 2
as dispatcher@detachment
  watch
  passage $dev $code PlateNo=鲁C77A02                  -> 200
  nothing event record=alarm within 1
  passage $dev $code PlateNo=鲁C77A01 VehicleColor=1   -> 200
  wait event record=alarm verb=create within 1
  get  alarms?watch_entry=$w                          -> 200 rows=1 $a=items.0.id
  get  alarms/$a reason=核实预警                       -> 200 state=raised plate=鲁C77A01 clear:plate sightings=1 action=intercept why~S2026-11 why!~77A01 misread_why~车身颜色与登记或布控一致
  get  sightings?alarm=$a                             -> 200 rows=1 items.0.vehicle_colour=1
as officer@linzi
  get  alarms/$a                                      -> 404
  get  sightings?alarm=$a                             -> 200 rows=0
as officer@detachment
  post alarms/$a/close outcome=intercepted            -> 409 E_GUARD outcome
  post alarms/$a/close outcome=withdrawn note=撤控     -> 409 E_GUARD outcome
  patch alarms/$a handed_to=@linzi                    -> 422 E_READ_ONLY handed_to
  patch alarms/$a outcome=missed                      -> 422 E_READ_ONLY outcome
  patch alarms/$a note=先写好                          -> 422 E_READ_ONLY note
  post alarms/$a/sign                                 -> 409 E_NO_STEP
as dispatcher@detachment
  post alarms/$a/confirm                              -> 200 state=confirmed confirmed_by=dispatcher@detachment
as officer@detachment
  post alarms/$a/sign                                 -> 200 state=signed signed_by=officer@detachment
  post alarms/$a/hand_on handed_to=@linzi handed_note=车辆向临淄方向 -> 200 state=handed
as officer@zhangdian-1
  post alarms/$a/sign                                 -> 403 E_FORBIDDEN handed_to
as officer@linzi
  get  alarms/$a                                      -> 200 masked:plate
  get  alarms/$a reason=拦截                           -> 200 clear:plate plate=鲁C77A01
  get  sightings?alarm=$a                             -> 200 rows=1
  post alarms/$a/sign                                 -> 200 state=signed signed_by=officer@linzi
  post alarms/$a/close outcome=missed                 -> 422 E_MISSING note
  post alarms/$a/close outcome=intercepted            -> 409 E_GUARD scene
  post alarms/$a/files/scene file:../house/pixel.png @Content-Type=image/png -> 201
  post alarms/$a/close outcome=intercepted note=已拦截移交 -> 200 state=closed closed_at=*
as officer@zhangdian-1
  get  watch_entries/$w                               -> 200 state=met due_at=* met_at=*
  post watch_entries/$w/withdraw reason=已查获         -> 200 state=withdrawn
as auditor@detachment
  get  alarms/$a/history                              -> 200 body~confirm body~hand_on body~close
as officer@detachment
  get  views/alarm_figures?from=${now-1d}&to=${now+1d} -> 200 body~hit_and_run

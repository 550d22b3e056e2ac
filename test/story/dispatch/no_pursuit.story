# Nobody drives after a vehicle that does not stop: those ahead are told of plate and direction (执勤执法工作规范 73/1/3), and the caller how many were; of an entry kept to the detachment nobody is told, and he reads that; the one exception names its ground and reason, and the command centre hears of it.
alone
as officer@zhangdian-1
  get  session                                        -> 200 $ahead=person.id
  post patrols call_sign=张21 kind=foot leader=$ahead shift_ends=${now+6h} crew:=[{"person":$ahead,"part":"officer"}] -> 201 $p
as sysadmin@detachment
  get  devices?unit.within=@zhangdian&category=checkpoint&limit=1 -> 200 $dev=items.0.code $gate=items.0.tollgate
  get  tollgates/$gate                                -> 200 $code=code
as officer@detachment
  post watch_entries category=key_vehicle subject=重点车辆核查 basis=本单位内部规定 plate=鲁C72A01 plate_class=02 reach=city visibility=area to_at=${now+3d} priority=2 action=intercept -> 201 $w
as leader@detachment
  post watch_entries/$w/approve                       -> 200
  sleep 2
as dispatcher@detachment
  watch
  passage $dev $code PlateNo=鲁C72A01                  -> 200
  wait event record=alarm verb=create within 2
  get  alarms?watch_entry=$w                          -> 200 rows=1 $a=items.0.id
  post alarms/$a/confirm                              -> 200
  post interceptions alarm=$a                         -> 201 $i state=running
  post interceptions/$i/pursue                        -> 404
as officer@detachment
  post interceptions/$i/follow danger=public reason=车辆持续冲撞人群 -> 409 E_GUARD refusals body~73/1/3
as dispatcher@detachment
  post interceptions/$i/refuse_stop fled_address=人民西路卡点 -> 422 E_MISSING fled_toward
as officer@zhangdian-1
  get  interceptions/$i                               -> 404
  get  alarms/$a                                      -> 404
as dispatcher@detachment
  post interceptions/$i/refuse_stop fled_address=人民西路卡点 fled_toward=east -> 200 state=running refusals=1 fled_at=* told_units=2 told_cars=0 untold=null
as officer@zhangdian-1
  get  interceptions/$i reason=前方堵截               -> 200 plate=鲁C72A01 fled_toward=east fled_address=人民西路卡点
  get  alarms/$a reason=前方堵截                      -> 200 plate=鲁C72A01
as officer@linzi-2
  get  interceptions/$i                               -> 404
as dispatcher@detachment
  get  interceptions/$i/forecast                      -> 200 seen.course=90 alarm=$a interception=$i
as officer@detachment
  post interceptions/$i/follow danger=public          -> 422 E_NO_REASON
  post interceptions/$i/follow reason=车辆冲撞人群      -> 422 E_MISSING danger
  post interceptions/$i/follow danger=public reason=车辆持续冲撞人群 -> 200 state=following followed_by=officer@detachment due_at=*
  post interceptions/$i/hear                          -> 403
as dispatcher@detachment
  post interceptions/$i/hear                          -> 200 state=followed heard_by=dispatcher@detachment heard_at=*
as officer@detachment
  post interceptions/$i/break_off                     -> 200 state=running
as dispatcher@detachment
  post interceptions/$i/call_off reason=不再需要        -> 409 E_GUARD
  post interceptions/$i/not_stopped why_not=refused    -> 422 E_MISSING note
  post interceptions/$i/not_stopped why_not=refused note=驶离，号牌已记录 -> 409 E_GUARD alarm
as officer@detachment
  post interceptions/$i/not_stopped why_not=refused note=驶离，号牌已记录，事后处理 -> 200 state=not_stopped closed_at=*
  get  alarms/$a                                      -> 200 state=closed outcome=missed note~事后处理
as officer@detachment
  get  watch_entries/$w                               -> 200 state=in_force
as officer@detachment
  post watch_entries category=key_vehicle subject=重点车辆核查 basis=本单位内部规定 plate=鲁C72A02 plate_class=02 reach=city visibility=restricted to_at=${now+3d} priority=2 action=intercept -> 201 $v
as leader@detachment
  post watch_entries/$v/approve                       -> 200
  sleep 2
as officer@detachment
  passage $dev $code PlateNo=鲁C72A02                  -> 200
  sleep 1
  get  alarms?watch_entry=$v                          -> 200 rows=1 $b=items.0.id
  post alarms/$b/confirm                              -> 200
  post interceptions alarm=$b                         -> 201 $k
  post interceptions/$k/refuse_stop fled_address=人民西路卡点 fled_toward=east -> 200 told_units=0 untold=restricted
as officer@zhangdian-1
  get  interceptions/$k                               -> 404

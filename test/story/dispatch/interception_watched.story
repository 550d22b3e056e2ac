# An interception to which nobody is ordered becomes a finding, an exception to the ban on pursuit that the command centre has not heard of in its term another (执勤执法工作规范 73/1/3), a vehicle that was stopped and not dealt with a third (事故处理程序规定 45).
clock ${today+1d}T10:00+08:00
as sysadmin@detachment
  get  devices?unit.within=@zhangdian&category=checkpoint&limit=1 -> 200 $dev=items.0.code $gate=items.0.tollgate
  get  tollgates/$gate                                -> 200 $code=code
as officer@zhangdian-1
  post watch_entries category=key_vehicle subject=核查 basis=本单位内部规定 plate=鲁C7500? reach=city visibility=area to_at=${now+3d} priority=2 action=intercept -> 201 $w
as leader@detachment
  post watch_entries/$w/approve                       -> 200
  sleep 2
  passage $dev $code PlateNo=鲁C75001                  -> 200
  passage $dev $code PlateNo=鲁C75002                  -> 200
  passage $dev $code PlateNo=鲁C75003                  -> 200
  sleep 1
as officer@detachment
  get  alarms?watch_entry=$w&sort=id                   -> 200 rows=3 $a1=items.0.id $a2=items.1.id $a3=items.2.id
  post alarms/$a1/confirm                             -> 200
  post alarms/$a2/confirm                             -> 200
  post alarms/$a3/confirm                             -> 200
  post interceptions alarm=$a1                        -> 201 $idle
  post interceptions alarm=$a2                        -> 201 $i2
  post interceptions alarm=$a3                        -> 201 $i3
  post interceptions/$i2/refuse_stop fled_address=人民西路 fled_toward=east -> 200
  post interceptions/$i2/follow danger=life reason=驾车冲撞行人 -> 200 state=following due_at=${today}T10:02+08:00
  post interceptions/$i3/stop_vehicle road=street stop_address=人民西路 -> 200 state=stopped due_at=${today}T12:00+08:00
clock ${today}T10:03+08:00
  sleep 33
as duty@detachment
  get  findings?rule=interception_idle&about_row=$idle -> 200 rows=0
clock ${today}T10:07+08:00
as duty@detachment
  sleep 33
  get  findings?rule=interception_idle&about_row=$idle -> 200 rows=1 items.0.owner=duty
  get  findings?rule=interception_unheard&about_row=$i2 -> 200 rows=1 items.0.owner=leader
  get  findings?rule=interception_unhandled&about_row=$i3 -> 200 rows=0
clock ${today}T12:01+08:00
  sleep 62
as leader@detachment
  get  findings?rule=interception_unhandled&about_row=$i3 -> 200 rows=1 items.0.owner=leader
as dispatcher@detachment
  post interceptions/$i2/hear                         -> 200 state=followed

# A vehicle that was compared and is another one counts against the device and not against a person; what is only to be reported is not stopped, and an interception without its alarm ends by itself.
alone
as sysadmin@detachment
  get  devices?unit.within=@zhangdian&category=checkpoint&limit=2 -> 200 $dev=items.0.code $device=items.0.id $gate=items.0.tollgate
  get  tollgates/$gate                                -> 200 $code=code
as officer@zhangdian-1
  post watch_entries category=key_vehicle subject=核查 basis=本单位内部规定 plate=鲁C73A01 plate_class=02 reach=city visibility=area to_at=${now+3d} priority=2 action=intercept -> 201 $w1
  post watch_entries category=key_vehicle subject=关注 basis=本单位内部规定 plate=鲁C73A02 plate_class=02 reach=city visibility=area to_at=${now+3d} priority=3 action=report -> 201 $w2
  post watch_entries category=key_vehicle subject=核查 basis=本单位内部规定 plate=鲁C73A03 plate_class=02 reach=city visibility=area to_at=${now+3d} priority=2 action=intercept -> 201 $w3
as leader@detachment
  post watch_entries/$w1/approve                      -> 200
  post watch_entries/$w2/approve                      -> 200
  post watch_entries/$w3/approve                      -> 200
  sleep 2
  passage $dev $code PlateNo=鲁C73A01                  -> 200
  passage $dev $code PlateNo=鲁C73A02                  -> 200
  passage $dev $code PlateNo=鲁C73A03                  -> 200
  sleep 1
as officer@detachment
  get  alarms?watch_entry=$w1                         -> 200 rows=1 $a1=items.0.id
  get  alarms?watch_entry=$w2                         -> 200 rows=1 $a2=items.0.id
  get  alarms?watch_entry=$w3                         -> 200 rows=1 $a3=items.0.id
  post alarms/$a1/confirm                             -> 200
  post alarms/$a2/confirm                             -> 200
  post alarms/$a3/confirm                             -> 200
  post interceptions alarm=$a2                        -> 409 E_GUARD alarm
  post interceptions alarm=$a1                        -> 201 $i1
  post interceptions/$i1/misread note=车型不符，号牌为相近字符 -> 200 state=misread closed_at=*
  get  alarms/$a1                                     -> 200 state=misread outcome=false_read device=$device
  get  watch_entries/$w1                              -> 200 state=in_force
  post interceptions alarm=$a1                        -> 409 E_GUARD alarm
  post interceptions alarm=$a3                        -> 201 $i3
  post interceptions/$i3/stop_vehicle stop_address=人民西路 -> 422 E_MISSING road
  post interceptions/$i3/stop_vehicle road=main_road stop_address=人民西路 -> 409 E_GUARD officer2
  post interceptions/$i3/stop_vehicle road=street stop_address=人民西路 -> 200 state=stopped
  post interceptions/$i3/misread note=不是该车          -> 200 state=misread
  get  alarms/$a3                                     -> 200 state=misread
as officer@linzi
  get  interceptions/$i3                              -> 404
as officer@zhangdian-1
  post watch_entries category=key_vehicle subject=核查 basis=本单位内部规定 plate=鲁C73A04 plate_class=02 reach=city visibility=area to_at=${now+3d} priority=2 action=intercept -> 201 $w4
as leader@detachment
  post watch_entries/$w4/approve                      -> 200
  sleep 2
  passage $dev $code PlateNo=鲁C73A04                  -> 200
  sleep 1
as officer@detachment
  get  alarms?watch_entry=$w4                         -> 200 rows=1 $a4=items.0.id
  post alarms/$a4/confirm                             -> 200
  post interceptions alarm=$a4                        -> 201 $i4
  post watch_entries/$w4/withdraw reason=不再需要       -> 200 state=withdrawn
  post alarms/$a4/close outcome=withdrawn note=已撤控   -> 200 state=closed
  sleep 2
  get  interceptions/$i4                              -> 200 state=called_off closed_at=*

# By night a post on a highway is held by three officers, or two with two auxiliaries, whether or not poor conditions were ticked (执勤执法工作规范 72).
clock ${today+1d}T18:00+08:00
as sysadmin@detachment
  get  devices?unit.within=@zhangdian&category=checkpoint&limit=1 -> 200 $dev=items.0.code $gate=items.0.tollgate
  get  tollgates/$gate                                -> 200 $code=code
as officer@zhangdian-1
  post watch_entries category=key_vehicle subject=核查 basis=本单位内部规定 plate=鲁C77A01 plate_class=02 reach=city visibility=area to_at=${now+3d} priority=2 action=intercept -> 201 $w
as leader@detachment
  post watch_entries/$w/approve                       -> 200
  sleep 2
  passage $dev $code PlateNo=鲁C77A01                  -> 200
  sleep 1
as dispatcher@detachment
  get  alarms?watch_entry=$w                          -> 200 rows=1 $a=items.0.id
  post alarms/$a/confirm                              -> 200
  post interceptions alarm=$a                         -> 201 $i
  get  persons?name=模拟马尚民警                        -> 200 $o1=items.0.id
  get  persons?name=模拟马尚民警2                       -> 200 $o2=items.0.id
  post patrols unit=@zhangdian-1 call_sign=张1 kind=foot road=highway leader=$o1 shift_ends=${now+6h} crew:=[{"person":$o1,"part":"officer"},{"person":$o2,"part":"officer"}] -> 201 $p
clock ${today}T19:01+08:00
as dispatcher@detachment
  post interceptions/$i/order patrol=$p road=highway  -> 409 E_GUARD patrol body~72/1
clock ${today+1d}T06:01+08:00
as dispatcher@detachment
  post interceptions/$i/order patrol=$p road=highway  -> 200 posts=1

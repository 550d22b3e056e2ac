# What was said of one post is not carried to the next; a post on a motorway stands at a toll gate, service or parking area (执勤执法工作规范 36, 72/1/2); who did not stop the vehicle is free again.
alone
as sysadmin@detachment
  get  devices?unit.within=@zhangdian&category=checkpoint&limit=1 -> 200 $dev=items.0.code $gate=items.0.tollgate
  get  tollgates/$gate                                -> 200 $code=code
as officer@zhangdian-1
  post watch_entries category=key_vehicle subject=核查 basis=本单位内部规定 plate=鲁C76A01 plate_class=02 reach=city visibility=area to_at=${now+3d} priority=2 action=intercept -> 201 $w
as leader@detachment
  post watch_entries/$w/approve                       -> 200
  sleep 2
  passage $dev $code PlateNo=鲁C76A01                  -> 200
  sleep 1
as dispatcher@detachment
  get  alarms?watch_entry=$w                          -> 200 rows=1 $a=items.0.id
  post alarms/$a/confirm                              -> 200
  post interceptions alarm=$a                         -> 201 $i
  get  stations?name=马尚执法服务站                    -> 200 $s=items.0.id
  get  persons?name=模拟马尚民警                        -> 200 $o1=items.0.id
  get  persons?name=模拟马尚民警2                       -> 200 $o2=items.0.id
  get  persons?name=模拟马尚领导                        -> 200 $o5=items.0.id
  get  persons?name=模拟南定民警                        -> 200 $o3=items.0.id
  get  persons?name=模拟南定民警2                       -> 200 $o4=items.0.id
  post patrols unit=@zhangdian-1 call_sign=张1 kind=foot road=main_road leader=$o1 shift_ends=${now+6h} crew:=[{"person":$o1,"part":"officer"},{"person":$o2,"part":"officer"},{"person":$o5,"part":"officer"}] -> 201 $p1
  post patrols unit=@zhangdian-2 call_sign=张2 kind=foot road=street leader=$o3 shift_ends=${now+6h} crew:=[{"person":$o3,"part":"officer"}] -> 201 $p2
as officer@zhangdian-1
  post positions items:=[{"at":"$now","place":[118.06123,36.85123]}] -> 200 taken=1
as dispatcher@detachment
  get  alarms/$a/forecast                             -> 200 next.0.posts.*.name=张1 body~118.06123
# where a patrol is, is told to those alone who may ask for positions
as officer@zhangdian-1
  get  alarms/$a/forecast                             -> 200 next.0.posts.*.name=张1 body!~118.06123
as dispatcher@detachment
  post interceptions/$i/order patrol=$p1 road=motorway site=roadside poor=true -> 409 E_GUARD site
  post interceptions/$i/order patrol=$p1 road=motorway site=roadside -> 409 E_GUARD site body~36
  post interceptions/$i/order patrol=$p1 road=motorway -> 409 E_GUARD site
  post interceptions/$i/order patrol=$p1 station=$s tollgate=$gate -> 200 posts=1 road=null station=null
  post interceptions/$i/order patrol=$p2 road=highway -> 409 E_GUARD patrol
  post interceptions/$i/order patrol=$p2              -> 200 posts=2
  get  interceptions/$i                               -> 200 post.0.station=$s post.0.road=highway post.1.station=null post.1.road=street $x2=post.1.ordered
  get  patrols/$p2                                    -> 200 state=committed
  get  alarms/$a/forecast                             -> 200 interception=$i
as officer@zhangdian-1
  get  interceptions/$i                               -> 200 state=running
  post interceptions/$i/stop_vehicle road=main_road stop_address=人民西路 officer2=$o2 -> 200 road=highway station=$s patrol=$p1
as officer@zhangdian-2
  get  dispatch_orders/$x2                            -> 200 state=recalled
  get  patrols/$p2                                    -> 200 state=free
as duty@zhangdian-2
  post interceptions/$i/handle handling=cleared note=核查无违法 -> 409 E_GUARD scene

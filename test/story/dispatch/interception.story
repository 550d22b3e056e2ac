# From an alarm to those ahead: ordered, stopped by two officers on a highway (违法行为处理程序规定 7/2), held and handed over (事故处理程序规定 45), picture, alarm closed, entry withdrawn (46); the ranking follows.
alone
as sysadmin@detachment
  get  devices?unit.within=@zhangdian&category=checkpoint&limit=1 -> 200 $dev=items.0.code $gate=items.0.tollgate
  get  tollgates/$gate                                -> 200 $code=code
as officer@zhangdian-1
  post watch_entries category=hit_and_run subject=肇事逃逸 basis="道路交通事故处理程序规定 44" case_no=S2026-31 plate=鲁C71A01 plate_class=02 reach=city visibility=area to_at=${now+3d} priority=1 action=intercept -> 201 $w
as leader@detachment
  post watch_entries/$w/approve                       -> 200 state=in_force
  sleep 2
as dispatcher@detachment
  watch
  passage $dev $code PlateNo=鲁C71A01                  -> 200
  wait event record=alarm verb=create within 2
  get  alarms?watch_entry=$w                          -> 200 rows=1 $a=items.0.id
  post interceptions alarm=$a                         -> 409 E_GUARD alarm
  post alarms/$a/confirm                              -> 200
  post interceptions alarm=$a                         -> 201 $i state=running subject~肇事逃逸 category=hit_and_run posts=0
  post interceptions alarm=$a                         -> 409 E_EXISTS
  get  interceptions/$i                               -> 200 masked:plate
  get  interceptions/$i reason=拦截                    -> 200 plate=鲁C71A01
  get  stations?name=马尚执法服务站                    -> 200 $s=items.0.id
  get  stations/$s                                   -> 200 $st approach.0.tollgate=*
  get  views/station_ranking?from=${now-1d}&to=${now+1d} -> 200 rows=35
as duty@zhangdian-1
  get  persons?name=模拟马尚民警                        -> 200 $o1=items.0.id
  get  persons?name=模拟马尚民警2                       -> 200 $o2=items.0.id
  get  persons?name=模拟马尚领导                        -> 200 $o3=items.0.id
  post patrols unit=$st.unit call_sign=马尚站1 kind=station leader=$o1 road=main_road shift_ends=${now+6h} crew:=[{"person":$o1,"part":"officer"},{"person":$o2,"part":"officer"},{"person":$o3,"part":"officer"}] -> 201 $p state=free
  post interceptions/$i/order patrol=$p tollgate=999999999 -> 422 E_BAD_VALUE tollgate
  get  tollgates/$gate                                -> 404
  post interceptions/$i/order patrol=$p tollgate=$gate -> 200 state=running posts=1 station=null first_ordered_at=*
  get  interceptions/$i                               -> 200 post.0.patrol=$p post.0.station=$s post.0.road=highway $o=post.0.ordered
  post interceptions/$i/order patrol=$p               -> 409 E_EXISTS patrol
as officer@zhangdian-1
  get  dispatch_orders/$o                             -> 200 state=issued alarm=$a task~不得追缉 task!~71A01 place=*
  post dispatch_orders/$o/acknowledge                 -> 200 state=acknowledged
  post interceptions/$i/handle handling=held note=x    -> 409 E_NO_STEP
  post interceptions/$i/stop_vehicle road=street stop_address=马尚执法服务站 -> 409 E_GUARD officer2
# the road is that of the post, whatever is said of it
  post interceptions/$i/stop_vehicle stop_address=马尚执法服务站 -> 409 E_GUARD officer2
  post interceptions/$i/stop_vehicle road=highway stop_address=马尚执法服务站 officer2=$o1 -> 403 E_SECOND_PERSON officer2
  post interceptions/$i/stop_vehicle stop_address=马尚执法服务站 officer2=$o2 -> 200 state=stopped road=highway stopped_at=* officer=$o1 station=$s patrol=$p due_at=*
  post interceptions/$i/handle handling=dealt note=已查明 -> 409 E_GUARD scene
  post interceptions/$i/files/scene file:../house/pixel.png @Content-Type=image/png -> 201
  post interceptions/$i/handle handling=cleared note=已查明 -> 409 E_GUARD handling
  post interceptions/$i/handle handling=handed note=扣留车辆，移交案发地 -> 200 state=closed entry_withdrawn=true closed_at=*
  get  alarms/$a                                      -> 200 state=closed outcome=intercepted files.scene.0.name=*
  get  watch_entries/$w                               -> 200 state=withdrawn met_at=*
as leader@detachment
  get  views/station_ranking?from=${now-1d}&to=${now+1d} -> 200 rows.0.1=$s rows.0.4=1 rows.0.5=1 rows.0.6=1000 rows.0.13=true body!~fine body!~penalty
as auditor@detachment
  get  watch_entries/$w/history                       -> 200 body~按原范围撤控（道路交通事故处理程序规定
# Article 46 is of vehicles that fled a crash: what else was found is taken off the list by the house's own rule.
as officer@zhangdian-1
  post watch_entries category=unpaid subject=多起未处理 basis="违法行为处理程序规定 57" plate=鲁C71A02 plate_class=02 reach=city visibility=area to_at=${now+3d} priority=2 action=intercept -> 201 $v
as leader@detachment
  post watch_entries/$v/approve                       -> 200
  sleep 2
as dispatcher@detachment
  watch
  passage $dev $code PlateNo=鲁C71A02                  -> 200
  wait event record=alarm verb=create within 2
  get  alarms?watch_entry=$v                          -> 200 rows=1 $b=items.0.id
  post alarms/$b/confirm                              -> 200
  post interceptions alarm=$b                         -> 201 $k
  sleep 2
as officer@zhangdian-1
  post interceptions/$k/stop_vehicle road=street stop_address=人民西路 -> 200
  post interceptions/$k/files/scene file:../house/pixel.png @Content-Type=image/png -> 201
  post interceptions/$k/handle handling=dealt note=已告知，到队处理 -> 200 state=closed entry_withdrawn=true
as auditor@detachment
  get  watch_entries/$v/history                       -> 200 body~按原范围撤控（本单位内部规定 body!~事故处理程序规定

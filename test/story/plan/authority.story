# 规范 52, 53, 54; 山东省高速公路交通安全条例 5, 17, 34; 山东省实施办法 40: who decides on a road control is a row, the nearer region's governs; a ban names its detour, the public is told cause and duration before, or why not; it is lifted before the plan is stood down.
as dispatcher@detachment
  get  plan_templates?code=big_event                     -> 200 $t=items.0.id
  get  units?level=detachment&limit=1                    -> 200 $root=items.0.id
  post plans template=$t                                 -> 422 E_MISSING place
  post plans template=$t place=奥体中心 nature=足球比赛，三万人 begins_at=$now ends_at=${now+4h} squadron:=[{"unit":$root}] -> 201 $p title~足球比赛
  post plans/$p/approve                                  -> 403
as leader@zhangdian
  post plans/$p/approve                                  -> 404
as leader@detachment
  post plans/$p/approve                                  -> 200
  sleep 3
  get  plans/$p                                          -> 200 state=running
as dispatcher@detachment
  post plan_closures plan=$p road=G2516 road_class=motorway measure=close reason=浓雾 minutes=120 -> 422 E_MISSING detour
  post plan_closures plan=$p road=G2516 road_class=motorway measure=speed_limit reason=浓雾 minutes=120 -> 422 E_MISSING limit_kmh
  post plan_closures plan=$p road=G2516 road_class=motorway measure=close reason=浓雾 minutes=120 detour=经G309 -> 201 $k decides=city article~34/2
  post plan_closures plan=$p road=G2516 road_class=motorway measure=no_hazmat reason=冰雪 minutes=120 detour=经G309 -> 201 $h decides=province article~17/2
  post plan_closures plan=$p road=柳泉路 road_class=urban measure=spacing reason=散场 minutes=60 -> 201 $s decides=county
  post plan_closures/$k/approve                          -> 403
as leader@zhangdian
  post plan_closures/$k/approve                          -> 404
as leader@detachment
  post plan_closures/$h/approve                          -> 422 E_MISSING outside_ref
  post plan_closures/$h/approve outside_ref=鲁公交管1号  -> 200 state=approved
  post plan_closures/$k/approve                          -> 200 state=approved
  patch plan_closures/$k detour=经S102                   -> 409 E_NO_STEP
as dispatcher@detachment
  post plan_closures/$k/open                             -> 409 E_GUARD unannounced
  post plan_closures/$k/open unannounced=浓雾突发，已派员现场疏导 -> 200 state=in_force
  get  plan_announcements?closure=$k                     -> 200 items.0.body~浓雾 items.0.body~2小时 items.0.body~经G309
as leader@detachment
  post plans/$p/stand_down reason=活动结束               -> 409 E_GUARD closure
  post plan_closures/$h/withdraw                         -> 200
  post plan_closures/$k/lift                             -> 200 state=lifted
  get  plan_announcements?closure=$k&occasion=lifted     -> 200 rows=1 items.0.body~管理和经营单位
  post plans/$p/stand_down reason=活动结束               -> 200 state=stood_down
  get  plan_closures/$s                                  -> 200 state=withdrawn
as dispatcher@detachment
  post plan_closures plan=$p road=G309 road_class=national measure=spacing reason=散场 minutes=60 -> 409 E_GUARD plan

# 规范 52, 53, 54; 山东省高速公路交通安全条例 5, 17, 34; 山东省实施办法 40: who decides on a road control is a row, the nearer region's governs; a ban names its detour, the public is told cause and duration before, for an event always (道路交通安全法 39), else or why not, and again when it lasts longer; it is lifted before the plan is stood down.
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
  post plan_closures/$h/approve                          -> 422 E_MISSING outside_ref body~17/2
  post plan_closures/$h/approve outside_ref=鲁公交管1号  -> 200 state=approved
  post plan_closures/$k/approve                          -> 200 state=approved
  patch plan_closures/$k detour=经S102                   -> 409 E_NO_STEP
as dispatcher@detachment
  post plan_closures/$k/open                             -> 409 E_GUARD unannounced
  post plan_closures/$k/open unannounced=来不及          -> 409 E_GUARD unannounced body~安全法39
  get  plan_announcements?closure=$k                     -> 200 $a=items.0.id items.0.body~浓雾 items.0.body~2小时 items.0.body~经G309
  post plan_announcements/$a/publish channels=情报板     -> 200
  post plan_closures/$k/open                             -> 200 state=in_force
as leader@detachment
  post plans/$p/stand_down reason=活动结束               -> 409 E_GUARD closure
  post plan_closures/$h/withdraw                         -> 200
  post plan_closures/$k/lift                             -> 200 state=lifted
  get  plan_announcements?closure=$k&occasion=lifted     -> 200 rows=1 items.0.body~管理和经营单位
  post plans/$p/stand_down reason=活动结束               -> 200 state=stood_down
  get  plan_closures/$s                                  -> 200 state=withdrawn
as dispatcher@detachment
  post plan_closures plan=$p road=G309 road_class=national measure=spacing reason=散场 minutes=60 -> 409 E_GUARD plan
# Fog comes without notice: there a control may be put in force before it was announced, and the reason stands on it (规范 54/2).
  get  plan_templates?code=fog_yellow                    -> 200 $ft=items.0.id
  get  units?level=detachment&limit=1                    -> 200 $top=items.0.id
  post plans template=$ft why=巡逻发现浓雾 squadron:=[{"unit":$top}] -> 201 $fp cause=weather
as leader@detachment
  post plans/$fp/approve                                 -> 200
  sleep 3
  get  plans/$fp                                         -> 200 state=running
as dispatcher@detachment
  post plan_closures plan=$fp road=G309 road_class=national measure=close reason=浓雾 minutes=120 detour=经S102 -> 201 $f decides=city
as leader@detachment
  post plan_closures/$f/approve                          -> 200
as dispatcher@detachment
  post plan_closures/$f/open                             -> 409 E_GUARD unannounced
  post plan_closures/$f/open unannounced=浓雾突发，已派员现场疏导 -> 200 state=in_force
as leader@detachment
  post plan_closures/$f/extend minutes=300 reason=浓雾未散 -> 200 state=in_force minutes=300
  get  plan_announcements?closure=$f&occasion=extended   -> 200 rows=1 items.0.state=drafted items.0.body~5小时 items.0.body~延长后预计至
  post plan_closures/$f/lift                             -> 200 state=lifted

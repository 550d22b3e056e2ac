# 山东省实施道路交通安全法办法 40, 道路交通安全法 40: a weather warning proposes a plan, a leader who is another decides, every squadron signs, one that does not is told of upwards; stood down, its report is frozen.
clock ${now+1s}
  weather fog_nmc.json                                   -> 200 outcome=taken items=2 added=1 foreign=1
  weather fog_caiyun.json                                -> 200 joined=1
  weather fog_nmc.json                                   -> 200 added=0 repeated=1
  sleep 1
as dispatcher@detachment
  get  weather_warnings?hazard=fog                       -> 200 rows=1 $w=items.0.id items.0.level=orange items.0.state=in_force items.0.matched=code items.0.rank=city
  get  weather_warnings/$w                               -> 200 told~已提出预案 origin.1.source=caiyun text~浓雾 district.7.district=*
  get  plans?warning=$w                                  -> 200 rows=1 $p=items.0.id items.0.state=proposed items.0.level=orange
  get  plans/$p                                          -> 200 squadron.34.unit=* created_by=0 title~大雾橙色
  post plans/$p/approve                                  -> 403
as leader@detachment
  post plans/$p/approve                                  -> 200 state=approved
clock ${now+3m} run plan.begin
  sleep 1
  get  plans/$p                                          -> 200 state=running phase=1
  get  plan_announcements?plan=$p&audience=units         -> 200 rows=1 $n=items.0.notice
  get  receipts?notice=$n&limit=100                      -> 200 rows=35 items.0.state=urgent
  get  plan_tasks?plan=$p&limit=100                      -> 200 items.0.state=issued
as duty@zhangdian-1
  get  receipts?notice=$n                                -> 200 rows=1 $r=items.0.id
  post receipts/$r/sign                                  -> 200 state=signed
  get  plans/$p                                          -> 200 state=running
  get  plan_tasks?plan=$p&state=issued                   -> 200 $t=items.0.id
  post plan_tasks/$t/acknowledge                         -> 200 state=acknowledged
  post plan_tasks/$t/finish done=已到岗 officers=2 auxiliaries=2 -> 200 state=done
as duty@zhangdian-2
  get  receipts?notice=$n                                -> 200 rows=1 $late=items.0.id
clock ${now+17m} run plan_unsigned_brigade
as leader@zhangdian
  get  findings?rule=plan_unsigned_brigade&about_row=$late -> 200 rows=1
  get  findings?rule=plan_unsigned_brigade&about_row=$r  -> 200 rows=0
  get  findings?rule=plan_unsigned_detachment            -> 200 rows=0
clock ${now+15m} run plan_unsigned_detachment
as leader@detachment
  get  findings?rule=plan_unsigned_detachment&about_row=$late -> 200 rows=1
  get  views/plan_receipts?plan=$p                       -> 200 rows=35
  post plans/$p/advance                                  -> 200 phase=2
  get  plan_closures?plan=$p                             -> 200 rows=1 $k=items.0.id items.0.measure=speed_limit items.0.decides=city
  post plan_closures/$k/approve                          -> 200 state=approved
as dispatcher@detachment
  post plan_closures/$k/open                             -> 409 E_GUARD unannounced
  get  plan_announcements?closure=$k                     -> 200 rows=1 $a=items.0.id items.0.body~预计持续3小时
  post plan_announcements/$a/publish                     -> 422 E_MISSING channels
  post plan_announcements/$a/publish channels=情报板、交通广播 -> 200 state=published
  post plan_closures/$k/open                             -> 200 state=in_force opened_at=*
as duty@zhangdian-1
  get  plan_closures/$k                                  -> 200 state=in_force
  post plan_closures/$k/lift                             -> 403
  get  plan_announcements?plan=$p&audience=units         -> 200 rows=2
as leader@zhangdian
  post plans/$p/stand_down reason=本辖区已好转           -> 403
  post plans/$p/advance                                  -> 403
as dispatcher@detachment
  post incidents kind=crash source=call priority=2 called_at=$now address=柳泉路与人民路口 what=两车追尾 place=118.05,36.81 unit=@zhangdian-1 -> 201
  post incidents kind=crash source=call priority=2 called_at=$now address=邻市境内 what=不在预案辖区 place=117.00,35.00 unit=@zhangdian-1 -> 201
  post incidents kind=help source=call priority=4 called_at=$now address=柳泉路 what=问路 place=118.05,36.81 unit=@zhangdian-1 -> 201
as leader@detachment
clock ${now+4h}
  weather fog_cancel.json                                -> 200 cancelled=1
  sleep 1
as leader@detachment
  get  weather_warnings/$w                               -> 200 state=cancelled
  get  plans/$p                                          -> 200 state=running
  get  plan_changes?plan=$p&state=proposed               -> 200 rows=1 $x=items.0.id items.0.kind=stand_down
  post plan_changes/$x/accept                            -> 409 E_GUARD closure
as dispatcher@detachment
  post plan_closures/$k/lift                             -> 200 state=lifted
as leader@detachment
  post plan_changes/$x/accept                            -> 200 state=accepted
  get  plans/$p                                          -> 200 state=stood_down
as dispatcher@detachment
  post plan_reports plan=$p                              -> 201 $rep state=draft words~历时 words~警情1起 figures~柳泉路与人民路口 figures!~邻市境内 figures!~问路
  patch plan_reports/$rep lessons=下次提前布置反光锥     -> 200
  post plan_reports/$rep/approve                         -> 403
as leader@detachment
  post plan_reports/$rep/approve                         -> 200 state=approved hash=*
as dispatcher@detachment
  patch plan_reports/$rep lessons=改写                   -> 409
  post plan_reports/print report:=$rep.id                -> 200

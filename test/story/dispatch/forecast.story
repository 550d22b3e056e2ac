# Where the vehicle will be next is told with chance and time, written down as it was told at each sighting, and measured by what came true.
alone
alone
as sysadmin@detachment
  get  devices?unit.within=@zhangdian&category=checkpoint&limit=1 -> 200 $dev=items.0.code $gate=items.0.tollgate
  get  tollgates/$gate                                -> 200 $code=code
as officer@zhangdian-1
  post watch_entries category=key_vehicle subject=核查 basis=本单位内部规定 plate=鲁C74A01 plate_class=02 reach=city visibility=area to_at=${now+3d} priority=2 action=intercept -> 201 $w
as leader@detachment
  post watch_entries/$w/approve                       -> 200
  sleep 2
  passage $dev $code PlateNo=鲁C74A01 Direction=1      -> 200
  sleep 2
as dispatcher@detachment
  get  alarms?watch_entry=$w                          -> 200 rows=1 $a=items.0.id
  get  alarms/$a/forecast                             -> 200 $f interception=null by=roads seen.course=90 seen.tollgate=$gate next.0.permille>1 next.0.eta=* next.0.eta_from=* next.7.permille>=1 ring.35=* body!~74A01
  get  forecast_places?alarm=$a&sort=nth              -> 200 rows=8 items.0.nth=1 items.0.tollgate=$f.next.0.tollgate items.0.method=roads
  get  views/forecast_quality?from=${now-1h}&to=${now+1h} -> 200 rows.0.0=roads rows.0.1=1 rows.0.2=0
  let next=$f.next.0.tollgate
as sysadmin@detachment
  get  devices?tollgate=$next&limit=1                 -> 200 $dev2=items.0.code
  get  tollgates/$next                                -> 200 $code2=code
as dispatcher@detachment
  passage $dev $code PlateNo=鲁C74B01                  -> 200
  sleep 2
  passage $dev2 $code2 PlateNo=鲁C74B01                -> 200
  get  alarms/$a/forecast                             -> 200 learned=1 next.0.tollgate=$next next.0.learned=1
  restart
  sleep 2
  get  alarms/$a/forecast                             -> 200 learned=1 next.0.tollgate=$next next.0.learned=1
  passage $dev2 $code2 PlateNo=鲁C74A01                -> 200
  sleep 2
  get  alarms/$a                                      -> 200 sightings=2 tollgate=$next
  get  views/forecast_quality?from=${now-1h}&to=${now+1h} -> 200 rows.0.1=2 rows.0.2=1 rows.0.3=1 rows.0.4=1 rows.0.6=1000
  get  alarms/$a/forecast                             -> 200 seen.tollgate=$next learned=0
as officer@linzi-2
  get  forecast_places?alarm=$a                       -> 200 rows=0
as nobody
  get  alarms/$a/forecast                             -> 401

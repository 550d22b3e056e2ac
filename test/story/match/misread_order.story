# A camera whose alarms people find to be misread more often than the limit allows gets a repair order that says the share.
alone
as sysadmin@detachment
  get  device_limits?code=misread_least              -> 200 $l=items.0.id items.0.value=10
  patch device_limits/$l value=1                     -> 200
  get  devices?unit.within=@boshan&category=checkpoint&limit=1&sort=-code -> 200 $d=items.0 $dev=items.0.code $gate=items.0.tollgate
  get  tollgates/$gate                                -> 200 $code=code
as officer@zhangdian-1
  post watch_entries category=hit_and_run subject=肇事逃逸 basis="道路交通事故处理程序规定 44" case_no=S2026-12 plate=鲁C77M01 plate_class=02 reach=city visibility=unit to_at=${now+3d} priority=1 action=intercept -> 201 $w
as leader@detachment
  post watch_entries/$w/approve                       -> 200 state=in_force
  sleep 2
as dispatcher@detachment
  passage $dev $code PlateNo=鲁C77M01                  -> 200
  sleep 1
  get  alarms?watch_entry=$w                          -> 200 rows=1 $a=items.0.id
clock ${now+1s} run fault_misread
  sleep 1
  get  repair_orders?device=$d&fault=misread          -> 200 rows=0
  post alarms/$a/misread note=3误识为8                 -> 200 state=misread
clock ${now+2s} run fault_misread
  sleep 1
  get  repair_orders?device=$d&fault=misread          -> 200 rows=1 items.0.measured=1000 items.0.bound=500 items.0.rule=fault_misread items.0.what~误识

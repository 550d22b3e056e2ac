# A vehicle that is scrapped or long overdue for inspection (道路交通安全法 13, 14) raises an alarm by itself from the vehicle registry; a misread counts against the camera.
as sysadmin@detachment
  get  devices?unit.within=@boshan&category=checkpoint&limit=1&sort=-id -> 200 $dev=items.0.code $d=items.0.id $gate=items.0.tollgate
  get  tollgates/$gate                                -> 200 $code=code
  post imports/registry file:registry.csv @Content-Type=text/csv @Luan-Reason=daily -> 200 added=3 refused=1
  sleep 4
  passage $dev $code PlateNo=鲁C77B03 VehicleColor=2   -> 200
  passage $dev $code PlateNo=鲁C77B01 VehicleColor=1   -> 200
  passage $dev $code PlateNo=鲁C77B02 VehicleColor=2   -> 200
  sleep 1
as duty@detachment
  get  alarms?device=$d&rule=registry&sort=id         -> 200 rows=2 $a=items.0.id $b=items.1.id items.0.category=overdue items.1.category=scrapped items.0.misread>300 items.1.misread<100 items.0.action=check items.1.action=intercept
  get  alarms/$a reason=核实                           -> 200 plate=鲁C77B01 why~2020-01-31 misread_why~车身颜色与登记或布控不一致
  post alarms/$a/misread note=应为鲁C77801             -> 200 state=misread outcome=false_read
  post alarms/$b/close outcome=withdrawn              -> 422 E_MISSING note
  post alarms/$b/confirm                              -> 200
as officer@detachment
  get  views/alarm_cameras?from=${now-1d}&to=${now+1d} -> 200 body~"wrong"
as officer@linzi
  get  alarms/$b                                      -> 404

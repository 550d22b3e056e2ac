# 违法处理程序规定 15、19: what a camera reports as a violation is kept as evidence waiting for its audit, once, with the pictures of its passage; what it cannot read is none.
as sysadmin@detachment
  get  devices?unit.within=@zhangdian&category=red_light&limit=1&sort=code -> 200 $dev=items.0.code $id=items.0.id $gate=items.0.tollgate
  get  tollgates/$gate                                -> 200 $code=code
as reviewer@zhangdian
  passage $dev $code PlateNo=鲁C66A01 IllegalType=1625 MotorVehicleID=V$digits -> 200
  get  camera_records?device=$id&code=1625            -> 200 rows=1 $r=items.0
  get  camera_records/$r reason=证据审核               -> 200 plate=鲁C66A01 plate_class=02 passage=* tollgate=* state=captured due_term=camera_audit
  passage $dev $code PlateNo=鲁C66A02 IllegalType=0   -> 200
  passage $dev $code PlateNo=鲁C66A0? IllegalType=1625 -> 200
  passage $dev $code PlateNo=鲁C66A03 IllegalType=9999 -> 200
  passage $dev $code PlateNo=鲁C66A04                 -> 200
  get  camera_records?device=$id&code=1625            -> 200 rows=1
as officer@linzi
  get  camera_records/$r                              -> 404

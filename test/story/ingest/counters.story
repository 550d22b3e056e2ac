# What the device port takes, refuses and sets aside, and what the matcher raises, is counted in GET /metrics.
alone
as sysadmin@detachment
  get  devices?unit.within=@boshan&category=checkpoint&limit=1 -> 200 $dev=items.0.code $gate=items.0.tollgate
  get  tollgates/$gate                                -> 200 $code=code
  get  /metrics                                       -> 200 body~"luan_port_passages_total 0" body~"luan_match_alarms_total 0" body~"luan_match_braked_total 0" body~"luan_port_devices_online 0"
as officer@zhangdian-1
  post watch_entries category=hit_and_run subject=肇事逃逸 basis="道路交通事故处理程序规定 44" case_no=S2026-13 plate=鲁C77N01 plate_class=02 reach=city visibility=unit to_at=${now+3d} priority=1 action=intercept -> 201 $w
as leader@detachment
  post watch_entries/$w/approve                       -> 200
  sleep 2
  passage $dev $code PlateNo=鲁C77N01                  -> 200
  passage $dev $code PlateNo=鲁C77N02                  -> 200
  passage $dev 370399999999999999999 PlateNo=鲁C77N03  -> 200
  sleep 1
as sysadmin@detachment
  get  /metrics                                       -> 200 body~"luan_port_passages_total 3" body~"luan_port_passages_became_total{became=\"accepted\"} 3" body~"luan_port_passages_became_total{became=\"quarantined\"} 1" body~"luan_port_registrations_total 3" body~"luan_match_passages_total 2" body~"luan_match_hits_total 1" body~"luan_match_alarms_total 1" body~"luan_history_passages{series=\"live\"} 2" body~"luan_history_passages{series=\"quarantine\"} 1" body~"luan_port_devices_online 1" body!~鲁C77

# 道路交通安全违法行为处理程序规定 15, 计量法 9: a device may gather evidence only while verified; the order to have it verified comes in time, and the device works on until then.
alone
as sysadmin@detachment
  get  device_limits?code=orders_hour                -> 200 $all=items.0.id
  patch device_limits/$all value=100000              -> 200
  get  units?level=squadron&limit=1&sort=-code       -> 200 $near=items.0
  post units code=370397$digits name=检定试验中队 level=squadron parent=$near.parent valid_from=2020-01-01 -> 201 $u
  post devices code=VE1$digits name=近期到期测速 category=speed place=118.05,36.81 unit=$u verified_until=${today+10d} published_on=$today -> 201 $a
  post devices code=VE2$digits name=远期到期测速 category=speed place=118.05,36.81 unit=$u verified_until=${today+100d} published_on=$today -> 201 $b
  post devices code=VE3$digits name=视频不需检定 category=video place=118.05,36.81 unit=$u verified_until=${today+10d} -> 201 $c
  post devices code=VE4$digits name=已过期测速 category=speed place=118.05,36.81 unit=$u verified_until=${today-3d} published_on=$today -> 201 $e
clock ${now+1s} run fault_calibration
  sleep 2
as device@detachment
  get  repair_orders?device=$a                       -> 200 rows=1 $o=items.0.id items.0.fault=calibration items.0.sign=days_left items.0.measured=10 items.0.bound=30 items.0.what~还有10天
  get  devices/$a                                    -> 200 state=active
  get  repair_orders?device.in=$b.id,$c.id           -> 200 rows=0
  get  repair_orders?device=$e                       -> 200 rows=1 items.0.measured=-3 items.0.what~已过期3天
  patch devices/$a verified_until=${today+400d}      -> 200
clock ${now+1m} run fault_calibration
  sleep 2
  get  repair_orders/$o                              -> 200 recovered_at=*
  post repair_orders/$o/close_recovered              -> 200 state=recovered
# 违法行为处理程序规定 16: the place of a fixed device is published
  get  findings?rule=device_unpublished&about_row=$a -> 200 rows=0

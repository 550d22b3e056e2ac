# GA/T 832: a clock that is wrong by more than the limit in force, and a camera that reads too few plates, get one order each; the limit is a row with its validity.
alone
as device@detachment
  get  device_limits?code=orders_hour_unit           -> 200 $l=items.0.id
  patch device_limits/$l value=1000                  -> 200
  get  device_limits?code=orders_hour                -> 200 $all=items.0.id
  patch device_limits/$all value=100000              -> 200
  post devices code=FM1$digits name=共青团路卡口 category=checkpoint place=118.05,36.81 unit=@zhangdian verified_until=${today+300d} published_on=$today -> 201 $d
  post device_readings device=$d at=${now-1m} online=true clock_ms=1500 unread_permille=350 -> 201
clock ${now+1s} run fault_clock
clock ${now+2s} run fault_unread
  sleep 1
  get  repair_orders?device=$d&fault=clock           -> 200 rows=1 items.0.measured=1500 items.0.bound=1000 $clock=items.0.id
  get  repair_orders?device=$d&fault=unread          -> 200 rows=1 items.0.measured=350 items.0.bound=300
  get  device_limits?code=clock_ms                   -> 200 $l=items.0.id
  patch device_limits/$l value=60                    -> 422 E_BAD_VALUE value
  patch device_limits/$l value=2000                  -> 200
clock ${now+1m} run fault_clock
  sleep 1
# the order keeps the limit it was opened by
  get  repair_orders/$clock                          -> 200 bound=1000 recovered_at=*
  post repair_orders/$clock/close_recovered          -> 200
  get  devices/$d                                    -> 200 state=faulty
as officer@detachment
  get  device_limits?code=clock_ms                   -> 200 items.0.value=2000
  patch device_limits/$l value=1000                  -> 403

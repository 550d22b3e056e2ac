# A device off line for its minutes gets one repair order from the system, which names what was measured; the order says when the device is well again, and a person closes it.
alone
as device@detachment
  get  device_limits?code=silent_min                 -> 200 $l=items.0.id
  patch device_limits/$l value=10080                 -> 200
# devices of the demo organisation that are in fault leave room for this one
  get  device_limits?code=orders_hour_unit           -> 200 $u=items.0.id
  patch device_limits/$u value=1000                  -> 200
  get  device_limits?code=orders_hour                -> 200 $h=items.0.id
  patch device_limits/$h value=10000                 -> 200
  post devices code=ST20260101$digits name=昌国路西向 category=video place=118.05,36.81 unit=@zhangdian -> 201 $d
  post device_readings device=$d at=${now-10m} online=false -> 201
clock ${now+1s} run fault_offline
  sleep 1
  get  repair_orders?device=$d                       -> 200 rows=0
clock ${now+6m} run fault_offline
  sleep 1
  get  repair_orders?device=$d                       -> 200 rows=1 $o=items.0.id items.0.state=open items.0.fault=offline items.0.rule=fault_offline items.0.sign=off_minutes items.0.measured=16 items.0.bound=15 items.0.devices=1 items.0.common=null items.0.recovered_at=null items.0.what~离线16分钟 items.0.what_en~16 items.0.due_at=*
  get  devices/$d                                    -> 200 state=faulty
  get  findings?about=device&about_row=$d&rule=fault_offline -> 200 rows=0
  post repair_orders/$o/close_recovered              -> 409 E_GUARD recovered_at
# it flaps: no second order, and the one says nothing yet
  post device_readings device=$d at=$now online=true -> 201
clock ${now+5m} run fault_offline
  post device_readings device=$d at=$now online=false -> 201
clock ${now+20m} run fault_offline
  sleep 1
  get  repair_orders?device=$d                       -> 200 rows=1 items.0.recovered_at=null items.0.relapses=null
  post device_readings device=$d at=$now online=true -> 201
clock ${now+31m} run fault_offline
  sleep 1
  get  repair_orders/$o                              -> 200 recovered_at=* state=open
  post device_readings device=$d at=$now online=false -> 201
clock ${now+16m} run fault_offline
  sleep 1
  get  repair_orders/$o                              -> 200 recovered_at=null relapses=1
  post device_readings device=$d at=$now online=true -> 201
clock ${now+31m} run fault_offline
  sleep 1
  post repair_orders/$o/close_recovered              -> 200 state=recovered
  get  devices/$d                                    -> 200 state=active
# closed: the same fault opens another only after its time
  post device_readings device=$d at=$now online=false -> 201
clock ${now+16m} run fault_offline
  sleep 1
  get  repair_orders?device=$d                       -> 200 rows=1
clock ${now+50m} run fault_offline
  sleep 1
  get  repair_orders?device=$d&sort=-id              -> 200 rows=2 items.0.state=open
as officer@detachment
  patch repair_orders/$o recovered_at=$now           -> 403
as device@detachment
  patch repair_orders/$o recovered_at=$now           -> 422 E_READ_ONLY

# When most devices of a unit fail together there is one order for the common cause; what an hour has no room for waits and is a finding of its unit.
alone
as sysadmin@detachment
  get  device_limits?code=flood_least                -> 200 rows=1 $least=items.0.id
  get  device_limits?code=orders_hour_unit           -> 200 rows=1 $hour=items.0.id items.0.value=10
  patch device_limits/$least value=1                 -> 422 E_BAD_VALUE value
  patch device_limits/$least value=2                 -> 200
  patch device_limits/$hour value=1                  -> 200
  get  units?level=squadron&limit=1&sort=-code       -> 200 $near=items.0
  post units code=370399$digits name=断网试验中队 level=squadron parent=$near.parent valid_from=2020-01-01 -> 201 $u
  post units code=370398$digits name=多故障试验中队 level=squadron parent=$near.parent valid_from=2020-01-01 -> 201 $v
  post devices code=FLA$digits name=甲 category=video place=118.05,36.81 unit=$u -> 201 $a
  post devices code=FLB$digits name=乙 category=video place=118.05,36.81 unit=$u -> 201 $b
  post devices code=FLC$digits name=丙 category=video place=118.05,36.81 unit=$v -> 201 $c
  post devices code=FLD$digits name=丁 category=video place=118.05,36.81 unit=$v -> 201 $d
  post devices code=FLE$digits name=戊 category=video place=118.05,36.81 unit=$v -> 201 $e
  post devices code=FLF$digits name=己 category=video place=118.05,36.81 unit=$v -> 201 $f
as device@detachment
  post device_readings device=$a at=${now-20m} online=false -> 201
  post device_readings device=$b at=${now-5m} online=false -> 201
  post device_readings device=$c at=${now-20m} online=false -> 201
  post device_readings device=$d at=${now-20m} online=false -> 201
  post device_readings device=$e at=$now online=true -> 201
  post device_readings device=$f at=$now online=true -> 201
clock ${now+1s} run fault_offline
  sleep 1
# 甲 is ripe, 乙 not yet: the extent is known all the same
  get  repair_orders?common=$u                       -> 200 rows=1 $o=items.0.id items.0.devices=2 items.0.urgency=urgent items.0.device=$a.id items.0.unit=$u.id items.0.what~断网试验中队
  get  repair_orders?device=$b                       -> 200 rows=0
# of the other unit half the devices fail: one each, but only one in this hour
  get  repair_orders?device.in=$c.id,$d.id           -> 200 rows=1 items.0.common=null
  get  findings?rule=fault_offline&about=unit&about_row=$v.id -> 200 rows=1 items.0.note~offline items.0.state=open
clock ${now+30m} run fault_offline
  sleep 1
  get  repair_orders?device=$b                       -> 200 rows=0
  get  repair_orders?device.in=$c.id,$d.id           -> 200 rows=1
clock ${now+32m} run fault_offline
  sleep 1
  get  repair_orders?device.in=$c.id,$d.id           -> 200 rows=2
  get  findings?rule=fault_offline&about=unit&about_row=$v.id -> 200 rows=1 items.0.state=gone
# the network is back: said on the order, which a person closes; 乙 is away again, now by itself
  post device_readings device=$a at=$now online=true -> 201
  post device_readings device=$b at=$now online=true -> 201
clock ${now+31m} run fault_offline
  sleep 1
  get  repair_orders/$o                              -> 200 recovered_at=* state=open
  post device_readings device=$b at=$now online=false -> 201
clock ${now+16m} run fault_offline
  sleep 1
  get  repair_orders?device=$b                       -> 200 rows=1 items.0.common=null

# The live picture shows patrols, orders and incidents to the units they concern, as of a number of the event log, and to no others.
alone
as duty@zhangdian-1
  get  persons?name=模拟马尚民警                          -> 200 $o1=items.0.id
  post patrols call_sign=张01 kind=foot leader=$o1 shift_ends=${now+6h} crew:=[{"person":$o1,"part":"officer"}] -> 201 $p state=free
as dispatcher@detachment
  post incidents kind=obstacle source=patrol priority=2 called_at=$now address=人民西路柳泉路口 road_class=street place=118.04,36.80 what=路面遗撒 -> 201 $i state=open
  post dispatch_orders incident=$i patrol=$p task=清理路面 -> 201 $o state=issued
  sleep 2
  get  live -> 200 seq=* shown.patrol.*.id=$p shown.patrol.*.title=张01 shown.patrol.*.state=committed shown.incident.*.id=$i shown.incident.*.state=ordered shown.dispatch_order.*.id=$o shown.dispatch_order.*.patrol=$p units=* body!~caller_phone

# A unit that takes part in an incident sees it; another sees neither it nor the patrol.
as duty@zhangdian-1
  get  live -> 200 shown.patrol.*.id=$p shown.incident.*.id=$i shown.dispatch_order.*.id=$o
as officer@linzi-2
  get  live -> 200 shown.patrol.*.id!=$p shown.incident.*.id!=$i shown.dispatch_order.*.id!=$o

# A state is shown once it is reached, and its end takes the thing off the picture.
as officer@zhangdian-1
  post dispatch_orders/$o/refuse reason=正在处置另一警情 -> 200 state=refused
  sleep 2
  get  live -> 200 shown.dispatch_order.*.id!=$o shown.patrol.*.state=free shown.incident.*.state=open
as duty@zhangdian-1
  post patrols/$p/sign_off -> 200 state=off
  sleep 2
  get  live -> 200 shown.patrol.*.id!=$p

# Who goes alone because somebody joins him is asked after: too few still on their way or at the scene after the seconds of short_s is a finding, which ends when the other goes too (违法行为处理程序规定 7/2; 规范 70).
clock ${today+1d}T10:00+08:00
as personnel@detachment
  post persons user=d.a.$uniq name=甲 police_no=DA$digits category=police unit=@zhangdian-1 -> 201 $a
  post persons user=d.b.$uniq name=乙 police_no=DB$digits category=police unit=@zhangdian-1 -> 201 $b
as duty@zhangdian-1
  post patrols call_sign=张05 kind=foot leader=$a shift_ends=${now+6h} crew:=[{"person":$a,"part":"officer"}] -> 201 $p
  post patrols call_sign=张06 kind=foot leader=$b shift_ends=${now+6h} crew:=[{"person":$b,"part":"officer"}] -> 201 $q
as dispatcher@detachment
  post incidents kind=breakdown source=other priority=3 called_at=$now address=国道 what=抛锚 -> 201 $i road_class=null
  post dispatch_orders incident=$i patrol=$p task=处置 -> 409 E_GUARD shortfall body~7/2
  post dispatch_orders incident=$i patrol=$p task=处置 shortfall=张06随后到 -> 201 $o
as duty@zhangdian-1
  post dispatch_orders/$o/acknowledge                 -> 200
  post dispatch_orders/$o/set_out                     -> 200
clock ${today}T10:04+08:00
  sleep 33
as dispatcher@detachment
  get  findings?rule=order_short&about_row=$o         -> 200 rows=0
clock ${today}T10:06+08:00
  sleep 33
as dispatcher@detachment
  get  findings?rule=order_short&about_row=$o         -> 200 rows=1 items.0.owner=dispatcher
  post dispatch_orders incident=$i patrol=$q task=增援 -> 201
  sleep 33
  get  findings?rule=order_short&about_row=$o&state=open -> 200 rows=0

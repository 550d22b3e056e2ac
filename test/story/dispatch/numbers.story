# On a highway and at a crash with injuries no fewer than two officers go (违法处理程序规定 7/2; 事故处理程序规定 27); auxiliaries do not count there; one who goes ahead says who joins him, and those on their way count.
as personnel@detachment
  post persons user=d.a.$uniq name=甲 police_no=DA$digits category=police unit=@zhangdian-1 -> 201 $a
  post persons user=d.b.$uniq name=乙 police_no=DB$digits category=police unit=@zhangdian-1 -> 201 $b
  post persons user=d.c.$uniq name=丙 category=auxiliary unit=@zhangdian-1 -> 201 $c
  post persons user=d.d.$uniq name=丁 category=auxiliary unit=@zhangdian-1 -> 201 $d
as duty@zhangdian-1
  post patrols call_sign=张05 kind=foot leader=$a shift_ends=${now+6h} crew:=[{"person":$a,"part":"officer"},{"person":$c,"part":"auxiliary"},{"person":$d,"part":"auxiliary"}] -> 201 $p state=free
  post patrols call_sign=张06 kind=foot leader=$b shift_ends=${now+6h} crew:=[{"person":$b,"part":"officer"}] -> 201 $q state=free
as dispatcher@detachment
  post incidents kind=breakdown source=other priority=3 called_at=$now address=G309 road_class=highway what=抛锚 -> 201 $i
  post dispatch_orders incident=$i patrol=$p task=处置 -> 409 E_GUARD shortfall body~7/2
  get  patrols/$p                                     -> 200 state=free
  post dispatch_orders incident=$i patrol=$p task=处置 shortfall=张06随后到 -> 201 $o
  post dispatch_orders incident=$i patrol=$q task=增援 -> 201 $y
  post dispatch_orders/$y/recall reason=改派           -> 200
  post incidents kind=breakdown source=other priority=3 called_at=$now address=小路 road_class=street what=抛锚 -> 201 $j
  post dispatch_orders/$o/recall reason=改派           -> 200
  post dispatch_orders incident=$j patrol=$p task=处置 -> 201 $x
  post dispatch_orders/$x/recall reason=改派           -> 200
# nobody said what road it is: that of the place, moving with it; where that is not known either, a highway
  get  road_sections?class=urban&limit=1              -> 200 $ux=items.0.place.0 $uy=items.0.place.1
  get  road_sections?class=street&limit=1             -> 200 $sx=items.0.place.0 $sy=items.0.place.1
  post incidents kind=breakdown source=other priority=3 called_at=$now address=中心城区 place:=[$ux,$uy] what=抛锚 -> 201 $k road_class=main_road
  post dispatch_orders incident=$k patrol=$q task=处置 -> 409 E_GUARD shortfall body~70
  patch incidents/$k place:=[$sx,$sy]                -> 200 road_class=street
  post dispatch_orders incident=$k patrol=$q task=处置 -> 201 $y
  post dispatch_orders/$y/recall reason=改派           -> 200
  patch incidents/$k road_class=expressway            -> 200
  patch incidents/$k place:=[$ux,$uy]                 -> 200 road_class=expressway
  post incidents kind=breakdown source=other priority=3 called_at=$now address=不详 what=抛锚 -> 201 $n road_class=null
  post dispatch_orders incident=$n patrol=$p task=处置 -> 409 E_GUARD shortfall body~7/2
# at a crash with injuries, on whatever road
  post incidents kind=crash_injury source=other priority=2 called_at=$now address=小路 road_class=street what=一人受伤 -> 201 $m
  post dispatch_orders incident=$m patrol=$p task=勘查 -> 409 E_GUARD shortfall body~事故处理程序规定 body~27
  post dispatch_orders incident=$m patrol=$p task=勘查 shortfall=张06随后到 -> 201 $z
  post dispatch_orders incident=$m patrol=$q task=增援 -> 201 $u
  post dispatch_orders/$z/recall reason=改派           -> 200
  post dispatch_orders/$u/recall reason=改派           -> 200
as duty@zhangdian-1
  post patrols/$p/sign_off                           -> 200
  post patrols/$q/sign_off                           -> 200

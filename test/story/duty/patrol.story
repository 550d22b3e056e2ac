# 违法行为处理程序规定 7、执勤执法工作规范 70: on a highway never fewer than two officers; on a main road two, or one who leads two auxiliaries. Nobody is out twice, no car either.
as personnel@detachment
  post persons user=p.a.$uniq name=甲 police_no=P1$digits category=police unit=@zhangdian-1 -> 201 $a
  post persons user=p.b.$uniq name=乙 police_no=P2$digits category=police unit=@zhangdian-1 -> 201 $b
  post persons user=p.c.$uniq name=丙 police_no=P3$digits category=auxiliary unit=@zhangdian-1 -> 201 $c
  post persons user=p.d.$uniq name=丁 police_no=P4$digits category=auxiliary unit=@zhangdian-1 -> 201 $d
as duty@zhangdian-1
  post fleet_vehicles number=鲁C巡$digits plate=鲁CP$digits kind=car -> 201 $car
  post patrols call_sign=猎鹰$digits kind=car leader=$a vehicle=$car shift_ends=${now+8h} crew:=[{"person":$a,"part":"officer"}] -> 409 E_GUARD crew
  post patrols call_sign=猎鹰$digits kind=car leader=$a vehicle=$car shift_ends=${now+8h} crew:=[{"person":$a,"part":"officer"},{"person":$c,"part":"auxiliary"},{"person":$d,"part":"auxiliary"}] -> 409 E_GUARD crew
  post patrols call_sign=猎鹰$digits kind=car leader=$a vehicle=$car shift_ends=${now-1m} crew:=[{"person":$a,"part":"officer"},{"person":$b,"part":"officer"}] -> 422 E_BAD_VALUE shift_ends
  post patrols call_sign=猎鹰$digits kind=car leader=$c vehicle=$car shift_ends=${now+8h} crew:=[{"person":$a,"part":"officer"},{"person":$b,"part":"officer"},{"person":$c,"part":"auxiliary"}] -> 409 E_GUARD leader
  post patrols call_sign=猎鹰$digits kind=car leader=$a vehicle=$car shift_ends=${now+8h} crew:=[{"person":$a,"part":"officer"},{"person":$c,"part":"officer"}] -> 409 E_GUARD crew.1.person
  post patrols call_sign=猎鹰$digits kind=car leader=$a vehicle=$car shift_ends=${now+8h} crew:=[{"person":$a,"part":"officer"},{"person":$a,"part":"officer"}] -> 422 E_BAD_VALUE crew.1.person
  post patrols call_sign=猎鹰$digits kind=car leader=$a shift_ends=${now+8h} crew:=[{"person":$a,"part":"officer"},{"person":$b,"part":"officer"}] -> 422 E_MISSING vehicle
  post patrols call_sign=猎鹰$digits kind=car road=main_road leader=$a vehicle=$car shift_ends=${now+8h} crew:=[{"person":$a,"part":"officer"},{"person":$c,"part":"auxiliary"}] -> 409 E_GUARD crew
  post patrols call_sign=猎鹰$digits kind=car road=main_road leader=$a vehicle=$car shift_ends=${now+8h} crew:=[{"person":$a,"part":"officer"},{"person":$c,"part":"auxiliary"},{"person":$d,"part":"auxiliary"}] -> 201 $p state=free signed_on_at=*
# signing on puts each of the crew on duty
  get  duty_attendances?person=$c&state=on           -> 200 rows=1 items.0.call_sign=猎鹰$digits
  post patrols call_sign=猎隼$digits kind=car leader=$b vehicle=$car shift_ends=${now+8h} crew:=[{"person":$b,"part":"officer"},{"person":$c,"part":"auxiliary"},{"person":$d,"part":"auxiliary"}] -> 409 E_GUARD crew.1.person
  post patrols call_sign=猎隼$digits kind=foot leader=$b shift_ends=${now+8h} crew:=[{"person":$b,"part":"officer"}] -> 201 $q road=street
  post patrols/$q/sign_off                           -> 200 state=off
  patch patrols/$p crew:=[{"person":$a,"part":"officer"}] -> 409 E_GUARD crew
  patch patrols/$p crew:=[{"person":$a,"part":"officer"},{"person":$b,"part":"officer"}] -> 200
  post patrols/$p/commit                             -> 403
  post patrols/$p/sign_off                           -> 200 state=off signed_off_at=*
  get  duty_attendances?person=$a&state=on           -> 200 rows=0
  get  duty_attendances?person=$a                    -> 200 rows=1 items.0.off_at=*
as officer@linzi-2
  get  patrols/$p                                    -> 404
# the car is free again, and in repair it cannot go out
as duty@zhangdian-1
  post fleet_vehicles/$car/send_in                   -> 200
  post patrols call_sign=猎隼$digits kind=car leader=$a vehicle=$car shift_ends=${now+8h} crew:=[{"person":$a,"part":"officer"},{"person":$b,"part":"officer"}] -> 409 E_GUARD vehicle

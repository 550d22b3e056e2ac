# One signs on for himself, at his post or with the reason why not there, once; the roster says whether he is late.
alone
as personnel@detachment
  get  duty_shifts?code=full                         -> 200 $full=items.0
as duty@zhangdian-2
  post duty_posts name=城区岗$uniq kind=fixed road=street officers:=1 place=118.05,36.81 -> 201 $plain
  post duty_posts name=路口岗$uniq kind=fixed road=street officers:=1 radius_m:=300 -> 422 E_MISSING place
  post duty_posts name=路口岗$uniq kind=fixed road=street officers:=1 radius_m:=300 place=118.05,36.81 -> 201 $post
  post rosters from_day=${today-1d} to_day=${today+1d} -> 201 $r
  post duty_entries roster=$r day=${today-1d} shift=$full post=$post crew:=[{"person":officer@zhangdian-2,"part":"officer"}] -> 201
  post duty_entries roster=$r day=$today shift=$full post=$post crew:=[{"person":officer@zhangdian-2,"part":"officer"}] -> 201
as leader@detachment
  post rosters/$r/approve                            -> 200
as duty@zhangdian-2
  post rosters/$r/publish                            -> 200
as officer2@zhangdian-2
  post duty_attendances person=officer@zhangdian-2 way=phone place=118.05,36.81 -> 409 E_GUARD person
as officer@zhangdian-2
  post duty_attendances person=officer@zhangdian-2 way=phone place=118.06,36.81 -> 422 E_MISSING note
  post duty_attendances person=officer@zhangdian-2 way=phone place=118.06,36.81 note=途中处理事故 -> 201 $at state=on post=$post off_m>800 late_min=* due_off_at=*
  post duty_attendances person=officer@zhangdian-2 way=phone -> 409 E_EXISTS person
as officer2@zhangdian-2
  post duty_attendances/$at/leave                    -> 403 E_FORBIDDEN person
as duty@zhangdian-2
  post duty_attendances/$at/leave                    -> 200 state=off off_at=*
as duty@linzi-2
  get  duty_attendances/$at                          -> 404

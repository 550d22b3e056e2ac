# 执勤执法工作规范 70、72、79: a roster is drawn by one and approved by another, its duty room is led, a post has no fewer officers than its road and the night ask for; published, it is no longer rewritten.
as personnel@detachment
  post persons user=r.a.$uniq name=甲 police_no=R1$digits category=police unit=@linzi-2 -> 201 $a
  post persons user=r.b.$uniq name=乙 police_no=R2$digits category=police unit=@linzi-2 -> 201 $b
  post persons user=r.c.$uniq name=丙 police_no=R3$digits category=auxiliary unit=@linzi-2 -> 201 $c
  get  duty_shifts?code=day                          -> 200 $day=items.0
  get  duty_shifts?code=night                        -> 200 $night=items.0
as duty@linzi-2
  post duty_posts name=固定岗$uniq kind=fixed officers:=2 -> 422 E_MISSING road
  post duty_posts name=固定岗$uniq kind=fixed road=highway officers:=1 -> 409 E_GUARD officers
  post duty_posts name=固定岗$uniq kind=fixed road=highway officers:=2 -> 201 $post
  post duty_posts name=值班室$uniq kind=duty_room officers:=1 -> 201 $room
  post roster_templates name=常规$uniq line:=[{"weekday":1,"shift":$day,"post":$post,"person":$a,"part":"officer"},{"weekday":1,"shift":$day,"post":$post,"person":$b,"part":"officer"},{"weekday":1,"shift":$day,"post":$room,"person":$a,"part":"leader"},{"weekday":1,"shift":$day,"post":$room,"person":$b,"part":"sergeant"},{"weekday":2,"shift":$day,"post":$post}] -> 201 $t
  post rosters from_day=2031-03-04 to_day=2031-03-03 -> 422 E_BAD_VALUE to_day
  post rosters from_day=2031-03-03 to_day=2031-03-09 -> 201 $r state=draft
  post rosters from_day=2031-03-09 to_day=2031-03-10 -> 409 E_OVERLAP from_day
  post rosters/$r/generate template=$t               -> 200 generated=3
  post rosters/$r/generate                           -> 200 generated=0
  get  duty_entries?roster=$r&sort=starts_at         -> 200 rows=3 items.*.wanting=2 items.*.officers=2
  post duty_entries roster=$r day=2031-03-10 shift=$day post=$post crew:=[] -> 422 E_BAD_VALUE day
  post duty_entries roster=$r day=2031-03-05 shift=$day post=$room crew:=[] -> 422 E_MISSING leader
  post duty_entries roster=$r day=2031-03-05 shift=$day post=$room leader=$a sergeant=$c crew:=[] -> 409 E_GUARD sergeant
  post duty_entries roster=$r day=2031-03-05 shift=$day post=$post crew:=[{"person":$a,"part":"officer"}] -> 409 E_GUARD crew
# by night a fixed post on a highway asks for three, or two and two auxiliaries
  post duty_entries roster=$r day=2031-03-05 shift=$night post=$post crew:=[{"person":$a,"part":"officer"},{"person":$b,"part":"officer"}] -> 409 E_GUARD crew
  post duty_entries roster=$r day=2031-03-05 shift=$day post=$post crew:=[{"person":$a,"part":"officer"},{"person":$b,"part":"officer"}] -> 201 $e starts_at=2031-03-05T00:00:00.000Z ends_at=2031-03-05T12:00:00.000Z wanting=0
  post rosters/$r/approve                            -> 403
as leader@detachment
  post rosters/$r/approve                            -> 200 state=approved
as duty@linzi-2
  patch duty_entries/$e crew:=[{"person":$b,"part":"officer"},{"person":$a,"part":"officer"}] -> 409 E_NO_STEP roster
  post rosters/$r/publish                            -> 200 state=published published_at=*
  post duty_entries/$e/drop reason=减岗              -> 409 E_NO_STEP roster
  patch rosters/$r note=改                           -> 409 E_NO_STEP
  post rosters/$r/change                             -> 422 E_NO_REASON
  post rosters/$r/change reason=临时任务             -> 200 state=changed
  post duty_entries/$e/drop reason=减岗              -> 200 state=dropped
as leader@detachment
  post rosters/$r/approve                            -> 200 state=published
as duty@zhangdian-1
  get  rosters/$r                                    -> 404

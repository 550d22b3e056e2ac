# 执勤执法工作规范 70、72, 本单位内部规定: a post that is not filled, a shift too long or without rest, one person on two posts, somebody who did not come, a shift that nobody handed over, become findings.
clock ${today+1d}T07:30+08:00
as personnel@detachment
  post persons user=f.a.$uniq name=甲 police_no=F1$digits category=police unit=@linzi-2 -> 201 $a
  post persons user=f.b.$uniq name=乙 police_no=F2$digits category=police unit=@linzi-2 -> 201 $b
  post duty_shifts code=long_$uniq name=超长班 kind=full starts=08:00 minutes:=1800 valid_from=2019-01-01 -> 201 $long
  get  duty_shifts?code=day                          -> 200 $day=items.0
  get  duty_shifts?code=night                        -> 200 $night=items.0
as duty@linzi-2
  post duty_posts name=岗一$uniq kind=fixed road=street officers:=1 -> 201 $one
  post duty_posts name=岗二$uniq kind=fixed road=street officers:=2 -> 201 $two
  post duty_posts name=值班室$uniq kind=duty_room officers:=1 -> 201 $room
  post rosters from_day=$today to_day=${today+2d}    -> 201 $r
  post duty_entries roster=$r day=$today shift=$day post=$one crew:=[{"person":$a,"part":"officer"}] -> 201 $e1
  post duty_entries roster=$r day=$today shift=$day post=$two crew:=[{"person":$a,"part":"officer"}] -> 201 $e2
  post duty_entries roster=$r day=$today shift=$night post=$one crew:=[{"person":$a,"part":"officer"}] -> 201 $e3
  post duty_entries roster=$r day=${today+1d} shift=$long post=$one crew:=[{"person":$b,"part":"officer"}] -> 201 $e4
  post duty_entries roster=$r day=$today shift=$day post=$room leader=$b sergeant=$b crew:=[] -> 201 $e5
clock ${today}T07:40+08:00 run post_vacant
as duty@detachment
  get  findings?rule=post_vacant&about_row=$e2       -> 200 rows=0
as leader@detachment
  post rosters/$r/approve                            -> 200
as duty@linzi-2
  post rosters/$r/publish                            -> 200
clock ${today}T07:41+08:00 run post_vacant
clock ${today}T07:42+08:00 run shift_too_long
clock ${today}T07:43+08:00 run posted_twice
clock ${today}T07:44+08:00 run duty_room_unled
as duty@detachment
  get  findings?rule=post_vacant&about_row=$e2       -> 200 rows=1 items.0.owner=duty
  get  findings?rule=post_vacant&about_row=$e1       -> 200 rows=0
  get  findings?rule=shift_too_long&about_row=$e3    -> 200 rows=1
  get  findings?rule=shift_too_long&about_row=$e4    -> 200 rows=1
  get  findings?rule=shift_too_long&about_row=$e1    -> 200 rows=0
  get  findings?rule=posted_twice&about_row=$e1      -> 200 rows=1
  get  findings?rule=posted_twice&about_row=$e3      -> 200 rows=0
  get  findings?rule=duty_room_unled&about_row=$r    -> 200 rows=1 $unled=items.0
as duty@linzi-2
  post duty_attendances person=$a way=desk call_sign=甲 -> 201 $at
clock ${today}T08:45+08:00 run absent_unsigned
clock ${today}T08:46+08:00 run duty_room_unled
as duty@detachment
  get  findings?rule=absent_unsigned&about_row=$e1   -> 200 rows=0
  get  findings?rule=absent_unsigned&about_row=$e5   -> 200 rows=1
  get  findings/$unled                               -> 200 state=gone
as duty@linzi-2
  post duty_attendances/$at/leave                    -> 200
clock ${today}T20:45+08:00 run absent_unsigned
clock ${today}T21:05+08:00 run shift_not_handed_over
as duty@detachment
  get  findings?rule=absent_unsigned&about_row=$e3   -> 200 rows=1
  get  findings?rule=shift_not_handed_over&about_row=$e5 -> 200 rows=1 items.0.state=open

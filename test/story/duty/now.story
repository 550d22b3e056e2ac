# The duty room knows who is on by the published roster and who of them has come; a post with nobody on it shows; today is put beside the same day of the weeks before.
clock ${today+2d}T09:00+08:00
as personnel@detachment
  post persons user=n.a.$uniq name=甲 police_no=N1$digits category=police unit=@linzi-2 -> 201 $a
  get  duty_shifts?code=day                          -> 200 $day=items.0
as duty@linzi-2
  post duty_posts name=值班室$uniq kind=duty_room officers:=1 -> 201 $room
  post duty_posts name=岗一$uniq kind=fixed road=street officers:=1 -> 201 $one
  post rosters from_day=$today to_day=$today         -> 201 $r
  post duty_entries roster=$r day=$today shift=$day post=$room leader=$a sergeant=duty@linzi-2 crew:=[{"person":officer@linzi-2,"part":"officer"}] -> 201 $e
  post duty_entries roster=$r day=$today shift=$day post=$one crew:=[] -> 201 $empty
  get  views/duty_now?unit=@linzi-2                  -> 200 rows=0
as leader@detachment
  post rosters/$r/approve                            -> 200
as duty@linzi-2
  post rosters/$r/publish                            -> 200
  post duty_attendances person=officer@linzi-2 way=desk -> 201
  get  views/duty_now?unit=@linzi-2                  -> 200 rows=4 rows.0.6=leader rows.1.6=sergeant rows.2.6=officer rows.2.7=* rows.1.7=null rows.3.5=null rows.3.8=1
  post incidents kind=jam source=call priority=3 called_at=${now-10m} address=晏婴路 what=缓行 -> 201
  post incidents kind=jam source=call priority=3 called_at=${now-10090m} address=晏婴路 what=缓行 -> 201
  post incidents kind=jam source=call priority=3 called_at=${now-8650m} address=晏婴路 what=缓行 -> 201
  get  views/duty_today?unit=@linzi-2&day=$today&from=$today&to=$now -> 200 rows=6 rows.0.1=1 rows.0.2=1 rows.0.3=4
as duty@zhangdian-1
  get  views/duty_now?unit=@linzi-2                  -> 200 rows=0
as leader@detachment
  get  views/roads_unowned?day=$today                        -> 200

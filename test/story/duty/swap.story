# A shift is swapped when the colleague agrees and the duty leader of the shift or a leader of the unit approves, neither being one of the two; the roster then has the other name.
as personnel@detachment
  post persons user=s.a.$uniq name=甲 police_no=S1$digits category=police unit=@zhangdian-2 -> 201 $x
  get  duty_shifts?code=day                          -> 200 $day=items.0
as duty@zhangdian-2
  post duty_posts name=城区岗$uniq kind=fixed road=street officers:=1 -> 201 $post
  post duty_posts name=值班室$uniq kind=duty_room officers:=1 -> 201 $room
  post rosters from_day=2032-03-01 to_day=2032-03-07 -> 201 $r
  post duty_entries roster=$r day=2032-03-01 shift=$day post=$post leader=duty2@zhangdian-2 crew:=[{"person":officer@zhangdian-2,"part":"officer"}] -> 201 $e1
  post duty_entries roster=$r day=2032-03-02 shift=$day post=$post crew:=[{"person":officer2@zhangdian-2,"part":"officer"}] -> 201 $e2
  post duty_entries roster=$r day=2032-03-02 shift=$day post=$room leader=$x sergeant=$x crew:=[] -> 201 $e3
as officer@zhangdian-2
  post duty_swaps entry=$e1 colleague=officer2@zhangdian-2 why=家中有事 -> 409 E_GUARD entry
as leader@detachment
  post rosters/$r/approve                            -> 200
as duty@zhangdian-2
  post rosters/$r/publish                            -> 200
as officer@zhangdian-2
  post duty_swaps entry=$e2 colleague=$x why=家中有事 -> 409 E_GUARD entry
  post duty_swaps entry=$e1 colleague=officer@zhangdian-2 why=家中有事 -> 403 E_SECOND_PERSON colleague
  post duty_swaps entry=$e1 colleague=officer2@zhangdian-2 in_return=$e3 why=家中有事 -> 409 E_GUARD in_return
  post duty_swaps entry=$e1 colleague=officer2@zhangdian-2 in_return=$e2 why=家中有事 -> 201 $s state=asked due_at=*
  post duty_swaps/$s/agree                           -> 403 E_FORBIDDEN colleague
as duty2@zhangdian-2
  post duty_swaps/$s/approve                         -> 409 E_NO_STEP
as officer2@zhangdian-2
  post duty_swaps/$s/agree                           -> 200 state=agreed
as duty@zhangdian-2
  post duty_swaps/$s/approve                         -> 403 E_FORBIDDEN
as duty2@zhangdian-2
  post duty_swaps/$s/approve                         -> 200 state=done approved_by=duty2@zhangdian-2
  get  duty_entries/$e1                              -> 200 crew.0.person=officer2@zhangdian-2
  get  duty_entries/$e2                              -> 200 crew.0.person=officer@zhangdian-2
  get  rosters/$r/history                            -> 200 body~swap
# refused with a reason; the roster stays
as officer2@zhangdian-2
  post duty_swaps entry=$e1 colleague=$x why=再换    -> 201 $n
as leader@detachment
  post duty_swaps/$n/refuse reason=人手不足          -> 409 E_NO_STEP
as officer2@zhangdian-2
  post duty_swaps/$n/withdraw                        -> 200 state=withdrawn
  post duty_swaps entry=$e1 colleague=officer@zhangdian-2 why=换回    -> 201 $m
as officer@zhangdian-2
  post duty_swaps/$m/decline                         -> 422 E_NO_REASON
  post duty_swaps/$m/decline reason=不便             -> 200 state=refused
as officer@linzi-2
  get  duty_swaps/$m                                 -> 404
# a shift of another unit in return is not for who leads the one alone
as duty@detachment
  post rosters unit=@zhangdian-1 from_day=2032-04-01 to_day=2032-04-07 -> 201 $r1
  post rosters unit=@zhangdian-2 from_day=2032-04-01 to_day=2032-04-07 -> 201 $r2
  post duty_posts unit=@zhangdian-1 name=岗甲$uniq kind=fixed road=street officers:=1 -> 201 $post1
  post duty_entries roster=$r1 day=2032-04-02 shift=$day post=$post1 crew:=[{"person":officer@zhangdian-2,"part":"officer"}] -> 201 $far
  post duty_entries roster=$r2 day=2032-04-03 shift=$day post=$post leader=duty2@zhangdian-2 crew:=[{"person":officer@detachment,"part":"officer"}] -> 201 $near
as leader@detachment
  post rosters/$r1/approve                           -> 200
  post rosters/$r2/approve                           -> 200
as duty@detachment
  post rosters/$r1/publish                           -> 200
  post rosters/$r2/publish                           -> 200
as officer@detachment
  post duty_swaps entry=$near colleague=officer@zhangdian-2 in_return=$far why=互换 -> 201 $w
as officer@zhangdian-2
  post duty_swaps/$w/agree                           -> 200 state=agreed
as duty2@zhangdian-2
  post duty_swaps/$w/approve                         -> 403 E_FORBIDDEN in_return
as leader@detachment
  post duty_swaps/$w/approve                         -> 200 state=done
  get  duty_entries/$far                             -> 200 crew.0.person=officer@detachment

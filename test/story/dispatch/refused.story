# An order that is refused says why, frees the patrol and raises the incident again; recalled likewise; two dispatchers at one patrol: the second is refused and told what it is on.
alone
as duty@zhangdian-1
  get  persons?name=模拟马尚民警                      -> 200 $o1=items.0.id
  post patrols call_sign=张02 kind=foot leader=$o1 shift_ends=${now+6h} crew:=[{"person":$o1,"part":"officer"}] -> 201 $p state=free
  get  persons?name=模拟马尚民警2                     -> 200 $o2=items.0.id
  post patrols call_sign=张03 kind=foot leader=$o2 shift_ends=${now+6h} crew:=[{"person":$o2,"part":"officer"}] -> 201 $q state=free
as dispatcher@detachment
  post incidents kind=jam source=other priority=3 called_at=$now address=柳泉路 road_class=street what=车多 -> 201 $i
  post dispatch_orders incident=$i patrol=$p task=去柳泉路疏导 -> 201 $o
as duty@detachment
  post dispatch_orders incident=$i patrol=$p task=另一任务  -> 409 E_GUARD patrol body~去柳泉路疏导 body~张02
as officer@zhangdian-1
  post dispatch_orders/$o/refuse                      -> 422 E_NO_REASON
  post dispatch_orders/$o/refuse reason=车辆故障       -> 200 state=refused ended_at=*
  get  patrols/$p                                     -> 200 state=free
as dispatcher@detachment
  get  incidents/$i                                   -> 200 state=open due_at=*
  post dispatch_orders incident=$i patrol=$p task=再派  -> 201 $o2
  post dispatch_orders incident=$i patrol=$q task=增派  -> 201 $o3
  get  incidents/$i                                   -> 200 state=ordered orders=3
  post dispatch_orders/$o2/recall reason=改派          -> 200 state=recalled
  get  incidents/$i                                   -> 200 state=ordered
as duty@zhangdian-1
  post dispatch_orders/$o3/acknowledge                -> 200 state=acknowledged behalf=duty@zhangdian-1
as officer2@zhangdian-1
  post dispatch_orders/$o3/set_out                    -> 200 behalf=null
  post dispatch_orders/$o3/hand_over handed_to=高速交警 note=不属本辖区 -> 200 state=handed_over
as dispatcher@detachment
  get  incidents/$i                                   -> 200 state=dealt
  post incidents/$i/close closing_code=handled outcome=已疏通 -> 200 state=closed closed_at=*
  post dispatch_orders incident=$i patrol=$p task=又派   -> 409 E_GUARD incident
  patch incidents/$i what=改写                         -> 409 E_NO_STEP
  post incidents/$i/reopen reason=当事人又来电          -> 200 state=open closing_code=null
as duty@zhangdian-1
  post patrols/$p/sign_off                           -> 200
  post patrols/$q/sign_off                           -> 200

# Who could go is told with what speaks for and against: the way by road, gear, end of shift, numbers the law asks for (事故处理程序规定 27), silence; those on an order with what they are on; another brigade sees nothing of it.
alone
as duty@zhangdian-1
  get  persons?name=模拟马尚民警                        -> 200 $a=items.0.id
  get  persons?name=模拟马尚民警2                       -> 200 $b=items.0.id
  post patrols call_sign=步01 kind=foot road=street leader=$a shift_ends=${now+6h} crash_kit=true crew:=[{"person":$a,"part":"officer"}] -> 201 $p
  post patrols call_sign=步02 kind=foot road=street leader=$b shift_ends=${now+20m} crew:=[{"person":$b,"part":"officer"}] -> 201 $q
as officer@zhangdian-1
  post positions items:=[{"at":"$now","place":[118.0600,36.8500]}] -> 200 taken=1 doubtful=0
as officer2@zhangdian-1
  post positions items:=[{"at":"$now","place":[118.0680,36.8580]}] -> 200 taken=1 doubtful=0
  sleep 1
as dispatcher@detachment
  post incidents kind=crash_injury source=other priority=1 called_at=$now address=马尚 road_class=street place=118.0690,36.8585 what=有人受伤 -> 201 $i
# both are one officer: against both stands the number; the nearer one also ends too early and has no kit
  get  incidents/$i/recommendation -> 200 how=road candidates.0.call_sign=步02 candidates.0.fits=false candidates.0.travel_s>0 candidates.0.reasons.*.zh~不少于2名 candidates.0.reasons.*.zh~无勘查器材 candidates.0.reasons.*.zh~班次 candidates.1.call_sign=步01 candidates.1.reasons.*.zh~带勘查器材
  post dispatch_orders incident=$i patrol=$q task=先行救护 -> 409 E_GUARD shortfall body~27
  post dispatch_orders incident=$i patrol=$q task=先行救护 shortfall=步01随后到 -> 201 $o
# with one on its way the other makes two: nothing speaks against it
  get  incidents/$i/recommendation -> 200 candidates.0.call_sign=步01 candidates.0.fits=true excluded.*.reasons.*.zh~先行救护
  post dispatch_orders incident=$i patrol=$p task=勘查    -> 201
  get  incidents/$i/recommendation -> 200 candidates=[] excluded.*.fix_at=* body~118.0680
# where a patrol is may be where an officer's phone is: told to those alone who may ask for positions (个人信息保护法 6)
as officer@zhangdian-1
  get  incidents/$i/recommendation -> 200 excluded.*.call_sign=步02 body!~fix_at body!~118.0680
  post dispatch_orders/$o/way from:=[118.06,36.85]       -> 200 how=road metres>0 line.*!=null
as dispatcher@detachment
  post dispatch_orders/$o/recall reason=改派             -> 200
# the same wish twice with one key is one order
  post dispatch_orders incident=$i patrol=$q task=再去 @Idempotency-Key=k-$uniq -> 201 $first
  post dispatch_orders incident=$i patrol=$q task=再去 @Idempotency-Key=k-$uniq -> 201 id=$first
as leader@linzi
  get  incidents/$i/recommendation                       -> 404

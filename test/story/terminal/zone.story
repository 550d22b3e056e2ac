# Who enters and leaves a watched zone is written down once: of the zone's own unit, officers while on patrol, and only by positions that can be true.
as officer2@zhangdian-2
  get  session                                        -> 200 $s
  let me=$s.person.id
as duty@zhangdian-2
  post zones name=广场$uniq kind=event shape="118.070,36.830 118.070,36.840" -> 422 E_BAD_VALUE shape
  post zones name=广场$uniq kind=event shape="118.070,36.830 118.080,36.830 118.080,36.840 118.070,36.840" -> 201 $z
  sleep 2
as officer2@zhangdian-2
  post positions items:=[{"at":"${now-90s}","place":[118.065,36.835]},{"at":"${now-60s}","place":[118.072,36.835]},{"at":"${now-30s}","place":[118.066,36.835]}] -> 200 taken=3 doubtful=0
as duty@zhangdian-2
  sleep 1
  get  zone_passages?zone=$z                          -> 200 rows=0
  post patrols call_sign=围栏$digits kind=foot leader=$me shift_ends=${now+1h} crew:=[{"person":$me,"part":"officer"}] -> 201 $p
as officer2@zhangdian-2
  post positions items:=[{"at":"${now+5s}","place":[118.065,36.835]},{"at":"${now+35s}","place":[118.072,36.835]},{"at":"${now+45s}","place":[0.5,36.835]},{"at":"${now+65s}","place":[118.075,36.836]}] -> 200 taken=4 doubtful=1
  post positions items:=[{"at":"${now+35s}","place":[118.072,36.835]}] -> 200 taken=1
  post positions items:=[{"at":"${now+90s}","place":[118.066,36.835]}] -> 200 taken=1
as officer@zhangdian-1
  post positions items:=[{"at":"${now-40s}","place":[118.065,36.835]},{"at":"${now-10s}","place":[118.072,36.835]}] -> 200 taken=2
as duty@zhangdian-2
  sleep 1
  get  zone_passages?zone=$z&sort=at                  -> 200 rows=2 items.0.entered=true items.1.entered=false items.0.person=$me
  post patrols/$p/sign_off                            -> 200 state=off
  post zones/$z/end                                   -> 200 state=ended
as duty@linzi-2
  get  zones/$z                                       -> 404

# Who enters and leaves a watched zone is written down once, and only by positions that can be true.
as duty@zhangdian-2
  post zones name=广场$uniq kind=event shape="118.070,36.830 118.070,36.840" -> 422 E_BAD_VALUE shape
  post zones name=广场$uniq kind=event shape="118.070,36.830 118.080,36.830 118.080,36.840 118.070,36.840" -> 201 $z
  sleep 2
as officer@zhangdian-1
  get  session                                        -> 200 $s
  let me=$s.person.id
  post positions items:=[{"at":"${now-90s}","place":[118.065,36.835]},{"at":"${now-60s}","place":[118.072,36.835]},{"at":"${now-50s}","place":[0.5,36.835]},{"at":"${now-30s}","place":[118.075,36.836]}] -> 200 taken=4 doubtful=1
  post positions items:=[{"at":"${now-60s}","place":[118.072,36.835]}] -> 200 taken=1
  post positions items:=[{"at":"${now-5s}","place":[118.066,36.835]}] -> 200 taken=1
as duty@zhangdian-2
  sleep 1
  get  zone_passages?zone=$z&sort=at                  -> 200 rows=2 items.0.entered=true items.1.entered=false items.0.person=$me
  post zones/$z/end                                   -> 200 state=ended
as duty@linzi-2
  get  zones/$z                                       -> 404

# Where an officer was is shown only to those in charge, for a reason, and the audit keeps it (Personal Information Protection Law, art. 6 and 33).
as officer@zhangdian-2
  get  session                                        -> 200 $s
  let me=$s.person.id
  post positions items:=[{"at":"${now-60s}","place":[118.05,36.81],"speed":30,"course":90},{"at":"${now-30s}","place":[118.0512,36.81],"speed":30,"course":90}] -> 200 taken=2 doubtful=0
  post positions items:=[{"at":"${now-20s}","place":[128.05,36.81]}]    -> 200 taken=1 doubtful=1
  get  positions?person=$me&from=${now-10m}&to=${now+1m}                -> 200 items.0.speed=30 items.1.course=90
as officer@zhangdian-1
  get  positions?person=$me&from=${now-10m}&to=${now+1m} reason=好奇    -> 403
as dispatcher@detachment
  get  positions?person=$me&from=${now-10m}&to=${now+1m}                -> 422 E_NO_REASON reason
  get  positions?at=$now                                                -> 422 E_NO_REASON reason
  get  positions?person=$me&from=${now-10m}&to=${now+1m} reason=警情复盘 -> 200 items.0.kind=person items.1.place.0=118.0512
  get  positions?person=$me&from=${now-10m}&to=${now+1m}&doubtful=1 reason=警情复盘 -> 200 items.2.doubt=jump
  get  positions?person=$me&from=${now-40d}&to=$now reason=警情复盘     -> 422 E_BAD_VALUE to
as auditor@detachment
  get  audit?record=person&verb=track&id=$me&limit=5                    -> 200 items.0.reason=警情复盘 items.0.detail.rows>=3 items.0.detail.from=* items.0.detail.to=*
as duty@linzi-2
  get  positions?person=$me&from=${now-10m}&to=${now+1m} reason=协查    -> 200 body!~118.05

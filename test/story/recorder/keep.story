# 公通字〔2016〕14号 13（待核）: a clip is kept at least six months from its recording, for good as evidence, of obstruction or an incident; on hold it stays whatever the day; only what has expired may be removed, is told until the dock says that it is gone, and only then counts as removed.
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $s=items.0
  patch settings/$s value=365                        -> 200
clock ${today+1d}T09:00+08:00
let a=00000000000000000000000000000000000000000000000000000000000000aa
let b=00000000000000000000000000000000000000000000000000000000000000bb
let c=00000000000000000000000000000000000000000000000000000000000000cc
recorder officer@zhangdian-1 kind=clip sha256=$a started_at=${now-50m} ended_at=${now-40m} -> 200 outcome=taken
recorder officer@zhangdian-1 kind=clip sha256=$b started_at=${now-40m} ended_at=${now-30m} -> 200 outcome=taken
recorder officer@zhangdian-1 kind=clip sha256=$c started_at=${now-30m} ended_at=${now-20m} -> 200 outcome=taken
as legal@zhangdian
  get  clip_retentions?code=obstruction              -> 200 items.0.permanent=true $o=items.0
  get  clip_retentions?code=ordinary                 -> 200 items.0.term=recorder_keep $p=items.0
  get  clips?sha256=$a                               -> 200 $x=items.0
  get  clips?sha256=$b                               -> 200 $y=items.0
  get  clips?sha256=$c                               -> 200 $z=items.0
  post clips/$y/classify retention=$o reason=当事人抗拒检查 -> 200 keep_until=null
  post clips/$y/classify retention=$p reason=误归类    -> 409 E_GUARD retention
  post clips/$z/hold reason=投诉                      -> 200
  post clip_retentions code=half name=半年 permanent=false law=本单位规定 valid_from=2020-01-01 -> 422 E_BAD_VALUE term
clock ${x.keep_until-1s} run recorder.keep
as legal@zhangdian
  get  clips/$x                                      -> 200 state=kept
recorder officer@zhangdian-1 kind=removable -> 200 outcome=taken body!~00aa
clock $x.keep_until run recorder.keep
as legal@zhangdian
  get  clips/$x                                      -> 200 state=expired
  get  clips/$y                                      -> 200 state=kept
  get  clips/$z                                      -> 200 state=kept
  post clip_copies clip=$x purpose=case receiver=办案 ground=办案 -> 409 E_GUARD clip
recorder officer@zhangdian-1 kind=removable -> 200 outcome=taken body~00aa body!~00bb body!~00cc
recorder officer@zhangdian-1 kind=removable -> 200 outcome=taken body~00aa # the answer may have been lost
as legal@zhangdian
  get  clips/$x                                      -> 200 state=expired
recorder officer@zhangdian-1 kind=removed items:=[] -> 422 outcome=malformed
recorder officer@zhangdian-1 kind=removed items:=["$a","$b"] -> 409 outcome=conflict # one is kept for good
as legal@zhangdian
  get  clips/$x                                      -> 200 state=expired
recorder officer@zhangdian-1 kind=removed items:=["$a"] -> 200 outcome=taken
recorder officer@zhangdian-1 kind=removed items:=["$a"] -> 200 outcome=repeated
recorder officer@zhangdian-1 kind=removed items:=["00000000000000000000000000000000000000000000000000000000000000dd"] -> 404 outcome=unknown
recorder officer@zhangdian-1 kind=removable -> 200 outcome=taken body!~00aa
as legal@zhangdian
  get  clips/$x                                      -> 200 state=removed
as leader@zhangdian-1
  post clips/$z/release reason=投诉已办结             -> 200
clock ${now+1s} run recorder.keep
as legal@zhangdian
  get  clips/$z                                      -> 200 state=expired

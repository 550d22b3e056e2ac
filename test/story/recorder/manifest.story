# 公通字〔2016〕14号（待核）、行政处罚法 46: a clip is what its hash says and is never altered; the same manifest again is the same clip, another under its hash is refused; what overlaps or nobody wore is doubtful; only its own platform speaks for a recorder.
alone
as secadmin@detachment
  post adapters code=dock-$uniq kind=recorder secret=00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff -> 201 $k
as sysadmin@detachment
  post adapters/$k/start                             -> 200
clock ${now+2h}
signed dock-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=presence recorder=ZFJ-OFFICER-ZHANGDIAN-1 terminal=JWT-OFFICER-ZHANGDIAN-1 at=$now since=$now recording:=true -> 404 outcome=unknown
signed dock-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=emptied recorder=ZFJ-OFFICER-ZHANGDIAN-1 -> 404 outcome=unknown
let hash=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
let from=${now-50m}
let to=${now-40m}
recorder officer@zhangdian-1 kind=clip sha256=$hash started_at=$to ended_at=$from -> 422 outcome=malformed
recorder officer@zhangdian-1 kind=clip sha256=ABC started_at=$from ended_at=$to -> 422 outcome=malformed
recorder officer@zhangdian-1 kind=clip sha256=$hash bytes=0 started_at=$from ended_at=$to -> 422 outcome=malformed
recorder officer@zhangdian-1 kind=clip sha256=$hash started_at=${now-26h} ended_at=$to -> 422 outcome=malformed
recorder officer@zhangdian-1 kind=clip sha256=$hash started_at=$from ended_at=${now+25h} -> 422 outcome=malformed
recorder officer@zhangdian-1 kind=clip sha256=$hash started_at=$from ended_at=$to clock_ms=null -> 422 outcome=malformed
recorder officer@zhangdian-1 kind=clip sha256=$hash started_at=$from ended_at=$to gaps:=[{"from":"$from","to":"$now"}] -> 422 outcome=malformed
recorder officer@zhangdian-1 kind=clip sha256=$hash started_at=$from ended_at=$to gaps:={"from":"$from"} -> 422 outcome=malformed
recorder officer@zhangdian-1 kind=clip sha256=$hash started_at=$from ended_at=$to place=dock-1/0001 -> 200 outcome=taken
recorder officer@zhangdian-1 kind=clip sha256=$hash started_at=$from ended_at=$to place=dock-1/0001 -> 200 outcome=repeated
recorder officer@zhangdian-1 kind=clip sha256=$hash started_at=$from ended_at=${now-30m} -> 409 outcome=conflict
recorder officer@zhangdian-1 kind=clip started_at=${now-45m} ended_at=${now-30m} -> 200 outcome=taken # overlaps
recorder officer@zhangdian-1 kind=clip started_at=${now-30m} ended_at=${now-20m} officer=nobody -> 200 outcome=taken
recorder officer@zhangdian-1 kind=clip started_at=${now-20h} ended_at=${now-19h} -> 200 outcome=taken # before it was issued
as officer@zhangdian-1
  get  clips?sha256=$hash                            -> 200 rows=1 items.0.overlaps=false items.0.other_officer=false items.0.late=false items.0.masked~place $c=items.0
  get  clips?overlaps=true                           -> 200 rows=1
  get  clips?other_officer=true                      -> 200 rows=2
  patch clips/$c place=elsewhere                     -> 403
  delete clips/$c                                    -> 405
as supervisor@detachment
  get  adapter_messages?about=ZFJ-OFFICER-ZHANGDIAN-1&outcome=malformed -> 200 rows=8

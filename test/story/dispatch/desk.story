# The desk suggests what a call may be a duplicate of, tells of earlier calls of a number to those who may ask and with a reason, keeps one timeline over merges, and prints the report.
as personnel@detachment
  post persons user=d.d.$uniq name=丁 police_no=DD$digits category=police unit=@zhangdian-1 -> 201 $pd
as duty@zhangdian-1
  post patrols call_sign=张08 kind=foot leader=$pd shift_ends=${now+6h} crew:=[{"person":$pd,"part":"officer"}] -> 201 $p
as dispatcher@detachment
  post incidents kind=crash source=call priority=3 caller_phone=138$digits caller_name=赵 called_at=${now-5m} address=洪沟路 place=118.0500,36.7900 what=两车相撞 vehicle:=[{"plate":"鲁C7K999"}] -> 201 $a
  post incidents kind=jam source=other priority=3 called_at=$now address=洪沟路北 road_class=street place=118.0520,36.7910 what=车多 -> 201 $b
  post incidents/similar kind=crash place:=[118.0505,36.7902] -> 200 items.*.incident=$a items.*.subject~洪沟路
  post incidents/similar kind=crash place:=[118.0505,36.7902] except=$a -> 200 body!~"138"
  post incidents/similar kind=signal_fault place:=[118.0505,36.7902] -> 200 body!~洪沟路
  post incidents/similar kind=help plates:=["鲁C7K999"]  -> 200 items=[]
  post incidents/similar kind=help plates:=["鲁C7K999"] reason=接警核对 -> 200 items.0.incident=$a items.0.reasons.0.code=plate
  post incidents/similar kind=help caller_phone=138$digits reason=接警核对 -> 200 items.0.reasons.0.code=phone
  post incidents/similar place:=[118,36]               -> 422 E_MISSING kind
  post incidents/similar kind=jam place:=[500,36]      -> 422 E_BAD_VALUE place
  post incidents/callers caller_phone=138$digits       -> 422 E_NO_REASON reason
  post incidents/callers caller_phone=138$digits reason=接警核对 -> 200 items.0.incident=$a false_calls=0
as auditor@detachment
  get  audit?record=incident&verb=search               -> 200 body~接警核对 body!~"138"
as officer@linzi-2
  post incidents/callers caller_phone=138$digits reason=接警核对 -> 200 items=[]
  get  incidents/$a/timeline                           -> 404
  get  incidents/$a/recommendation                     -> 404
as dispatcher@detachment
  post dispatch_orders incident=$b patrol=$p task=去看    -> 201 $o
  post incidents/$b/merge merged_into=$a               -> 200
  post incidents/$a/add_note remark=伤者已上救护车       -> 200
as duty@zhangdian-1
  post dispatch_orders/$o/acknowledge said_at=${now-1h} -> 200
  post dispatch_orders/$o/add_note note=已看见现场       -> 200
  get  incidents/$a/timeline                           -> 200 items.*.verb=acknowledge items.*.verb=merge items.*.detail~伤者已上救护车 items.*.detail~已看见现场 body!~138
as dispatcher@detachment
  get  incidents/$a/recommendation                     -> 200 how=road excluded.*.reasons.0.zh~去看
  post incidents kind=jam source=other priority=3 called_at=$now address=无位置 road_class=street what=车多 -> 201 $c
  get  incidents/$c/recommendation                     -> 409 E_GUARD place
  post incidents/$a/report                             -> 200 @Content-Type~pdf
  get  incidents/$a/history                            -> 200
  post dispatch_orders/$o/way from:=[118.06,36.80]     -> 200 metres>100
  post dispatch_orders/$o/recall reason=完              -> 200
# the name of an order is as long as its column: in letters, not in bytes
  post dispatch_orders incident=$c patrol=$p task=ABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJABCDEFGHIJ -> 201 $l subject~"张08 · ABCDEFGHIJ"
  post dispatch_orders/$l/recall reason=完              -> 200
as duty@zhangdian-1
  post patrols/$p/sign_off                             -> 200

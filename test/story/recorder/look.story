# 个人信息保护法 6、25、公通字〔2016〕14号（待核）: whoever looks at a clip gives a reason and is in the audit; a copy is approved by another than who asked or is filmed as the officer; a hold is lifted by another than who placed it.
alone
clock ${now+2h}
recorder officer@zhangdian-1 kind=clip started_at=${now-50m} ended_at=${now-40m} place=dock-1/0002 -> 200 outcome=taken
as officer@zhangdian-1
  get  clips?officer=officer@zhangdian-1             -> 200 rows=1 items.0.masked~place $c=items.0
  get  clips/$c reason=核对当日处罚                   -> 200 place=dock-1/0002 clear:place
  post clips/$c/view                                 -> 422 E_NO_REASON
  post clips/$c/view reason=核对当日处罚              -> 200 state=kept
  post clip_copies clip=$c purpose=reconsideration receiver=复议机构 ground=复议举证 -> 201 $k state=asked unit=@zhangdian-1
  post clip_copies/$k/approve                        -> 403
as officer@linzi-2
  get  clips/$c                                      -> 404
as auditor@detachment
  get  audit?record=clip&id=$c&verb=view             -> 200 rows=1 items.0.reason=核对当日处罚
  get  audit?record=clip&id=$c&verb=read             -> 200 rows=1
as legal@zhangdian
  post clip_copies/$k/approve                        -> 200 state=approved
  post clip_copies/$k/hand                           -> 422 E_MISSING blurred
  post clip_copies/$k/hand blurred=true               -> 200 state=handed handed_at=*
  post clip_copies clip=$c purpose=suit receiver=法院 ground=应诉 -> 201 $l
  post clip_copies/$l/approve                        -> 403 E_SECOND_PERSON
  post clips/$c/release reason=误操作                 -> 409 E_GUARD held
  post clips/$c/hold reason=当事人投诉                -> 200 held=true held_by=legal@zhangdian
  post clips/$c/hold reason=当事人投诉                -> 409 E_GUARD held
  post clips/$c/release reason=投诉已办结             -> 403 E_SECOND_PERSON
as leader@zhangdian-1
  post clips/$c/release reason=投诉已办结             -> 200 held=false held_by=null

# A notice gives every addressed unit a receipt to sign for; a unit that is not addressed does not see it.
as leader@detachment
  post notices subject=雨雪天气勤务 kind=order urgent:=true body=全员上路 to:=[] -> 201 $n state=draft
  post notices/$n/publish                            -> 409 E_GUARD to
  patch notices/$n to:=[{"unit":@zhangdian-1},{"unit":@zhangdian-2}] -> 200
  post notices/$n/publish                            -> 200 state=published published_at=*
  patch notices/$n body=另行通知                     -> 409 E_NO_STEP
as duty@zhangdian-1
  get  notices/$n                                    -> 200 subject=雨雪天气勤务
  get  receipts?notice=$n                            -> 200 rows=1 items.0.state=urgent items.0.due_at=* $r=items.0
  post receipts/$r/answer reply=已部署               -> 409 E_NO_STEP
  post receipts/$r/sign                              -> 200 state=signed signed_by=duty@zhangdian-1
  post receipts/$r/answer                            -> 422 E_MISSING reply
  post receipts/$r/answer reply=已部署               -> 200 state=answered
as duty@linzi-2
  get  notices/$n                                    -> 404
  get  receipts/$r                                   -> 404
as leader@detachment
  post notices/$n/withdraw reason=天气转好           -> 200 state=withdrawn

# 行政强制法 18、19；违法处理程序规定 25、28、30: two officers, reported and approved within 24 hours from the measure, handed over within 24 hours, verified within ten working days, prolonged to fifteen in all.
as officer@zhangdian-1
  post measures voucher=QZ$uniq-1 kind=vehicle thing=鲁C5A502 taken_at=${now-1h} place=昌国路 officer2=officer@zhangdian-1 ground=未悬挂号牌 told=true -> 403 E_SECOND_PERSON officer2
  post measures voucher=QZ$uniq-1 kind=vehicle thing=鲁C5A502 taken_at=${now-1h} place=昌国路 officer2=officer2@zhangdian-1 ground=未悬挂号牌 told=false -> 409 E_GUARD told
recorder officer@zhangdian-1 -> 200 outcome=taken
  post measures voucher=QZ$uniq-1 kind=vehicle thing=鲁C5A502 taken_at=${now-1h} place=昌国路 officer2=officer2@zhangdian-1 ground=未悬挂号牌 told=true -> 201 $m state=taken due_term=measure_report
  get  measures/$m                                   -> 200 due_from=$m.taken_at due_at=${m.taken_at+24h} handed_by=${m.taken_at+24h}
  post measures/$m/hand_over custody=第一停车场      -> 200 handed_at=*
  post measures/$m/hand_over custody=第一停车场      -> 409 E_GUARD handed_at
  post measures/$m/approve                           -> 403
as leader@zhangdian
  post measures/$m/approve                           -> 200 state=approved due_term=measure_appear
as case_officer@zhangdian
  post measures/$m/announce                          -> 409 E_GUARD taken_at
  post measures/$m/verify                            -> 200 state=verifying due_term=vehicle_verify $p
as leader@zhangdian
  post measures/$m/prolong reason=来历证明待外地核实  -> 200 state=prolonged due_term=vehicle_verify_ext due_from=$p.proof_at due_at>$p.due_at
as case_officer@zhangdian
  post measures/$m/give_back                         -> 200 state=returned due_at=null
as officer@zhangdian-1
recorder officer@zhangdian-1 -> 200 outcome=taken
  post measures voucher=QZ$uniq-2 kind=vehicle thing=鲁C5A503 taken_at=${now-1h} place=昌国路 officer2=leader@zhangdian-1 ground=未悬挂号牌 told=true -> 201 $n state=taken
as leader@zhangdian-1
  post measures/$n/approve                           -> 403 E_SECOND_PERSON
  post measures/$n/lift reason=已补办手续            -> 403 E_SECOND_PERSON
as leader@zhangdian
  post measures/$n/lift reason=已补办手续            -> 200 state=lifted

# 交通警察道路执勤执法工作规范 33、37: neighbours and other services are asked to act together; those who are asked see the operation, its tasks and messages, and nobody else; whose invitation ends sees no more of it.
as dispatcher@detachment
  post partner_services name=消防救援站$uniq kind=fire duty_phone=119 -> 201 $fire
as duty@zhangdian-1
  post joint_operations name=昌国路疏堵$uniq kind=jam purpose=分流昌国路货车 from_at=$now to_at=${now+2h} area=昌国路 -> 201 $o state=draft
  post joint_operations/$o/ask                           -> 409 E_GUARD invite
  patch joint_operations/$o invite:=[{"unit":@zhangdian-1,"asked":"自己"}] -> 422 E_BAD_VALUE invite.0.unit
  patch joint_operations/$o invite:=[{"asked":"无人"}]   -> 422 E_BAD_VALUE invite.0.unit
  patch joint_operations/$o invite:=[{"unit":@zhangdian-2,"asked":"封闭南定路口右转"},{"unit":@linzi-2,"asked":"引导货车绕行"},{"service":$fire.id,"asked":"待命"}] -> 200
as duty@zhangdian-2
  get  joint_operations/$o                               -> 404
as duty@zhangdian-1
  post joint_operations/$o/ask                           -> 200 state=running asked_at=*
  get  joint_invitations?operation=$o&sort=id            -> 200 rows=3 $i=items.0 $j=items.1 $k=items.2
  post joint_invitations/$i/accept                       -> 403 E_FORBIDDEN invited
  post joint_invitations/$k/note_accepted answer=三分钟可到 -> 422 E_MISSING said_by
  post joint_invitations/$k/note_accepted said_by=值班员 answer=三分钟可到 -> 200 state=accepted
  post joint_invitations/$i/note_accepted said_by=某人    -> 409 E_GUARD service
  post joint_tasks operation=$o invitation=$i task=封闭右转 until_at=${now+1h} -> 409 E_GUARD invitation
as duty@zhangdian-2
  get  joint_operations/$o                               -> 200
  post joint_operations/$o/end outcome=完                 -> 403 E_FORBIDDEN operation
  patch joint_operations/$o area=全市                     -> 403 E_FORBIDDEN operation
  post joint_invitations/$j/accept                       -> 403 E_FORBIDDEN invited
  post joint_invitations/$i/accept answer=出动一组        -> 200 state=accepted answered_by=duty@zhangdian-2
as duty@linzi-2
  get  joint_operations/$o                               -> 200
  post joint_operations/$o/report {}                     -> 200
  get  joint_invitations?operation=$o                    -> 200 rows=3
  post joint_invitations/$j/decline                      -> 422 E_MISSING answer
  post joint_invitations/$j/decline answer=警力不足       -> 200 state=declined
  get  joint_operations/$o                               -> 404
  post joint_operations/$o/report {}                     -> 404
  get  joint_invitations/$j                              -> 404
as leader@linzi
  get  joint_operations/$o                               -> 404
  get  joint_operations?name=$o.name                     -> 200 rows=0
as duty@zhangdian-1
  post joint_tasks operation=$o invitation=$j task=引导绕行 until_at=${now+1h} -> 409 E_GUARD invitation
  post joint_tasks operation=$o invitation=$i task=封闭右转 until_at=${now-1h} -> 422 E_BAD_VALUE until_at
  post joint_tasks operation=$o invitation=$i task=封闭南定路口右转 address=南定路口 until_at=${now+1h} -> 201 $t state=issued due_at=*
  post joint_tasks operation=$o task=昌国路口疏导 until_at=${now+1h} -> 201 $own
  post joint_tasks/$t/accept                             -> 403 E_FORBIDDEN doer
as officer@zhangdian-2
  get  joint_tasks?operation=$o                          -> 200 rows=2
  post joint_tasks/$own/accept                           -> 403 E_FORBIDDEN doer
  post joint_tasks/$t/finish outcome=完                  -> 409 E_NO_STEP
  post joint_tasks/$t/accept                             -> 200 state=accepted due_at=$t.until_at
  post joint_tasks/$t/withdraw reason=不干了             -> 403
  post joint_notes operation=$o text=已到位               -> 201 $n
as duty@zhangdian-2
  post joint_tasks operation=$o task=替别人安排 until_at=${now+1h} -> 403 E_FORBIDDEN invitation
  post joint_tasks operation=$o invitation=$i task=增派一组 until_at=${now+1h} -> 201 $more
as duty@zhangdian-1
  get  joint_notes?operation=$o                          -> 200 rows=1 items.0.text=已到位
  post joint_operations/$o/end outcome=完                 -> 409 E_GUARD outcome
  post joint_invitations/$i/withdraw reason=不再需要      -> 409 E_GUARD invited
  post joint_tasks/$more/withdraw reason=不再需要         -> 200 state=withdrawn
as officer@zhangdian-2
  post joint_tasks/$t/finish                             -> 422 E_MISSING outcome
  post joint_tasks/$t/finish outcome=已封闭，车流恢复     -> 200 state=done late=false
as duty@zhangdian-1
  post joint_tasks/$own/give_up outcome=人手不足          -> 200 state=not_done
  post joint_operations/$o/report {}                     -> 200 @Content-Type=application/pdf
  get  views/joint_figures?operation=$o                  -> 200 rows=4 rows.0.3=owner rows.0.5=1 rows.0.7=1 rows.1.3=accepted rows.1.5=2 rows.1.6=1 rows.2.3=declined rows.3.3=accepted
  post joint_invitations/$i/withdraw reason=任务已完成    -> 200 state=withdrawn
as duty@zhangdian-2
  get  joint_operations/$o                               -> 404
  get  joint_tasks/$t                                    -> 404
  get  joint_notes?operation=$o                          -> 200 rows=0
as duty@zhangdian-1
  get  joint_notes/$n                                    -> 200
  post joint_operations/$o/ask_more                      -> 200 state=running
  get  joint_invitations?operation=$o                    -> 200 rows=4
as duty@zhangdian-2
  get  joint_operations/$o                               -> 200
as duty@zhangdian-1
  post joint_operations/$o/end outcome=车流恢复           -> 200 state=ended ended_at=*
  post joint_notes operation=$o text=还有一句             -> 409 E_GUARD operation
  get  joint_invitations?operation=$o&state=invited      -> 200 rows=0

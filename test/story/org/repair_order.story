# A device's repair runs from the report to the check by another person, each stage with its clock.
as device@detachment
  post devices code=st-a name=人民路口东向 category=red_light place=118.05,36.81 unit=@zhangdian -> 422 E_BAD_VALUE code
  post devices code=ST20191201$digits name=人民路口东向 category=red_light place=118.05,36.81 unit=@zhangdian -> 201 $d state=active
as officer@zhangdian
  watch
  post repair_orders device=$d fault=offline seen_at=${now-5m} urgency=normal what=夜间断线 contact="王师傅 13805330001" -> 201 $o state=open unit=@zhangdian due_at=*
  wait event record=repair_order id=$o verb=create within 3
  get  devices/$d                                    -> 200 state=faulty
  post repair_orders/$o/check                        -> 403 E_FORBIDDEN
as maintainer@detachment
  post repair_orders/$o/repair cause=power done=更换电源 -> 409 E_NO_STEP
  post repair_orders/$o/accept                       -> 200 state=accepted due_at=*
  post repair_orders/$o/repair done=更换电源         -> 422 E_MISSING cause
  post repair_orders/$o/repair cause=power done=更换电源 -> 200 state=repaired repaired_at=*
as device@detachment
  post repair_orders/$o/send_back                    -> 422 E_NO_REASON reason
  post repair_orders/$o/send_back reason=画面仍闪烁  -> 200 state=accepted returned=1
as maintainer@detachment
  post repair_orders/$o/repair cause=camera done=更换镜头 -> 200 state=repaired
as device@detachment
  post repair_orders/$o/check                        -> 200 state=closed due_at=null
  get  devices/$d                                    -> 200 state=active
  get  repair_orders/$o/history                      -> 200 rows=6 items.*.verb=send_back items.*.reason=画面仍闪烁

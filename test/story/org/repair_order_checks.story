# A fault seen in the future, or of a device that is out of use, is refused, and a voided order says why.
as device@detachment
  post devices code=ST20191203$digits name=南定路口 category=video place=118.05,36.81 unit=@zhangdian -> 201 $d
  post repair_orders device=$d fault=offline seen_at=${now+1d} urgency=normal what=断线 -> 422 E_BAD_VALUE seen_at
  post repair_orders device=$d fault=offline seen_at=$now urgency=normal what=误报 -> 201 $o
  post repair_orders/$o/void                         -> 422 E_NO_REASON reason
  post repair_orders/$o/void reason=误报             -> 200 state=voided
  get  devices/$d                                    -> 200 state=active
  post devices/$d/stop reason=改造                   -> 200 state=stopped
  post repair_orders device=$d fault=offline seen_at=$now urgency=normal what=断线 -> 409 E_GUARD device
  post devices/$d/scrap reason=到期                  -> 403 E_SECOND_PERSON
  post devices/$d/resume                             -> 200 state=active

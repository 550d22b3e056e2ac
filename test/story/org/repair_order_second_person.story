# Who reports a repair done cannot check it himself.
as device@detachment
  post devices code=ST20191202$digits name=临淄路口 category=checkpoint place=118.30,36.82 unit=@linzi -> 201 $d
  post repair_orders device=$d fault=image seen_at=${now-5m} urgency=urgent what=画面模糊 -> 201 $o
  post repair_orders/$o/accept                       -> 200
  post repair_orders/$o/repair cause=camera done=清洁 -> 200
  post repair_orders/$o/check                        -> 403 E_SECOND_PERSON
as leader@linzi
  post repair_orders/$o/check                        -> 200 state=closed

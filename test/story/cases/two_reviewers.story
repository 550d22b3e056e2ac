# 违法处理程序规定 19、行政处罚法 41/2: a camera record is evidence only after an audit; two persons do it, each having looked at it, and it goes to the register before anybody is notified.
as device@detachment
  post devices code=ST20191201$digits name=人民路口东向 category=red_light place=118.05,36.81 unit=@zhangdian verified_until=2030-12-31 published_on=2020-01-01 reviewed_on=2020-01-01 -> 201 $d
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-1h} plate="鲁C·12345" plate_class=02 frames=3 clock_ms=120 -> 201 $r state=captured due_term=camera_audit unit=@zhangdian subject~信号灯 due_at=*
  post camera_records/$r/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
  post camera_records/$r/pass                        -> 403
as reviewer@zhangdian
  post camera_records/$r/pass displacement=true      -> 409 E_GUARD opened_by
  post camera_records/$r/open                        -> 200 state=captured
  post camera_records/$r/pass                        -> 409 E_GUARD displacement
  post camera_records/$r/pass displacement=true      -> 200 state=first_pass first_by=reviewer@zhangdian due_from=$r.captured_at
  post camera_records/$r/open                        -> 403 E_SECOND_PERSON
  post camera_records/$r/enter                       -> 403 E_SECOND_PERSON
as reviewer2@zhangdian
  post camera_records/$r/enter                       -> 409 E_GUARD opened_by
  post camera_records/$r/open                        -> 200
  post camera_records/$r/enter                       -> 200 state=entered second_by=reviewer2@zhangdian due_term=camera_notify
  get  register_entries?camera_record=$r             -> 200 rows=1 items.0.state=queued
  post camera_records/$r/notify notify_way=sms       -> 409 E_GUARD register_no
as officer@linzi
  get  camera_records/$r                             -> 404
as auditor@detachment
  get  audit?record=camera_record&id=$r              -> 200 items.*.verb=pass items.*.verb=enter

# 行政处罚法 29: one act is not fined twice: who was stopped for it is not recorded for it by a camera, and what two reviewers entered is not taken up again by a stop; the same vehicle and kind within the window of the evidence rule, its last moment counted.
as device@detachment
  post devices code=ST20191217$digits name=闯红灯 category=red_light place=118.05,36.81 unit=@zhangdian verified_until=2030-12-31 published_on=2020-01-01 reviewed_on=2020-01-01 -> 201 $d
as officer@zhangdian-1
  post violation_cases source=stop code=1625 happened_at=${now-30m} address=昌国路 road=urban plate=鲁C5S001 plate_class=02 -> 201 $v
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${v.happened_at-5m} plate=鲁C5S001 plate_class=02 frames=3 clock_ms=0 -> 201 $a exempt=handled
  post camera_records device=$d code=1625 captured_at=${v.happened_at+301s} plate=鲁C5S001 plate_class=02 frames=3 clock_ms=0 -> 201 $b exempt=null
  post camera_records device=$d code=1625 captured_at=$v.happened_at plate=鲁C5S001 plate_class=01 frames=3 clock_ms=0 -> 201 exempt=null
  post camera_records/$a/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
  post camera_records/$b/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$a/open                        -> 200
  post camera_records/$a/pass displacement=true      -> 409 E_GUARD exempt
  post camera_records/$b/open                        -> 200
  post camera_records/$b/pass displacement=true      -> 200 state=first_pass
as officer@zhangdian-1
  post violation_cases source=stop code=1625 happened_at=${b.captured_at+2m} address=昌国路 road=urban plate=鲁C5S001 plate_class=02 -> 201 # two have not entered it yet
as reviewer2@zhangdian
  post camera_records/$b/open                        -> 200
  post camera_records/$b/enter                       -> 409 E_GUARD exempt
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-20m} plate=鲁C5S002 plate_class=02 frames=3 clock_ms=0 -> 201 $e
  post camera_records/$e/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$e/open                        -> 200
  post camera_records/$e/pass displacement=true      -> 200
as reviewer2@zhangdian
  post camera_records/$e/open                        -> 200
  post camera_records/$e/enter                       -> 200 state=entered
as officer@zhangdian-1
  post violation_cases source=stop code=1625 happened_at=${e.captured_at+5m} address=昌国路 road=urban plate=鲁C5S002 plate_class=02 -> 409 E_GUARD camera_record
  post violation_cases source=stop code=1625 happened_at=${e.captured_at+301s} address=昌国路 road=urban plate=鲁C5S002 plate_class=02 -> 201
  post violation_cases source=stop code=1102 happened_at=$e.captured_at address=昌国路 road=urban plate=鲁C5S002 plate_class=02 -> 201 # another act

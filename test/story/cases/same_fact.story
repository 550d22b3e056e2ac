# 违法处理程序规定 22、行政处罚法 29: one violation is recorded once: the same vehicle, kind and place within the window of its evidence rule is one fact; a permit, an urgent task, a theft or a cloned plate stands in the way.
as device@detachment
  post devices code=ST20191212$digits name=违停 category=parking place=118.05,36.81 unit=@zhangdian verified_until=2030-12-31 published_on=2020-01-01 reviewed_on=2020-01-01 -> 201 $d
as officer@zhangdian
  post camera_records device=$d code=1039 captured_at=${now-200m} last_at=${now-199m} plate=鲁C5C001 plate_class=02 frames=2 clock_ms=0 -> 201 $a same_as=null
  post camera_records device=$d code=1039 captured_at=${now-81m} last_at=${now-80m} plate=鲁C5C001 plate_class=02 frames=2 clock_ms=0 -> 201 $b same_as=$a
  post camera_records device=$d code=1039 captured_at=${now-79m} last_at=${now-79m} plate=鲁C5C001 plate_class=02 frames=2 clock_ms=0 -> 201 $c same_as=$b
  post camera_records device=$d code=1039 captured_at=${now-79m} last_at=${now-78m} plate=鲁C5C001 plate_class=01 frames=2 clock_ms=0 -> 201 same_as=null
  post camera_records/$a/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
  post camera_records/$b/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
  post camera_records/$c/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$a/open                         -> 200
  post camera_records/$a/pass                         -> 200
  post camera_records/$b/open                         -> 200
  post camera_records/$b/pass                         -> 409 E_GUARD same_as
  post camera_records/$b/reject reject_code=same_fact -> 200 state=first_reject
  post camera_records/$c/open                         -> 200
  post camera_records/$c/pass                         -> 409 E_GUARD last_at
as clerk@zhangdian
  post exemptions kind=permit number=XK-$uniq plate=鲁C5C009 plate_class=02 family=parking from_at=${now-1d} to_at=${now+1d} basis=山东省实施办法56 -> 201 $x
  post exemptions/$x/confirm                          -> 403 E_SECOND_PERSON
as leader@zhangdian
  post exemptions/$x/confirm                          -> 200 state=in_force
as officer@zhangdian
  post camera_records device=$d code=1039 captured_at=${now-60m} last_at=${now-59m} plate=鲁C5C009 plate_class=02 frames=2 clock_ms=0 -> 201 $p exempt=permit
  post camera_records/$p/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
  post camera_records device=$d code=1039 captured_at=${now-60m} last_at=${now-59m} plate=鲁C1234警 plate_class=23 frames=2 clock_ms=0 -> 201 $e
  post camera_records/$e/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$p/open                         -> 200
  post camera_records/$p/pass                         -> 409 E_GUARD exempt
  post camera_records/$e/open                         -> 200
  post camera_records/$e/pass                         -> 422 E_MISSING on_duty
  post camera_records/$e/pass on_duty=yes             -> 409 E_GUARD on_duty
  post camera_records/$e/pass on_duty=no              -> 200 state=first_pass

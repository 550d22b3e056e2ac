# 行政处罚法 41/2: what did not pass the audit is no evidence; a fault of the device opens one repair order; who is overruled does not review it again by himself.
as device@detachment
  post devices code=ST20191213$digits name=路口 category=red_light place=118.05,36.81 unit=@zhangdian verified_until=2030-12-31 published_on=2020-01-01 reviewed_on=2020-01-01 -> 201 $d
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-1h} plate=鲁C5D001 plate_class=02 frames=3 clock_ms=0 -> 201 $a
  post camera_records device=$d code=1625 captured_at=${now-1h} plate=鲁C5D002 plate_class=02 frames=3 clock_ms=0 -> 201 $b
as reviewer@zhangdian
  post camera_records/$a/open                         -> 200
  post camera_records/$a/reject                       -> 422 E_MISSING reject_code
  post camera_records/$a/reject reject_code=image     -> 200 state=first_reject
  post camera_records/$b/open                         -> 200
  post camera_records/$b/reject reject_code=image     -> 200
  post camera_records/$a/confirm                      -> 403 E_SECOND_PERSON
as reviewer2@zhangdian
  post camera_records/$a/open                         -> 200
  post camera_records/$a/overrule                     -> 422 E_NO_REASON reason
  post camera_records/$a/overrule reason=号牌可辨      -> 200 state=captured overruled=1 reject_code=null due_from=$a.captured_at
as reviewer3@zhangdian
  post camera_records/$a/open                         -> 200
  post camera_records/$a/reject reject_code=image     -> 200
as reviewer2@zhangdian
  post camera_records/$a/open                         -> 200
  post camera_records/$a/confirm                      -> 200 state=rejected repair_order=* $ra
  post camera_records/$b/open                         -> 200
  post camera_records/$b/confirm                      -> 200 state=rejected repair_order=$ra.repair_order
as device@detachment
  get  repair_orders?device=$d                        -> 200 rows=1 items.0.fault=image items.0.state=open
  get  devices/$d                                     -> 200 state=faulty
as supervisor@detachment
  get  views/reviewer_figures?from=${now-1h}&to=${now+1h} -> 200 rows>=2

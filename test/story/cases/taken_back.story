# 违法处理程序规定 19 and the house's figure review_undo_s: the first reviewer takes a verdict back himself, within the seconds, and only before the second has opened it.
clock ${today+1d}T09:00+08:00
as device@detachment
  post devices code=ST20191214$digits name=路口 category=red_light place=118.05,36.81 unit=@zhangdian verified_until=2035-12-31 published_on=2020-01-01 reviewed_on=2020-01-01 -> 201 $d
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-1h} plate=鲁C5E001 plate_class=02 frames=3 clock_ms=0 -> 201 $a
  post camera_records/$a/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$a/open                         -> 200
  post camera_records/$a/reject reject_code=image reject_note=手误 -> 200 state=first_reject
as reviewer2@zhangdian
  post camera_records/$a/take_back                    -> 403 E_FORBIDDEN
as reviewer@zhangdian
  post camera_records/$a/take_back                    -> 200 state=captured first_by=null first_at=null reject_code=null reject_note=null due_from=$a.captured_at
  post camera_records/$a/pass displacement=true       -> 200 state=first_pass $p
as reviewer2@zhangdian
  post camera_records/$a/open                         -> 200
as reviewer@zhangdian
  post camera_records/$a/take_back                    -> 409 E_GUARD opened_by
as reviewer2@zhangdian
  post camera_records/$a/overrule reason=须重看        -> 200 state=captured
as reviewer@zhangdian
  post camera_records/$a/open                         -> 200
  post camera_records/$a/pass displacement=true       -> 200 state=first_pass $q
clock ${q.first_at+61s}
as reviewer@zhangdian
  post camera_records/$a/take_back                    -> 409 E_GUARD first_at

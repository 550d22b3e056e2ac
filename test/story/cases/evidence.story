# 行政处罚法 41、违法处理程序规定 15、16、17，GA/T 832: a record is no evidence with too few pictures, a wrong clock, a device not reviewed, not verified or not published, or without the warning sign of a measured section.
as device@detachment
  post devices code=ST20191211$digits name=测速东向 category=speed place=118.05,36.81 unit=@zhangdian verified_until=2020-12-31 published_on=2020-01-01 -> 201 $d
as officer@zhangdian
  post camera_records device=$d code=1636 captured_at=${now-1h} plate=鲁C5B001 plate_class=02 frames=1 clock_ms=1001 speed_kmh=60 limit_kmh=60 -> 201 $r
  post camera_records device=$d code=1636 captured_at=${now+1h} plate=鲁C5B001 plate_class=02 frames=1 -> 422 E_BAD_VALUE captured_at
  post camera_records device=$d code=1706 captured_at=${now-1h} plate=鲁C5B001 plate_class=02 frames=1 -> 422 E_BAD_VALUE code
  post camera_records device=$d code=1636 captured_at=${now-1h} plate=鲁C5B002 plate_class=02 frames=2 clock_ms=1001 speed_kmh=80 limit_kmh=60 -> 201 $s
as reviewer@zhangdian
  post camera_records/$r/open                         -> 200
  post camera_records/$r/pass displacement=true       -> 409 E_GUARD frames
  post camera_records/$s/open                         -> 200
  post camera_records/$s/pass displacement=true       -> 409 E_GUARD picture
as officer@zhangdian
  post camera_records/$s/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$s/pass displacement=true       -> 409 E_GUARD clock_ms
  post camera_records/$s/pass displacement=true clock_ms=1000 -> 409 E_GUARD device
as device@detachment
  patch devices/$d verified_until=2030-12-31          -> 200
as reviewer@zhangdian
  post camera_records/$s/pass displacement=true clock_ms=1000 -> 409 E_GUARD device
as device@detachment
  patch devices/$d warning_sign_on=2020-01-01         -> 200
  patch devices/$d published_on=${today+1d}           -> 200
as reviewer@zhangdian
  post camera_records/$s/pass displacement=true clock_ms=1000 -> 409 E_GUARD device
as device@detachment
  patch devices/$d published_on=2020-01-01 reviewed_on=${today+1d} -> 200
as reviewer@zhangdian
  post camera_records/$s/pass displacement=true clock_ms=1000 -> 409 E_GUARD device body~法制和技术审核
as device@detachment
  patch devices/$d reviewed_on=2020-01-01            -> 200
as reviewer@zhangdian
  post camera_records/$s/pass displacement=true clock_ms=1000 -> 200 state=first_pass

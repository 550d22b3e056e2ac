# 违法处理程序规定 53/2: who lets the thirty days pass has no extension; the record stays to be handled and is no delay of the authority.
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $s=items.0
  patch settings/$s value=365                        -> 200
  post adapters code=reg-$uniq kind=register secret=ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 -> 201 $reg
as sysadmin@detachment
  post adapters/$reg/start                           -> 200
as device@detachment
  post devices code=ST20191215$digits name=柳泉路口东向 category=red_light place=118.05,36.81 unit=@zhangdian verified_until=2030-12-31 published_on=2020-01-01 reviewed_on=2020-01-01 -> 201 $d
clock ${today+1d}T09:00+08:00
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-1h} plate=鲁C5F001 plate_class=02 frames=3 clock_ms=120 -> 201 $r
  post camera_records/$r/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$r/open                        -> 200
  post camera_records/$r/pass displacement=true      -> 200
as reviewer2@zhangdian
  post camera_records/$r/open                        -> 200
  post camera_records/$r/enter                       -> 200
  get  register_entries?camera_record=$r             -> 200 $e=items.0
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=entered number=$e.number register_no=G37-$digits -> 200 outcome=taken
as clerk@zhangdian
  post camera_records/$r/notify notify_way=sms       -> 200 state=notified $n
clock ${now+20d}
clock $n.due_at run deadlines
as clerk@zhangdian
  post camera_records/$r/extend extended_to=${today+60d} -> 409 E_GUARD extended_to
as leader@zhangdian
  get  findings?rule=deadline_passed&about=camera_record&about_row=$r -> 200 rows=0
as case_officer@zhangdian
  post violation_cases source=camera camera_record=$r absent=true -> 201 $v state=accepted appeared_at=null
  post violation_cases/$v/tell_absent fine=20000 facts=闯红灯 -> 409 E_GUARD absent

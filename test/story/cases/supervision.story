# 记分管理办法 14、17、33/1/8；违法处理程序规定 19、31/1/5: one person who clears the records of several vehicles, twelve points without a withheld licence and a review too fast to be real are findings for supervision.
alone
as legal@detachment
  get  enforcement_rules?code=blind_permille          -> 200 $b=items.0
  patch enforcement_rules/$b value=1000               -> 200
  get  enforcement_rules?code=review_least_ms         -> 200 $f=items.0
  patch enforcement_rules/$f value=60000              -> 200
as secadmin@detachment
  post adapters code=reg-$uniq kind=register secret=ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 -> 201 $reg
as sysadmin@detachment
  post adapters/$reg/start                           -> 200
as device@detachment
  post devices code=ST20191217$digits name=柳泉路口东向 category=red_light place=118.05,36.81 unit=@zhangdian verified_until=2030-12-31 published_on=2020-01-01 reviewed_on=2020-01-01 -> 201 $d
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-1h} plate=鲁C5H001 plate_class=02 frames=3 clock_ms=120 -> 201 $r1
  post camera_records/$r1/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$r1/open                       -> 200
  post camera_records/$r1/pass displacement=true     -> 200
as reviewer2@zhangdian
  post camera_records/$r1/open                       -> 200
  post camera_records/$r1/enter                      -> 200
  get  register_entries?camera_record=$r1            -> 200 $e=items.0
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=entered number=$e.number register_no=G37-$digits-1 -> 200 outcome=taken
as case_officer@zhangdian
  post camera_records/$r1/notify notify_way=sms      -> 200
  post violation_cases source=camera camera_record=$r1 -> 201 $v1
  post violation_cases/$v1/files/liability file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases/$v1/establish party=driver party_kind=person party_name=试验辛 party_id=370399199001010134 own_vehicle=false -> 200
  post violation_cases/$v1/tell procedure=simple penalty=fine fine=20000 facts=闯红灯 told_way=oral -> 200 points=6
  post violation_cases/$v1/decide                    -> 200
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-2h} plate=鲁C5H002 plate_class=02 frames=3 clock_ms=120 -> 201 $r2
  post camera_records/$r2/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$r2/open                       -> 200
  post camera_records/$r2/pass displacement=true     -> 200
as reviewer2@zhangdian
  post camera_records/$r2/open                       -> 200
  post camera_records/$r2/enter                      -> 200
  get  register_entries?camera_record=$r2            -> 200 $e=items.0
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=entered number=$e.number register_no=G37-$digits-2 -> 200 outcome=taken
as case_officer@zhangdian
  post camera_records/$r2/notify notify_way=sms      -> 200
  post violation_cases source=camera camera_record=$r2 -> 201 $v2
  post violation_cases/$v2/files/liability file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases/$v2/establish party=driver party_kind=person party_name=试验辛 party_id=370399199001010134 own_vehicle=false -> 200
  post violation_cases/$v2/tell procedure=simple penalty=fine fine=20000 facts=闯红灯 told_way=oral -> 200 points=6
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-3h} plate=鲁C5H003 plate_class=02 frames=3 clock_ms=120 -> 201 $r3
  post camera_records/$r3/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$r3/open                       -> 200
  post camera_records/$r3/pass displacement=true     -> 200
as reviewer2@zhangdian
  post camera_records/$r3/open                       -> 200
  post camera_records/$r3/enter                      -> 200
  get  register_entries?camera_record=$r3            -> 200 $e=items.0
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=entered number=$e.number register_no=G37-$digits-3 -> 200 outcome=taken
as case_officer@zhangdian
  post camera_records/$r3/notify notify_way=sms      -> 200
  post violation_cases source=camera camera_record=$r3 -> 201 $v3
  post violation_cases/$v3/files/liability file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases/$v3/establish party=driver party_kind=person party_name=试验辛 party_id=370399199001010134 own_vehicle=false -> 200
  post violation_cases/$v3/tell procedure=simple penalty=fine fine=20000 facts=闯红灯 told_way=oral -> 200
  post violation_cases/$v2/decide                    -> 200
  post violation_cases/$v3/decide                    -> 409 E_GUARD own_vehicle # prepared before, but twelve points by now: no other car
  post violation_cases/$v3/rework                    -> 200
  post violation_cases/$v3/establish party=driver party_kind=person party_name=试验辛 party_id=370399199001010134 own_vehicle=false -> 409 E_GUARD own_vehicle
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-4h} plate=鲁C5H002 plate_class=02 frames=3 clock_ms=120 -> 201 $r4
  post camera_records/$r4/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$r4/open                       -> 200
  post camera_records/$r4/pass displacement=true     -> 200
as reviewer2@zhangdian
  post camera_records/$r4/open                       -> 200
  post camera_records/$r4/enter                      -> 200
  get  register_entries?camera_record=$r4            -> 200 $e=items.0
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=entered number=$e.number register_no=G37-$digits-4 -> 200 outcome=taken
as case_officer@zhangdian
  post camera_records/$r4/notify notify_way=sms      -> 200
  post violation_cases source=camera camera_record=$r4 -> 201 $v4
  post violation_cases/$v4/files/liability file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases/$v4/establish party=driver party_kind=person party_name=试验辛 party_id=370399199001010134 own_vehicle=false -> 200 # the car whose records he was clearing
  post violation_cases/$v3/establish party=driver party_kind=person party_name=试验辛 party_id=370399199001010134 own_vehicle=true -> 200
as legal@detachment
  get  enforcement_rules?code=clear_vehicles          -> 200 $c=items.0
  patch enforcement_rules/$c value=2                  -> 200
as reviewer@zhangdian
  get  blind_reviews?about=$r1                        -> 200 rows=1 $q=items.0 items.0.state=drawn items.0.seed=*
  post blind_reviews/$q/judge verdict=reject reject_code=view -> 403 E_SECOND_PERSON
as reviewer3@zhangdian
  post blind_reviews/$q/judge verdict=reject          -> 422 E_MISSING reject_code
  post blind_reviews/$q/judge verdict=reject reject_code=view -> 200 agrees=false
clock ${now+1m} run clears_many_vehicles
clock ${now+1m} run twelve_points
clock ${now+1m} run review_too_fast
clock ${now+1m} run review_disagrees
as supervisor@detachment
  get  findings?rule=clears_many_vehicles             -> 200 rows=1 items.0.note=2
  get  findings?rule=twelve_points                    -> 200 rows=1 items.0.note=12
  get  findings?rule=review_too_fast&about_row=$r1    -> 200 rows=1
  get  findings?rule=review_disagrees&about_row=$q    -> 200 rows=1
  get  views/violation_figures?from=${now-1d}&to=${now+1d} -> 200 rows>=1

# 违法处理程序规定 5/3、20、22、53/2: thirty days to appear from the notice; an extension of at most three months asked for within them; an objection judged in five working days by others than the reviewers, and dismissed it leaves the extension as it was; a ground of art. 22 verified by one, cancelled within three working days by another.
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $s=items.0
  patch settings/$s value=365                        -> 200
  post adapters code=reg-$uniq kind=register secret=ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 -> 201 $reg
as sysadmin@detachment
  post adapters/$reg/start                           -> 200
as device@detachment
  post devices code=ST20191214$digits name=柳泉路口东向 category=red_light place=118.05,36.81 unit=@zhangdian verified_until=2030-12-31 published_on=2020-01-01 reviewed_on=2020-01-01 -> 201 $d
clock ${today+1d}T09:00+08:00
as officer@zhangdian
  post camera_records device=$d code=1625 captured_at=${now-1h} plate=鲁C5E001 plate_class=02 frames=3 clock_ms=120 -> 201 $r
  post camera_records/$r/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
as reviewer@zhangdian
  post camera_records/$r/open                        -> 200
  post camera_records/$r/pass displacement=true      -> 200
as reviewer2@zhangdian
  post camera_records/$r/open                        -> 200
  post camera_records/$r/enter                       -> 200
  get  register_entries?camera_record=$r             -> 200 $e=items.0
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=refused number=$e.number refusal=号牌种类不存在 -> 200 outcome=taken
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=entered number=$e.number register_no=X1 -> 409 outcome=conflict
as reviewer@zhangdian
  get  camera_records/$r                             -> 200 state=bounced
  post camera_records/$r/resubmit                    -> 200 state=entered
  get  register_entries?camera_record=$r&state=queued -> 200 rows=1 $f=items.0
signed reg-$uniq ffeeddccbbaa99887766554433221100ffeeddccbbaa99887766554433221100 kind=entered number=$f.number register_no=G37-$digits -> 200 outcome=taken
as clerk@zhangdian
  post camera_records/$r/notify notify_way=post      -> 200 state=notified $n
  post camera_records/$r/object objection=当时交警指挥通行 -> 200 state=objected due_term=objection_review
as legal@zhangdian
  post camera_records/$r/dismiss answer=指挥时段不符  -> 200 state=notified due_at=$n.due_at
as clerk@zhangdian
  post camera_records/$r/extend extended_to=${today+200d} -> 409 E_GUARD extended_to
clock ${n.due_at-1s}
as clerk@zhangdian
  post camera_records/$r/extend extended_to=${today+60d} -> 200 state=extended due_why~53/2 $x
clock ${n.due_at+20d}
as clerk@zhangdian
  post camera_records/$r/object objection=当时避让救护车 -> 200 state=objected
as legal@zhangdian
  post camera_records/$r/dismiss answer=录像中没有救护车 -> 200 state=extended due_at=$x.due_at due_why~53/2
as clerk@zhangdian
  post camera_records/$r/object objection=有报案记录   -> 200
as case_officer@zhangdian
  post camera_records/$r/uphold cancel_ground=stolen answer=核实 -> 409 E_GUARD proof
  post camera_records/$r/files/proof file:../house/pixel.png @Content-Type=image/png -> 201
  post camera_records/$r/uphold cancel_ground=stolen answer=核实 -> 200 state=verified due_term=record_cancel
as leader@zhangdian-1
  post camera_records/$r/cancel                      -> 404
as leader@zhangdian
  post camera_records/$r/cancel                      -> 200 state=cancelled due_at=null
  get  register_entries?camera_record=$r&kind=cancel -> 200 rows=1 items.0.state=queued

# 本单位内部规定: a shift in which less was watched than the plan asks is found, and so is a plan that counts on cameras whose grant is over.
alone
as device@linzi
  get  devices?category=video&unit.within=@linzi&state=active&limit=1 -> 200 $d=items.0.id
  post camera_grants device=$d receiver=@zhangdian-2 purpose=联合巡查 from_at=${now-1m} to_at=${now+6h} -> 201 $g
as leader@linzi
  post camera_grants/$g/approve                          -> 200
as duty@zhangdian-2
  get  devices?unit=@zhangdian-2&category=video&state=active&limit=1 -> 200 $a=items.0.id
  post video_plans name=南定日间 shift=day starts=00:00 hours:=24 times:=1 dwell_s:=10 group_size:=4 camera:=[{"group_no":1,"device":$a},{"group_no":1,"camera_grant":$g.id}] -> 201 $p
as leader@zhangdian
  post video_plans/$p/approve                            -> 200 state=in_force
as officer@zhangdian-2
  post video_rounds plan=$p                              -> 201 $r
  post video_looks round=$r camera_grant=$g              -> 201 $l
  sleep 6
  post video_looks/$l/end result=nothing                 -> 200 counts=true
  clock ${now+2d} run video_coverage_low
as supervisor@detachment
  get  findings?rule=video_coverage_low&about_row=$p     -> 200 rows=1 items.0.state=open items.0.note=0/2
  clock ${now+1h} run duty.camera_grant
  clock ${now+1h} run video_plan_ungranted
  get  findings?rule=video_plan_ungranted&about_row=$p   -> 200 rows=1 items.0.note=1

# A watch entry acts only after a second person of sufficient rank has approved it; what reaches beyond the unit is the detachment's to approve.
as officer@zhangdian-1
  post watch_entries category=temporary subject=活动安保 basis=本单位内部规定 plate="鲁C·1234?" reach=own visibility=unit to_at=${now+3d} priority=2 action=check -> 201 $w state=applied
  post watch_entries/$w/approve                       -> 403
  post watch_entries category=stolen subject=被盗车辆 basis=刑法264 plate=鲁C12345 reach=city visibility=unit to_at=${now+3d} priority=1 action=intercept -> 422 E_MISSING case_no
  post watch_entries category=stolen subject=被盗车辆 basis=刑法264 case_no=A2026-1 plate=鲁C12345 plate_class=02 reach=city visibility=unit to_at=${now+3d} priority=1 action=intercept -> 201 $c state=applied
  post watch_entries category=other subject=太宽 basis=无 plate=鲁* reach=own visibility=unit to_at=${now+3d} priority=2 action=check -> 422 E_BAD_VALUE plate
  post watch_entries category=other subject=保密 basis=无 plate=鲁C12345 reach=own visibility=restricted to_at=${now+3d} priority=2 action=check -> 403 E_FORBIDDEN visibility
as leader@zhangdian
  post watch_entries/$w/approve                       -> 200 state=in_force
  post watch_entries/$c/approve                       -> 403 E_FORBIDDEN reach
as leader@detachment
  post watch_entries/$c/approve                       -> 200 state=in_force
as officer@linzi-2
  get  watch_entries/$c                               -> 404
as supervisor@detachment
  get  watch_entries/$c reason=督察检查                -> 200 clear:plate plate=鲁C12345
as officer@zhangdian-1
  get  watch_entries/$c                               -> 200 masked:plate
  post watch_entries/$c/withdraw                      -> 422 E_NO_REASON
  post watch_entries/$c/withdraw reason=车辆已找回     -> 200 state=withdrawn

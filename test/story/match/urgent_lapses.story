# 道路交通事故处理程序规定 43: after a flight an urgent entry acts at once; unless it is approved within its term it lapses by itself, with a finding.
clock ${today+1d}T08:00+08:00
as officer@zhangdian-1
  post watch_entries category=temporary urgent=true subject=急 basis=无 plate=鲁C12345 reach=own visibility=unit to_at=${today+4d}T00:00+08:00 priority=1 action=intercept -> 422 E_BAD_VALUE urgent
  post watch_entries category=hit_and_run urgent=true subject=肇事逃逸 basis="事故处理程序规定 43" case_no=S2026-7 plate=鲁C12345 reach=city visibility=unit to_at=${today+4d}T00:00+08:00 priority=1 action=intercept -> 201 $u state=urgent
  get  watch_entries/$u                               -> 200 due_at=${today}T10:00+08:00
  post watch_entries category=hit_and_run urgent=true subject=另一起 basis="事故处理程序规定 43" case_no=S2026-8 plate=鲁C54321 reach=own visibility=unit to_at=${today+4d}T00:00+08:00 priority=1 action=intercept -> 201 $v state=urgent
as leader@zhangdian-1
  post watch_entries/$v/approve                       -> 200 state=in_force
clock ${today}T10:00:01+08:00
sleep 3
as officer@zhangdian-1
  get  watch_entries/$u                               -> 200 state=lapsed
  get  watch_entries/$v                               -> 200 state=in_force
clock ${today}T10:03+08:00
sleep 2
as leader@zhangdian
  get  findings?rule=watch_lapsed&about_row=$u        -> 200 rows=1 items.0.state=open
  post watch_entries/$u/explain explanation=审批人外出，已补报 -> 200 state=explained
clock ${today+4d}T00:00:01+08:00
sleep 3
as officer@zhangdian-1
  get  watch_entries/$v                               -> 200 state=expired

# A warning that is raised, prolonged or cancelled never changes a running plan by itself: it proposes a change, a leader decides.
alone
clock ${now+1s}
  weather fog_nmc.json                                   -> 200 added=1
  sleep 1
as leader@detachment
  get  plans?hazard=fog                                  -> 200 rows=1 $p=items.0.id items.0.state=proposed
  post plans/$p/approve                                  -> 200
clock ${now+1m} run plan.begin
  sleep 1
  get  plans/$p                                          -> 200 state=running level=orange $was
clock ${now+30m}
  weather fog_raised.json                                -> 200 added=1
  sleep 1
  get  plans/$p                                          -> 200 state=running level=orange
  get  plan_changes?plan=$p                              -> 200 rows=1 $x=items.0.id items.0.kind=raise items.0.state=proposed items.0.due_at=*
as duty@zhangdian-1
  post plan_changes/$x/accept                            -> 404
as leader@zhangdian
  post plan_changes/$x/accept                            -> 404
as leader@detachment
  post plan_changes/$x/accept                            -> 200 state=accepted
  get  plans/$p                                          -> 200 state=running level=red phase=1 title~红色
  get  plan_tasks?plan=$p&state=withdrawn&limit=200      -> 200 rows>34
  get  plan_tasks?plan=$p&state=issued&limit=200         -> 200 rows>34
  get  plan_announcements?plan=$p&audience=units         -> 200 rows=2
  weather fog_again.json                                 -> 200 added=1
  sleep 1
  get  plan_changes?plan=$p&state=proposed               -> 200 rows=1 $y=items.0.id items.0.kind=prolong
  post plan_changes/$y/refuse reason=情况已缓解          -> 200 state=refused
  get  plans/$p                                          -> 200 level=red
  weather fog_cancel.json                                -> 200 cancelled=0   # it was issued before the last warning
clock ${now+5m}
  weather fog_cancel.json                                -> 200 cancelled=1
  sleep 1
  get  plans/$p                                          -> 200 state=running
  get  plan_changes?plan=$p&state=proposed               -> 200 rows=1 $z=items.0.id items.0.kind=stand_down
  post plans/$p/stand_down reason=预警已解除             -> 200 state=stood_down
clock ${now+10s} run weather.weigh
  sleep 1
  get  plan_changes/$z                                   -> 200 state=overtaken

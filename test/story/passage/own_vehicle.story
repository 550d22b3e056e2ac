# Whoever looks for his own vehicle or a colleague's raises a finding that names the search and not the plate.
as personnel@detachment
  post staff_vehicles person=officer@zhangdian plate=鲁C7$digits class=2 relation=own -> 422 E_BAD_VALUE plate
  post staff_vehicles person=officer@zhangdian plate=鲁C77A7T class=2 relation=own -> 201 $v masked:plate
as supervisor@detachment
  watch
as officer@zhangdian
  post passages/search {"plate":"鲁C77A7T","from":"${now-1d}","to":"$now","purpose":"other","reason":"看看"} -> 200 $s=search
as supervisor@detachment
  wait event record=finding verb=create within 8
  get  findings?rule=search_own_vehicle&about_row=$s -> 200 rows=1 items.0.owner=supervisor body!~77A7T
  watch
as officer@linzi
  post passages/search {"plate":"鲁C77A7T","from":"${now-1d}","to":"$now","purpose":"other","reason":"看看"} -> 200 $t=search
as supervisor@detachment
  wait event record=finding verb=create within 8
  get  findings?rule=search_colleague_vehicle&about_row=$t -> 200 rows=1
as officer@zhangdian
  get  staff_vehicles/$v                            -> 404

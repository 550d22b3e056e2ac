# 道路交通安全法 86/1、违法处理程序规定 66: a campaign has an aim and no number to reach; its joint actions name units, times and places; what they found is tallied from the cases, by unit.
as dispatcher@detachment
  post campaigns name=夜查$uniq kind=weekend from_day=$today to_day=${today-1d} aim=减少夜间伤亡 -> 422 E_BAD_VALUE to_day
  post campaigns name=夜查$uniq kind=weekend from_day=$today to_day=${today+1d} aim=减少夜间伤亡 target=100 -> 422 E_UNKNOWN_FIELD target
  post campaigns name=夜查$uniq kind=weekend from_day=$today to_day=${today+1d} aim=减少夜间伤亡 -> 201 $c state=planned
  post campaigns/$c/start                            -> 403
  post joint_actions campaign=$c name=第一次 starts_at=${now-1h} ends_at=${now-2h} -> 422 E_BAD_VALUE ends_at
  post joint_actions campaign=$c name=第一次 starts_at=${now-1h} ends_at=${now+8s} officers:=12 taking:=[{"unit":@zhangdian}] place:=[{"name":"马尚执法站"}] -> 201 $a
  post joint_actions campaign=$c name=第二次 starts_at=${now+1h} ends_at=${now+2h} taking:=[{"unit":@linzi}] -> 201 $b
  post joint_actions/$b/hold                         -> 409 E_GUARD starts_at
as leader@detachment
  post campaigns name=自建$uniq kind=other from_day=$today to_day=$today aim=自建 -> 201 $own
  post campaigns/$own/start                          -> 403 E_SECOND_PERSON
  post campaigns/$c/start                            -> 200 state=running
as officer@zhangdian-1
  post violation_cases source=stop code=1102 happened_at=${now-30m} address=昌国路 road=urban -> 201
as officer@linzi
  post violation_cases source=stop code=1102 happened_at=${now-30m} address=昌国路 road=urban -> 201
as dispatcher@detachment
  post joint_actions/$a/hold                         -> 200 state=held
  post joint_actions/$a/tell checked:=30 outcome=平稳 -> 409 E_GUARD ends_at
  post campaigns/$c/end outcome=总结                  -> 409 E_GUARD outcome
  sleep 9
  post joint_actions/$a/tell checked:=30 outcome=平稳 -> 200 state=told checked=30
  patch joint_actions/$a officers:=99                -> 409 
as leader@detachment
  get  views/campaign_figures?from=${today-1d}&to=${today+1d}&campaign=$c -> 200 rows=1 $row=rows.0
  get  violation_cases?source=stop&happened_at.gte=$a.starts_at&happened_at.lt=$a.ends_at&unit.within=@zhangdian&count=true -> 200 count=$row.5
as dispatcher@detachment
  post joint_actions/$b/drop reason=下雪             -> 200
  post campaigns/$c/end outcome=总结                  -> 200 state=ended
  post joint_actions campaign=$c name=第三次 starts_at=${now+1h} ends_at=${now+2h} -> 409 E_GUARD campaign

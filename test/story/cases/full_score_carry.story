# 记分管理办法 3、15、16: points belong to the twelve months that run from the day of the first licence; of the cycle before only those count whose fine was overdue when it ended; cancelled with their decision they make full no more, and what was opened is dropped; below twelve by the licence alone, another person than who identified it ends it.
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $s=items.0
  patch settings/$s value=365                        -> 200
clock ${today+1d}T09:00+08:00
  let overdue=${today-347d}
  let running=${today-355d}
as case_officer@zhangdian
  post violation_cases source=stop code=1625 happened_at=${now-10m} address=昌国路 road=urban -> 201 $v1
  post violation_cases/$v1/establish party=driver party_kind=person party_name=试验甲 party_id=370399199001012013 own_vehicle=true -> 200
  post violation_cases/$v1/tell procedure=simple penalty=fine fine=20000 facts=闯红灯 told_way=oral -> 200 points=6
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$v1/decide                    -> 200
  get  documents?subject=violation_case&subject_row=$v1&type=simple_decision&state=issued -> 200 rows=1 $d1=items.0
  post documents/$d1/stamp seal=stamped              -> 200
  post documents/$d1/sign signature=hand             -> 200
  post documents/$d1/serve service=person served_at=$now -> 200
  post violation_cases/$v1/serve service=direct      -> 200 $served
clock ${now+22d}
as case_officer@zhangdian
  post violation_cases source=stop code=1625 happened_at=${now-10m} address=昌国路 road=urban -> 201 $v2
  post violation_cases/$v2/establish party=driver party_kind=person party_name=试验甲 party_id=370399199001012013 own_vehicle=true -> 200
  post violation_cases/$v2/tell procedure=simple penalty=fine fine=20000 facts=闯红灯 told_way=oral -> 200 points=6
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$v2/decide                    -> 200
  get  full_scores                                   -> 200 rows=1 items.0.points=12 $f=items.0
  post full_scores/$f/identify permit=licence licensed_on=$overdue classes=C1 -> 409 E_GUARD licence
  post full_scores/$f/files/licence file:../house/pixel.png @Content-Type=image/png -> 201
  post full_scores/$f/identify permit=licence licensed_on=$overdue classes=C1 -> 200 state=reached points=12 cycle_from>$served.due_at # the cycle began when the fine was overdue
  post full_scores/$f/identify permit=licence licensed_on=$running classes=C1 -> 200 state=reached points=6 cycle_from<$served.due_at # its fifteen days were still running
  post full_scores/$f/issue                          -> 409 E_GUARD points
  post full_scores/$f/drop reason=不满12分           -> 403
as leader@zhangdian
  post full_scores/$f/drop reason=不满12分           -> 200 state=dropped
as case_officer@zhangdian
  get  full_score_cases?full_score=$f&state=withdrawn -> 200 rows=1 items.0.violation_case=$v1
  post violation_cases source=stop code=1625 happened_at=${now-5m} address=昌国路 road=urban -> 201 $v3
  post violation_cases/$v3/establish party=driver party_kind=person party_name=试验甲 party_id=370399199001012013 own_vehicle=true -> 200
  post violation_cases/$v3/tell procedure=simple penalty=fine fine=20000 facts=闯红灯 told_way=oral -> 200
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$v3/decide                    -> 200
  get  full_scores?state=reached                     -> 200 rows=1 items.0.points=12 $g=items.0
  get  full_score_cases?full_score=$g                -> 200 rows=2 items.*.violation_case=$v2 items.*.violation_case=$v3
  post full_scores/$g/files/licence file:../house/pixel.png @Content-Type=image/png -> 201
  post full_scores/$g/identify permit=licence licensed_on=$running classes=C1 -> 200 state=reached points=12
  post full_scores/$g/drop reason=误                 -> 403
as leader@zhangdian
  post full_scores/$g/drop reason=误                 -> 409 E_GUARD register_points # it follows from its cases
  post violation_cases/$v3/cancel reason=认定事实有误 -> 200 points=0
  get  full_scores/$g                                -> 200 state=dropped points=6
  get  full_score_cases?full_score=$g&state=withdrawn -> 200 rows=1 items.0.violation_case=$v3

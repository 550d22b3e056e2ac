# What the figures of a coach or truck show stands among the findings by itself, and such a vehicle is not simply let pass: persons (道路交通安全法 49, 实施条例 55/1), load (48), four hours at the wheel (实施条例 62/1/7); put right before it goes on (违法行为处理程序规定 29); on a highway two officers deal with it or hold it (7/2).
as duty@zhangdian-1
  get  stations?name=马尚执法服务站                    -> 200 $s=items.0.id
as officer@zhangdian-1
  post station_checks station=$s checked_at=$now kind=coach plate=鲁C81001 result=passed -> 422 E_MISSING passengers
  post station_checks station=$s checked_at=$now kind=coach plate=鲁C81001 passengers=50 approved=49 result=passed -> 409 E_GUARD result
  post station_checks station=$s checked_at=$now kind=coach plate=鲁C81001 passengers=52 children=3 approved=49 driving_min=240 result=passed -> 201 problems=0 state=noted
  post station_checks station=$s checked_at=$now kind=school plate=鲁C81002 passengers=52 children=3 approved=49 result=corrected -> 201 $x problems=1
  get  station_checks/$x                              -> 200 finding.0.what=overcrowded finding.0.note~49
  post station_checks station=$s checked_at=$now kind=coach plate=鲁C81001 passengers=55 children=6 approved=49 result=corrected -> 201 problems=1
  post station_checks station=$s checked_at=$now kind=coach plate=鲁C81003 passengers=40 approved=49 driving_min=241 rested_min=19 result=passed -> 409 E_GUARD result
  post station_checks station=$s checked_at=$now kind=coach plate=鲁C81003 passengers=40 approved=49 driving_min=241 rested_min=20 result=passed -> 201 problems=0
  post station_checks station=$s checked_at=$now kind=dangerous plate=鲁C81004 result=passed -> 422 E_MISSING goods
  post station_checks station=$s checked_at=$now kind=heavy plate=鲁C81005 load_kg=31000 approved_kg=30000 finding:=[{"what":"belt"}] result=held -> 409 E_GUARD officer2 body~7/2
  post station_checks station=$s checked_at=$now kind=heavy plate=鲁C81005 load_kg=31000 approved_kg=30000 finding:=[{"what":"belt"}] result=dealt -> 409 E_GUARD officer2
  post station_checks station=$s checked_at=$now kind=heavy plate=鲁C81005 load_kg=31000 approved_kg=30000 finding:=[{"what":"belt"}] result=held officer2=officer2@zhangdian-1 -> 201 $h problems=2
  post station_checks station=$s checked_at=${now+1h} kind=heavy plate=鲁C81005 result=passed -> 422 E_BAD_VALUE checked_at
  post station_checks station=$s checked_at=$now kind=heavy plate=12345 result=passed -> 422 E_BAD_VALUE plate
  patch station_checks/$h note=改                      -> 403
  post station_checks/$h/cancel                       -> 422 E_NO_REASON
  post station_checks/$h/cancel reason=重复登记         -> 200 state=cancelled
  get  station_checks/$x                              -> 200 masked:plate
as duty@zhangdian-1
  get  views/station_figures?from=${now-1h}&to=${now+1h}&station=$s -> 200 rows=2 rows.0.1=coach rows.0.2=3 rows.0.3=1 rows.0.5=1 rows.1.1=school
as officer@linzi-2
  get  station_checks/$x                              -> 404
as officer@zhangdian-2
  post station_checks station=$s checked_at=$now kind=heavy plate=鲁C81006 result=passed -> 422 E_BAD_VALUE station

# A warning heard by telephone is registered by one and confirmed by another before it counts.
as dispatcher@detachment
  get  districts?code=370304                             -> 200 $d=items.0.id
  post weather_warnings hazard=snowstorm level=blue sender=博山区气象台 issued_at=${now-5m} -> 422 E_MISSING district
  post weather_warnings hazard=snowstorm level=blue sender=博山区气象台 issued_at=${now+2h} district:=[{"district":$d}] -> 422 E_BAD_VALUE issued_at
  post weather_warnings hazard=snowstorm level=blue sender=博山区气象台 issued_at=${now-5m} district:=[{"district":$d}] -> 201 $w state=registered rank=county source=hand
  sleep 4
  get  plans?warning=$w                                  -> 200 rows=0
  post weather_warnings/$w/confirm                       -> 403
as leader@detachment
  post weather_warnings/$w/confirm                       -> 200 state=in_force
  sleep 4
  get  plans?warning=$w                                  -> 200 rows=1 $p=items.0.id
  get  plans/$p                                          -> 200 squadron.3.unit=* title~博山区暴雪蓝色

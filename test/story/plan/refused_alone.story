# A warning of which no plan can come, since it is over by now, says so itself; those behind it are weighed all the same.
alone
clock ${now+1s}
as dispatcher@detachment
  get  districts?code=370304                             -> 200 $d=items.0.id
  post weather_warnings hazard=snowstorm level=blue sender=博山区气象台 issued_at=${now-5m} to_at=${now+10m} district:=[{"district":$d}] -> 201 $over
  post weather_warnings hazard=gale level=blue sender=博山区气象台 issued_at=${now-4m} to_at=${now+2h} district:=[{"district":$d}] -> 201 $w
clock ${now+1s} run weather.expire
clock ${now+1s} run weather.weigh
as leader@detachment
  post weather_warnings/$over/confirm                    -> 200 state=in_force
  post weather_warnings/$w/confirm                       -> 200 state=in_force
clock ${now+20m} run weather.weigh
as leader@detachment
  get  plans?warning=$over                               -> 200 rows=0
  get  weather_warnings/$over                            -> 200 told~未能处理
  get  plans?warning=$w                                  -> 200 rows=1
  get  weather_warnings/$w                               -> 200 told~已提出预案

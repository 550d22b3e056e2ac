# Contradictory warnings stand side by side: the newest of the nearest sender governs (county before city before province); what is late, repeated or an exercise changes nothing.
alone
clock ${now+1s}
  weather contradict_county.json                         -> 200 added=1
  weather contradict_city.json                           -> 200 added=1
  weather contradict_late.json                           -> 200 added=1 late=1
  weather contradict_late.json                           -> 200 added=0 repeated=1
  weather exercise.xml                                   -> 200 added=0 refused=1
  sleep 1
as leader@detachment
  get  weather_warnings?hazard=gale                      -> 200 rows=3
  get  weather_warnings?hazard=gale&level=orange         -> 200 rows=1 items.0.state=superseded items.0.late=true
  get  weather_warnings?hazard=gale&rank=county          -> 200 rows=1 $county=items.0.id items.0.level=blue
  get  weather_warnings?hazard=gale&rank=city&state=in_force -> 200 rows=1 $city=items.0.id items.0.level=yellow
  get  views/district_weather                            -> 200 rows>9
  get  plans?hazard=gale&warning=$county                 -> 200 rows=1 $a=items.0.id items.0.state=proposed items.0.level=blue
  get  plans?hazard=gale&warning=$city                   -> 200 rows=1 $b=items.0.id items.0.state=proposed
  get  plans/$b                                          -> 200 district.6.district=* squadron.27.unit=*
  get  plans/$a                                          -> 200 squadron.6.unit=*
  get  weather_warnings/$city                            -> 200 told~已提出预案

# Every stretch of road has one unit that answers for it: two owners of one kilometre at one time are refused.
as dispatcher@detachment
  post road_responsibilities code=Z$digits-1 name=甲段 valid_from=2026-01-01 -> 422 E_MISSING road
  post road_responsibilities code=Z$digits-1 name=甲段 road=Z$digits from_m:=5000 to_m:=4000 valid_from=2026-01-01 -> 422 E_BAD_VALUE to_m
  post road_responsibilities code=Z$digits-1 name=甲段 road=Z$digits from_m:=0 to_m:=5000 unit=@zhangdian-1 valid_from=2026-01-01 valid_to=2027-01-01 -> 201 $one
  post road_responsibilities code=Z$digits-2 name=乙段 road=Z$digits from_m:=4999 to_m:=9000 unit=@zhangdian-2 valid_from=2026-06-01 -> 409 E_OVERLAP from_m
  post road_responsibilities code=Z$digits-2 name=乙段 road=Z$digits from_m:=5000 to_m:=9000 unit=@zhangdian-2 valid_from=2026-06-01 -> 201
  post road_responsibilities code=Z$digits-3 name=甲段 road=Z$digits from_m:=0 to_m:=5000 unit=@zhangdian-2 valid_from=2027-01-01 -> 201
  post road_responsibilities code=Z$digits-4 name=丙区 area="118.01,36.80 118.05" unit=@zhangdian-1 valid_from=2026-01-01 -> 422 E_BAD_VALUE area
  post road_responsibilities code=Z$digits-4 name=丙区 area="118.01,36.80 118.05,36.80 118.05,36.84 118.01,36.84" unit=@zhangdian-1 valid_from=2026-01-01 -> 201
as duty@zhangdian-1
  post road_responsibilities code=Z$digits-5 name=丁段 road=Y$digits from_m:=0 to_m:=5000 valid_from=2026-01-01 -> 403
  get  road_responsibilities/$one                    -> 200
# who answers for a place: the road and its kilometre first, then who keeps the section, then the area; else nobody
as officer@linzi-2
  get  duty/responsible?number=Z$digits&km_m=4000    -> 200 unit=@zhangdian-1 by=road
  get  duty/responsible?number=Z$digits&km_m=5000    -> 200 unit=@zhangdian-2
  get  duty/responsible?number=Z$digits&km_m=9000    -> 404 E_NOT_FOUND
  get  duty/responsible?place=118.03,36.82           -> 200 by=*
  get  duty/responsible?place=80.0,40.0              -> 404
  get  duty/responsible?place=118.03                 -> 400 E_BAD_QUERY
  get  duty/responsible?number=Z$digits              -> 400 E_BAD_QUERY
  get  duty/responsible                              -> 400 E_BAD_QUERY
as nobody
  get  duty/responsible?place=118.03,36.82           -> 401

# A monitored route is two different tollgates at least; it is counted again only by a leader or the device desk, with a reason.
as leader@zhangdian
  get  tollgates?limit=3 -> 200 $a=items.0.id $b=items.1.id
  post travel_routes code=T-$uniq name=单点 length_m=900 most_min=20 counted_from=$now gate:=[{"tollgate":$a}] -> 422 E_MISSING gate
  post travel_routes code=T-$uniq name=回头 length_m=900 most_min=20 counted_from=$now gate:=[{"tollgate":$a},{"tollgate":$a}] -> 422 E_BAD_VALUE gate
  post travel_routes code=T-$uniq name=人民路东段 length_m=900 most_min=20 counted_from=${now-1h} gate:=[{"tollgate":$a},{"tollgate":$b}] -> 201 $r counted_to=*
  post travel_routes/$r/recount counted_from=${now-2h} -> 422 E_NO_REASON reason
  post travel_routes/$r/recount counted_from=${now-2h} reason=设备补传 -> 200
as officer@zhangdian
  post travel_routes/$r/recount counted_from=${now-3h} reason=试 -> 403
as leader@linzi
  get  travel_routes/$r -> 404
as leader@zhangdian
  get  views/travel_times?from=2019-01-01&to=2027-01-01&minutes=20&route=$r -> 200
  get  views/travel_times?from=2019-01-01&to=2027-01-01&minutes=4 -> 422 E_BAD_VALUE minutes

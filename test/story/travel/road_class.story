# The bounds of the levels of a road class fall from smooth to jammed; a section is a line on the earth, its length is reckoned.
as legal@detachment
  post road_classes code=urban name=试 limit_kmh:=50 free_permille:=700 smooth_kmh:=40 steady_kmh:=45 slow_kmh:=20 jam_kmh:=15 article=试 valid_from=2110-01-01 -> 422 E_BAD_VALUE steady_kmh
  post road_classes code=urban name=试 limit_kmh:=50 free_permille:=700 smooth_kmh:=40 steady_kmh:=30 slow_kmh:=20 jam_kmh:=20 article=试 valid_from=2110-01-01 -> 422 E_BAD_VALUE jam_kmh
  post road_classes code=lane name=试 limit_kmh:=50 free_permille:=700 smooth_kmh:=40 steady_kmh:=30 slow_kmh:=20 jam_kmh:=15 article=试 valid_from=2110-01-01 -> 422 E_BAD_VALUE code
as sysadmin@detachment
  post road_sections code=s-$uniq class=street shape=x -> 422 E_BAD_VALUE shape
  post road_sections code=s-$uniq class=street shape="ajueeA{ied`FxkAodb@" -> 201 $s metres>1600 metres<1700 place=*
as officer@zhangdian
  get  road_sections/$s -> 200 metres>1600
  post road_sections code=s-$uniq class=street shape="ajueeA{ied`FxkAodb@" -> 403

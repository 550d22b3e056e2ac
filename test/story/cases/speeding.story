# 山东省实施办法 77、高速公路条例 55，违法处理程序规定 7/2: the road selects the ladder of fines for speeding, the day of the violation its version; what is no speeding has none, however fast it was.
as legal@detachment
  get  speed_bands?code=ordinary_10                  -> 200 $b=items.0
  patch speed_bands/$b valid_to=${today+1d}          -> 200
  post speed_bands code=ordinary_10 road=ordinary over_from=100 over_to=300 fine=6000 article=试验档次 valid_from=${today+1d} -> 201 # from tomorrow: what happened today is not measured by it
as case_officer@zhangdian
  post violation_cases source=stop code=1352 happened_at=${now-10m} address=济青高速 speed_kmh=115 limit_kmh=100 officer2=case_officer2@zhangdian -> 422 E_MISSING road
  post violation_cases source=stop code=1352 happened_at=${now-10m} address=济青高速 road=motorway speed_kmh=115 limit_kmh=100 officer2=case_officer2@zhangdian -> 201 $m
  post violation_cases/$m/establish party=driver party_kind=person party_name=试验速 party_id=370399199001010054 own_vehicle=true -> 200
  post violation_cases/$m/tell procedure=simple penalty=fine fine=5000 facts=超速 told_way=oral -> 422 E_BAD_VALUE fine
  post violation_cases/$m/tell procedure=simple penalty=fine fine=20000 facts=超速 told_way=oral -> 200
  post violation_cases source=stop code=1352 happened_at=${now-10m} address=北京路 road=urban speed_kmh=69 limit_kmh=60 -> 201 $u
  post violation_cases/$u/establish party=driver party_kind=person party_name=试验速 party_id=370399199001010054 own_vehicle=true -> 200
  post violation_cases/$u/tell procedure=simple penalty=fine fine=20000 facts=超速 told_way=oral -> 422 E_BAD_VALUE fine
  post violation_cases/$u/tell procedure=simple penalty=fine fine=5000 facts=超速 told_way=oral -> 200
  post violation_cases source=stop code=1721 happened_at=${now-10m} address=济青高速 road=motorway speed_kmh=150 limit_kmh=100 officer2=case_officer2@zhangdian -> 201 $h
  post violation_cases/$h/establish party=driver party_kind=person party_name=试验速 party_id=370399199001010054 own_vehicle=true -> 200
  post violation_cases/$h/tell procedure=general penalty=fine fine=200000 facts=超速 told_way=record -> 422 E_BAD_VALUE fine # fifty per cent exactly: two hundred yuan
  post violation_cases/$h/tell procedure=general penalty=fine fine=20000 facts=超速 told_way=record -> 200
  post violation_cases source=stop code=1625 happened_at=${now-10m} address=北京路 road=urban speed_kmh=75 limit_kmh=60 -> 201 $r
  post violation_cases/$r/establish party=driver party_kind=person party_name=试验速 party_id=370399199001010054 own_vehicle=true -> 200
  post violation_cases/$r/tell procedure=simple penalty=fine fine=20000 facts=闯红灯 told_way=oral -> 200

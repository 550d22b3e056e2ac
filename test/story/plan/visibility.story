# 道路交通安全法实施条例 81, 46: below 200 m 60 km/h and 100 m apart, below 100 m 40 and 50 m, below 50 m 20 and leave at the next exit; on other roads 30 within 50 m; on ice, snow and mud 30 at any visibility; of two the lower governs. 规范 56: the officer reports, the control is decided above.
as officer@zhangdian-1
  post visibility_reports at=$now road=G2516 road_class=motorway phenomenon=fog visibility_m=200 flow=normal -> 201 limit_kmh=null
  post visibility_reports at=$now road=G2516 road_class=motorway phenomenon=fog visibility_m=199 flow=normal -> 201 limit_kmh=60 gap_m=100 leave=false article~81
  post visibility_reports at=$now road=G2516 road_class=motorway phenomenon=fog visibility_m=100 flow=normal -> 201 limit_kmh=60
  post visibility_reports at=$now road=G2516 road_class=motorway phenomenon=fog visibility_m=99 flow=heavy -> 201 limit_kmh=40 gap_m=50 leave=false
  post visibility_reports at=$now road=G2516 road_class=motorway phenomenon=fog visibility_m=49 flow=heavy -> 201 $v limit_kmh=20 leave=true
  post visibility_reports at=$now road=G309 road_class=national phenomenon=snow visibility_m=50 flow=normal -> 201 limit_kmh=30 article~46
  post visibility_reports at=$now road=G309 road_class=national phenomenon=snow visibility_m=51 flow=normal -> 201 limit_kmh=null
  post visibility_reports at=$now road=G309 road_class=national phenomenon=ice visibility_m=5000 flow=normal -> 201 limit_kmh=30 article~46/1/4
  post visibility_reports at=$now road=G309 road_class=national phenomenon=rain slippery=true visibility_m=5000 flow=normal -> 201 limit_kmh=30 article~46/1/4
  post visibility_reports at=$now road=G309 road_class=national phenomenon=rain visibility_m=5000 flow=normal -> 201 limit_kmh=null
  post visibility_reports at=$now road=G2516 road_class=motorway phenomenon=ice visibility_m=49 flow=normal -> 201 limit_kmh=20 leave=true
  post visibility_reports at=${now+20m} road=G309 road_class=national phenomenon=snow visibility_m=51 flow=normal -> 422 E_BAD_VALUE at
  post visibility_reports at=$now road=G309 road_class=national phenomenon=snow flow=normal -> 422 E_MISSING visibility_m
as duty@zhangdian-1
  post visibility_reports/$v/note note=已上报            -> 200 state=noted
as officer@linzi-2
  get  visibility_reports/$v                             -> 404

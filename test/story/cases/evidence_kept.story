# 行政处罚法 41/2、行政案件程序规定 260: the pictures of a camera record are copied to it when it is entered, and stay when the passage's own are forgotten; one that still waits for its audit keeps them from being forgotten.
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $s=items.0
  patch settings/$s value=365                        -> 200
  get  settings?code=picture_days                    -> 200 $q=items.0
  patch settings/$q value=30                         -> 200
as sysadmin@detachment
  get  devices?unit.within=@zhangdian&category=red_light&limit=1&sort=code -> 200 $dev=items.0.code $id=items.0.id $gate=items.0.tollgate
  get  tollgates/$gate                               -> 200 $code=code
clock ${today+1d}T09:00+08:00
as reviewer@zhangdian
  passage $dev $code PlateNo=鲁C66A11 IllegalType=1625 MotorVehicleID=K$digits SubImageList:={"SubImageInfoObject":[{"ImageID":"1","Type":"07","FileFormat":"Png","Width":16,"Height":16,"Data":"iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAS0lEQVR4nJXLkRIAIQAA0aw5PU3T0zQ9TdM0TdN+u/2FnXmLG+IICj0Kw6swJIUhKwyfwlAUhqow/ApDUxi6wjAUhqkwLIVhKwxHueSsrYGijiwrAAAAAElFTkSuQmCC"}]} -> 200
  get  camera_records?device=$id&code=1625           -> 200 rows=1 $r=items.0
  get  camera_records/$r reason=证据审核              -> 200 pictures_kept=null passage=* $seen
  get  pictures/$seen.passage/1 reason=证据审核       -> 200
  post camera_records/$r/open                        -> 200
  post camera_records/$r/pass displacement=true      -> 200
clock ${today+26d}T09:00+08:00
clock ${today+50d}T09:00+08:00 run passage.retention
as reviewer@zhangdian
  get  pictures/$seen.passage/1 reason=证据审核       -> 200
as reviewer2@zhangdian
  post camera_records/$r/open                        -> 200
  post camera_records/$r/enter                       -> 200
clock ${today+50d}T09:01+08:00 run cases.evidence
  sleep 1
clock ${today+51d}T09:00+08:00
as reviewer@zhangdian
  passage $dev $code PlateNo=鲁C66A12 MotorVehicleID=L$digits SubImageList:={"SubImageInfoObject":[{"ImageID":"1","Type":"07","FileFormat":"Png","Width":16,"Height":16,"Data":"iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAS0lEQVR4nJXLkRIAIQAA0aw5PU3T0zQ9TdM0TdN+u/2FnXmLG+IICj0Kw6swJIUhKwyfwlAUhqow/ApDUxi6wjAUhqkwLIVhKwxHueSsrYGijiwrAAAAAElFTkSuQmCC"}]} -> 200
clock ${today+51d}T09:10+08:00 run passage.retention
  sleep 1
as reviewer@zhangdian
  get  camera_records/$r reason=证据审核              -> 200 pictures_kept=* files.picture.0.type=image/png $f=files.picture.0.id
  get  camera_records/$r/files/picture/$f reason=证据审核 -> 200 body~PNG
  get  pictures/$seen.passage/1 reason=证据审核       -> 404

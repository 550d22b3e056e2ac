# 公共安全视频图像信息系统管理条例 16/2/2、20: the picture of a camera is shown to whoever looks at it, for a reason, while he looks, and to nobody else.
alone
as sysadmin@detachment
  get  devices?unit=@zhangdian-1&state=active&category=red_light&limit=1 -> 200 $d=items.0.id $dcode=items.0.code $dgate=items.0.tollgate
  get  tollgates/$dgate                                  -> 200 $dg=code
  get  devices?unit.within=@linzi&state=active&category=red_light&limit=1 -> 200 $e=items.0.id $ecode=items.0.code $egate=items.0.tollgate
  get  tollgates/$egate                                  -> 200 $eg=code
as duty@zhangdian-1
  post video_looks device=$d why=查看路况                -> 201 $l
  get  pictures/look/$l                                  -> 422 E_NO_REASON
  get  pictures/look/$l reason=视频巡查                  -> 404 E_NOT_FOUND picture
  passage $dcode $dg PlateNo=鲁C78A01 SubImageList:={"SubImageInfoObject":[{"ImageID":"1","Type":"14","FileFormat":"Png","Width":16,"Height":16,"Data":"iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAS0lEQVR4nJXLkRIAIQAA0aw5PU3T0zQ9TdM0TdN+u/2FnXmLG+IICj0Kw6swJIUhKwyfwlAUhqow/ApDUxi6wjAUhqkwLIVhKwxHueSsrYGijiwrAAAAAElFTkSuQmCC"}]} -> 200
  sleep 1
  get  pictures/look/$l                                  -> 422 E_NO_REASON
  get  pictures/look/$l reason=视频巡查                  -> 200 @Content-Type=image/png @Luan-Taken-At=*
as duty2@zhangdian-1
  get  pictures/look/$l reason=视频巡查                  -> 404
as duty@zhangdian-1
  post video_looks/$l/end result=nothing                 -> 200
  get  pictures/look/$l reason=视频巡查                  -> 409 E_GUARD state
# A grant that is withdrawn shuts the picture while somebody looks.
as device@linzi
  post camera_grants device=$e receiver=@zhangdian-1 purpose=联合巡查 from_at=${now-1m} to_at=${now+1d} -> 201 $g
as leader@linzi
  post camera_grants/$g/approve                          -> 200
as duty@zhangdian-1
  post video_looks camera_grant=$g why=联合巡查          -> 201 $m
  get  pictures/look/$m reason=视频巡查                  -> 404 E_NOT_FOUND picture
  post video_looks/$m/still                              -> 200 state=watching
  passage $ecode $eg PlateNo=鲁C78A02 SubImageList:={"SubImageInfoObject":[{"ImageID":"1","Type":"14","FileFormat":"Png","Width":16,"Height":16,"Data":"iVBORw0KGgoAAAANSUhEUgAAABAAAAAQCAIAAACQkWg2AAAAS0lEQVR4nJXLkRIAIQAA0aw5PU3T0zQ9TdM0TdN+u/2FnXmLG+IICj0Kw6swJIUhKwyfwlAUhqow/ApDUxi6wjAUhqkwLIVhKwxHueSsrYGijiwrAAAAAElFTkSuQmCC"}]} -> 200
  sleep 1
  get  pictures/look/$m reason=视频巡查                  -> 200 @Content-Type=image/png
as leader@linzi
  post camera_grants/$g/withdraw reason=结束             -> 200
as duty@zhangdian-1
  get  pictures/look/$m reason=视频巡查                  -> 409 E_GUARD camera_grant
  post video_looks/$m/still                              -> 409 E_GUARD camera_grant

# 公共安全视频图像信息系统管理条例 16/2/2、20: the picture of a camera is shown to whoever looks at it, for a reason, while he looks, and to nobody else.
as duty@zhangdian-1
  get  devices?unit=@zhangdian-1&state=active&category=video&limit=1 -> 200 $d=items.0.id
  post video_looks device=$d why=查看路况                -> 201 $l
  get  pictures/look/$l                                  -> 422 E_NO_REASON
  get  pictures/look/$l reason=视频巡查                  -> 404 E_NOT_FOUND picture
as duty2@zhangdian-1
  get  pictures/look/$l reason=视频巡查                  -> 404
as duty@zhangdian-1
  post video_looks/$l/end result=nothing                 -> 200
  get  pictures/look/$l reason=视频巡查                  -> 409 E_GUARD state
# A grant that is withdrawn shuts the picture while somebody looks.
as device@linzi
  get  devices?category=video&unit.within=@linzi&state=active&limit=1 -> 200 $e=items.0.id
  post camera_grants device=$e receiver=@zhangdian-1 purpose=联合巡查 from_at=${now-1m} to_at=${now+1d} -> 201 $g
as leader@linzi
  post camera_grants/$g/approve                          -> 200
as duty@zhangdian-1
  post video_looks camera_grant=$g why=联合巡查          -> 201 $m
  get  pictures/look/$m reason=视频巡查                  -> 404 E_NOT_FOUND picture
  post video_looks/$m/still                              -> 200 state=watching
as leader@linzi
  post camera_grants/$g/withdraw reason=结束             -> 200
as duty@zhangdian-1
  get  pictures/look/$m reason=视频巡查                  -> 409 E_GUARD camera_grant
  post video_looks/$m/still                              -> 409 E_GUARD camera_grant

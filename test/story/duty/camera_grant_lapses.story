# 公共安全视频图像信息系统管理条例 20: when the time of a grant is over, the camera is watched no more.
alone
as device@linzi
  get  devices?category=video&unit.within=@linzi&state=active&limit=1 -> 200 $d=items.0.id
  post camera_grants device=$d receiver=@zhangdian-1 purpose=联合巡查 from_at=${now-1m} to_at=${now+3s} -> 201 $g
as leader@linzi
  post camera_grants/$g/approve                          -> 200 state=in_force
as officer@zhangdian-1
  post video_looks camera_grant=$g why=联合巡查           -> 201
  sleep 4
  post video_looks camera_grant=$g why=联合巡查           -> 409 E_GUARD camera_grant
  clock ${now+2m} run duty.camera_grant
  get  camera_grants/$g                                  -> 200 state=lapsed

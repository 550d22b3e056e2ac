# 公共安全视频图像信息系统管理条例 16/2、20: a camera of another unit is watched only under a grant that a second person approved, for its purpose and time; nobody else sees the grant, and withdrawn it opens nothing.
as device@linzi
  get  devices?category=video&unit.within=@linzi&state=active&limit=2 -> 200 $d=items.0.id $e=items.1.id
  post camera_grants device=$d receiver=@zhangdian-1 purpose=边界路段联合巡查 from_at=$now to_at=${now-1h} -> 422 E_BAD_VALUE to_at
  post camera_grants device=$d receiver=@zhangdian-1 purpose=边界路段联合巡查 from_at=$now to_at=${now+400d} -> 422 E_BAD_VALUE to_at
  post camera_grants device=$d receiver=@linzi purpose=自己 from_at=$now to_at=${now+1d} -> 422 E_BAD_VALUE receiver
  post camera_grants device=$d receiver=@zhangdian-1 purpose=边界路段联合巡查 from_at=${now-1m} to_at=${now+30d} -> 201 $g state=applied due_at=* camera=*
as officer@zhangdian-1
  get  camera_grants/$g                                  -> 404
  get  devices/$d                                        -> 404
  post video_looks device=$d why=查看路况                -> 422 E_BAD_VALUE device
  post video_looks camera_grant=$g why=查看路况          -> 422 E_BAD_VALUE camera_grant
as device@linzi
  post camera_grants/$g/approve                          -> 403
as leader@linzi
  post camera_grants/$g/approve                          -> 200 state=in_force approved_by=leader@linzi
as device@linzi
  patch camera_grants/$g purpose=其他                    -> 409 E_NO_STEP
as officer@zhangdian-2
  get  camera_grants/$g                                  -> 404
as officer@zhangdian-1
  get  camera_grants/$g                                  -> 200 place=*
  get  devices/$d                                        -> 404
  post video_looks camera_grant=$g                       -> 422 E_MISSING why
  post video_looks camera_grant=$g why=查看边界路况       -> 201 $l state=watching device=$d
  post video_looks/$l/end result=nothing                 -> 200 state=ended
as leader@linzi
  post camera_grants/$g/withdraw                         -> 422 E_NO_REASON
  post camera_grants/$g/withdraw reason=行动结束         -> 200 state=withdrawn ended_at=*
as officer@zhangdian-1
  post video_looks camera_grant=$g why=查看边界路况       -> 409 E_GUARD camera_grant
# What is granted to one squadron is not granted to its neighbour, and a leader does not approve what he applied for himself.
as leader@linzi
  post camera_grants device=$e receiver=@zhangdian-1 purpose=夜间巡查 from_at=$now to_at=${now+1d} -> 201 $h
  post camera_grants/$h/approve                          -> 403 E_SECOND_PERSON
as leader@detachment
  post camera_grants/$h/approve                          -> 200 state=in_force
as officer@zhangdian-2
  post video_looks camera_grant=$h why=夜间巡查           -> 422 E_BAD_VALUE camera_grant

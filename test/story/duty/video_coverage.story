# 公共安全视频图像信息系统管理条例 16/2/3, 本单位内部规定: who watched which camera, from when to when, is written down as the server measured it; a look that is too short does not count, and what was planned stands beside what was watched.
alone
as duty@zhangdian-1
  post video_plans name=马尚全天 shift=full starts=8:00 hours:=24 times:=2 dwell_s:=10 group_size:=4 -> 422 E_BAD_VALUE starts
  post video_plans name=马尚全天 shift=full starts=00:00 hours:=24 times:=2 dwell_s:=10 group_size:=4 -> 201 $p state=draft
  get  devices?unit=@zhangdian-1&state=active&category.in=video,checkpoint,red_light&limit=3 -> 200 $a=items.0.id $b=items.1.id $c=items.2.id
  patch video_plans/$p camera:=[{"group_no":1,"device":$a},{"group_no":1,"device":$a}] -> 422 E_BAD_VALUE camera.1.device
  patch video_plans/$p camera:=[{"group_no":1}]          -> 422 E_BAD_VALUE camera.0.device
  post video_plans/$p/fill                               -> 200 cameras>3
  patch video_plans/$p camera:=[{"group_no":1,"device":$a},{"group_no":1,"device":$b,"times":1}] -> 200 cameras=2
  post video_plans/$p/approve                            -> 403
  post video_rounds plan=$p                              -> 409 E_GUARD plan
as leader@zhangdian-1
  post video_plans/$p/approve                            -> 200 state=in_force approved_by=leader@zhangdian-1
  patch video_plans/$p times:=1                          -> 409 E_NO_STEP
as officer@zhangdian-1
  post video_rounds plan=$p                              -> 201 $r state=running shift_from=* subject=*
  post video_looks round=$r device=$a                    -> 201 $l state=watching
  post video_looks/$l/end result=left                    -> 422 E_BAD_VALUE result
  post video_looks/$l/end result=nothing                 -> 200 counts=false
  post video_looks round=$r device=$a                    -> 201 $l
as duty@zhangdian-1
  post video_looks/$l/still                              -> 403 E_FORBIDDEN
as officer@zhangdian-1
  sleep 6
  post video_looks/$l/still                              -> 200 state=watching
  post video_looks/$l/end result=nothing                 -> 200 counts=true seconds>=5
# One pair of eyes: the next camera ends the look at the one before, which says nothing and counts for nothing.
  post video_looks round=$r device=$b                    -> 201 $m
  post video_looks round=$r device=$a                    -> 201 $n
  get  video_looks/$m                                    -> 200 state=ended result=left counts=false
  post video_looks/$n/end result=dead                    -> 200
as duty@zhangdian-1
  post video_looks round=$r device=$a                    -> 409 E_GUARD round
  get  views/video_coverage?from=$r.shift_from&to=${now+1d}&unit=@zhangdian-1 -> 200 rows=1 rows.0.5=3 rows.0.6=1 rows.0.7=333 rows.0.8=1
  get  views/video_cameras?plan=$p&from=$r.shift_from&to=$r.shift_to -> 200 rows=2 rows.0.9=1 rows.1.9=0
as officer@zhangdian-1
  post video_rounds/$r/end note=正常                     -> 200 state=ended looks=4 counted=1 dead=1
  post video_looks round=$r device=$a                    -> 409 E_GUARD round
# Another squadron sees neither plan, round nor looks.
as officer@zhangdian-2
  get  video_plans/$p                                    -> 404
  get  video_looks?round=$r                              -> 200 rows=0
  get  views/video_coverage?from=${now-2d}&to=${now+1d}&unit=@zhangdian-1 -> 200 rows=0
# A browser that was lost leaves its round and its look: the next round of the same person ends both, and time without a sign is not time looked.
as officer@zhangdian-1
  post video_rounds plan=$p                              -> 201 $s
  post video_looks round=$s device=$b                    -> 201 $o
  post video_rounds plan=$p                              -> 201 $t
  get  video_rounds/$s                                   -> 200 state=ended
  get  video_looks/$o                                    -> 200 state=ended result=left seconds=0
  post video_looks round=$t device=$b                    -> 201 $o
  clock ${now+10m}
  post video_looks/$o/still                              -> 409 E_GUARD seen_at
  post video_looks/$o/end result=nothing                 -> 200 seconds=0 counts=false

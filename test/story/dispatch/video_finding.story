# 交通警察道路执勤执法工作规范 33、34、35: what is seen on a camera is acted upon: it becomes an incident or a repair, or is set aside with a reason.
as officer@zhangdian-2
  get  devices?unit=@zhangdian-2&state=active&category=video&limit=1 -> 200 $d=items.0.id
  post video_looks device=$d why=早高峰查看              -> 201 $l
  post video_findings look=$l kind=obstacle what=路面有散落货物 -> 201 $f state=seen due_at=* place=* subject~障碍物
  post video_findings/$f/files/picture file:../house/pixel.png @Content-Type=image/png -> 201
  post video_findings/$f/raise                           -> 422 E_MISSING priority
  post video_findings/$f/repair                          -> 409 E_GUARD kind
  post video_findings/$f/raise priority:=2               -> 200 state=raised $i=incident
  get  incidents/$i                                      -> 200 state=open source=video kind=obstacle priority=2 place=*
  post video_findings/$f/raise priority:=2               -> 409 E_NO_STEP
  post video_findings look=$l kind=device_fault what=画面黑屏 -> 201 $g
  post video_findings/$g/raise priority:=3               -> 409 E_GUARD kind
  post video_findings/$g/repair                          -> 200 state=ordered $o=repair_order
  get  repair_orders/$o                                  -> 200 device=$d fault=image
  post video_findings look=$l kind=jam what=车多但行驶正常 -> 201 $h
  post video_findings/$h/note                            -> 422 E_NO_REASON
  post video_findings/$h/note reason=已自行疏散           -> 200 state=noted
as officer2@zhangdian-2
  post video_findings look=$l kind=jam what=不是我看的    -> 409 E_GUARD look
as officer@zhangdian-1
  get  video_findings/$f                                 -> 404

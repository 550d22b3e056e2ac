# A unit that a watch entry reaches may know of it and may not cancel it: that is for those who asked for it and their superiors.
as officer@zhangdian-1
  post watch_entries {"category":"temporary","subject":"活动安保","basis":"本单位内部规定","plate":"鲁C·98?6?","reach":"listed","visibility":"area","to_at":"${now+3d}","priority":2,"action":"check","area":[{"unit":@linzi}]} -> 201 $w state=applied
as leader@detachment
  post watch_entries/$w/approve                      -> 200 state=in_force
as leader@linzi
  get  watch_entries/$w                              -> 200 state=in_force
  post watch_entries/$w/withdraw reason=不需要        -> 403 E_FORBIDDEN
as leader@zhangdian
  post watch_entries/$w/withdraw reason=活动已结束    -> 200 state=withdrawn

# 公共安全视频图像信息系统管理条例 16/2/3、25, 个人信息保护法 54: supervision sees who watched what; why somebody looked outside a round is shown for a reason, and that reading is itself written down.
as officer@linzi-2
  get  devices?unit=@linzi-2&state=active&category=video&limit=1 -> 200 $d=items.0.id
  post video_looks device=$d why=寻找走失老人            -> 201 $l masked:why
  post video_looks/$l/end result=nothing                 -> 200
  get  views/video_watched?from=${now-1h}&to=${now+1h}   -> 403
as supervisor@detachment
  get  views/video_watched?from=${now-1h}&to=${now+1h}&device=$d -> 200 rows.0.0=$l rows.0.2=officer@linzi-2 rows.0.8!=寻找走失老人
  get  views/video_watched?from=${now-1h}&to=${now+1h}&device=$d reason=监督检查 -> 200 rows.0.8=寻找走失老人
as auditor@detachment
  get  audit?verb=view&limit=5                           -> 200 items.0.verb=view

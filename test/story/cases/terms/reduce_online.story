# 道路交通安全违法行为记分管理办法27/1、36：网上学习三日内 (three days, the day of the event not counted, the last rolling to the first working day).
as officer@zhangdian
  post terms/reckon term=reduce_online from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-03-07T00:00:00+08:00
  post terms/reckon term=reduce_online from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-09-26T00:00:00+08:00
  post terms/reckon term=reduce_online from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-09-27T00:00:00+08:00
  post terms/reckon term=reduce_online from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-10-08T00:00:00+08:00

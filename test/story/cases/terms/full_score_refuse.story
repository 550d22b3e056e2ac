# 道路交通安全违法行为记分管理办法29、36：收到满分教育通知书后三十日 (thirty days, the day of the event not counted, the last rolling to the first working day).
as officer@zhangdian
  post terms/reckon term=full_score_refuse from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-04-01T00:00:00+08:00
  post terms/reckon term=full_score_refuse from=2023-08-31T23:59:59+08:00 -> 200 due_at=2023-10-08T00:00:00+08:00
  post terms/reckon term=full_score_refuse from=2023-09-01T00:00:00+08:00 -> 200 due_at=2023-10-08T00:00:00+08:00

# 道路交通安全违法行为处理程序规定55：处罚决定公告送达60日 (60 calendar days, the day of the event not counted, a last day that is not worked rolls over).
as officer@zhangdian
  post terms/reckon term=decision_public_service from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-05-05T00:00:00+08:00
  post terms/reckon term=decision_public_service from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-11-22T00:00:00+08:00
  post terms/reckon term=decision_public_service from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-11-23T00:00:00+08:00
  post terms/reckon term=decision_public_service from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-11-28T00:00:00+08:00

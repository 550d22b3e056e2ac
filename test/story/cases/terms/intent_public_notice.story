# 道路交通安全违法行为处理程序规定54/1：拟处罚公告告知7个工作日 (7 working days, the day of the event not counted).
as officer@zhangdian
  post terms/reckon term=intent_public_notice from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-03-11T00:00:00+08:00
  post terms/reckon term=intent_public_notice from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-10-10T00:00:00+08:00
  post terms/reckon term=intent_public_notice from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-10-10T00:00:00+08:00
  post terms/reckon term=intent_public_notice from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-10-14T00:00:00+08:00

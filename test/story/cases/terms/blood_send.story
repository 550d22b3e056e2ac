# 道路交通安全违法行为处理程序规定36/1/2：血样送检5个工作日 (5 working days, the day of the event not counted).
as officer@zhangdian
  post terms/reckon term=blood_send from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-03-09T00:00:00+08:00
  post terms/reckon term=blood_send from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-10-08T00:00:00+08:00
  post terms/reckon term=blood_send from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-10-08T00:00:00+08:00
  post terms/reckon term=blood_send from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-10-12T00:00:00+08:00

# 道路交通安全违法行为处理程序规定25/1/3：强制措施凭证到案15个工作日 (15 working days, the day of the event not counted).
as officer@zhangdian
  post terms/reckon term=measure_appear from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-03-23T00:00:00+08:00
  post terms/reckon term=measure_appear from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-10-20T00:00:00+08:00
  post terms/reckon term=measure_appear from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-10-20T00:00:00+08:00
  post terms/reckon term=measure_appear from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-10-26T00:00:00+08:00

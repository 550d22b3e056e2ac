# 行政强制法54：催告书等待10个工作日 (10 working days, the day of the event not counted).
as officer@zhangdian
  post terms/reckon term=court_urge from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-03-16T00:00:00+08:00
  post terms/reckon term=court_urge from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-10-13T00:00:00+08:00
  post terms/reckon term=court_urge from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-10-13T00:00:00+08:00
  post terms/reckon term=court_urge from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-10-19T00:00:00+08:00

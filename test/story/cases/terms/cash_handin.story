# 行政处罚法71：当场收缴罚款上交2个工作日 (2 working days, the day of the event not counted).
as officer@zhangdian
  post terms/reckon term=cash_handin from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-03-04T00:00:00+08:00
  post terms/reckon term=cash_handin from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-09-27T00:00:00+08:00
  post terms/reckon term=cash_handin from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-09-27T00:00:00+08:00
  post terms/reckon term=cash_handin from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-10-09T00:00:00+08:00

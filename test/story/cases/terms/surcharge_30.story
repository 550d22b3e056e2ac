# 行政强制法46/1：加处超三十日30日 (30 calendar days, the day of the event not counted).
as officer@zhangdian
  post terms/reckon term=surcharge_30 from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-04-01T00:00:00+08:00
  post terms/reckon term=surcharge_30 from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-10-23T00:00:00+08:00
  post terms/reckon term=surcharge_30 from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-10-24T00:00:00+08:00
  post terms/reckon term=surcharge_30 from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-10-29T00:00:00+08:00

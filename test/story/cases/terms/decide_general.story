# 行政处罚法60：普通程序决定总期限90日 (90 calendar days, the day of the event not counted, a last day that is not worked rolls over).
as officer@zhangdian
  post terms/reckon term=decide_general from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-05-31T00:00:00+08:00
  post terms/reckon term=decide_general from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-12-22T00:00:00+08:00
  post terms/reckon term=decide_general from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-12-23T00:00:00+08:00
  post terms/reckon term=decide_general from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-12-28T00:00:00+08:00

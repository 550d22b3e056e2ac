# 行政处罚法64/1/2：听证通知提前期7个工作日 (7 working days, counted back).
as officer@zhangdian
  post terms/reckon term=hearing_notice from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-02-21T00:00:00+08:00
  post terms/reckon term=hearing_notice from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-09-14T00:00:00+08:00
  post terms/reckon term=hearing_notice from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-09-15T00:00:00+08:00
  post terms/reckon term=hearing_notice from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-09-20T00:00:00+08:00

# 行政强制法53：申请法院强制执行3个月 (3 months, the day of the event not counted, a last day that is not worked rolls over).
as officer@zhangdian
  post terms/reckon term=court_apply from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-06-02T00:00:00+08:00
  post terms/reckon term=court_apply from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-12-23T00:00:00+08:00
  post terms/reckon term=court_apply from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-12-26T00:00:00+08:00
  post terms/reckon term=court_apply from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-12-29T00:00:00+08:00

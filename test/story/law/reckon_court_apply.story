# 申请法院强制执行3个月对应日 (行政强制法53): months end on the same day of the month.
as officer@zhangdian
  post terms/reckon term=court_apply from=2019-10-08T12:00+08:00 -> 200 due_at=2020-01-09T00:00+08:00 why~2020-01-08

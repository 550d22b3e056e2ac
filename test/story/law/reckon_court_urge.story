# 催告书送达10个工作日，补班日计入 (行政强制法54、69): working days count made-up days.
as officer@zhangdian
  post terms/reckon term=court_urge from=2019-09-20T12:00+08:00 -> 200 due_at=2019-10-11T00:00+08:00 why~09-29

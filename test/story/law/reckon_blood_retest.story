# 血检异议3个工作日，补班周六为第3个工作日 (违法处理程序规定36/3、81/2): a made-up Saturday is the third.
as officer@zhangdian
  post terms/reckon term=blood_retest_apply from=2021-02-10T12:00+08:00 -> 200 due_at=2021-02-21T00:00+08:00 why~02-20

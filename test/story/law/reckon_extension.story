# 延期最长3个月，2月无30日取月末，逢周日顺延 (违法处理程序规定53/2；行政案件程序规定35): a month without the day ends on its last.
as officer@zhangdian
  post terms/reckon term=camera_extension from=2020-11-30T12:00+08:00 -> 200 due_at=2021-03-02T00:00+08:00 why~2021-03-01

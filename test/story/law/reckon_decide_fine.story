# 一般程序罚款24小时内决定，国庆不顺延 (违法处理程序规定51；行政案件程序规定35): time stamp plus 24 hours.
as officer@zhangdian
  post terms/reckon term=decide_fine from=2021-09-30T16:10+08:00 -> 200 due_at=2021-10-01T16:10+08:00 why~2021-10-01

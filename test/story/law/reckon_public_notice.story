# 拟处罚公告7个工作日 (违法处理程序规定54/1、81/2): seven days of the notice are working days.
as officer@zhangdian
  post terms/reckon term=intent_public_notice from=2020-09-28T12:00+08:00 -> 200 due_at=2020-10-15T00:00+08:00 why~10-10

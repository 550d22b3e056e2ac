# 罚款15日缴纳，末日为节前最后工作日，不因次日放假延长 (道路交通安全法108/1；行政案件程序规定35): a last day that is worked does not move.
as officer@zhangdian
  post terms/reckon term=pay_fine from=2019-09-15T12:00+08:00 -> 200 due_at=2019-10-01T00:00+08:00 why~2019-09-30

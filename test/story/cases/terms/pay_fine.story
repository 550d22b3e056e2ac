# 道路交通安全法108/1：缴纳罚款15日 (15 calendar days, the day of the event not counted, a last day that is not worked rolls over).
as officer@zhangdian
  post terms/reckon term=pay_fine from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-03-17T00:00:00+08:00
  post terms/reckon term=pay_fine from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-10-08T00:00:00+08:00
  post terms/reckon term=pay_fine from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-10-09T00:00:00+08:00
  post terms/reckon term=pay_fine from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-10-14T00:00:00+08:00

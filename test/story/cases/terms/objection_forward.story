# 道路交通安全违法行为处理程序规定5/3：异议转发地0日 (0 calendar days, the day itself, a last day that is not worked rolls over).
as officer@zhangdian
  post terms/reckon term=objection_forward from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-03-02T00:00:00+08:00
  post terms/reckon term=objection_forward from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-09-23T00:00:00+08:00
  post terms/reckon term=objection_forward from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-09-24T00:00:00+08:00
  post terms/reckon term=objection_forward from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-09-29T00:00:00+08:00

# 道路交通安全违法行为处理程序规定25/2：现场强制措施报告补批24小时 (24 hours, to the second, never rolling over).
as officer@zhangdian
  post terms/reckon term=measure_report from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-03-02T09:30:00+08:00
  post terms/reckon term=measure_report from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-09-23T23:59:59+08:00
  post terms/reckon term=measure_report from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-09-24T00:00:00+08:00
  post terms/reckon term=measure_report from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-09-29T17:00:00+08:00

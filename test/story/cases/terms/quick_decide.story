# 公安机关办理行政案件程序规定47：快速办理决定48小时 (48 hours, to the second, never rolling over).
as officer@zhangdian
  post terms/reckon term=quick_decide from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-03-03T09:30:00+08:00
  post terms/reckon term=quick_decide from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-09-24T23:59:59+08:00
  post terms/reckon term=quick_decide from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-09-25T00:00:00+08:00
  post terms/reckon term=quick_decide from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-09-30T17:00:00+08:00

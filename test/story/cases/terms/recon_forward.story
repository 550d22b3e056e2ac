# 行政复议法32/2：原机关转送复议申请5个工作日 (5 working days, the day of the event not counted).
as officer@zhangdian
  post terms/reckon term=recon_forward from=2024-03-01T09:30:00+08:00 -> 200 due_at=2024-03-09T00:00:00+08:00
  post terms/reckon term=recon_forward from=2024-08-02T23:59:59+08:00 -> 200 due_at=2024-08-10T00:00:00+08:00
  post terms/reckon term=recon_forward from=2024-08-03T00:00:00+08:00 -> 200 due_at=2024-08-10T00:00:00+08:00
  post terms/reckon term=recon_forward from=2024-09-27T17:00:00+08:00 -> 200 due_at=2024-10-11T00:00:00+08:00

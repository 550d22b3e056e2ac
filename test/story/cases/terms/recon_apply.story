# 行政复议法20/1：申请行政复议60日 (60 calendar days, the day of the event not counted, a last day that is not worked rolls over).
as officer@zhangdian
  post terms/reckon term=recon_apply from=2024-03-01T09:30:00+08:00 -> 200 due_at=2024-05-01T00:00:00+08:00
  post terms/reckon term=recon_apply from=2024-08-02T23:59:59+08:00 -> 200 due_at=2024-10-09T00:00:00+08:00
  post terms/reckon term=recon_apply from=2024-08-03T00:00:00+08:00 -> 200 due_at=2024-10-09T00:00:00+08:00
  post terms/reckon term=recon_apply from=2024-09-27T17:00:00+08:00 -> 200 due_at=2024-11-27T00:00:00+08:00

# 道路交通安全违法行为处理程序规定46/2：违法行为处理通知书备案24小时 (24 hours, to the second, never rolling over).
as officer@zhangdian
  post terms/reckon term=spot_notice_file from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-03-02T09:30:00+08:00
  post terms/reckon term=spot_notice_file from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-09-23T23:59:59+08:00
  post terms/reckon term=spot_notice_file from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-09-24T00:00:00+08:00
  post terms/reckon term=spot_notice_file from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-09-29T17:00:00+08:00

# 公安机关办理行政案件程序规定61/1/2：非本单位管辖移送24小时 (24 hours, to the second, never rolling over).
as officer@zhangdian
  post terms/reckon term=jurisdiction_transfer from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-03-02T09:30:00+08:00
  post terms/reckon term=jurisdiction_transfer from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-09-23T23:59:59+08:00
  post terms/reckon term=jurisdiction_transfer from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-09-24T00:00:00+08:00
  post terms/reckon term=jurisdiction_transfer from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-09-29T17:00:00+08:00

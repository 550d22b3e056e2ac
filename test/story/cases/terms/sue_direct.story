# 行政诉讼法46/1：直接起诉6个月 (6 months, the day of the event not counted, a last day that is not worked rolls over).
as officer@zhangdian
  post terms/reckon term=sue_direct from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-09-02T00:00:00+08:00
  post terms/reckon term=sue_direct from=2023-09-22T23:59:59+08:00 -> 200 due_at=2024-03-23T00:00:00+08:00
  post terms/reckon term=sue_direct from=2023-09-23T00:00:00+08:00 -> 200 due_at=2024-03-26T00:00:00+08:00
  post terms/reckon term=sue_direct from=2023-09-28T17:00:00+08:00 -> 200 due_at=2024-03-29T00:00:00+08:00

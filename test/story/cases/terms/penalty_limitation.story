# 行政处罚法36/1：处罚时效2年 (2 years, the day of the event counted).
as officer@zhangdian
  post terms/reckon term=penalty_limitation from=2023-03-01T09:30:00+08:00 -> 200 due_at=2025-03-01T00:00:00+08:00
  post terms/reckon term=penalty_limitation from=2023-09-22T23:59:59+08:00 -> 200 due_at=2025-09-22T00:00:00+08:00
  post terms/reckon term=penalty_limitation from=2023-09-23T00:00:00+08:00 -> 200 due_at=2025-09-23T00:00:00+08:00
  post terms/reckon term=penalty_limitation from=2023-09-28T17:00:00+08:00 -> 200 due_at=2025-09-28T00:00:00+08:00

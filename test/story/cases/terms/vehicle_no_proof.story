# 道路交通安全法实施条例107：扣留车辆不提供证明30日 (30 calendar days, the day of the event not counted, a last day that is not worked rolls over).
as officer@zhangdian
  post terms/reckon term=vehicle_no_proof from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-04-01T00:00:00+08:00
  post terms/reckon term=vehicle_no_proof from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-10-24T00:00:00+08:00
  post terms/reckon term=vehicle_no_proof from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-10-24T00:00:00+08:00
  post terms/reckon term=vehicle_no_proof from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-10-31T00:00:00+08:00

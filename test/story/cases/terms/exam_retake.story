# 道路交通安全违法行为记分管理办法21、36：满分理论补考十日后 (ten days, the day of the event not counted, the last rolling to the first working day, a Sunday that is worked included).
as officer@zhangdian
  post terms/reckon term=exam_retake from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-03-14T00:00:00+08:00
  post terms/reckon term=exam_retake from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-10-08T00:00:00+08:00
  post terms/reckon term=exam_retake from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-10-08T00:00:00+08:00
  post terms/reckon term=exam_retake from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-10-09T00:00:00+08:00

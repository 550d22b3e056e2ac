# 公安机关办理行政案件程序规定137/1：举行听证10日 (10 calendar days, the day of the event not counted, a last day that is not worked rolls over).
as officer@zhangdian
  post terms/reckon term=hearing_hold from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-03-14T00:00:00+08:00
  post terms/reckon term=hearing_hold from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-10-08T00:00:00+08:00
  post terms/reckon term=hearing_hold from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-10-08T00:00:00+08:00
  post terms/reckon term=hearing_hold from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-10-09T00:00:00+08:00

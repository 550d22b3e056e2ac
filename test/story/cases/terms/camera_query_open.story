# 道路交通安全违法行为处理程序规定20/1：记录开放查询0日 (0 calendar days, the day itself, a last day that is not worked rolls over).
as officer@zhangdian
  post terms/reckon term=camera_query_open from=2023-03-01T09:30:00+08:00 -> 200 due_at=2023-03-02T00:00:00+08:00
  post terms/reckon term=camera_query_open from=2023-09-22T23:59:59+08:00 -> 200 due_at=2023-09-23T00:00:00+08:00
  post terms/reckon term=camera_query_open from=2023-09-23T00:00:00+08:00 -> 200 due_at=2023-09-24T00:00:00+08:00
  post terms/reckon term=camera_query_open from=2023-09-28T17:00:00+08:00 -> 200 due_at=2023-09-29T00:00:00+08:00

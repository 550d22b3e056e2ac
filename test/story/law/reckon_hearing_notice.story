# 听证7个工作日前通知，倒算时补班日计入 (行政处罚法64/1/2、85): counted backwards over Spring Festival.
as officer@zhangdian
  post terms/reckon term=hearing_notice from=2022-02-14T12:00+08:00 -> 200 due_at=2022-01-30T00:00+08:00 why~01-29

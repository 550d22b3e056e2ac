# 行政复议60日，末日10月1日顺延 (行政复议法20/1、88): sixty days from the decision.
as officer@zhangdian
  post terms/reckon term=recon_apply from=2024-08-02T12:00+08:00 -> 200 due_at=2024-10-09T00:00+08:00 why~2024-10-08

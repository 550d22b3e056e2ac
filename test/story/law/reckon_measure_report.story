# 当场实施强制措施24小时内报告，除夕亦不顺延 (行政强制法19；行政案件程序规定35): hours never roll.
as officer@zhangdian
  post terms/reckon term=measure_report_force from=2020-01-24T22:40+08:00 -> 200 due_at=2020-01-25T22:40+08:00 why~2020-01-25

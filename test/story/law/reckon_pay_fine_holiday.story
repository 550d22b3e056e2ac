# 罚款15日缴纳，末日在国庆假期内，顺延至节后第一个工作日 (道路交通安全法108/1；行政案件程序规定35): a last day on a holiday rolls over.
as officer@zhangdian
  post terms/reckon term=pay_fine from=2019-09-20T12:00+08:00 -> 200 due_at=2019-10-09T00:00+08:00 why~2019-10-08 why!~holiday why_en~"rolls over to 2019-10-08"

# 满分教育30日，末日春节顺延至补班的周日 (记分管理办法29、36): rolls to a Sunday that is worked.
as officer@zhangdian
  post terms/reckon term=full_score_refuse from=2024-01-15T12:00+08:00 -> 200 due_at=2024-02-19T00:00+08:00 why~2024-02-18

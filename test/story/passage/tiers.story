# Movements beyond 30 days are for case officers and leaders, beyond 90 days for leaders alone.
as officer@zhangdian
  post passages/search {"plate":"鲁C12345","from":"${now-29d}","to":"$now","purpose":"case","reason":"核查"} -> 200
  post passages/search {"plate":"鲁C12345","from":"${now-31d}","to":"$now","purpose":"case","reason":"核查"} -> 403 E_FORBIDDEN from
as case_officer@detachment
  post passages/search {"plate":"鲁C12345","class":2,"from":"${now-31d}","to":"$now","purpose":"case","reason":"核查"} -> 200
  post passages/search {"plate":"鲁C12345","class":2,"from":"${now-91d}","to":"$now","purpose":"case","reason":"核查"} -> 403 E_FORBIDDEN from
as leader@zhangdian
  post passages/search {"plate":"鲁C12345","class":2,"from":"${now-91d}","to":"$now","purpose":"case","reason":"核查"} -> 200
  post passages/search {"plate":"鲁C12345","from":"${now-91d}","to":"$now","purpose":"case","reason":"核查"} -> 422 E_MISSING class

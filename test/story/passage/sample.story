# 个人信息保护法 54: each month some searches are drawn by lot; nobody explains or judges his own.
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $u=items.0.id
  patch settings/$u value=365                         -> 200
as leader@zhangdian
  post passages/search {"plate":"鲁C77A8T","from":"${now-1d}","to":"$now","purpose":"other","reason":"核对"} -> 200 $s=search
as auditor@detachment
  watch
clock ${next_month}T09:00+08:00 run passage.sample
as auditor@detachment
  wait event record=search_sample verb=create within 15
  get  search_samples?search=$s                      -> 200 rows=1 $d=items.0.id items.0.state=drawn
  post search_samples/$d/clarify opinion=请说明查询事由 -> 200 state=asked
as leader@zhangdian
  post search_samples/$d/explain answer=核对举报线索   -> 403 E_SECOND_PERSON
as supervisor@detachment
  post search_samples/$d/explain answer=核对举报线索   -> 200 state=explained
as auditor@detachment
  post search_samples/$d/judge verdict=justified opinion=事由属实 -> 200 state=judged

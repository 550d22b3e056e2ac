# A search of passages says for what purpose and why; without them, or for a track without a case, it is refused and the field is named.
as officer@zhangdian
  post passages/search {"plate":"鲁C12345","from":"${now-1d}","to":"$now","reason":"核查"} -> 422 E_MISSING purpose
  post passages/search {"plate":"鲁C12345","from":"${now-1d}","to":"$now","purpose":"case"} -> 422 E_NO_REASON reason
  post passages/track {"plate":"鲁C12345","class":2,"from":"${now-1d}","to":"$now","purpose":"case","reason":"核查"} -> 422 E_MISSING case
  post passages/search {"plate":"鲁C12345","from":"${now-1d}","to":"$now","purpose":"case","reason":"核查逃逸车辆"} -> 200 rows=0 $s=search
as auditor@detachment
  get  passage_searches/$s                          -> 200 kind=exact purpose=case reason=核查逃逸车辆 answered=0 plate=鲁C***45 masked:plate
as officer@zhangdian
  get  passage_searches                             -> 403
as nobody
  post passages/search {}                           -> 401

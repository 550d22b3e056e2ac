# Every change stands in the audit; the audit administrator sees it, an officer does not, and no personal value is in it.
as personnel@detachment
  post persons user=audit.$uniq name=赵六 category=police unit=@zhangdian phone=13805335678 -> 201 $p
as auditor@detachment
  get  audit?record=person&id=$p                     -> 200 rows>=1 items.*.verb=create body!~13805335678
  get  audit/chain                                   -> 200 head=* public_key=*
as officer@zhangdian
  get  audit?record=person&id=$p                     -> 403

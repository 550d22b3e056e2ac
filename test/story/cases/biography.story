# 行政处罚法 47、行政案件程序规定 260 至 262: a case is one page of everything that was done and everybody who looked, in the order of time, and its file a list of what it holds; who may not read the case has neither; each look is itself in it.
as case_officer@zhangdian
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban plate=鲁C5A701 plate_class=02 -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验寅 party_id=370399199001010214 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=simple penalty=fine fine=10000 facts=灯光 told_way=oral -> 200
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$v/decide                     -> 200
  post violation_cases/$v/files/statement file:../house/pixel.png @Content-Type=image/png -> 201
  get  documents?subject=violation_case&subject_row=$v&type=simple_decision -> 200 $d=items.0
  post documents/print document:=$d reason=送达当事人 -> 200
as legal@detachment
  get  violation_cases/$v reason=案件评查            -> 200 clear:party_name
as supervisor@detachment
  get  violation_cases/$v/biography                  -> 200 items.0.what~新建 items.*.what~决定 items.*.reason=案件评查 items.*.reason=送达当事人 items.*.kind=read items.*.detail_en~Told body!~试验寅 body!~370399
  get  violation_cases/$v/biography                  -> 200 items.*.what~查看办案经过
  get  violation_cases/$v/contents                   -> 200 items.*.what~陈述申辩 items.*.number=$d.number items.*.hash=* $f=items.1
  get  violation_cases/$f.row/files/$f.slot/$f.file  -> 200 @Content-Type=image/png
  post violation_cases/$v/biography                  -> 422 E_NO_REASON
  post violation_cases/$v/biography reason=归档 @Idempotency-Key=file-$uniq -> 201 type=case_biography $b
  post violation_cases/$v/biography reason=归档 @Idempotency-Key=file-$uniq -> 201 number=$b.number # sent again: the same document
  post violation_cases/$v/contents reason=归档 @Idempotency-Key=file-$uniq -> 409 E_REPLAY
  get  documents?subject=violation_case&subject_row=$v&type=case_biography -> 200 rows=1
  post violation_cases/$v/contents reason=归档       -> 201 type=case_catalogue
  post documents/print document:=$b reason=归档      -> 200 body~%PDF
as officer@linzi
  get  violation_cases/$v/biography                  -> 404
  get  violation_cases/$v/contents                   -> 404
as nobody
  get  violation_cases/$v/biography                  -> 401

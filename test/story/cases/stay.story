# 行政处罚法 73/1、行政复议法 42、行政诉讼法 56: execution goes on while a decision is contested, unless it is stayed: then nothing falls due and nobody is called upon until the stay is lifted; it ends with the contest.
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $s=items.0
  patch settings/$s value=365                        -> 200
  post adapters code=bank-$uniq kind=payment secret=00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff nontax_code=103050101 -> 201 $bank
as sysadmin@detachment
  post adapters/$bank/start                          -> 200
clock ${today+1d}T09:00+08:00
as case_officer@zhangdian
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验卯 party_id=370399199001010230 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=simple penalty=fine fine=20000 facts=灯光 told_way=oral -> 200
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$v/decide                     -> 200
  get  documents?subject=violation_case&subject_row=$v&type=simple_decision&state=issued -> 200 rows=1 $doc=items.0
  post documents/$doc/stamp seal=stamped              -> 200
  post documents/$doc/sign signature=hand             -> 200
  post documents/$doc/serve service=person served_at=$now -> 200
  post violation_cases/$v/serve service=direct       -> 200 state=served $d
  get  payment_orders?violation_case=$v              -> 200 $o=items.0
  post stays violation_case=$v document_no=府复停〔2026〕1号 ordered_by=reconsideration ordered_at=$now ground=复议机关认为需要停止执行 -> 409 E_GUARD violation_case
  post violation_cases/$v/contest                    -> 200
  post stays violation_case=$v document_no=府复停〔2026〕1号 ordered_by=reconsideration ordered_at=${now+1d} ground=复议机关认为需要停止执行 -> 422 E_BAD_VALUE ordered_at
  post stays violation_case=$v document_no=府复停〔2026〕1号 ordered_by=reconsideration ordered_at=$now ground=复议机关认为需要停止执行 -> 201 $y state=in_force
  post stays violation_case=$v document_no=府复停〔2026〕2号 ordered_by=court ordered_at=$now ground=难以弥补的损失 -> 409 E_EXISTS violation_case
clock ${d.due_at+1d} run cases.due
  sleep 1
as case_officer@zhangdian
  get  violation_cases/$v                            -> 200 state=served
  post stays/$y/lift                                 -> 422 E_NO_REASON
  post stays/$y/lift reason=复议机关恢复执行         -> 200 state=lifted lifted_at=*
clock ${d.due_at+2d} run cases.due
  sleep 1
as case_officer@zhangdian
  get  violation_cases/$v                            -> 200 state=overdue
  post stays violation_case=$v document_no=（2026）停1号 ordered_by=court ordered_at=$now ground=难以弥补的损失 -> 201 $z
  post violation_cases/$v/uncontest                  -> 200
  get  stays/$z                                      -> 200 state=lifted

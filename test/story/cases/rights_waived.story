# 行政处罚法 45/2、62: only a signed statement waives the rights; then the clock of the decision runs from it; who defended himself is not penalised harder.
as case_officer@zhangdian
  post violation_cases source=stop code=1706 happened_at=${now-10m} address=北京路 road=urban officer2=case_officer2@zhangdian -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验丁 party_id=370399199001010054 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=general penalty=fine fine=200000 facts=强行通行 told_way=record -> 200 due_term=hearing_apply
  post violation_cases/$v/waive                      -> 409 E_GUARD statement
  post violation_cases/$v/files/statement file:pixel.png @Content-Type=image/png -> 201
  post violation_cases/$v/waive                      -> 200 state=told due_term=decide_fine waived_at=*
  post violation_cases/$v/rework                     -> 200
  post violation_cases/$v/tell procedure=general penalty=fine fine=150000 facts=强行通行 told_way=record -> 200
  post violation_cases/$v/defend defence=未看到管制标志 -> 200
  post violation_cases/$v/answer defence_answer=标志清晰可见 -> 200
  post violation_cases/$v/rework                     -> 200
  post violation_cases/$v/tell procedure=general penalty=fine fine=160000 facts=强行通行 told_way=record -> 409 E_GUARD fine
  post violation_cases/$v/tell procedure=general penalty=fine fine=150000 facts=强行通行 told_way=record -> 200

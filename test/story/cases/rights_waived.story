# 行政处罚法 45/2、62: only a signed waiver, given after he was told, waives the rights; then the clock of the decision runs from it; who defended himself is not penalised harder, and what he says is answered each time.
as case_officer@zhangdian
  post violation_cases source=stop code=1706 happened_at=${now-10m} address=北京路 road=urban officer2=case_officer2@zhangdian -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验丁 party_id=370399199001010054 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=general penalty=fine fine=200000 facts=强行通行 told_way=record -> 200 hearing_right=true
  post violation_cases/$v/files/statement file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases/$v/waive                      -> 409 E_GUARD waiver # a defence in writing waives nothing
  post violation_cases/$v/files/waiver file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases/$v/waive                      -> 200 state=told due_term=decide_fine waived_at=*
  post violation_cases/$v/rework                     -> 200
  post violation_cases/$v/tell procedure=general penalty=fine fine=150000 facts=强行通行 told_way=record -> 200
  post violation_cases/$v/defend defence=未看到管制标志 -> 200
  post violation_cases/$v/answer defence_answer=标志清晰可见 -> 200
  post violation_cases/$v/rework                     -> 200
  post violation_cases/$v/tell procedure=general penalty=fine fine=160000 facts=强行通行 told_way=record -> 409 E_GUARD fine
  post violation_cases/$v/tell procedure=general penalty=fine fine=150000 facts=强行通行 told_way=record -> 200
  post violation_cases/$v/waive                      -> 409 E_GUARD waiver # of what he was told before
  post violation_cases/$v/defend defence=当时警示标志已撤除 -> 200 defence_answer=null
as leader@zhangdian
  post violation_cases/$v/approve                    -> 409 E_GUARD defence_answer
as case_officer@zhangdian
  get  discretion_factors?code=coerced               -> 200 $light=items.0.id
  post violation_cases source=stop code=1712 happened_at=${now-10m} address=北京路 road=urban officer2=case_officer2@zhangdian factor:=[{"factor":$light,"why":"受他人胁迫"}] -> 201 $w
  post violation_cases/$w/establish party=driver party_kind=person party_name=试验丁 party_id=370399199001010054 own_vehicle=true -> 200
  post violation_cases/$w/tell procedure=general penalty=fine fine=100000 facts=饮酒后驾驶 told_way=record -> 200
  post violation_cases/$w/defend defence=系受他人胁迫 -> 200
  post violation_cases/$w/rework                     -> 200
  post violation_cases/$w/tell procedure=general penalty=suspension suspend_months=6 fine=100000 facts=饮酒后驾驶 told_way=record -> 409 E_GUARD penalty

# 违法处理程序规定 55、56/2；行政处罚法 61/2: electronic service needs the signed consent; public service comes only after another way has failed, and the decision counts as served when its sixty days end.
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $s=items.0
  patch settings/$s value=365                        -> 200
clock ${today+1d}T09:00+08:00
as case_officer@zhangdian
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=simple penalty=fine fine=10000 facts=灯光 told_way=oral -> 200
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$v/decide                     -> 200
  post violation_cases/$v/serve service=electronic   -> 409 E_GUARD consent
  post violation_cases/$v/serve service=post         -> 409 E_GUARD service_proof
  post violation_cases/$v/serve service=public       -> 409 E_GUARD service
  post violation_cases/$v/publish                    -> 409 E_GUARD service_proof
  post violation_cases/$v/files/service_proof file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases/$v/publish                    -> 200 state=public_service due_term=decision_public_service $p
  post violation_cases/$v/serve service=public       -> 409 E_GUARD due_at
clock ${p.due_at-25d}
clock ${p.due_at-1s}
as case_officer@zhangdian
  post violation_cases/$v/serve service=public       -> 409 E_GUARD due_at
clock $p.due_at
as case_officer@zhangdian
  post violation_cases/$v/serve service=direct       -> 409 E_GUARD service
  post violation_cases/$v/serve service=public       -> 409 E_GUARD document.simple_decision
  get  documents?subject=violation_case&subject_row=$v&type=simple_decision&state=issued -> 200 rows=1 $doc=items.0
  post documents/$doc/stamp seal=stamped              -> 200
  post documents/$doc/serve service=notice served_at=$now -> 200
  post violation_cases/$v/serve service=public       -> 200 state=served served_at<$p.due_at due_term=pay_fine
  get  documents?subject=violation_case&subject_row=$v&type=service_receipt -> 200 rows=1

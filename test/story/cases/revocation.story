# 违法处理程序规定 6/2: a revocation is decided by the traffic authority of the city; a brigade's head may not; decided within seven working days (51).
as case_officer@zhangdian
  post violation_cases source=stop code=1721 happened_at=${now-10m} address=北京路 road=urban officer2=case_officer2@zhangdian speed_kmh=125 limit_kmh=60 -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验戊 party_id=370399199001010070 own_vehicle=true -> 200
  post case_parties violation_case=$v address=样例路1号 household=样例省样例市 employer=无 earlier=无 -> 201
  post violation_cases/$v/tell procedure=general penalty=revocation fine=100000 facts=超速 told_way=record -> 422 E_BAD_VALUE fine
  post violation_cases/$v/tell procedure=general penalty=revocation fine=200000 facts=超速 evidence=测速取证图片 told_way=record -> 200 hearing_right=true points=12
  get  documents?subject=violation_case&subject_row=$v&type=intended_penalty&state=issued -> 200 rows=1 $told=items.0
  post documents/$told/sign signature=hand            -> 200
  post violation_cases/$v/files/waiver file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases/$v/files/inquiry file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases/$v/waive                      -> 200 due_term=decide_revocation
as leader@zhangdian
  post violation_cases/$v/approve                    -> 403 E_FORBIDDEN authority
as leader@detachment
  post violation_cases/$v/approve                    -> 200 state=approved

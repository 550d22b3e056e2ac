# 行政处罚法 57/2、58/1/1、58/1/3: a case that is complex or grave is discussed by the heads, one that is difficult or touches a great public interest passes the legal review, whatever its fine; before that nothing is approved.
as case_officer@zhangdian
  get  discretion_factors?code=grave_case            -> 200 $grave=items.0.id
  get  discretion_factors?code=difficult_case        -> 200 $hard=items.0.id
  post violation_cases source=stop code=1706 happened_at=${now-10m} address=北京路 road=urban officer2=case_officer2@zhangdian factor:=[{"factor":$grave,"why":"造成严重拥堵"},{"factor":$hard,"why":"涉及多个法律关系"}] -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验丑 party_id=370399199001010193 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=general penalty=fine fine=50000 facts=不听劝阻强行通行 evidence=民警证言 told_way=record -> 200
  get  documents?subject=violation_case&subject_row=$v&type=intended_penalty&state=issued -> 200 $told=items.0
  post documents/$told/sign signature=hand           -> 200
  post violation_cases/$v/files/inquiry file:../house/pixel.png @Content-Type=image/png -> 201
as leader@zhangdian
  post violation_cases/$v/approve                    -> 409 E_GUARD reviewed_by
as legal@zhangdian
  post violation_cases/$v/review opinion=同意         -> 200 state=reviewed
as leader@zhangdian
  post violation_cases/$v/approve                    -> 409 E_GUARD minutes
as case_officer@zhangdian
  post violation_cases/$v/files/minutes file:../house/pixel.png @Content-Type=image/png -> 201
as leader@zhangdian
  post violation_cases/$v/approve                    -> 200 state=approved

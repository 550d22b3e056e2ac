# 行政处罚法 30、32、33；行政案件程序规定 40至42: a circumstance that excludes the penalty stops the telling, one that lightens it opens the range below; no penalty is another person's decision; quick handling needs written consent and a review (44), and is not for who is under age.
as officer@zhangdian-1
  get  discretion_factors?code=trivial               -> 200 $none=items.0.id
  get  discretion_factors?code=coerced               -> 200 $light=items.0.id
  post violation_cases source=stop code=1706 happened_at=${now-10m} address=北京路 road=urban officer2=officer2@zhangdian-1 factor:=[{"factor":$none,"why":"及时驶离"}] -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验壬 party_id=370399199001010150 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=general penalty=fine fine=50000 facts=强行通行 told_way=record -> 409 E_GUARD penalty
as leader@zhangdian-1
  post violation_cases/$v/no_penalty no_penalty_ground=minor reason=轻微并及时改正 -> 403 E_FORBIDDEN authority
as leader@zhangdian
  post violation_cases/$v/no_penalty no_penalty_ground=minor -> 422 E_NO_REASON
  post violation_cases/$v/no_penalty no_penalty_ground=minor reason=轻微并及时改正 -> 200 state=no_penalty due_at=null
as officer@zhangdian-1
  post violation_cases source=stop code=1706 happened_at=${now-10m} address=北京路 road=urban officer2=officer2@zhangdian-1 -> 201 $w
  post violation_cases/$w/establish party=driver party_kind=person party_name=试验壬 party_id=370399199001010150 own_vehicle=true -> 200
  post violation_cases/$w/tell procedure=quick penalty=fine fine=10000 facts=强行通行 told_way=oral consented=true -> 422 E_BAD_VALUE fine
  patch violation_cases/$w factor:=[{"factor":$light,"why":"受他人胁迫"}] -> 200
  post violation_cases/$w/tell procedure=quick penalty=fine fine=10000 facts=强行通行 told_way=oral -> 409 E_GUARD procedure
  post violation_cases/$w/tell procedure=quick penalty=fine fine=10000 facts=强行通行 told_way=oral consented=true -> 409 E_GUARD quick_consent # a tick is no signature
  post violation_cases/$w/files/quick_consent file:../house/pixel.png @Content-Type=image/png -> 201
  get  discretion_factors?code=minor                 -> 200 $minor=items.0.id
  patch violation_cases/$w factor:=[{"factor":$minor,"why":"十七周岁"}] -> 200
  post violation_cases/$w/tell procedure=quick penalty=fine fine=10000 facts=强行通行 told_way=oral consented=true -> 409 E_GUARD procedure body~未成年人
  patch violation_cases/$w factor:=[{"factor":$light,"why":"受他人胁迫"}] -> 200
  post violation_cases/$w/establish party=driver party_kind=person party_name=试验少 party_id=37039920240101015X own_vehicle=true -> 200
  post violation_cases/$w/tell procedure=quick penalty=fine fine=10000 facts=强行通行 told_way=oral consented=true -> 409 E_GUARD procedure body~未成年人
  post violation_cases/$w/establish party=driver party_kind=person party_name=试验壬 party_id=370399199001010150 own_vehicle=true -> 200
  post violation_cases/$w/tell procedure=quick penalty=fine fine=10000 facts=强行通行 told_way=oral consented=true -> 200 state=told due_term=decide_fine
  patch violation_cases/$w factor:=[] -> 409 E_GUARD factor # he was told of them
  get  documents?subject=violation_case&subject_row=$w&type=intended_penalty&state=issued -> 200 $told=items.0
  post documents/$told/sign signature=hand           -> 200
as leader@zhangdian
  post violation_cases/$w/approve                    -> 409 E_GUARD inquiry
as officer@zhangdian-1
  post violation_cases/$w/files/inquiry file:../house/pixel.png @Content-Type=image/png -> 201
as leader@zhangdian
  post violation_cases/$w/approve                    -> 409 E_GUARD reviewed_by
as legal@zhangdian
  post violation_cases/$w/review opinion=事实清楚，同意快速办理 -> 200
as leader@zhangdian
  post violation_cases/$w/approve                    -> 200 state=approved

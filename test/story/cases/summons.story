# 违法处理程序规定 46: a notice given at the scene is filed within 24 hours; the party has fifteen working days to appear, and the clock of the decision runs from his appearance (51).
as officer@zhangdian-1
recorder officer2@zhangdian-1 -> 200 outcome=taken # the partner's counts
  post violation_cases source=stop notice_given=true code=1706 happened_at=${now-10m} address=北京路 road=urban officer2=officer2@zhangdian-1 -> 201 $v state=summoned due_term=spot_notice_appear file_by=*
  post violation_cases/$v/file                       -> 409 E_GUARD document.handling_notice
  post violation_cases/$v/give_notice party_name=试验庚 party_id=370399199001010118 -> 200
  post violation_cases/$v/give_notice party_name=试验庚 party_id=370399199001010118 -> 409 E_GUARD document.handling_notice
  post violation_cases/$v/file                       -> 409 E_GUARD document.handling_notice
  get  documents?subject=violation_case&subject_row=$v&type=handling_notice&state=issued -> 200 rows=1 $n=items.0
  post documents/$n/sign signature=hand            -> 200
  post violation_cases/$v/file                       -> 200 filed_at=*
  post violation_cases/$v/tell procedure=general penalty=fine fine=50000 facts=强行通行 told_way=record -> 409 E_NO_STEP
  post violation_cases/$v/appear                     -> 200 state=accepted appeared_at=* $a
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验庚 party_id=370399199001010118 own_vehicle=true -> 200
  post case_parties violation_case=$v address=样例路1号 household=样例省样例市 employer=无 earlier=无 -> 201
  post violation_cases/$v/tell procedure=general penalty=fine fine=50000 facts=强行通行 evidence=民警证言 told_way=record -> 200 due_term=decide_fine due_from=$a.appeared_at
  get  documents?subject=violation_case&subject_row=$v&type=intended_penalty&state=issued -> 200 rows=1 $told=items.0
  post documents/$told/sign signature=hand            -> 200
  post violation_cases/$v/files/inquiry file:../house/pixel.png @Content-Type=image/png -> 201
as leader@zhangdian-1
  post violation_cases/$v/approve                    -> 403 E_FORBIDDEN authority
as leader@zhangdian
  post violation_cases/$v/approve                    -> 200 due_term=decide_fine due_from=$a.appeared_at

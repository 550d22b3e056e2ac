# 行政处罚法 59、行政案件程序规定 36、175、违法处理程序规定 48: the decision is printed from the case; what the law lists and the case does not hold refuses the step by its name; told first and signed, then approved, decided, served; left behind with a witness it has a proof of service.
as case_officer@zhangdian
  post violation_cases source=stop code=1706 happened_at=${now-10m} address=北京路 road=urban officer2=case_officer2@zhangdian plate=鲁C5A601 plate_class=02 -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验丑 party_id=370399199001010193 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=general penalty=fine fine=50000 facts=不听劝阻强行通行 told_way=record -> 200
as leader@zhangdian
  post violation_cases/$v/approve                    -> 409 E_GUARD document.intended_penalty
as case_officer@zhangdian
  get  documents?subject=violation_case&subject_row=$v&type=intended_penalty&state=issued -> 200 rows=1 $told=items.0
  post documents/$told/sign signature=hand            -> 200
as leader@zhangdian
  post violation_cases/$v/approve                    -> 409 E_GUARD inquiry # 规定 48/1/1
as case_officer@zhangdian
  post violation_cases/$v/files/inquiry file:../house/pixel.png @Content-Type=image/png -> 201
as leader@zhangdian
  post violation_cases/$v/approve                    -> 200 state=approved
as case_officer@zhangdian
  post violation_cases/$v/decide                     -> 422 E_MISSING content.household errors.*.field=content.address errors.*.field=content.employer errors.*.field=content.record
  get  documents?subject=violation_case&subject_row=$v&type=general_decision -> 200 rows=0
  post case_parties violation_case=$v address=样例路3号 household=样例省样例市 employer=无 earlier=无 -> 201 $p
  post violation_cases/$v/decide                     -> 200 state=decided $dec
  patch case_parties/$p employer=样例公司            -> 409 E_GUARD violation_case
  get  documents?subject=violation_case&subject_row=$v&type=general_decision -> 200 rows=1 items.0.number=$dec.decision_no $doc=items.0
  post violation_cases/$v/files/service_proof file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases/$v/serve service=left         -> 409 E_GUARD document.general_decision
  post documents/$doc/stamp seal=stamped             -> 200
  post documents/$doc/refuse refusal=拒绝签名        -> 200
  post documents/$doc/serve service=left served_at=$now witness=样例见证人 -> 200
  post violation_cases/$v/serve service=direct       -> 409 E_GUARD service
  post violation_cases/$v/serve service=left         -> 200 state=served
  get  documents?subject=violation_case&subject_row=$v -> 200 items.*.type=service_receipt items.*.type=payment_notice items.*.type=approval_sheet
as leader2@zhangdian
  post violation_cases/$v/cancel reason=认定事实有误 -> 200 state=cancelled
  get  documents?subject=violation_case&subject_row=$v&type=cancel_decision -> 200 rows=1
as nobody
  get  verify/$doc.code                              -> 200 in_force=false

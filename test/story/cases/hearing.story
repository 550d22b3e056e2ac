# 行政处罚法 58、63、64、85；行政案件程序规定 123: a fine of two thousand to a person gives the right to a hearing; five working days to ask for it, no decision before they end; seven working days' notice; legal review before the approval.
clock ${today+1d}T09:00+08:00
as case_officer@zhangdian
  post violation_cases source=stop code=1706 happened_at=${now-10m} address=北京路 road=urban officer2=case_officer2@zhangdian -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验丁 party_id=370399199001010054 own_vehicle=true -> 200
  post case_parties violation_case=$v address=样例路1号 household=样例省样例市 employer=无 earlier=无 -> 201
  post violation_cases/$v/tell procedure=simple penalty=fine fine=200000 facts=强行通行 told_way=written -> 409 E_GUARD procedure
  post violation_cases/$v/tell procedure=general penalty=fine fine=200000 facts=强行通行 told_way=oral -> 409 E_GUARD told_way
  post violation_cases/$v/tell procedure=quick penalty=fine fine=200000 facts=强行通行 told_way=oral consented=true -> 409 E_GUARD procedure
  post violation_cases/$v/tell procedure=general penalty=fine fine=199999 facts=强行通行 told_way=written -> 200 hearing_right=false due_term=decide_fine
  post violation_cases/$v/ask_hearing                -> 409 E_GUARD hearing_right
  post violation_cases/$v/rework                     -> 200 state=accepted
  post violation_cases/$v/tell procedure=general penalty=fine fine=200000 facts=强行通行 evidence=民警证言、执法记录仪录像 told_way=written -> 200 hearing_right=true hearing_until=null due_term=decide_fine # drawn up, not told yet
  get  documents?subject=violation_case&subject_row=$v&type=intended_penalty&state=issued -> 200 rows=1 $told=items.0
  post documents/$told/sign signature=hand            -> 200
  post violation_cases/$v/files/inquiry file:../house/pixel.png @Content-Type=image/png -> 201
  get  violation_cases/$v                            -> 200 due_term=hearing_apply $t
as leader@zhangdian
  post violation_cases/$v/approve                    -> 409 E_GUARD hearing_until
clock ${t.hearing_until-1s}
as leader@zhangdian
  post violation_cases/$v/approve                    -> 409 E_GUARD hearing_until
as case_officer@zhangdian
  post violation_cases/$v/ask_hearing                -> 200 state=hearing due_term=hearing_hold
as legal@zhangdian
  post violation_cases/$v/notify_hearing hearing_at=${now+6d} hearing_chair=legal@zhangdian -> 409 E_GUARD hearing_at
  post violation_cases/$v/notify_hearing hearing_at=${now+20d} hearing_chair=case_officer@zhangdian -> 403 E_SECOND_PERSON hearing_chair
  post violation_cases/$v/notify_hearing hearing_at=${now+20d} hearing_chair=legal@zhangdian -> 200 $h
  get  documents?subject=violation_case&subject_row=$v&type=hearing_notice -> 200 rows=1 $hn=items.0
  post documents/$hn/stamp seal=stamped               -> 200
  post violation_cases/$v/hear                       -> 409 E_GUARD hearing_at
clock ${h.hearing_at-2d}
as case_officer@zhangdian
  post documents/$hn/serve service=post served_at=$now -> 200
clock ${h.hearing_at+1h}
as legal@zhangdian
  post violation_cases/$v/hear                       -> 409 E_GUARD hearing_at # issued in time, but served two days before
  post violation_cases/$v/notify_hearing hearing_at=${now+20d} hearing_chair=legal@zhangdian -> 200 $h
  get  documents?subject=violation_case&subject_row=$v&type=hearing_notice&state=issued -> 200 rows=1 $hn=items.0
  post documents/$hn/stamp seal=stamped               -> 200
as case_officer@zhangdian
  post documents/$hn/serve service=post served_at=$now -> 200
clock ${h.hearing_at+1h}
as case_officer@zhangdian
  post violation_cases/$v/files/hearing_record file:../house/pixel.png @Content-Type=image/png -> 201
as legal@zhangdian
  post violation_cases/$v/hear                       -> 200 state=heard due_term=decide_fine
as leader@zhangdian
  post violation_cases/$v/approve                    -> 409 E_GUARD reviewed_by
as legal@zhangdian
  post violation_cases/$v/review opinion=事实清楚程序合法 -> 200 state=reviewed due_term=decide_fine
as leader@zhangdian-1
  post violation_cases/$v/approve                    -> 404
as leader@zhangdian
  post violation_cases/$v/approve                    -> 200 state=approved approved_by=leader@zhangdian
as case_officer@zhangdian
  post violation_cases/$v/decide                     -> 200 state=decided remedy=both
  get  documents?subject=violation_case&subject_row=$v -> 200 items.*.type=approval_sheet items.*.type=general_decision items.*.state=voided

# 行政处罚法 64/1/1、85: a second after the five working days nobody asks for a hearing any more, and the clock of the decision (违法处理程序规定 51) begins.
clock ${today+1d}T09:00+08:00
as case_officer@zhangdian
  post violation_cases source=stop code=1706 happened_at=${now-10m} address=北京路 road=urban officer2=case_officer2@zhangdian -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验丁 party_id=370399199001010054 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=general penalty=fine fine=200000 facts=强行通行 evidence=民警证言 told_way=record -> 200
  get  documents?subject=violation_case&subject_row=$v&type=intended_penalty&state=issued -> 200 rows=1 $told=items.0
  post violation_cases/$v/files/inquiry file:../house/pixel.png @Content-Type=image/png -> 201
clock ${now+9d}
as leader@zhangdian
  post violation_cases/$v/approve                    -> 409 E_GUARD hearing_until body~未起算 # nobody was told: the days have not begun
as case_officer@zhangdian
  post documents/$told/sign signature=hand            -> 200
  get  violation_cases/$v                            -> 200 due_term=hearing_apply hearing_until>${now+4d} $t
clock ${t.hearing_until-1s}
as leader@zhangdian
  post violation_cases/$v/approve                    -> 409 E_GUARD hearing_until
clock $t.hearing_until run cases.due
as case_officer@zhangdian
  post violation_cases/$v/ask_hearing                -> 409 E_GUARD hearing_until
  sleep 1
  get  violation_cases/$v                            -> 200 due_term=decide_fine due_from=$t.hearing_until
as leader@zhangdian
  post violation_cases/$v/approve                    -> 200 state=approved

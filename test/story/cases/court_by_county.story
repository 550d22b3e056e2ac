# 行政强制法 53、行政案件程序规定 208/2: the court is asked by the head of an authority of county level; the head of a squadron is not one.
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $s=items.0
  patch settings/$s value=365                        -> 200
clock ${today+1d}T09:00+08:00
recorder officer@zhangdian-1 -> 200 outcome=taken
as officer@zhangdian-1
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post case_parties violation_case=$v address=样例路3号 -> 201
  post violation_cases/$v/tell procedure=simple penalty=fine fine=10000 facts=灯光 told_way=oral -> 200
  post violation_cases/$v/decide                     -> 200
  get  documents?subject=violation_case&subject_row=$v&type=simple_decision -> 200 $d=items.0
  post documents/$d/stamp seal=stamped               -> 200
  post documents/$d/sign signature=hand              -> 200
  post documents/$d/serve service=person served_at=$now -> 200
  post violation_cases/$v/serve service=direct       -> 200 $v
clock $v.due_at run cases.due
clock ${v.due_at+31d}
as case_officer@zhangdian
  post violation_cases/$v/demand                     -> 200 state=demanded
as leader@zhangdian-1
  post violation_cases/$v/apply_court                -> 403 E_FORBIDDEN authority
as leader@zhangdian
  post violation_cases/$v/apply_court                -> 409 E_GUARD

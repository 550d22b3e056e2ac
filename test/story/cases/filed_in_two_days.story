# 违法处理程序规定 44/2: a simple decision is filed with the unit within two working days; a second after that it is a finding, and gone when it is filed.
clock ${today+1d}T09:00+08:00
as officer@zhangdian-1
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200
recorder officer@zhangdian-1 -> 200 outcome=taken
  post violation_cases/$v/decide                     -> 200 $d
clock ${d.file_by-1s} run decision_not_filed
as leader@zhangdian-1
  get  findings?rule=decision_not_filed&about_row=$v -> 200 rows=0
clock ${d.file_by+1s} run decision_not_filed
as leader@zhangdian-1
  get  findings?rule=decision_not_filed&about_row=$v -> 200 rows=1 items.0.state=open
as officer@zhangdian-1
  post violation_cases/$v/file                       -> 200 filed_at=*
  post violation_cases/$v/file                       -> 409 E_GUARD filed_at
clock ${d.file_by+2s} run decision_not_filed
as leader@zhangdian-1
  get  findings?rule=decision_not_filed&about_row=$v -> 200 rows=1 items.0.state=gone

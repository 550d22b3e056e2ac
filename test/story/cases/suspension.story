# 道路交通安全法 91/1、违法处理程序规定 51: a first drink-driving is six months of suspension, decided within three working days of the appearance.
as case_officer@zhangdian
  post violation_cases source=stop code=1712 happened_at=${now-10m} address=北京路 road=urban officer2=case_officer2@zhangdian -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验己 party_id=370399199001010097 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=general penalty=suspension suspend_months=3 fine=150000 facts=饮酒后驾驶 told_way=record -> 422 E_BAD_VALUE suspend_months
  post violation_cases/$v/tell procedure=general penalty=suspension suspend_months=6 fine=150000 facts=饮酒后驾驶 told_way=record -> 200 due_term=decide_suspension due_from=$v.appeared_at points=12
as case_officer2@zhangdian
  post violation_cases/$v/decide                     -> 409 E_GUARD procedure

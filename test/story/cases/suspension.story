# 道路交通安全法 91/1、100/2，违法处理程序规定 51，行政处罚法 63: a first drink-driving is six months of suspension and a fine, no less, decided within three working days of the appearance; of two thousand a hearing may be asked for; what must be revoked is revoked.
as case_officer@zhangdian
  post violation_cases source=stop code=1712 happened_at=${now-10m} address=北京路 road=urban officer2=case_officer2@zhangdian -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验己 party_id=370399199001010097 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=general penalty=suspension suspend_months=3 fine=150000 facts=饮酒后驾驶 told_way=record -> 422 E_BAD_VALUE suspend_months
  post violation_cases/$v/tell procedure=general penalty=warning facts=饮酒后驾驶 told_way=record -> 422 E_BAD_VALUE penalty
  post violation_cases/$v/tell procedure=general penalty=fine fine=150000 facts=饮酒后驾驶 told_way=record -> 422 E_BAD_VALUE penalty
  post violation_cases/$v/tell procedure=general penalty=suspension suspend_months=6 facts=饮酒后驾驶 told_way=record -> 422 E_BAD_VALUE fine
  post violation_cases/$v/tell procedure=general penalty=suspension suspend_months=6 fine=199999 facts=饮酒后驾驶 told_way=record -> 200 hearing_right=false
  post violation_cases/$v/rework                     -> 200
  post violation_cases/$v/tell procedure=general penalty=suspension suspend_months=6 fine=200000 facts=饮酒后驾驶 told_way=record -> 200 hearing_right=true
  post violation_cases/$v/rework                     -> 200
  post violation_cases/$v/tell procedure=general penalty=suspension suspend_months=6 fine=150000 facts=饮酒后驾驶 told_way=record -> 200 due_term=decide_suspension due_from=$v.appeared_at points=12
as case_officer2@zhangdian
  post violation_cases/$v/decide                     -> 409 E_GUARD procedure
as case_officer@zhangdian
  post violation_cases source=stop code=1001 happened_at=${now-10m} address=北京路 road=urban officer2=case_officer2@zhangdian -> 201 $w
  post violation_cases/$w/establish party=driver party_kind=person party_name=试验己 party_id=370399199001010097 own_vehicle=true -> 200
  post violation_cases/$w/tell procedure=general penalty=fine fine=100000 facts=驾驶拼装车 told_way=record -> 422 E_BAD_VALUE penalty
  post violation_cases/$w/tell procedure=general penalty=revocation fine=100000 facts=驾驶拼装车 told_way=record -> 200 hearing_right=true

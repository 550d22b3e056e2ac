# 违法处理程序规定 42、43、44、7/2: two hundred yuan exactly is still simple; on a highway two officers; the decision is filed within two working days, and what is not is a finding.
as officer@zhangdian-1
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=highway -> 409 E_GUARD officer2
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 -> 422 E_MISSING road # how many officers, which ladder
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=highway officer2=officer@zhangdian-1 -> 422 E_BAD_VALUE officer2
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=highway officer2=officer2@zhangdian-1 plate=鲁C5A501 plate_class=02 -> 201 $v state=accepted
  post violation_cases/$v/establish party=driver party_kind=unit party_name=试验乙 party_id=370399199001010011 -> 422 E_BAD_VALUE party_kind
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=simple penalty=fine fine=20000 facts=不按规定使用灯光 told_way=oral -> 200 state=told points=1
  post violation_cases/$v/approve                    -> 403
recorder officer@zhangdian-1 -> 200 outcome=taken
  post violation_cases/$v/decide                     -> 200 state=decided file_by=*
  patch violation_cases/$v factor:=[]                -> 409 E_GUARD factor
  patch violation_cases/$v officer2=case_officer@zhangdian -> 422
  post violation_cases/$v/serve service=direct       -> 409 E_GUARD document.simple_decision
  get  documents?subject=violation_case&subject_row=$v&type=simple_decision&state=issued -> 200 rows=1 $doc=items.0
  post documents/$doc/stamp seal=stamped              -> 200
  post documents/$doc/sign signature=hand             -> 200
  post documents/$doc/serve service=person served_at=$now -> 200
  post violation_cases/$v/serve service=left         -> 409 E_GUARD service_proof
  post violation_cases/$v/serve service=direct       -> 200 state=served
  get  violation_cases/$v                            -> 200 masked:party_name masked:party_id
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $w
  post violation_cases/$w/join                       -> 403 E_SECOND_PERSON
as officer2@zhangdian-1
  post violation_cases/$w/join                       -> 200 officer2=officer2@zhangdian-1
as officer@zhangdian-2
  post violation_cases/$w/join                       -> 404
as officer@zhangdian-1
  post violation_cases/$w/warn_orally                -> 200 state=oral_warned
  post violation_cases source=stop code=1102 happened_at=${now-800d} address=昌国路 road=urban -> 409 E_GUARD happened_at
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $x
  post violation_cases/$x/establish party=driver party_kind=person party_name=试验丙 party_id=370399199001010038 -> 200
  post violation_cases/$x/tell procedure=simple penalty=warning fine=100 facts=灯光 told_way=oral -> 422 E_BAD_VALUE fine
  post violation_cases/$x/tell procedure=simple penalty=warning facts=灯光 told_way=oral -> 200 points=0
recorder officer@zhangdian-1 -> 200 outcome=taken
  post violation_cases/$x/decide                     -> 200 surcharge_told=false
  get  documents?subject=violation_case&subject_row=$x&type=simple_decision&state=issued -> 200 rows=1 $dx=items.0
  post documents/$dx/stamp seal=stamped              -> 200
  post documents/$dx/sign signature=hand             -> 200
  post documents/$dx/serve service=person served_at=$now -> 200
  post violation_cases/$x/serve service=direct       -> 200 state=closed due_at=null

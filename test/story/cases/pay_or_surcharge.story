# 道路交通安全法 108/1、行政处罚法 67、72、73/3: fifteen days to pay from service; from the day after 3 % a day, never more than the fine, standing still while it is contested.
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $s=items.0
  patch settings/$s value=365                        -> 200
  post adapters code=bank-$uniq kind=payment secret=00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff nontax_code=103050101 -> 201 $bank
as sysadmin@detachment
  post adapters/$bank/start                          -> 200
clock ${today+1d}T09:00+08:00
as case_officer@zhangdian
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=simple penalty=fine fine=10000 facts=灯光 told_way=oral -> 200
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$v/decide                     -> 200
  get  documents?subject=violation_case&subject_row=$v&type=simple_decision&state=issued -> 200 rows=1 $doc=items.0
  post documents/$doc/stamp seal=stamped              -> 200
  post documents/$doc/sign signature=hand             -> 200
  post documents/$doc/serve service=person served_at=$now -> 200
  post violation_cases/$v/serve service=direct       -> 200 state=served $d
  get  payment_orders?violation_case=$v              -> 200 items.0.pay_by=$d.due_at $o=items.0
clock ${d.due_at-1s} run cases.due
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$o.number -> 200 fine=10000 surcharge=0
as case_officer@zhangdian
  get  violation_cases/$v                            -> 200 state=served
  post violation_cases/$v/demand                     -> 409 E_NO_STEP
clock $d.due_at run cases.due
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$o.number -> 200 fine=10000 surcharge=300
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$o.number transaction=W1$uniq amount:=10000 paid_at=$now -> 409 outcome=wrong_amount
  sleep 1
as case_officer@zhangdian
  get  violation_cases/$v                            -> 200 state=overdue due_term=surcharge_30
  post violation_cases/$v/contest                    -> 200 contested_from=*
  post violation_cases/$v/demand                     -> 409 E_GUARD contested_from
clock ${d.due_at+10d}
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$o.number -> 200 surcharge=300
as case_officer@zhangdian
  post violation_cases/$v/uncontest                  -> 200 contested_days=10 $u
  post violation_cases/$v/demand                     -> 409 E_GUARD due_at
clock ${d.due_at+13d}
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$o.number -> 200 surcharge=1200
clock ${d.due_at+30d}
as case_officer@zhangdian
  post violation_cases/$v/demand                     -> 409 E_GUARD due_at
clock ${u.due_at-1s}
as case_officer@zhangdian
  post violation_cases/$v/demand                     -> 409 E_GUARD due_at
clock $u.due_at
as case_officer@zhangdian
  post violation_cases/$v/demand                     -> 200 state=demanded due_term=court_urge
  get  documents?subject=violation_case&subject_row=$v&type=demand_notice -> 200 rows=1 $m=items.0
  post documents/$m/stamp seal=stamped               -> 200
  post documents/$m/sign signature=hand              -> 200
  post documents/$m/serve service=person served_at=$now -> 200
as leader@zhangdian
  post violation_cases/$v/apply_court                -> 409 E_GUARD due_at
clock ${d.due_at+52d}
clock ${d.due_at+60d}
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$o.number -> 200 surcharge=10000
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$o.number transaction=W2$uniq amount:=20000 paid_at=$now -> 200 outcome=taken
as case_officer@zhangdian
  get  violation_cases/$v                            -> 200 state=paid
as leader@zhangdian
  post violation_cases/$v/cancel reason=事实认定有误 -> 200 state=cancelled points=0
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=refunded order=$o.number refund_no=TF1 amount:=19999 -> 409 outcome=wrong_amount
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=refunded order=$o.number refund_no=TF1 amount:=20000 -> 200 outcome=taken
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=refunded order=$o.number refund_no=TF1 amount:=20000 -> 200 outcome=repeated

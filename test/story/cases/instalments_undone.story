# 行政处罚法 66/2、72/2、73/3、75/2，记分管理办法 16: of a fine in parts only what is left is owed and demanded; no surcharge on a late part while it is contested; cancelled, its open parts are void, take no money, and what was paid goes back to the fen. One transaction pays one thing; whether the day of payment is overdue is a row. The time to ask the court runs from the end of the deferral.
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $s=items.0
  patch settings/$s value=365                        -> 200
  post adapters code=bank-$uniq kind=payment secret=00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff nontax_code=103050101 -> 201 $bank
as sysadmin@detachment
  post adapters/$bank/start                          -> 200
clock ${today+1d}T09:00+08:00
as case_officer@zhangdian
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验卯 party_id=370399199001010230 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=simple penalty=fine fine=20000 facts=灯光 told_way=oral -> 200
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$v/decide                     -> 200
  get  documents?subject=violation_case&subject_row=$v&type=simple_decision&state=issued -> 200 rows=1 $vdoc=items.0
  post documents/$vdoc/stamp seal=stamped            -> 200
  post documents/$vdoc/sign signature=hand           -> 200
  post documents/$vdoc/serve service=person served_at=$now -> 200
  post violation_cases/$v/serve service=direct       -> 200 state=served $vd
  get  payment_orders?violation_case=$v              -> 200 $vo=items.0
  post deferrals violation_case=$v kind=instalments difficulty=失业 part:=[{"pay_by":"${today+20d}","amount":10000},{"pay_by":"${today+50d}","amount":10000}] -> 201 $vf
  post deferrals/$vf/files/application file:../house/pixel.png @Content-Type=image/png -> 201
as leader@zhangdian
  post deferrals/$vf/approve                         -> 200 state=approved $vg
  get  instalments?violation_case=$v&sort=number       -> 200 rows=2 $p1=items.0 $p2=items.1
as case_officer@zhangdian
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $w
  post violation_cases/$w/establish party=driver party_kind=person party_name=试验卯 party_id=370399199001010231 own_vehicle=true -> 200
  post violation_cases/$w/tell procedure=simple penalty=fine fine=20000 facts=灯光 told_way=oral -> 200
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$w/decide                     -> 200
  get  documents?subject=violation_case&subject_row=$w&type=simple_decision&state=issued -> 200 rows=1 $wdoc=items.0
  post documents/$wdoc/stamp seal=stamped            -> 200
  post documents/$wdoc/sign signature=hand           -> 200
  post documents/$wdoc/serve service=person served_at=$now -> 200
  post violation_cases/$w/serve service=direct       -> 200 state=served $wd
  get  payment_orders?violation_case=$w              -> 200 $wo=items.0
  post deferrals violation_case=$w kind=deferred difficulty=失业 part:=[{"pay_by":"${today+200d}","amount":20000}] -> 201 $wf
  post deferrals/$wf/files/application file:../house/pixel.png @Content-Type=image/png -> 201
as leader@zhangdian
  post deferrals/$wf/approve                         -> 200 state=approved $wg
as case_officer@zhangdian
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $x
  post violation_cases/$x/establish party=driver party_kind=person party_name=试验卯 party_id=370399199001010232 own_vehicle=true -> 200
  post violation_cases/$x/tell procedure=simple penalty=fine fine=20000 facts=灯光 told_way=oral -> 200
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$x/decide                     -> 200
  get  documents?subject=violation_case&subject_row=$x&type=simple_decision&state=issued -> 200 rows=1 $xdoc=items.0
  post documents/$xdoc/stamp seal=stamped            -> 200
  post documents/$xdoc/sign signature=hand           -> 200
  post documents/$xdoc/serve service=person served_at=$now -> 200
  post violation_cases/$x/serve service=direct       -> 200 state=served $xd
  get  payment_orders?violation_case=$x              -> 200 $xo=items.0
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$p1.number transaction=P1$uniq amount:=10000 paid_at=$now -> 200 outcome=taken
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$xo.number transaction=P1$uniq amount:=20000 paid_at=$now -> 409 outcome=conflict
clock $xd.due_at
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$xo.number -> 200 fine=20000 surcharge=600
as legal@zhangdian
  get  enforcement_rules?code=surcharge_pay_day        -> 200 rows=1 $day=items.0
  patch enforcement_rules/$day value=0                 -> 200
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$xo.number -> 200 fine=20000 surcharge=0
as legal@zhangdian
  patch enforcement_rules/$day value=1                 -> 200
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$xo.number transaction=X1$uniq amount:=20600 paid_at=$now -> 200 outcome=taken
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$p2.number transaction=X1$uniq amount:=10000 paid_at=$now -> 409 outcome=conflict
clock $p2.pay_by run cases.due
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$vo.number -> 200 fine=10000 surcharge=300
  sleep 1
as case_officer@zhangdian
  post violation_cases/$v/contest                      -> 200 state=overdue contested_from=*
clock ${p2.pay_by+20d}
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$p2.number -> 200 fine=10000 surcharge=300
as case_officer@zhangdian
  post violation_cases/$v/uncontest                    -> 200 contested_days=20 $u
clock ${p2.pay_by+21d}
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$p2.number -> 200 fine=10000 surcharge=600
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$vo.number -> 200 fine=10000 surcharge=600
clock ${u.due_at-1s}
as case_officer@zhangdian
  post violation_cases/$v/demand                       -> 409 E_GUARD due_at
clock $u.due_at
as case_officer@zhangdian
  post violation_cases/$v/demand                       -> 200 state=demanded
  get  documents?subject=violation_case&subject_row=$v&type=demand_notice -> 200 rows=1
as leader@zhangdian
  post violation_cases/$v/cancel reason=事实认定有误    -> 200 state=cancelled
  get  payment_orders/$vo                              -> 200 state=refunding paid_fine=10000 paid_surcharge=0
  get  instalments/$p2                                 -> 200 state=voided
  get  instalments/$p1                                 -> 200 state=paid
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$p2.number -> 409 state=voided fine=0
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$p2.number transaction=P2$uniq amount:=10000 paid_at=$now -> 409 outcome=conflict
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=refunded order=$vo.number refund_no=TF1 amount:=9999 -> 409 outcome=wrong_amount
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=refunded order=$vo.number refund_no=TF1 amount:=10000 -> 200 outcome=taken
clock $wg.until run cases.due
  sleep 1
as case_officer@zhangdian
  get  violation_cases/$w                              -> 200 state=overdue $wl
clock $wl.due_at
as case_officer@zhangdian
  post violation_cases/$w/demand                       -> 200
  get  documents?subject=violation_case&subject_row=$w&type=demand_notice -> 200 rows=1 $m=items.0
  post documents/$m/stamp seal=stamped                 -> 200
  post documents/$m/sign signature=hand                -> 200
  post documents/$m/serve service=person served_at=$now -> 200
  post terms/reckon term=court_apply from=${wg.until-1s} -> 200 $last
clock ${last.due_at-1s}
as leader@zhangdian
  post violation_cases/$w/apply_court                  -> 200 state=enforcing

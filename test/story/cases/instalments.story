# 行政处罚法 66/2、72/2、行政案件程序规定 217: who is in real difficulty applies, another person of the authority approves; deferred, the fine is due on the new day; in parts, each part is paid in its order and to the fen, with the surcharge of the part that is late, and the last one pays the order.
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
  get  documents?subject=violation_case&subject_row=$v&type=simple_decision&state=issued -> 200 rows=1 $doc=items.0
  post documents/$doc/stamp seal=stamped              -> 200
  post documents/$doc/sign signature=hand             -> 200
  post documents/$doc/serve service=person served_at=$now -> 200
  post violation_cases/$v/serve service=direct       -> 200 state=served $d
  get  payment_orders?violation_case=$v              -> 200 $o=items.0
  post deferrals violation_case=$v kind=instalments difficulty=失业 part:=[{"pay_by":"${today+30d}","amount":10000},{"pay_by":"${today+60d}","amount":9999}] -> 422 E_BAD_VALUE part
  post deferrals violation_case=$v kind=instalments difficulty=失业 part:=[{"pay_by":"${today+60d}","amount":10000},{"pay_by":"${today+30d}","amount":10000}] -> 422 E_BAD_VALUE part
  post deferrals violation_case=$v kind=deferred difficulty=失业 part:=[{"pay_by":"${today+30d}","amount":10000},{"pay_by":"${today+60d}","amount":10000}] -> 422 E_BAD_VALUE part
  post deferrals violation_case=$v kind=instalments difficulty=失业 part:=[{"pay_by":"${today+30d}","amount":10000},{"pay_by":"${today+60d}","amount":10000}] -> 201 $f state=asked
as leader@zhangdian
  post deferrals/$f/approve                          -> 409 E_GUARD application
as case_officer@zhangdian
  post deferrals/$f/files/application file:../house/pixel.png @Content-Type=image/png -> 201
  post deferrals/$f/approve                          -> 403
  post deferrals violation_case=$v kind=deferred difficulty=失业 part:=[{"pay_by":"${today+30d}","amount":20000}] -> 201 $f2
  post deferrals/$f2/files/application file:../house/pixel.png @Content-Type=image/png -> 201
as leader@zhangdian
  post deferrals/$f/approve                          -> 200 state=approved number=* until=* $g
  post deferrals/$f2/approve                         -> 409 E_EXISTS violation_case
  get  violation_cases/$v                            -> 200 state=served due_at=$g.until
  get  payment_orders/$o                             -> 200 pay_by=$g.until
  get  documents?subject=violation_case&subject_row=$v&type=deferral_decision -> 200 rows=1 items.0.number=$g.number
  get  instalments?violation_case=$v&sort=number     -> 200 rows=2 $p1=items.0 $p2=items.1
as case_officer@zhangdian
  post deferrals violation_case=$v kind=deferred difficulty=失业 part:=[{"pay_by":"${today+90d}","amount":20000}] -> 409 E_EXISTS violation_case
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$o.number transaction=I0$uniq amount:=20000 paid_at=$now -> 409 outcome=conflict
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$p2.number transaction=I1$uniq amount:=10000 paid_at=$now -> 409 outcome=early
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$p1.number transaction=I1$uniq amount:=9999 paid_at=$now -> 409 outcome=wrong_amount
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$p1.number transaction=I1$uniq amount:=10000 paid_at=$now -> 200 outcome=taken
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$p1.number transaction=I1$uniq amount:=10000 paid_at=$now -> 200 outcome=repeated
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$p2.number transaction=I1$uniq amount:=10000 paid_at=$now -> 409 outcome=conflict
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$o.number -> 200 state=open fine=10000 surcharge=0
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$p1.number -> 409 state=paid fine=0 surcharge=0
clock ${p2.pay_by-25d}
clock ${p2.pay_by-1s}
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$p2.number -> 200 fine=10000 surcharge=0
clock $p2.pay_by
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$p2.number -> 200 state=open fine=10000 surcharge=300
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=$o.number -> 200 fine=10000 surcharge=300
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$p2.number transaction=I2$uniq amount:=10000 paid_at=$now -> 409 outcome=wrong_amount
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$p2.number transaction=I2$uniq amount:=10300 paid_at=$now -> 200 outcome=taken
as case_officer@zhangdian
  get  violation_cases/$v                            -> 200 state=paid
  get  payment_orders/$o                             -> 200 state=paid paid_fine=20000 paid_surcharge=300

# 违法处理程序规定 32/2: a licence is withheld until the decision; where only a fine is imposed it is given back when that is paid, and not before.
as secadmin@detachment
  post adapters code=bank-$uniq kind=payment secret=00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff nontax_code=103050101 -> 201 $bank
as sysadmin@detachment
  post adapters/$bank/start                          -> 200
clock ${today+1d}T09:00+08:00
as case_officer@zhangdian
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $v
recorder case_officer@zhangdian -> 200 outcome=taken
  post measures kind=licence thing=机动车驾驶证 violation_case=$v taken_at=${now-1m} place=昌国路 officer2=case_officer2@zhangdian ground=将机动车交由未取得驾驶证的人驾驶 told=true -> 201 $m appear_by=*
  post measures/$m/issue party_name=试验乙 party_id=370399199001010011 party_address=样例路2号 plate=鲁C5A521 vehicle_type=小型轿车 behaviour=样例 basis=道路交通安全法110 term_said=至作出处罚决定之日止 site_words=视频09:00至09:10：告知事由、依据和权利，听取申辩 -> 200
  get  documents?subject=measure&subject_row=$m&type=measure_voucher -> 200 $k=items.0
  post documents/$k/sign signature=hand              -> 200
as leader@zhangdian
  post measures/$m/approve                           -> 200
as case_officer@zhangdian
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验乙 party_id=370399199001010011 own_vehicle=true -> 200
  post violation_cases/$v/tell procedure=simple penalty=fine fine=5000 facts=灯光 told_way=oral -> 200
  post measures/$m/give_back receiver=试验乙 receiver_id=370399199001010011 returned_state=完好 -> 409 E_GUARD decided_at
  post violation_cases/$v/decide                     -> 200
  post measures/$m/give_back receiver=试验乙 receiver_id=370399199001010011 returned_state=完好 -> 409 E_GUARD fine
  get  documents?subject=violation_case&subject_row=$v&type=simple_decision -> 200 $d=items.0
  post documents/$d/stamp seal=stamped               -> 200
  post documents/$d/sign signature=hand              -> 200
  post documents/$d/serve service=person served_at=$now -> 200
  post violation_cases/$v/serve service=direct       -> 200
  post measures/$m/give_back receiver=试验乙 receiver_id=370399199001010011 returned_state=完好 -> 409 E_GUARD fine
  get  payment_orders?violation_case=$v              -> 200 $o=items.0
signed bank-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=$o.number transaction=S2$uniq amount:=5000 paid_at=$now -> 200 outcome=taken
as case_officer@zhangdian
  post measures/$m/give_back receiver=试验乙 receiver_id=370399199001010011 returned_state=完好 -> 200 state=returned

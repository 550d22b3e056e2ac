# 违法处理程序规定 82、行政案件程序规定 264: every form is issued by the steps that the law asks it for, with all that its articles list; test/tools/papers.mjs plays this and prints each on every paper it may have, to be looked at.
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $s=items.0
  patch settings/$s value=365                        -> 200
clock ${today+1d}T09:20+08:00

# A notice at the scene, refused; he comes, and it turns out that there is nothing to punish.
as officer@zhangdian-1
recorder officer@zhangdian-1 -> 200 outcome=taken
  post violation_cases source=stop notice_given=true code=1706 happened_at=${now-10m} address=昌国路与柳泉路路口东向西300米处 road=urban plate=鲁C5K101 plate_class=02 officer2=officer2@zhangdian-1 -> 201 $n state=summoned
  post violation_cases/$n/give_notice party_name=试验甲 party_id=370399199003070111 -> 200
  get  documents?subject=violation_case&subject_row=$n&type=handling_notice -> 200 rows=1 $d=items.0
  post documents/$d/stamp seal=stamped               -> 200
  post documents/$d/refuse refusal=当事人认为管制标志被行道树遮挡，拒绝签名 -> 200
  post documents/$d/serve service=person served_at=$now -> 200
  post violation_cases/$n/file                       -> 200
  post violation_cases/$n/appear                     -> 200
  post violation_cases/$n/establish party=driver party_kind=person party_name=试验甲 party_id=370399199003070111 own_vehicle=true -> 200
as leader@zhangdian
  post violation_cases/$n/no_penalty no_penalty_ground=no_fault reason=经核查，现场管制标志当日被遮挡，当事人有证据足以证明没有主观过错。 -> 200 state=no_penalty
  get  documents?subject=violation_case&subject_row=$n&type=no_penalty_decision -> 200 rows=1

# A vehicle held, verified, given back; a licence held and given back at once; things confiscated by a list.
as officer@zhangdian-1
  post measures kind=vehicle thing=小型轿车鲁C5K102 taken_at=${now-1h} place=昌国路与世纪路路口 officer2=officer2@zhangdian-1 ground=上道路行驶的机动车未悬挂机动车号牌 told=true cargo=后备箱内行李箱一只，当事人已自行取走 item:=[{"name":"小型轿车","count":1,"note":"银灰色，右后门有划痕，车牌缺失"},{"name":"机动车行驶证","count":1,"note":"鲁C5K102"},{"name":"车辆钥匙","count":2}] -> 201 $m
  post measures/$m/hand_over custody=张店区第一停车场  -> 200
  post measures/$m/issue party_name=试验乙 party_id=370399198811230124 party_address=模拟市张店区样例路2号3号楼2单元501室 plate=鲁C5K102 vehicle_type=小型轿车 behaviour=上道路行驶的机动车未悬挂机动车号牌 basis=道路交通安全法95/1；违法处理程序规定27/1/1 term_said=自扣留之日起至当事人提供相应的牌证或者补办相应手续之日止 site_words=视频09:00至09:10：告知事由、依据和权利，听取申辩 -> 200
  get  documents?subject=measure&subject_row=$m&type=measure_voucher -> 200 rows=1 $k=items.0
  post documents/$k/stamp seal=stamped               -> 200
  post documents/$k/sign signature=electronic recording=ZFJ-20260001-0007 -> 200
  post documents/$k/serve service=person served_at=$now -> 200
as leader@zhangdian
  post measures/$m/approve                           -> 200
as case_officer@zhangdian
  post measures/$m/verify                            -> 200
  post measures/$m/give_back receiver=试验乙 receiver_id=370399198811230124 returned_state=外观完好，里程与扣留时一致 -> 200
as officer@zhangdian-1
  post measures kind=licence thing=机动车驾驶证370399198811230124 taken_at=${now-1h} place=昌国路与世纪路路口 officer2=officer2@zhangdian-1 ground=涉嫌饮酒后驾驶机动车 told=true -> 201 $l
  post measures/$l/issue party_name=试验丙 party_id=370399198811230140 party_address=模拟市张店区样例路6号 plate=鲁C5K103 vehicle_type=小型普通客车 behaviour=涉嫌饮酒后驾驶机动车 basis=道路交通安全法110/1；违法处理程序规定31//1 term_said=自扣留之日起至作出处罚决定之日止 site_words=视频09:00至09:10：告知事由、依据和权利，听取申辩 -> 200
  get  documents?subject=measure&subject_row=$l&type=measure_voucher -> 200 $k=items.0
  post documents/$k/sign signature=hand              -> 200
as leader@zhangdian
  post measures/$l/lift reason=经血液酒精含量检验，未达到饮酒后驾驶机动车的标准，不再需要采取行政强制措施。 -> 200
as officer@zhangdian-1
  post measures kind=confiscation thing=警报器、标志灯具 taken_at=${now-30m} place=中心路与人民路路口 officer2=officer2@zhangdian-1 ground=非法安装警报器、标志灯具 told=true item:=[{"name":"警报器","count":1,"note":"黑色，无生产厂名"},{"name":"标志灯具","count":2,"note":"红蓝双色，长条形，固定于前风窗玻璃内侧"}] -> 201 $c
  post measures/$c/issue party_name=试验丁 party_id=370399197705050153 party_address=模拟市临淄区样例街9号 plate=鲁C5K104 vehicle_type=小型普通客车 behaviour=非特种车辆非法安装警报器、标志灯具 basis=道路交通安全法97 term_said=收缴 site_words=视频09:00至09:10：告知事由、依据和权利，听取申辩 -> 200
  get  documents?subject=measure&subject_row=$c&type=confiscation_list -> 200 rows=1

# On the spot: signed, served by hand, paid in parts.
recorder officer@zhangdian-1 -> 200 outcome=taken
  post violation_cases source=stop code=1205 happened_at=${now-10m} address=柳泉路与人民路路口南侧人行横道 road=urban plate=鲁C5K105 plate_class=02 officer2=officer2@zhangdian-1 -> 201 $v
  post violation_cases/$v/establish party=driver party_kind=person party_name=试验戊 party_id=370399200002290168 own_vehicle=true -> 200
  post case_parties violation_case=$v phone=13800000000 address=模拟市张店区样例路8号 -> 201
  post violation_cases/$v/tell procedure=simple penalty=fine fine=20000 facts=行人正在通过人行横道，未停车让行。 told_way=oral -> 200
  post violation_cases/$v/decide                     -> 200
  get  documents?subject=violation_case&subject_row=$v&type=simple_decision -> 200 rows=1 $d=items.0
  post documents/$d/stamp seal=stamped               -> 200
  post documents/$d/sign signature=hand              -> 200
  post documents/$d/serve service=person served_at=$now -> 200
  post violation_cases/$v/serve service=direct       -> 200
  get  documents?subject=violation_case&subject_row=$v&type=payment_notice -> 200 rows=1
as case_officer@zhangdian
  post deferrals violation_case=$v kind=instalments difficulty=当事人失业，领取失业保险金，一次缴纳确有困难，附失业登记证明。 part:=[{"pay_by":"${today+30d}","amount":10000},{"pay_by":"${today+60d}","amount":10000}] -> 201 $f
  post deferrals/$f/files/application file:../house/pixel.png @Content-Type=image/png -> 201
as leader@zhangdian
  post deferrals/$f/approve                          -> 200
  get  documents?subject=violation_case&subject_row=$v&type=deferral_decision -> 200 rows=1

# A warning on the spot: no fine, no points.
as officer@zhangdian-1
  post violation_cases source=stop code=1110 happened_at=${now-5m} address=中心路 road=urban plate=鲁C5K106 plate_class=02 officer2=officer2@zhangdian-1 -> 201 $w
  post violation_cases/$w/establish party=driver party_kind=person party_name=试验己 party_id=370399199506060170 own_vehicle=true -> 200
  post violation_cases/$w/tell procedure=simple penalty=warning facts=未随车携带驾驶证。 told_way=oral -> 200
  post violation_cases/$w/decide                     -> 200

# A fine with a hearing, legal review, approval; left behind with a witness; taken back in the end.
as case_officer@zhangdian
  post violation_cases source=stop code=1706 happened_at=${now-20m} address=北京路与华光路路口 road=urban plate=鲁C5K107 plate_class=02 officer2=case_officer2@zhangdian -> 201 $h
  post violation_cases/$h/establish party=driver party_kind=person party_name=试验庚 party_id=370399198502140195 own_vehicle=true -> 200
  post case_parties violation_case=$h phone=13800000001 address=模拟市张店区样例路12号1号楼3单元402室 household=模拟省模拟市张店区样例街道 employer=模拟物流有限公司 earlier=2025年8月因违反禁令标志指示被罚款一百元 -> 201
  post documents/issue {"type":"inquiry_record","subject":{"record":"violation_case","row":$h},"content":{"began_at":"${now-15m}","ended_at":"$now","place":"张店大队违法处理窗口询问室","officer1":"模拟民警甲","officer2":"模拟民警乙","recorder":"模拟民警乙","authority":"模拟市公安局交通警察支队张店大队","person_name":"试验庚","sex":"男","birth":"1985-02-14","household":"模拟省模拟市张店区样例街道","address":"模拟市张店区样例路12号1号楼3单元402室","id_kind":"居民身份证","id_no":"370399198502140195","deputy":"否","record":"2025年8月因违反禁令标志指示被罚款一百元","phone":"13800000001","rights_told":true,"meals":"询问期间饮水，未到用餐时间。","recording":"ZFJ-20260001-0009","dialogue":[{"q":"我们是模拟市公安局交通警察支队张店大队的交通警察，这是我们的人民警察证件。现依法对你进行询问，你听清楚了吗？","a":"听清楚了。"},{"q":"你有权申请办案民警回避，有权进行陈述和申辩；对我们的询问应当如实回答，对与本案无关的问题有拒绝回答的权利。你是否明白？是否申请回避？","a":"明白，不申请回避。"},{"q":"你的姓名、出生日期、户籍所在地、现住址、身份证件种类及号码？","a":"试验庚，1985年2月14日出生，户籍和住址如上所列，居民身份证370399198502140195。"},{"q":"你是否为人民代表大会代表？以前是否受过处罚？","a":"不是。去年8月因违反禁令标志指示被罚过一百元。"},{"q":"今天上午你驾驶什么车、经过什么地方、发生了什么事？","a":"我驾驶鲁C5K107号小型汽车由南向北行驶到北京路与华光路路口，前面有警察和锥桶拦着，说是有活动管制，我着急送货，想着从边上绕过去，警察喊停我没有停，绕过锥桶开了过去，后来在前面一个路口被拦下。"},{"q":"当时民警是怎样示意你的？你看到管制标志没有？","a":"民警站在锥桶前面打了停车手势，也喊了话。标志我看见了，写着临时管制、禁止通行。"},{"q":"车上有无其他人员，有无造成人员受伤或者财物损失？","a":"只有我一个人，没有碰到人，也没有碰坏东西。"},{"q":"你对以上事实还有什么要说明的？","a":"我认识到错了，愿意接受处理，希望从轻。"}]}} -> 201 $q
  post documents/$q/sign signature=hand              -> 200
  post violation_cases/$h/tell procedure=general penalty=fine fine=200000 facts=民警示意停车并告知前方实行临时交通管制，当事人不听劝阻，绕过锥形桶强行通行。 evidence=民警执法经过、执法记录仪视听资料（ZFJ-20260001-0009）、当事人询问笔录、现场管制通告。 told_way=written -> 200 hearing_right=true $t
  get  documents?subject=violation_case&subject_row=$h&type=intended_penalty -> 200 rows=1 $d=items.0
  post documents/$d/sign signature=hand              -> 200
  post violation_cases/$h/defend defence=管制时间已过，要求免予处罚。 -> 200
  post violation_cases/$h/answer defence_answer=经核查，违法时间在管制通告载明的时段之内，申辩理由不成立。 -> 200
  post violation_cases/$h/ask_hearing                -> 200
as legal@zhangdian
  post violation_cases/$h/notify_hearing hearing_at=${now+20d} hearing_chair=legal@zhangdian -> 200 $g
  get  documents?subject=violation_case&subject_row=$h&type=hearing_notice -> 200 rows=1 $d=items.0
  post documents/$d/stamp seal=stamped               -> 200
as case_officer@zhangdian
  post documents/$d/sign signature=hand              -> 200
  post documents/$d/serve service=person served_at=$now -> 200
clock ${g.hearing_at+1h}
as case_officer@zhangdian
  post violation_cases/$h/files/hearing_record file:../house/pixel.png @Content-Type=image/png -> 201
as legal@zhangdian
  post violation_cases/$h/hear                       -> 200
  post violation_cases/$h/review opinion=事实清楚，证据确实充分，定性准确，程序合法，量罚适当。 -> 200
as leader@zhangdian
  post violation_cases/$h/approve                    -> 200
as case_officer@zhangdian
  post violation_cases/$h/decide                     -> 200
  get  documents?subject=violation_case&subject_row=$h&type=general_decision -> 200 rows=1 $d=items.0
  post documents/$d/stamp seal=stamped               -> 200
  post documents/$d/refuse refusal=当事人不服听证结果，拒绝签收 witness=样例社区居民委员会工作人员 -> 200
  post documents/$d/serve service=left served_at=$now witness=样例社区居民委员会工作人员 -> 200
  post violation_cases/$h/files/service_proof file:../house/pixel.png @Content-Type=image/png -> 201
  post violation_cases/$h/serve service=left         -> 200
  get  documents?subject=violation_case&subject_row=$h&type=service_receipt -> 200 rows=1
as legal@zhangdian
  get  violation_cases/$h reason=案件评查            -> 200
  post violation_cases/$h/biography reason=归档      -> 201
  post violation_cases/$h/contents reason=归档       -> 201

# A suspension with a fine: the licence was held before; served electronically to who has signed that he agrees.
as case_officer@zhangdian
  post violation_cases source=stop code=1712 happened_at=${now-3h} address=张周路K12+300米 road=highway plate=鲁C5K108 plate_class=02 officer2=case_officer2@zhangdian -> 201 $e
  post violation_cases/$e/establish party=driver party_kind=person party_name=试验辛 party_id=37039919900101021X own_vehicle=true -> 200
  post case_parties violation_case=$e phone=13800000002 address=模拟市张店区样例路20号 household=模拟省模拟市周村区 employer=无 earlier=无 vehicle_type=小型普通客车 -> 201
recorder case_officer@zhangdian -> 200 outcome=taken
  post measures violation_case=$e kind=licence thing=机动车驾驶证37039919900101021X taken_at=${now-2h} place=张周路K12+300米 officer2=case_officer2@zhangdian ground=涉嫌饮酒后驾驶机动车 told=true -> 201 $l
  post measures/$l/issue party_name=试验辛 party_id=37039919900101021X party_address=模拟市张店区样例路20号 plate=鲁C5K108 vehicle_type=小型普通客车 behaviour=涉嫌饮酒后驾驶机动车 basis=道路交通安全法110/1；违法处理程序规定31//1 term_said=自扣留之日起至作出处罚决定之日止 site_words=视频09:00至09:10：告知事由、依据和权利，听取申辩 -> 200
  post violation_cases/$e/tell procedure=general penalty=suspension suspend_months=6 fine=150000 facts=经呼气酒精测试，结果为46mg/100mL。 evidence=呼气酒精测试单、执法记录仪视听资料、询问笔录、驾驶人信息查询结果单。 told_way=record -> 200
  get  documents?subject=violation_case&subject_row=$e&type=intended_penalty -> 200 $d=items.0
  post documents/$d/sign signature=hand              -> 200
  post violation_cases/$e/files/inquiry file:../house/pixel.png @Content-Type=image/png -> 201
clock ${now+22h}
as leader@zhangdian
  post violation_cases/$e/approve                    -> 200
as case_officer@zhangdian
  post violation_cases/$e/decide                     -> 200
  post documents/issue {"type":"service_consent","subject":{"record":"violation_case","row":$e},"content":{"person_name":"试验辛","id_no":"37039919900101021X","phone":"13800000002","address":"模拟市张店区样例路20号","ways":"电子送达、邮寄送达","electronic_address":"交管12123应用（模拟）消息中心，预留手机号码13800000002","authority":"模拟市公安局交通警察支队张店大队","issued_at":"$today"}} -> 201 $o
  post documents/$o/sign signature=hand              -> 200
  get  documents?subject=violation_case&subject_row=$e&type=general_decision -> 200 $d=items.0
  post documents/$d/stamp seal=electronic seal_no=3703990000001 -> 200
  post documents/$d/serve service=electronic served_at=$now consent_document=$o -> 200
  post violation_cases/$e/serve service=electronic consent=true -> 200

# A unit as the owner, recorded by a camera's case made by hand: unpaid until the court is asked.
  post violation_cases source=stop code=1205 happened_at=${now-10m} address=柳泉路与人民路路口 road=urban plate=鲁C5K109 plate_class=01 officer2=case_officer2@zhangdian -> 201 $u
  post violation_cases/$u/establish party=driver party_kind=person party_name=试验壬 party_id=370399196612120230 own_vehicle=false -> 200
  post case_parties violation_case=$u address=模拟市桓台县样例镇样例村1号 -> 201
  post violation_cases/$u/tell procedure=simple penalty=fine fine=20000 facts=行人正在通过人行横道，未停车让行。 told_way=oral -> 200
recorder case_officer@zhangdian -> 200 outcome=taken
  post violation_cases/$u/decide                     -> 200
  get  documents?subject=violation_case&subject_row=$u&type=simple_decision -> 200 $d=items.0
  post documents/$d/stamp seal=stamped               -> 200
  post documents/$d/refuse refusal=当事人拒绝签名 -> 200
  post documents/$d/serve service=person served_at=$now -> 200
  post violation_cases/$u/serve service=direct       -> 200 $d
clock $d.due_at run cases.due
clock ${d.due_at+20d}
clock ${d.due_at+31d}
as case_officer@zhangdian
  post violation_cases/$u/demand                     -> 200
  get  documents?subject=violation_case&subject_row=$u&type=demand_notice -> 200 rows=1 $m=items.0
  post documents/$m/stamp seal=stamped               -> 200
  post documents/$m/sign signature=hand              -> 200
  post documents/$m/serve service=person served_at=$now -> 200
clock ${d.due_at+59d}
clock ${d.due_at+85d}
as leader@zhangdian
  post violation_cases/$u/apply_court                -> 200
  get  documents?subject=violation_case&subject_row=$u&type=court_application -> 200 rows=1
as leader2@zhangdian
  post violation_cases/$h/cancel reason=听证笔录所附管制通告与公布的通告时段不一致，主要证据不足。 -> 200
  get  documents?subject=violation_case&subject_row=$h&type=cancel_decision -> 200 rows=1

# 行政强制法 18、19；违法处理程序规定 25、28、30；行政案件程序规定 55/3: two officers, a site record or the recording with words on it, reported and approved within 24 hours from the measure, handed over within 24 hours, verified within ten working days, prolonged to fifteen in all.
as officer@zhangdian-1
  post measures kind=vehicle thing=鲁C5A502 taken_at=${now-1h} place=昌国路 officer2=officer@zhangdian-1 ground=未悬挂号牌 told=true -> 403 E_SECOND_PERSON officer2
  post measures kind=vehicle thing=鲁C5A502 taken_at=${now-1h} place=昌国路 officer2=officer2@zhangdian-1 ground=未悬挂号牌 told=false -> 409 E_GUARD told
recorder officer@zhangdian-1 -> 200 outcome=taken
  post measures kind=vehicle thing=鲁C5A502 taken_at=${now-1h} place=昌国路 officer2=officer2@zhangdian-1 ground=未悬挂号牌 told=true -> 201 $m state=taken due_term=measure_report
  get  measures/$m                                   -> 200 due_from=$m.taken_at due_at=${m.taken_at+24h} handed_by=${m.taken_at+24h}
  post measures/$m/hand_over custody=第一停车场      -> 200 handed_at=*
  post measures/$m/hand_over custody=第一停车场      -> 409 E_GUARD handed_at
  post measures/$m/issue party_name=试验辛 party_id=370399199001010134 party_address=样例路2号 plate=鲁C5A502 vehicle_type=小型轿车 behaviour=上道路行驶的机动车未悬挂机动车号牌 basis=道路交通安全法95、90 term_said=自扣留之日起至当事人提供合法证明之日止 -> 200 voucher=* site_recording=*
  post measures/$m/issue party_name=试验辛 party_id=370399199001010134 party_address=样例路2号 plate=鲁C5A502 vehicle_type=小型轿车 behaviour=上道路行驶的机动车未悬挂机动车号牌 basis=道路交通安全法95、90 term_said=自扣留之日起至当事人提供合法证明之日止 -> 409 E_GUARD voucher
  post measures/$m/approve                           -> 403
as leader@zhangdian
  post measures/$m/approve                           -> 409 E_GUARD document.measure_voucher
as officer@zhangdian-1
  get  documents?subject=measure&subject_row=$m&type=measure_voucher -> 200 rows=1 $k=items.0
  post documents/$k/refuse refusal=认为不应扣车 witness=样例 -> 200
as leader@zhangdian
  post measures/$m/approve                           -> 409 E_GUARD site_record # a recording, but no words on it
as officer@zhangdian-1
  post measures/$m/files/site_record file:../house/pixel.png @Content-Type=image/png -> 201
as leader@zhangdian
  post measures/$m/approve                           -> 200 state=approved due_term=measure_appear
  post measures/$m/destroy reason=报废               -> 409 E_GUARD kind
as case_officer@zhangdian
  post measures/$m/announce detained_under=papers noticed_on=$today published_in=样例公告栏 -> 409 E_GUARD taken_at
  post measures/$m/give_back receiver=试验辛 receiver_id=370399199001010134 returned_state=完好 -> 409 E_GUARD proof_at
  post measures/$m/verify                            -> 200 state=verifying due_term=vehicle_verify $p
as leader@zhangdian
  post measures/$m/prolong reason=来历证明待外地核实  -> 200 state=prolonged due_term=vehicle_verify_ext due_from=$p.proof_at due_at>$p.due_at
as case_officer@zhangdian
  post measures/$m/give_back receiver=试验辛 receiver_id=370399199001010134 returned_state=完好 -> 200 state=returned due_at=null
  get  documents?subject=measure&subject_row=$m&type=return_list -> 200 rows=1
as officer@zhangdian-1
recorder officer@zhangdian-1 -> 200 outcome=taken
  post measures kind=vehicle thing=鲁C5A503 taken_at=${now-1h} place=昌国路 officer2=leader@zhangdian-1 ground=未悬挂号牌 told=true -> 201 $n state=taken
  post measures/$n/issue party_name=试验辛 party_id=370399199001010134 party_address=样例路2号 plate=鲁C5A503 vehicle_type=小型轿车 behaviour=上道路行驶的机动车未悬挂机动车号牌 basis=道路交通安全法95、90 term_said=自扣留之日起至当事人提供合法证明之日止 -> 200
as leader@zhangdian-1
  post measures/$n/approve                           -> 403 E_SECOND_PERSON
  post measures/$n/lift reason=已补办手续            -> 403 E_SECOND_PERSON
as leader@zhangdian
  post measures/$n/lift reason=已补办手续            -> 200 state=lifted
  get  documents?subject=measure&subject_row=$n&type=measure_lifted -> 200 rows=1
as officer@zhangdian-1
recorder officer@zhangdian-1 -> 200 outcome=taken
  post measures kind=confiscation thing=警报器 taken_at=${now-1h} place=昌国路 officer2=officer2@zhangdian-1 ground=非法安装警报器 told=true -> 201 $c detain_by=null
  post measures/$c/issue party_name=试验辛 party_id=370399199001010134 party_address=样例路2号 plate=鲁C5A504 vehicle_type=小型轿车 behaviour=非法安装警报器 basis=道路交通安全法97 term_said=收缴 site_words=视频09:00至09:10：告知事由、依据和权利，听取申辩 -> 200
  get  documents?subject=measure&subject_row=$c&type=measure_voucher -> 200 rows=1 $k=items.0
  post documents/$k/sign signature=hand              -> 200
as leader@zhangdian
  post measures/$c/approve                           -> 200 # the recording with words on it stands for the site record
as leader@zhangdian-1
  post measures/$c/destroy reason=非法装置           -> 403 E_FORBIDDEN authority # 规定 37/3: county level
as leader@zhangdian
  post measures/$c/destroy reason=非法装置           -> 200 state=disposed

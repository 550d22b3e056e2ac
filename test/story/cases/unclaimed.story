# 道路交通安全法 110/2、道路交通安全法实施条例 107、道路交通安全法 112/3: a vehicle held under 法92、95、96、98 is announced when thirty days have passed and its party was given notice, and disposed of by an authority of county level when three months of publication are over; 行政强制法 25、行政案件程序规定 112: held for thirty days, once for thirty more.
as secadmin@detachment
  get  settings?code=unused_days                     -> 200 $s=items.0
  patch settings/$s value=365                        -> 200
clock ${today+1d}T09:00+08:00
recorder officer@zhangdian-1 -> 200 outcome=taken
as officer@zhangdian-1
  post measures kind=vehicle thing=鲁C5A511 taken_at=$now place=昌国路 officer2=officer2@zhangdian-1 ground=未悬挂号牌 told=true -> 201 $m
  post measures/$m/hand_over custody=第一停车场      -> 200
  post measures/$m/issue party_name=试验辛 party_id=370399199001010134 party_address=样例路2号 plate=鲁C5A511 vehicle_type=小型轿车 behaviour=未悬挂机动车号牌 basis=道路交通安全法95、90 term_said=至提供合法证明之日止 site_words=视频09:00至09:10：告知事由、依据和权利，听取申辩 -> 200
  get  documents?subject=measure&subject_row=$m&type=measure_voucher -> 200 $k=items.0
  post documents/$k/sign signature=hand              -> 200
as leader@zhangdian
  post measures/$m/approve                           -> 200 detain_extended=null $m
  post measures/$m/extend_detention reason=情况复杂  -> 409 E_GUARD notice
as case_officer@zhangdian
  post measures/$m/files/notice file:../house/pixel.png @Content-Type=image/png -> 201
as leader@zhangdian-1
  post measures/$m/extend_detention reason=情况复杂  -> 403 E_FORBIDDEN authority
as officer@zhangdian-1
  post measures kind=licence thing=机动车驾驶证 taken_at=$m.taken_at place=昌国路 officer2=officer2@zhangdian-1 ground=将机动车交由未取得驾驶证的人驾驶 told=true -> 201 $l
clock ${l.appear_by-1s} run licence_not_appeared
as supervisor@detachment
  get  findings?rule=licence_not_appeared&about_row=$l -> 200 rows=0
clock $l.appear_by run licence_not_appeared
as supervisor@detachment
  get  findings?rule=licence_not_appeared&about_row=$l -> 200 rows=1
clock ${m.detain_by-1s} run detained_too_long
as supervisor@detachment
  get  findings?rule=detained_too_long&about_row=$m  -> 200 rows=0
as leader@zhangdian
  post measures/$m/extend_detention reason=情况复杂  -> 200 state=approved detain_by>${m.detain_by+29d} detain_by<=${m.detain_by+30d} $e
  post measures/$m/extend_detention reason=情况复杂  -> 409 E_GUARD detain_by
as case_officer@zhangdian
  post measures/$m/announce detained_under=papers noticed_on=$today published_in=样例公告栏 -> 409 E_GUARD taken_at
clock ${m.taken_at+34d}
as case_officer@zhangdian
  post measures/$m/announce detained_under=overload noticed_on=$today published_in=样例公告栏 -> 409 E_GUARD detained_under
  post measures/$m/announce detained_under=papers noticed_on=${today+1d} published_in=样例公告栏 -> 422 E_BAD_VALUE noticed_on
clock $e.detain_by run detained_too_long
as supervisor@detachment
  get  findings?rule=detained_too_long&about_row=$m  -> 200 rows=1
as case_officer@zhangdian
  post measures/$m/announce detained_under=papers noticed_on=$today published_in=样例公告栏 -> 200 state=announced due_term=vehicle_public_notice $a
as leader@zhangdian
  post measures/$m/dispose                           -> 409 E_GUARD due_at
clock ${now+28d}
clock ${now+28d}
clock ${a.due_at-1s}
as leader@zhangdian
  post measures/$m/dispose                           -> 409 E_GUARD due_at
clock $a.due_at
as leader@zhangdian-1
  post measures/$m/dispose                           -> 403 E_FORBIDDEN authority
as leader@zhangdian
  post measures/$m/dispose                           -> 200 state=disposed

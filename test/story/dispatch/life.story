# An order commits its patrol and is stepped through by its crew; its end frees the patrol and settles the incident (事故处理程序规定 17: an officer is sent at once).
alone
as duty@zhangdian-1
  get  persons?name=模拟马尚民警                      -> 200 $o1=items.0.id
  post patrols call_sign=张01 kind=foot leader=$o1 shift_ends=${now+6h} crash_kit=true crew:=[{"person":$o1,"part":"officer"}] -> 201 $p state=free
as dispatcher@detachment
  post incidents kind=crash source=call priority=3 caller_phone=13900010001 caller_name=王先生 called_at=$now address=人民西路柳泉路口 road_class=street place=118.04,36.80 what=两车追尾 -> 201 $i state=open subject~财损事故 due_at=*
  get  incidents/$i                                   -> 200 masked:caller_phone
  post dispatch_orders incident=$i patrol=$p task=追尾，勘查现场 -> 201 $o state=issued subject~张01 place=* address=人民西路柳泉路口 unit=@zhangdian-1 due_at=*
  get  incidents/$i                                   -> 200 state=ordered orders=1 first_ordered_at=*
  get  patrols/$p                                     -> 200 state=committed
  post incidents/$i/close closing_code=handled outcome=完毕 -> 409 E_GUARD dispatch_order
as officer@linzi-2
  get  dispatch_orders/$o                             -> 404
as officer2@zhangdian-1
  post dispatch_orders/$o/acknowledge                 -> 403 E_FORBIDDEN patrol
as officer@zhangdian-1
  get  incidents/$i                                   -> 200 state=ordered
  post dispatch_orders/$o/arrive                      -> 409 E_NO_STEP
  post dispatch_orders/$o/acknowledge                 -> 200 state=acknowledged acknowledged_at=*
  post dispatch_orders/$o/set_out                     -> 200 state=under_way under_way_at=* due_at=*
  post dispatch_orders/$o/arrive                      -> 200 state=on_scene on_scene_at=*
  post dispatch_orders/$o/add_note note=现场两车，无人伤 -> 200 state=on_scene
  post dispatch_orders/$o/finish note=已快处           -> 409 E_GUARD guarded_by
  post dispatch_orders/$o/guard_scene guarded_by=模拟辅警甲 -> 200 guarded_at=*
  post dispatch_orders/$o/finish note=已快处           -> 200 state=done ended_at=*
  get  patrols/$p                                     -> 200 state=free
as dispatcher@detachment
  get  incidents/$i                                   -> 200 state=dealt due_at=*
as duty@zhangdian-1
  post patrols/$p/sign_off                           -> 200

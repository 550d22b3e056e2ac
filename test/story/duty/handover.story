# 本单位内部规定: a duty room is handed over with everything that is open in it, signed by both; the successor sees what changed since it was given.
as duty@zhangdian-2
  post incidents kind=jam source=other priority=2 called_at=$now address=晏婴路 what=缓行 unit=@zhangdian-2 -> 201 $i
as device@detachment
  post devices code=HO$digits name=晏婴路口 category=video place=118.05,36.82 unit=@zhangdian-2 -> 201 $d
  post repair_orders device=$d fault=offline seen_at=${now-5m} urgency=normal what=离线 -> 201 $o
as personnel@detachment
  post persons user=h.a.$uniq name=甲 police_no=H1$digits category=police unit=@zhangdian-2 -> 201 $a
as duty@zhangdian-2
  post patrols call_sign=临山$digits kind=foot leader=$a shift_ends=${now+1h} crew:=[{"person":$a,"part":"officer"}] -> 201 $p
  post handovers shift_date=2025-02-05 shift=full leader=$a successor=duty2@zhangdian-2 situation=平稳 item:=[{"what":"代收物品一件"}] -> 201 $h
  post handovers/$h/fill                             -> 200 filled_at=*
  get  handovers/$h                                  -> 200 item.*.record=incident item.*.record=repair_order item.*.record=patrol item.*.what=代收物品一件 item.*.state=free
# what is signed is what is open then: an incident that came after the filling is on it
  post incidents kind=obstacle source=other priority=2 called_at=$now address=遄台路 what=掉落物 unit=@zhangdian-2 -> 201 $late
  post handovers/$h/give                             -> 200 state=given
  get  handovers/$h                                  -> 200 item.*.row=$late item.*.what=代收物品一件
  post handovers/$h/compare                          -> 403 E_SECOND_PERSON
  post incidents/$i/close closing_code=handled outcome=疏导 -> 200
  post patrols/$p/occupy                             -> 200
  post incidents kind=breakdown source=other priority=3 called_at=$now address=牛山路 what=抛锚 unit=@zhangdian-2 -> 201 $new
  get  handovers/$h                                  -> 200 change=[]
as duty2@zhangdian-2
  post handovers/$h/compare                          -> 200 state=given compared_at=*
  get  handovers/$h                                  -> 200 change.*.how=new change.*.row=$new change.*.how=ended change.*.how=moved change.*.state=busy item.*.row=$i
  post handovers/$h/take remark=已核对               -> 200 state=taken taken_by=duty2@zhangdian-2
as duty@zhangdian-2
  post handovers/$h/recall reason=改                 -> 409 E_NO_STEP

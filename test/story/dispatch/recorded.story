# What must be asked of a caller is on record before a crash is closed, be it that it is not known: number and name, casualties, vehicles, dangerous goods, who fled (事故处理程序规定 16); nothing of it delays the order (17).
as personnel@detachment
  post persons user=d.a.$uniq name=甲 police_no=DA$digits category=police unit=@zhangdian-1 -> 201 $a
  post persons user=d.b.$uniq name=乙 police_no=DB$digits category=police unit=@zhangdian-1 -> 201 $b
as duty@zhangdian-1
  post patrols call_sign=张04 kind=foot leader=$a shift_ends=${now+6h} crew:=[{"person":$a,"part":"officer"}] -> 201 $p state=free
as dispatcher@detachment
  post incidents kind=crash source=call priority=3 called_at=$now address=昌国路 what=追尾 -> 201 $i
  post incidents/$i/close closing_code=false_call outcome=经核实无此事 -> 200 state=closed
  post incidents/$i/reopen reason=再次来电             -> 200 state=open
  post incidents/$i/close closing_code=handled outcome=快处 -> 409 E_GUARD caller_phone
  patch incidents/$i caller_phone=13900010002         -> 200
  post incidents/$i/close closing_code=handled outcome=快处 -> 409 E_GUARD caller_name
  patch incidents/$i caller_wish=nameless             -> 200
  post incidents/$i/close closing_code=handled outcome=快处 -> 409 E_GUARD answer body~受伤 body~16（三）
  patch incidents/$i injured=0 dead=0                 -> 200
  post incidents/$i/close closing_code=handled outcome=快处 -> 409 E_GUARD answer body~车牌号
  patch incidents/$i vehicle:=[{"type":"小型客车"}]     -> 200
  post incidents/$i/close closing_code=handled outcome=快处 -> 409 E_GUARD answer body~危险品
  patch incidents/$i vehicle:=[{"type":"小型客车"}] answer:=[{"question":"crash_goods","answer":"没有"},{"question":"crash_fled","answer":"不详"}] -> 200
  patch incidents/$i vehicle:=[{"type":"小型客车"}] answer:=[{"question":"crash_goods","answer":"没有"},{"question":"crash_fled","answer":"有，一辆"}] -> 200
  post incidents/$i/close closing_code=handled outcome=快处 -> 409 E_GUARD answer body~特征 body~16（五）
  patch incidents/$i vehicle:=[{"type":"小型客车"}] answer:=[{"question":"crash_goods","answer":"没有"},{"question":"crash_fled","answer":"有，一辆"},{"question":"crash_fled_look","answer":"白色轿车往东，驾驶人不详"}] -> 200
  post incidents/$i/close closing_code=handled        -> 422 E_MISSING outcome
  post incidents/$i/close closing_code=handled outcome=快处 -> 200 state=closed
# dangerous goods ask for it too; who called is asked by that article of crashes only
  post incidents kind=dangerous_goods source=other priority=1 called_at=$now address=昌国路 what=罐车侧翻 injured=0 dead=0 vehicle:=[{"type":"罐车"}] answer:=[{"question":"goods_leak","answer":"没有"}] -> 201 $g
  post incidents/$g/close closing_code=handled outcome=已转运 -> 409 E_GUARD answer body~离开现场
  patch incidents/$g vehicle:=[{"type":"罐车"}] answer:=[{"question":"goods_leak","answer":"没有"},{"question":"goods_fled","answer":"没有"}] -> 200
  post incidents/$g/close closing_code=handled outcome=已转运 -> 200 state=closed
  post incidents kind=jam source=call priority=3 called_at=$now address=昌国路 what=车多 -> 201 $j
  post incidents/$j/close closing_code=handled outcome=已疏导 -> 200 state=closed
  post incidents kind=jam source=transfer_110 priority=3 called_at=$now address=昌国路 what=车多 -> 422 E_MISSING number_110
  post incidents kind=jam source=transfer_110 number_110=J1127001 priority=3 called_at=$now address=昌国路 what=车多 -> 422 E_MISSING transferred_at
  post incidents kind=jam source=transfer_110 number_110=J1127001 transferred_at=${now-1m} priority=3 called_at=$now address=昌国路 what=车多 -> 201
  post incidents kind=jam source=other priority=3 called_at=${now+1h} address=昌国路 what=车多 -> 422 E_BAD_VALUE called_at
as duty@zhangdian-1
  post patrols/$p/sign_off                           -> 200

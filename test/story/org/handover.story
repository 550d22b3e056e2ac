# A shift is handed over with two signatures of two persons; open repair orders are on the sheet.
as device@detachment
  post devices code=ST20191204$digits name=马尚路口 category=video place=118.06,36.85 unit=@zhangdian-1 -> 201 $d
  post repair_orders device=$d fault=offline seen_at=${now-5m} urgency=normal what=交接未结 -> 201 $o
as duty@zhangdian-1
  post handovers shift_date=2025-01-05 shift=day leader=leader@zhangdian-1 successor=duty@zhangdian-1 situation=平稳 -> 403 E_SECOND_PERSON successor
  post handovers shift_date=2025-01-05 shift=day leader=leader@zhangdian-1 successor=duty2@zhangdian-1 situation=平稳 -> 201 $h state=draft
  post handovers shift_date=2025-01-05 shift=day leader=leader@zhangdian-1 successor=duty2@zhangdian-1 situation=平稳 -> 409 E_EXISTS
  post handovers/$h/fill                             -> 200
  get  handovers/$h                                  -> 200 item.*.record=repair_order item.*.row=$o
  post handovers/$h/take                             -> 409 E_NO_STEP
as duty2@zhangdian-1
  post handovers/$h/give                             -> 403 E_FORBIDDEN
as duty@zhangdian-1
  post handovers/$h/give                             -> 200 state=given given_by=duty@zhangdian-1 due_at=*
  post handovers/$h/take                             -> 403 E_SECOND_PERSON
  patch handovers/$h situation=改写                  -> 409 E_NO_STEP
as duty@zhangdian-2
  get  handovers/$h                                  -> 404
as duty2@zhangdian-1
  post handovers/$h/take remark=已核对装备           -> 200 state=taken taken_by=duty2@zhangdian-1 due_at=null

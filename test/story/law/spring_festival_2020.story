# 国办发明电〔2020〕1号 prolonged Spring Festival to 2 February 2020: open periods move and say why (行政案件程序规定35).
as personnel@detachment
  post grants person=sysadmin@detachment role=sysadmin unit=@detachment from_at=2019-01-01T00:00+08:00 purpose=演练 -> 201 $a
  post grants person=legal@detachment role=legal unit=@detachment from_at=2019-01-01T00:00+08:00 purpose=演练 -> 201 $b
  post grants person=device@detachment role=device unit=@detachment from_at=2019-01-01T00:00+08:00 purpose=演练 -> 201 $c
  post grants person=maintainer@detachment role=maintainer unit=@detachment from_at=2019-01-01T00:00+08:00 purpose=演练 -> 201 $m
as secadmin@detachment
  post grants/$a/approve                             -> 200
  post grants/$b/approve                             -> 200
  post grants/$c/approve                             -> 200
  post grants/$m/approve                             -> 200
clock 2020-01-21T09:00+08:00
as legal@detachment
  get  calendar_days?date=2020-01-31                 -> 200 rows=1 $friday=items.0
  get  calendar_days?date=2020-02-01                 -> 200 rows=1 $saturday=items.0
  patch calendar_days/$friday kind=work name=春节     -> 200 # the calendar as it stood before the decree
  patch calendar_days/$saturday kind=work name=春节   -> 200
  sleep 0.2
  post terms/reckon term=repair_check from=2020-01-22T10:00+08:00 -> 200 due_at=2020-02-02T00:00+08:00 # in force
as device@detachment
  get  devices?unit.within=@zhangdian&state=active&limit=1&sort=code -> 200 $d=items.0
  post repair_orders device=$d fault=image seen_at=2020-01-21T08:00+08:00 urgency=normal what=春节前报修 -> 201 $o
as maintainer@detachment
  post repair_orders/$o/accept                       -> 200
clock 2020-01-22T10:00+08:00
as maintainer@detachment
  post repair_orders/$o/repair cause=network done=更换交换机 -> 200 state=repaired due_at=2020-02-02T00:00+08:00 due_why~02-01
clock 2020-01-27T10:00+08:00
as legal@detachment
  patch calendar_days/$friday kind=off decreed=2020-01-27 source=国办发明电〔2020〕1号 -> 200
  patch calendar_days/$saturday kind=off decreed=2020-01-27 source=国办发明电〔2020〕1号 -> 200
as device@detachment
  sleep 2
  get  repair_orders/$o                              -> 200 due_at=2020-02-05T00:00+08:00 due_why~02-04 due_why!~before due_why_en~02-04 due_why_en!~原为
  get  repair_orders/$o/history                      -> 200 items.*.changes~due_at

# The calendar of the law is read by everybody and changed by the legal officer only; a day stands once.
as officer@zhangdian
  get  calendar_days?date=2020-01-27                 -> 200 rows=1 items.0.kind=off
  post calendar_days date=2031-05-01 kind=off name=劳动节 source=演练 -> 403
as legal@detachment
  post calendar_days date=2031-05-01 kind=off name=劳动节 source=演练 -> 201 $d
  post calendar_days date=2031-05-01 kind=work name=劳动节 source=演练 -> 409 E_EXISTS date
  post calendar_days date=2031-02-30 kind=off name=无此日 source=演练 -> 422 E_BAD_VALUE date

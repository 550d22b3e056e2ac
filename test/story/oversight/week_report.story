# 违法处理程序规定 66、道路交通安全法 86/1: Monday's week report counts what the week's records hold, by unit and never by officer; its text is written by one and approved by another; approved, it stays as it was read.
clock ${today+1d}T09:00+08:00
as officer@zhangdian-1
  post violation_cases source=stop code=1102 happened_at=${now-10m} address=昌国路 road=urban -> 201 $v
  post violation_cases/$v/warn_orally                -> 200 state=oral_warned
  post violation_cases source=stop code=1102 happened_at=${now-9m} address=昌国路 road=urban -> 201 $w
as duty@zhangdian-1
  post reports kind=week from_day=2019-01-01 unit=@zhangdian-1 -> 422 E_BAD_VALUE from_day
  post reports kind=week from_day=${monday+7d} unit=@zhangdian-1 -> 422 E_BAD_VALUE from_day
  post reports kind=month from_day=$monday unit=@linzi-2 -> 403
  post reports kind=week from_day=$monday unit=@zhangdian-1 -> 201 $r state=draft words~现场查处2起 words~马尚中队本周 title~执法周报 figures~violation_case figures!~officer figures!~decided_by
  patch reports/$r words=本周现场查处2起，均为灯光使用不当。 -> 200
  post reports/$r/approve                            -> 403
as leader@zhangdian-1
  post reports/$r/approve                            -> 409 E_GUARD drawn_at
  post reports kind=week from_day=$monday unit=@zhangdian-1 -> 201 $own
clock ${monday+7d}T09:00+08:00
as leader@zhangdian-1 anew
  post reports/$r/redraw                             -> 200 state=draft
  post reports/$own/redraw                           -> 200
as duty@zhangdian-1 anew
  post reports kind=day from_day=$monday unit=@zhangdian-1 -> 201 $day
as leader@zhangdian-1
  patch reports/$day words=本日平稳。                -> 200
  post reports/$day/redraw                           -> 200
  post reports/$day/approve                          -> 403 E_SECOND_PERSON words # its text is his own
  post reports/$own/approve                          -> 403 E_SECOND_PERSON
  post reports/$r/approve                            -> 200 state=approved hash=* approved_by=leader@zhangdian-1 approved_at=* $a
  patch reports/$r words=改写 if=$a.version          -> 409 E_GUARD state
  post reports/$r/redraw                             -> 409 E_NO_STEP
  post reports/print report=$r format=pdf            -> 200 @Content-Type=application/pdf
  post reports/print report=$r format=xlsx           -> 200
  post reports/print report=$r format=doc            -> 422 E_BAD_VALUE format
as officer@zhangdian-1 anew
  post violation_cases source=stop code=1102 happened_at=${w.happened_at+1m} address=昌国路 road=urban -> 201
as duty@zhangdian-1 anew
  get  reports/$r                                    -> 200 figures=$a.figures hash=$a.hash words=本周现场查处2起，均为灯光使用不当。
  post reports kind=week from_day=${monday-7d} unit=@zhangdian-1 -> 201 words~现场查处3起
as officer@linzi-2 anew
  get  reports/$r                                    -> 404
  post reports/print report=$r format=pdf            -> 404
as leader@zhangdian-1
  post reports/$r/withdraw                           -> 422 E_NO_REASON
  post reports/$r/withdraw reason=数据口径有误        -> 200 state=withdrawn figures=$a.figures

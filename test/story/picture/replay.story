# What the picture showed at a moment can be shown again, to those who may see it, for a stated purpose that is written down; two screens with the same number of the event log show the same.
as duty@zhangdian-1
  post incidents kind=jam source=patrol priority=3 called_at=$now address=柳泉路 place=118.05,36.81 what=车辆缓行 -> 201 $i state=open
  sleep 2
  get  live -> 200 shown.incident.*.id=$i $now_shown=seq
  let  before=$now
  sleep 1
  post incidents/$i/close closing_code=handled outcome=已疏导 -> 200 state=closed
  sleep 2
  get  live -> 200 shown.incident.*.id!=$i seq>$now_shown
  let  after=$now

# Without a purpose nothing is shown again: it tells where officers were.
  get  replay?at=$before                                  -> 422 E_NO_REASON
  get  replay?at=$before reason=复盘                        -> 200 shown.incident.*.id=$i shown.incident.*.state=open seq>=$now_shown
  get  replay?at=$after reason=复盘                         -> 200 shown.incident.*.id!=$i seq>$now_shown
  get  replay/changes?from=$before&to=$after reason=复盘    -> 200 changes.*.id=$i changes.*.state=closed changes.*.verb=close changes.0.seq>$now_shown next=$after more=false
  get  replay/changes?from=$before&to=$after&record=incident reason=复盘 -> 200 changes.*.id=$i
  get  replay/changes?from=$before&to=$after&record=unit reason=复盘 -> 422 E_BAD_VALUE record
  get  replay/changes?from=$after&to=$before reason=复盘    -> 422 E_BAD_VALUE to
  get  replay/tracks?from=$before&to=$after reason=复盘     -> 200 fixes=* next=$after more=false
  get  replay?at=$now+1h reason=复盘                        -> 422 E_BAD_VALUE at
  get  replay?at=$now-4000d reason=复盘                     -> 422 E_BAD_VALUE at
  get  replay?at=yesterday reason=复盘                      -> 422 E_BAD_VALUE at
  get  replay reason=复盘                                   -> 422 E_MISSING at
  get  replay/more reason=复盘                              -> 404

# Another brigade sees nothing of it, now or then.
as duty@linzi-2
  get  live -> 200 shown.incident.*.id!=$i
  get  replay?at=$before reason=复盘                        -> 200 shown.incident.*.id!=$i seq>=$now_shown
  get  replay/changes?from=$before&to=$after reason=复盘    -> 200 changes.*.id!=$i
as nobody
  get  replay?at=$before reason=复盘                        -> 401

as auditor@detachment
  get  audit?verb=replay -> 200 items.0.verb=replay items.*.reason=复盘

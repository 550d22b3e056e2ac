# A unit ends only when nothing below it is left, and comes back only under a unit in being.
as sysadmin@detachment
  post units code=3703${digits}01 name=试一队$digits level=squadron parent=@wenchanghu valid_from=2020-01-01 -> 201 $a
  post units code=3703${digits}02 name=试二队$digits level=station parent=$a valid_from=2020-01-01 -> 201 $b
  post units code=3703${digits}02 name=试三队$digits level=station parent=$a valid_from=2020-01-01 -> 409 E_EXISTS code
  post units/$a/end                                  -> 422 E_NO_REASON reason
  post units/$a/end reason=撤销                      -> 409 E_IN_USE
  post units/$b/end reason=撤销                      -> 200 state=ended
  post units/$a/end reason=撤销                      -> 200 state=ended
  post units/$b/revive reason=恢复                   -> 409 E_GUARD
  post units/$a/revive reason=恢复                   -> 200 state=active
  post units/$b/revive reason=恢复                   -> 200 state=active
  post units code=370300000999 name=环 level=station parent=999999999 valid_from=2020-01-01 -> 422 parent

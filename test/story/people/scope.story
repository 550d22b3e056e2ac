# Outside one's units a row does not exist: not in lists, not by its number, not in its history.
as device@detachment
  get  devices?unit.within=@linzi&limit=1            -> 200 rows=1 $far=items.0
  get  devices?unit.within=@zhangdian&limit=1        -> 200 rows=1 $near=items.0
as officer@zhangdian
  get  devices/$near                                 -> 200 id=$near
  get  devices/$far                                  -> 404 E_NOT_FOUND
  get  devices/$far/history                          -> 404
  get  devices?id=$far                               -> 200 rows=0
  post devices/$far/fault                            -> 404
  get  devices?unit.within=@linzi                    -> 200 rows=0
as officer@zhangdian-1
  get  devices?unit.within=@zhangdian-2              -> 200 rows=0

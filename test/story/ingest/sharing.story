# 个人信息保护法 34: passages are handed to another platform only on a stated legal basis, for a period that can be, after a second person's approval.
as device@zhangdian
  get  devices?limit=1                               -> 200 $dev=items.0.id
  post sharings device=$dev subject=邻市协查 content=passages tollgates=all -> 201 $a state=applied
as leader@zhangdian
  post sharings/$a/approve                           -> 409 E_GUARD legal_basis
as device@zhangdian
  patch sharings/$a legal_basis=个人信息保护法34 valid_from_day=2027-03-01 valid_to_day=2027-02-01 -> 200
as leader@zhangdian
  post sharings/$a/approve                           -> 409 E_GUARD valid_to_day
as device@zhangdian
  patch sharings/$a valid_to_day=2027-04-01          -> 200
  post sharings/$a/approve                           -> 403
as leader@zhangdian
  post sharings/$a/approve                           -> 200 state=approved approved_by=leader@zhangdian approved_at=*
as device@zhangdian
  patch sharings/$a valid_to_day=2028-04-01          -> 409 E_GUARD valid_to_day
  patch sharings/$a interval_s=30                    -> 200
as leader@zhangdian
  post sharings/$a/expire                            -> 403
  post sharings/$a/suspend reason=协查暂停           -> 200 state=suspended
as device@zhangdian
  patch sharings/$a document=淄公交2027-1            -> 200
  post sharings/$a/resume                            -> 403

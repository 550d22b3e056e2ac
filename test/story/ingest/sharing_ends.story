# 个人信息保护法 19: personal data is handed over no longer than the purpose needs: when the last day of its period is over, a sharing ends by itself.
alone
let first=$today
let last=${today+2d}
let next=${today+3d}
let after=${today+4d}
as device@zhangdian
  get  devices?limit=1                               -> 200 $dev=items.0.id
  post sharings device=$dev subject=邻市协查 content=passages tollgates=all legal_basis=个人信息保护法34 valid_from_day=$first valid_to_day=$last -> 201 $a
  post sharings device=$dev subject=另一协查 content=passages tollgates=all legal_basis=个人信息保护法34 valid_from_day=$first valid_to_day=$next -> 201 $b
as leader@zhangdian
  post sharings/$a/approve                           -> 200 state=approved
  post sharings/$b/approve                           -> 200 state=approved
  post sharings/$b/suspend reason=暂停               -> 200 state=suspended
clock ${last}T23:59+08:00 run sharings
as leader@zhangdian anew
  get  sharings/$a                                   -> 200 state=approved
clock ${next}T00:01+08:00 run sharings
as leader@zhangdian anew
  get  sharings/$a                                   -> 200 state=ended
  get  sharings/$b                                   -> 200 state=suspended
clock ${after}T00:01+08:00 run sharings
as leader@zhangdian anew
  get  sharings/$b                                   -> 200 state=ended
as auditor@detachment anew
  get  audit?record=sharing&id=$a                    -> 200 items.0.verb=expire items.0.reason~届满

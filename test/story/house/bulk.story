# A step on many rows is one transaction, but each row is judged by itself and refusals say why.
as device@detachment
  post devices code=ST20191209$digits name=甲 category=video place=118.05,36.81 unit=@zhangdian -> 201 $a
  post devices code=ST20191210$digits name=乙 category=video place=118.05,36.81 unit=@zhangdian -> 201 $b
  post devices/$b/fault                              -> 200
  post devices/bulk/stop {"ids":[$a,$b,999999999]}   -> 422 E_NO_REASON reason
  post devices/bulk/stop {"ids":[$a,$b,999999999],"reason":"集中改造"} -> 200 done.0=$a done.1=$b refused.0.id=999999999 refused.0.code=E_NOT_FOUND
  post devices/bulk/stop {"ids":[$a,$b],"reason":"集中改造"} -> 200 refused.0.code=E_NO_STEP refused.1.code=E_NO_STEP
  get  devices/$a                                    -> 200 state=stopped version=2
as officer@zhangdian
  post devices/bulk/resume {"ids":[$a]}              -> 200 refused.0.code=E_FORBIDDEN

# A right taken in an emergency works at once, is reported to supervision, and is reviewed by another.
as officer@linzi-2 anew
  get  handovers?limit=1                             -> 403
  post break_glasses role=duty unit=@linzi-2 purpose=值班员突发疾病 -> 201 $b state=taken to_at=* person=officer@linzi-2
  get  handovers?limit=1                             -> 200
  post break_glasses/$b/review verdict=justified opinion=属实 -> 403
  post break_glasses/$b/give_back                    -> 200 state=expired
  get  handovers?limit=1                             -> 403
as auditor@detachment
  get  break_glasses/$b                              -> 200 state=expired
  post break_glasses/$b/review opinion=属实          -> 422 E_MISSING verdict
  post break_glasses/$b/review verdict=justified opinion=属实 -> 200 state=reviewed
as officer@linzi-2
  post break_glasses role=sysadmin unit=@linzi-2 purpose=管理员 -> 422 E_BAD_VALUE role

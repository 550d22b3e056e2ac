# A request for a right is withdrawn by the one who made it; a reviewer does not review his own emergency.
as personnel@detachment
  post grants person=officer@linzi role=supervisor unit=@linzi purpose=兼任督察 -> 201 $g
as secadmin@detachment
  post grants/$g/withdraw                            -> 403 E_FORBIDDEN
  post grants/$g/approve                             -> 200
as officer@linzi anew
  post break_glasses role=dispatcher unit=@linzi purpose=夜间指挥 -> 201 $b
  post break_glasses/$b/give_back                    -> 200 state=expired
  post break_glasses/$b/review verdict=justified opinion=属实 -> 403 E_SECOND_PERSON
as supervisor@linzi
  post break_glasses/$b/review verdict=justified opinion=属实 -> 200 state=reviewed

# A plan that nobody has decided lapses with its warning, and is refused with a reason; what was refused does not begin.
alone
clock ${now+1s}
  weather fog_nmc.json                                   -> 200 added=1
  sleep 1
as leader@detachment
  get  plans?hazard=fog                                  -> 200 rows=1 $p=items.0.id items.0.state=proposed
  weather fog_cancel.json                                -> 200 cancelled=1
  get  plans/$p                                          -> 200 state=lapsed
  post plans/$p/approve                                  -> 409 E_NO_STEP
  weather contradict_city.json                           -> 200 added=1
  sleep 1
  get  plans?hazard=gale                                 -> 200 rows=1 $q=items.0.id
  post plans/$q/refuse                                   -> 422 E_NO_REASON
  post plans/$q/refuse reason=风力未达响应标准           -> 200 state=refused

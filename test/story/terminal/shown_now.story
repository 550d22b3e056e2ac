# Where an officer is now is shown while he is on patrol, not off duty (Personal Information Protection Law, art. 6); an old position is no present one.
as officer@linzi-2
  get  session                                        -> 200 $s
  let me=$s.person.id
  post positions items:=[{"at":"${now-2h}","place":[118.3271828,36.83]}] -> 200 taken=1 doubtful=0
  get  positions                                      -> 200 body!~118.3271828
  post positions items:=[{"at":"${now-5s}","place":[118.3141592,36.83]}] -> 200 taken=1 doubtful=0
  get  positions                                      -> 200 body~118.3141592
as duty@linzi-2
  get  positions                                      -> 200 body!~118.3141592
  post patrols call_sign=临淄$digits kind=foot leader=$me shift_ends=${now+1h} crew:=[{"person":$me,"part":"officer"}] -> 201 $p
  get  positions                                      -> 200 body~118.3141592
  post patrols/$p/sign_off                            -> 200 state=off
  get  positions                                      -> 200 body!~118.3141592

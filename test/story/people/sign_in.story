# A wrong password and an unknown name are answered alike; a session ends when it is revoked.
as nobody
  get  session                                       -> 401 E_NOT_SIGNED_IN
  post session user=nobody.$uniq password=wrong-wrong-1 -> 401 E_BAD_CREDENTIALS $u
  post session user=leader@linzi password=wrong-wrong-1 -> 401 E_BAD_CREDENTIALS title=$u.title
  get  devices                                       -> 401
  get  /healthz                                      -> 200
as leader@linzi anew
  get  session                                       -> 200 person.user=leader@linzi csrf=* simulated=true
  get  sessions                                      -> 200 rows>=1
  delete session                                     -> 204
  get  session                                       -> 401

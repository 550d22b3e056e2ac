# A new person must change the first password before anything else, and leaving ends every right and session.
as sysadmin@detachment
  post persons user=new.$uniq name=新警 category=police unit=@gaoxin -> 201 $p
  post accounts/$p/password                          -> 422 reason
  post accounts/$p/password reason=入职              -> 200 password=* $first
as nobody
  post session user=new.$uniq password="$first.password" -> 200 must_change_password=true $s
token $s.token
  get  devices?limit=1                               -> 403 E_PASSWORD_OLD
  post session/password old="$first.password" new="12345678" -> 422 E_WEAK_PASSWORD
  post session/password old="$first.password" new="Gaoxin-lu-2019!" -> 204
  get  session                                       -> 200 must_change_password=false
as personnel@detachment
  post persons/$p/leave                              -> 422 E_NO_REASON reason
  post persons/$p/leave reason=调离                  -> 200 state=left
token $s.token
  get  session                                       -> 401
as nobody
  post session user=new.$uniq password="Gaoxin-lu-2019!" -> 401

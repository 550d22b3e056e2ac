# With a second factor a password alone does not open a session, and a code works once.
as clerk@detachment anew
  post session/totp                                  -> 200 secret=* $s
  post session/totp/confirm totp=000000              -> 422 totp
  post session/totp/confirm totp="${s.totp}"           -> 200 $c recovery_codes.9=*
as nobody
  post session user=clerk@detachment password=$password -> 401 E_TOTP_REQUIRED
  post session user=clerk@detachment password=$password totp="${s.totp}" -> 401
  post session user=clerk@detachment password=$password totp="$c.recovery_codes.0" -> 200 token=* $t
  post session user=clerk@detachment password=$password totp="$c.recovery_codes.0" -> 401
token $t.token
  delete session/totp password=$password             -> 204

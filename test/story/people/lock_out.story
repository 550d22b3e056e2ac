# Wrong passwords one after the other close an account for a while, whatever comes next.
as sysadmin@detachment
  post persons user=lock.$uniq name=锁定 category=police unit=@gaoxin -> 201 $p
  post accounts/$p/password reason=入职              -> 200 $first
as nobody
  post session user=lock.$uniq password=wrong-wrong-1 -> 401 E_BAD_CREDENTIALS
  post session user=lock.$uniq password=wrong-wrong-2 -> 401
  post session user=lock.$uniq password=wrong-wrong-3 -> 401
  post session user=lock.$uniq password=wrong-wrong-4 -> 401
  post session user=lock.$uniq password=wrong-wrong-5 -> 401
  post session user=lock.$uniq password=wrong-wrong-6 -> 401 E_LOCKED @Retry-After=*
  post session user=lock.$uniq password="$first.password" -> 401 E_LOCKED

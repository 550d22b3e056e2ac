# Who may issue a password could become that person: a brigade's administrator does not touch the detachment's.
as personnel@detachment
  post persons user=low.$uniq name=大队管理 category=staff unit=@zhangdian -> 201 $low
  post persons user=high.$uniq name=支队管理 category=staff unit=@zhangdian -> 201 $high
  post persons user=plain.$uniq name=民警 category=police unit=@zhangdian -> 201 $plain
  post grants person=$low role=sysadmin unit=@zhangdian purpose=大队系统管理 -> 201 $a
  post grants person=$high role=sysadmin unit=@detachment purpose=支队系统管理 -> 201 $b
as secadmin@detachment
  post grants/$a/approve                             -> 200
  post grants/$b/approve                             -> 200
as sysadmin@detachment
  post accounts/$low/password reason=入职            -> 200 $first
as nobody
  post session user=low.$uniq password="$first.password" -> 200 $s
token $s.token
  post session/password old="$first.password" new="Zhangdian-lu-2019!" -> 204
  post accounts/$plain/password reason=入职          -> 200
  post accounts/$high/password reason=遗忘           -> 409 E_SEPARATION
  post accounts/$high/totp_reset reason=遗失         -> 409 E_SEPARATION

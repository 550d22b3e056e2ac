# When administrators must have a second factor, this holds for those already signed in.
alone
as sysadmin@detachment
  get  devices?limit=1                               -> 200
as secadmin@detachment
  get  settings?code=totp_admins                     -> 200 $s=items.0
  patch settings/$s value=1                          -> 200
as sysadmin@detachment
  sleep 1
  get  devices?limit=1                               -> 403 E_TOTP_ENROL

# The last security administrator's grant cannot be ended, and nobody locks himself out.
alone
as secadmin@detachment
  get  session                                       -> 200 $me
  post persons/$me.person.id/lock reason=误操作      -> 403
  get  persons?user=secadmin                         -> 200 rows=1 $p=items.0
  get  grants?role=secadmin&state=in_force&person=$p -> 200 rows=1 $first=items.0
  get  grants?role=secadmin&state=in_force&person=secadmin2@detachment -> 200 rows=1 $second=items.0
  get  grants?role=secadmin&state=in_force&person=secadmin@detachment -> 200 rows=1 $own=items.0
  post grants/$first/end reason=清理                 -> 200
  post grants/$second/end reason=清理                -> 200
  post grants/$own/end reason=清理                   -> 409 E_LAST_ONE

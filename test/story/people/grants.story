# A right is asked for by one person and approved by another, and works from that moment on.
as personnel@detachment
  post persons user=grant.$uniq name=李四 category=police unit=@zhangdian -> 201 $p
  post grants person=$p role=device unit=@zhangdian purpose=负责设备 -> 201 $g state=requested asked_by=*
  post grants/$g/approve                             -> 403 E_FORBIDDEN
as secadmin@detachment
  post grants/$g/approve                             -> 200 state=in_force approved_by=* from_at=*
  post grants/$g/approve                             -> 409 E_NO_STEP
  post grants/$g/end                                 -> 422 E_NO_REASON reason
  post grants/$g/end reason=岗位调整                 -> 200 state=ended
as secadmin@detachment
  post grants person=$p role=duty unit=@zhangdian purpose=值班 -> 201 $own
  post grants/$own/approve                           -> 403 E_SECOND_PERSON
as secadmin2@detachment
  post grants/$own/approve                           -> 200 state=in_force

# System, security and audit administrator cannot be one person (GB/T 22239-2019, 8.1.5).
as personnel@detachment
  post persons user=three.$uniq name=王五 category=police unit=@detachment -> 201 $p
  post grants person=$p role=sysadmin unit=@detachment purpose=系统管理 -> 201 $a
  post grants person=$p role=auditor unit=@detachment purpose=审计 -> 201 $b
as secadmin@detachment
  post grants/$a/approve                             -> 200 state=in_force
  post grants/$b/approve                             -> 409 E_SEPARATION

# The audit names the rows whose personal data was shown, and no others.
as personnel@detachment
  post persons user=near.$uniq name=近 category=police unit=@zhangdian-1 phone=13800001111 -> 201 $near
  post persons user=far.$uniq name=远 category=police unit=@zhangdian-2 phone=13800002222 -> 201 $far
  post grants person=officer2@zhangdian-1 role=duty unit=@zhangdian purpose=代班 -> 201 $g
as secadmin@detachment
  post grants/$g/approve                             -> 200
as officer2@zhangdian-1 anew
  get  persons?id.in=$near.id,$far.id&sort=id reason=核查 -> 200 rows=2 items.0.phone=13800001111 items.1.phone~**
as auditor@detachment
  get  audit?record=person&id=$near.id&kind=read     -> 200 rows=1
  get  audit?record=person&id=$far.id&kind=read      -> 200 rows=0

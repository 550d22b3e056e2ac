# Personal data is masked unless the grant covers persons and a reason is given; being shown it is audited.
as personnel@detachment
  post persons user=mask.$uniq name=张三 category=police unit=@zhangdian-1 phone=13805331234 id_number=370303198001011234 -> 201 $p
as officer@zhangdian
  get  persons/$p                                    -> 200 name=张三 masked:phone masked:id_number phone!=13805331234
  get  persons/$p reason=核实身份                    -> 200 clear:phone phone=13805331234
as auxiliary@zhangdian-1
  get  persons/$p reason=核实身份                    -> 200 masked:phone phone!=13805331234
  get  persons?user=mask.$uniq                       -> 200 rows=1 items.0.masked~phone
  get  persons?id_number=370303198001011234          -> 400 E_BAD_QUERY
  post persons/search {"where":{"id_number":"370303198001011234"},"reason":"查询"} -> 400
as officer@zhangdian
  get  persons?id_number=370303198001011234 reason=查询 -> 400
  post persons/search {"where":{"id_number":"370303198001011234"}} -> 400
  post persons/search {"where":{"id_number":"370303198001011234"},"reason":"查询"} -> 200 items.*.id=$p
as auditor@detachment
  get  audit?record=person&id=$p&verb=read           -> 200 items.*.reason=核实身份 body!~13805331234
  get  audit?record=person&verb=search&limit=5       -> 200 items.*.reason=查询 body!~370303198001011234

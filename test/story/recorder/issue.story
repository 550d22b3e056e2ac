# 违法处理程序规定 15/2、公通字〔2016〕14号（待核）: a recorder conforms to a standard, is issued to one officer with one terminal for a shift, comes back, and is whole or faulty.
as device@detachment
  post recorders code=R-$digits-1 unit=@zhangdian-1   -> 422 E_MISSING standard
  get  adapters?code=recorders                       -> 200 $a=items.0
as secadmin@detachment
  post adapters code=bank-$uniq kind=payment secret=00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff -> 201 $bank
as device@detachment
  post recorders code=R-$digits-1 standard=GA/T947 adapter=$bank unit=@zhangdian-1 -> 422 E_BAD_VALUE adapter
  post recorders code=R-$digits-1 standard=GA/T947 adapter=$a unit=@zhangdian-1 -> 201 $r state=stock
  post recorders code=R-$digits-2 standard=GA/T947 unit=@zhangdian-1 -> 201 $s
as duty@zhangdian-1
  post recorder_issues recorder=$r officer=auxiliary@zhangdian-1 terminal=T-$digits from_at=$now until_at=${now-1s} -> 422 E_BAD_VALUE until_at
  post recorder_issues recorder=$r officer=auxiliary@zhangdian-1 terminal=T-$digits from_at=$now until_at=${now+37h} -> 422 E_BAD_VALUE until_at
  post recorder_issues recorder=$r officer=officer@zhangdian-1 terminal=T-$digits from_at=$now until_at=${now+12h} -> 409 E_GUARD officer
  post recorder_issues recorder=$r officer=auxiliary@zhangdian-1 terminal=JWT-OFFICER-ZHANGDIAN-1 from_at=$now until_at=${now+12h} -> 409 E_GUARD terminal
  post recorder_issues recorder=$r officer=auxiliary@zhangdian-1 terminal=T-$digits from_at=$now until_at=${now+12h} -> 201 $i state=out unit=@zhangdian-1
  post recorder_issues recorder=$r officer=leader@zhangdian-1 terminal=T-$digits-2 from_at=$now until_at=${now+12h} -> 409 E_GUARD recorder
  get  recorders/$r                                  -> 200 state=issued holder=auxiliary@zhangdian-1
  post recorder_issues/$i/take_back                  -> 200 state=returned due_term=recorder_upload
  get  recorders/$r                                  -> 200 state=stock holder=null
  post recorder_issues/$i/take_back                  -> 409 E_NO_STEP
as device@detachment
  post recorder_issues/$i/give_up reason=存储损坏     -> 409 E_GUARD faulty
as duty@zhangdian-1
  post recorder_issues recorder=$s officer=auxiliary@zhangdian-1 terminal=T-$digits from_at=$now until_at=${now+12h} -> 201 $j
  post recorder_issues/$j/take_back faulty=true      -> 200 state=returned faulty=true
  get  recorders/$s                                  -> 200 state=faulty
as device@detachment
  post recorder_issues/$j/give_up reason=存储损坏     -> 200 state=lost
  post recorders/$s/repair reason=更换存储卡           -> 200 state=stock
  post recorders/$s/fault reason=不能录音              -> 200 state=faulty
  post recorders/$s/retire reason=报废                -> 200 state=retired

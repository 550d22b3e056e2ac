# A fixed post on a highway stands by night with three officers (执勤执法工作规范 72): what counts is the whole time it stands, not the moment of signing on.
clock ${today+1d}T12:00+08:00
as personnel@detachment
  post persons user=n.a.$uniq name=甲 police_no=N1$digits category=police unit=@zhangdian-1 -> 201 $a
  post persons user=n.b.$uniq name=乙 police_no=N2$digits category=police unit=@zhangdian-1 -> 201 $b
  post persons user=n.c.$uniq name=丙 police_no=N3$digits category=police unit=@zhangdian-1 -> 201 $c
as duty@zhangdian-1
  post patrols call_sign=夜1 kind=station road=highway leader=$a shift_ends=${now+12h} crew:=[{"person":$a,"part":"officer"},{"person":$b,"part":"officer"}] -> 409 E_GUARD crew body~72/1
  post patrols call_sign=夜1 kind=station road=highway leader=$a shift_ends=${today}T19:01+08:00 crew:=[{"person":$a,"part":"officer"},{"person":$b,"part":"officer"}] -> 409 E_GUARD crew
  post patrols call_sign=夜1 kind=station road=highway leader=$a shift_ends=${today}T19:00+08:00 crew:=[{"person":$a,"part":"officer"},{"person":$b,"part":"officer"}] -> 201 $p
  patch patrols/$p shift_ends=${now+12h}              -> 409 E_GUARD crew
  patch patrols/$p shift_ends=${now+12h} crew:=[{"person":$a,"part":"officer"},{"person":$b,"part":"officer"},{"person":$c,"part":"officer"}] -> 200
  post patrols/$p/sign_off                            -> 200
# where no figure says when night is, nobody guesses
as personnel@detachment
  get  duty_limits?code=night_from_min                -> 200 rows=1 $n=items.0.id
  patch duty_limits/$n valid_to=$today                -> 200
as duty@zhangdian-1
  post patrols call_sign=夜2 kind=station road=highway leader=$a shift_ends=${now+1h} crew:=[{"person":$a,"part":"officer"},{"person":$b,"part":"officer"}] -> 404 E_NOT_FOUND duty_limit

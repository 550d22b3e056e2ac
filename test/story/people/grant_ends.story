# A grant works until its time and not a moment longer, whoever is still signed in.
as engineer@detachment
  post devices code=ST20191214$digits name=甲 category=video place=118.05,36.81 unit=@yiyuan -> 403
as personnel@detachment
  post grants person=engineer@detachment role=device unit=@yiyuan to_at=${now+3s} purpose=临时 -> 201 $g
as secadmin@detachment
  post grants/$g/approve                             -> 200 state=in_force
as engineer@detachment
  post devices code=ST20191214$digits name=甲 category=video place=118.05,36.81 unit=@yiyuan -> 201 $d
  sleep 3.2
  patch devices/$d if=1 maker=甲厂                   -> 403
  post devices code=ST20191215$digits name=乙 category=video place=118.05,36.81 unit=@yiyuan -> 403

# A change names the version it means: without one it is refused, of an old one too, and nothing is overwritten.
as device@detachment
  post devices code=ST20191205$digits name=周村路口 category=video place=117.87,36.80 unit=@zhoucun -> 201 $d version=1
  patch devices/$d if=none maker=甲厂                -> 428 E_NO_MATCH
  patch devices/$d if=$d.version maker=甲厂          -> 200 maker=甲厂 version=2
  patch devices/$d if=$d.version maker=乙厂          -> 412 E_STALE
  get  devices/$d                                    -> 200 maker=甲厂 @ETag~2

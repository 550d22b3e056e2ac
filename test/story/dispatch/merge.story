# A duplicate is merged into the other incident and can be taken out again; each keeps what happened to it; what is on its way counts for both.
as personnel@detachment
  post persons user=d.a.$uniq name=甲 police_no=DA$digits category=police unit=@zhangdian-1 -> 201 $pa
  post persons user=d.b.$uniq name=乙 police_no=DB$digits category=police unit=@zhangdian-1 -> 201 $pb
as duty@zhangdian-1
  post patrols call_sign=张07 kind=foot leader=$pa shift_ends=${now+6h} crew:=[{"person":$pa,"part":"officer"}] -> 201 $p state=free
as dispatcher@detachment
  post incidents kind=obstacle source=other priority=3 called_at=$now address=中心路 road_class=street what=落物 -> 201 $a
  post incidents kind=obstacle source=other priority=3 called_at=$now address=中心路口 road_class=street what=路上有纸箱 -> 201 $b
  post incidents kind=obstacle source=other priority=3 called_at=$now address=中心路北 road_class=street what=纸箱 -> 201 $c
  post incidents/$b/close closing_code=duplicate outcome=同前 -> 409 E_GUARD closing_code
  post incidents/$b/merge merged_into=$b              -> 422 E_BAD_VALUE merged_into
  post dispatch_orders incident=$b patrol=$p task=清理 -> 201 $o
  post incidents/$b/merge merged_into=$a              -> 200 state=merged merged_into=$a closing_code=duplicate
  get  incidents/$a                                   -> 200 state=ordered
  post incidents/$a/merge merged_into=$c              -> 409 E_GUARD merged_into
  post incidents/$c/merge merged_into=$b              -> 409 E_GUARD merged_into
  post incidents/$a/close closing_code=handled outcome=清 -> 409 E_GUARD dispatch_order
  post incidents/$b/unmerge                           -> 422 E_NO_REASON
  post incidents/$b/unmerge reason=不是同一处          -> 200 state=ordered merged_into=null closing_code=null
  get  incidents/$a                                   -> 200 state=open
  post incidents/$b/merge merged_into=$a              -> 200
as duty@zhangdian-1
  post dispatch_orders/$o/acknowledge                 -> 200
  post dispatch_orders/$o/set_out                     -> 200
  post dispatch_orders/$o/arrive                      -> 200
  post dispatch_orders/$o/finish note=已清              -> 200
as dispatcher@detachment
  get  incidents/$a                                   -> 200 state=dealt
  get  incidents/$b/history                           -> 200 body~merge
# what was done stays done when the other is taken out again, whose order is still on its way
  post incidents kind=obstacle source=other priority=3 called_at=$now address=南路 road_class=street what=落物 -> 201 $d
  post incidents kind=obstacle source=other priority=3 called_at=$now address=南路口 road_class=street what=纸箱 -> 201 $e
as duty@zhangdian-1
  post patrols call_sign=张17 kind=foot leader=$pb shift_ends=${now+6h} crew:=[{"person":$pb,"part":"officer"}] -> 201 $q
as dispatcher@detachment
  post dispatch_orders incident=$d patrol=$p task=清理 -> 201 $first
  post dispatch_orders incident=$e patrol=$q task=清理 -> 201 $second
  post incidents/$e/merge merged_into=$d              -> 200
as duty@zhangdian-1
  post dispatch_orders/$first/acknowledge             -> 200
  post dispatch_orders/$first/set_out                 -> 200
  post dispatch_orders/$first/arrive                  -> 200
  post dispatch_orders/$first/finish note=已清          -> 200
as dispatcher@detachment
  get  incidents/$d                                   -> 200 state=ordered
  post incidents/$e/unmerge reason=不是同一处          -> 200 state=ordered
  get  incidents/$d                                   -> 200 state=dealt
# nor does an order that was recalled count as something done
  post dispatch_orders/$second/recall reason=完        -> 200
  get  incidents/$e                                   -> 200 state=open
  post incidents/$e/merge merged_into=$d              -> 200
  post incidents/$e/unmerge reason=不是同一处          -> 200 state=open
  get  incidents/$d                                   -> 200 state=dealt
as duty@zhangdian-1
  post patrols/$q/sign_off                           -> 200
  post patrols/$p/sign_off                           -> 200

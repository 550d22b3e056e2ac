# 规范 72: a fixed post in bad visibility is three officers, or two officers and two auxiliaries; a task that is not possible says why.
alone
as dispatcher@detachment
  get  plan_templates?code=fog_yellow                    -> 200 $t=items.0.id
  get  units?level=detachment&limit=1                    -> 200 $root=items.0.id
  post plans template=$t why=路面巡逻发现浓雾 squadron:=[{"unit":$root}] -> 201 $p cause=weather
as leader@detachment
  post plans/$p/approve                                  -> 200
  sleep 3
  get  plans/$p                                          -> 200 state=running
as dispatcher@detachment
  post plan_tasks plan=$p unit=@zhangdian-1 what=在G309设点 finish_by=${now+1h} fixed_post=true -> 201 $a state=issued
  post plan_tasks plan=$p unit=@zhangdian-1 what=在G309设点 finish_by=${now-1h} fixed_post=true -> 422 E_BAD_VALUE finish_by
  post plan_tasks plan=$p unit=@zhangdian-1 what=巡逻 finish_by=${now+1h} -> 201 $b
as duty@zhangdian-1
  post plan_tasks/$a/acknowledge                         -> 200 state=acknowledged acknowledged_at=*
  post plan_tasks/$a/finish done=已设点                  -> 409 E_GUARD officers
  post plan_tasks/$a/finish done=已设点 officers=2       -> 409 E_GUARD officers
  post plan_tasks/$a/finish done=已设点 officers=2 auxiliaries=1 -> 409 E_GUARD officers
  post plan_tasks/$a/finish done=已设点 officers=2 auxiliaries=2 -> 200 state=done
  post plan_tasks/$b/decline                             -> 422 E_NO_REASON
  post plan_tasks/$b/decline reason=警车故障             -> 200 state=not_possible done=警车故障
as duty@zhangdian-2
  get  plan_tasks/$b                                     -> 404
# Where no row says how many, nobody is asked for a number that nobody set: the task waits for the row.
as dispatcher@detachment
  get  plan_figures?code=post_pair_officers              -> 200 $fig=items.0.id
  post plan_tasks plan=$p unit=@zhangdian-1 what=在S102设点 finish_by=${now+1h} fixed_post=true -> 201 $c
  patch plan_figures/$fig valid_to=$today                -> 200
as duty@zhangdian-1
  post plan_tasks/$c/acknowledge                         -> 200
  post plan_tasks/$c/finish done=已设点 officers=3       -> 409 E_GUARD plan_figure body~post_pair_officers

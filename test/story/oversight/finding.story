# A finding is answered by the role that owns it, and closed by supervision only when the rule no longer finds it.
as officer@detachment
  get  findings?rule=device_unverified&state=open&limit=1&sort=id -> 200 rows=1 $f=items.0
  post findings/$f/acknowledge                       -> 403 E_FORBIDDEN
as device@detachment
  post findings/$f/vanish                            -> 403
  post findings/$f/close                             -> 403
  post findings/$f/acknowledge                       -> 200 state=acknowledged due_at=$f.due_at
  post findings/$f/rectify                           -> 422 E_MISSING answer
  post findings/$f/rectify answer=已送检定           -> 200 state=rectified due_at=null
as supervisor@detachment
  post findings/$f/close                             -> 409 E_GUARD offending
  post findings/$f/reopen                            -> 422 E_NO_REASON reason
  post findings/$f/reopen reason=复查仍未检定        -> 200 state=open due_at=$f.due_at

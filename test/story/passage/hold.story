# A legal hold is asked for by one, approved by another, carried out beside the step, and released by another again.
as case_officer@detachment
  post legal_holds case_no=2026-17 plate=鲁C12345 class=2 from_at=${now-9d} to_at=${now+1d} ground=刑事立案 unit=@zhangdian -> 422 E_BAD_VALUE to_at
  post legal_holds case_no=2026-17 from_at=${now-9d} to_at=${now-1d} ground=刑事立案 unit=@zhangdian -> 422 E_MISSING plate
  post legal_holds case_no=2026-17 plate=鲁C12345 class=2 from_at=${now-9d} to_at=${now-1d} ground=刑事立案 unit=@zhangdian -> 201 $h state=requested
  post legal_holds/$h/place                         -> 403 E_FORBIDDEN
as officer@linzi
  get  legal_holds/$h                               -> 404
as leader@zhangdian
  watch
  post legal_holds/$h/place                         -> 200 state=approved
  wait event record=legal_hold id=$h verb=hold within 8
  get  legal_holds/$h                               -> 200 state=in_force held=0 masked:plate
  post legal_holds/$h/release                       -> 422 E_NO_REASON reason
  post legal_holds/$h/release reason=结案           -> 200 state=releasing
  wait event record=legal_hold id=$h verb=let_go within 8

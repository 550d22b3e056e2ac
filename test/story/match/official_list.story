# An official list takes effect only when a second person with the right for the whole detachment has approved its difference.
alone
as dispatcher@detachment
  watch
import watch official_list.csv
as dispatcher@detachment
  wait event record=watch_list verb=create within 8
  get  watch_lists?state=prepared                    -> 200 rows=1 $l=items.0.id items.0.added=2
as leader@zhangdian
  post watch_lists/$l/approve                        -> 403 E_FORBIDDEN
as dispatcher@detachment
  post watch_lists/$l/approve                        -> 200 state=in_force
as leader@zhangdian
  post watch_lists/$l/withdraw reason=名单有误        -> 403 E_FORBIDDEN
as leader@detachment
  post watch_lists/$l/withdraw reason=名单有误        -> 200 state=withdrawn

# What an officer did while his phone was offline keeps the moment at which he did it, and that it came late is on record; a phone whose clock is wrong is not believed.
as personnel@detachment
  post persons user=d.l.$uniq name=甲 police_no=DL$digits category=police unit=@zhangdian-1 -> 201 $a
as duty@zhangdian-1
  post patrols call_sign=张09 kind=foot leader=$a shift_ends=${now+6h} crew:=[{"person":$a,"part":"officer"}] -> 201 $p
as dispatcher@detachment
  post incidents kind=help source=other priority=3 called_at=$now address=公园 road_class=street what=求助 -> 201 $i
  post dispatch_orders incident=$i patrol=$p task=去看  -> 201 $o
  sleep 8
as duty@zhangdian-1
  post dispatch_orders/$o/acknowledge said_at=${o.created_at+1s} -> 200 acknowledged_at=${o.created_at+1s} sent_late=true due_from=${o.created_at+1s}
# what was said of one step is not said of the next
  post dispatch_orders/$o/set_out                       -> 200 under_way_at>${o.created_at+4s} said_at=null sent_late=true
  post dispatch_orders/$o/arrive said_at=${o.created_at-1h} -> 200 on_scene_at>${o.created_at+2s}
  post dispatch_orders/$o/guard_scene guarded_by=甲 said_at=${now+1h} -> 200 guarded_at<=${now+5m} said_at=null
  post dispatch_orders/$o/finish note=已处理            -> 200 state=done ended_at>${o.created_at+4s}
  get  incidents/$i/timeline                           -> 200 items.*.detail~断网补传
  post patrols/$p/sign_off                             -> 200

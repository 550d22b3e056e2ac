# An officer's call for help is an incident of the highest priority, whatever is sent; from the phone with its position, also late.
as officer@zhangdian-1
  post incidents kind=sos source=patrol priority=4 called_at=${now-10m} address=手机定位 place=118.06,36.85 what=民警紧急求援 -> 201 $i priority=1 state=open due_at=*
as dispatcher@detachment
  get  incidents?state=open&kind=sos                     -> 200 items.*.id=$i
  patch incidents/$i priority=3                          -> 200 priority=1
  post incidents/$i/close closing_code=false_call outcome=误触发 -> 200
# the button of a terminal, or of the phone's position, is the same
as officer@zhangdian-1
  post positions items:=[{"at":"$now","place":[118.0601,36.8501],"sos":true}] -> 200
  sleep 2
as dispatcher@detachment
  get  incidents?kind=sos&state=open&origin=sos_call     -> 200 rows=1 items.0.priority=1 items.0.place=* $s=items.0.id
  post incidents/$s/close closing_code=false_call outcome=误触发 -> 200

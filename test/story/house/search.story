# The search of everything finds names of what one may see, and nothing else.
as device@detachment
  post devices code=ST20191211$digits name=独名$digits category=video place=118.05,36.81 unit=@zhangdian -> 201 $a
  post search q=独名$digits                          -> 200 rows=1 items.0.record=device items.0.id=$a
as officer@zhangdian
  post search q=独名$digits                          -> 200 rows=1
as officer@linzi
  post search q=独名$digits                          -> 200 rows=0
as nobody
  post search q=独名$digits                          -> 401

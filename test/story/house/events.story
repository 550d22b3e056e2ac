# A screen hears of changes to what it may see, without values, and of nothing else.
as officer@linzi
  watch
as device@detachment
  post devices code=ST20191212$digits name=张店秘密 category=video place=118.05,36.81 unit=@zhangdian -> 201 $far
  post devices code=ST20191213$digits name=临淄路口 category=video place=118.30,36.82 unit=@linzi -> 201 $near
  wait event record=device id=$near verb=create within 3
  nothing event record=device id=$far within 1

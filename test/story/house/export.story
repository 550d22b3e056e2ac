# An export needs a reason, carries who, when and why, and quotes what a table program would run.
as device@detachment
  post devices code=ST20191207$digits name=博山路口 category=video place=117.86,36.49 unit=@boshan road="=HYPERLINK(1)" -> 201 $d
  post devices/export {"format":"csv","where":{"id":$d}} -> 422 E_NO_REASON reason
  post devices/export {"format":"csv","where":{"id":$d},"reason":"盘点设备"} -> 200 @Content-Type~csv body~盘点设备 body~模拟支队设备管理 body!~,=HYPERLINK
  post devices/export {"format":"xlsx","where":{"id":$d},"reason":"盘点设备"} -> 200 @Content-Type~spreadsheet
  post devices/export {"format":"exe","reason":"x"}  -> 422

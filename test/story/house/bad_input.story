# What cannot be read or is not known is refused and named; script and SQL are only text.
as device@detachment
  post devices {"code":"ABC123","code":"ABC124"}     -> 400 E_DUPLICATE_KEY
  post devices [1]                                   -> 400 E_BAD_BODY
  post devices {"no_such":1}                         -> 422 E_UNKNOWN_FIELD no_such
  post devices {"state":"scrapped"}                  -> 422 state
  get  devices?limit=0                               -> 400 E_BAD_QUERY
  get  devices?no_such=1                             -> 400 E_BAD_QUERY no_such
  get  devices?cursor=fDU                            -> 400 E_BAD_QUERY cursor
  get  devices?cursor=bnw1                           -> 200
  get  devices/x                                     -> 404
  get  devices/999999999                             -> 404
  get  no_such_records                               -> 404
  put  devices/1                                     -> 405
  post devices code=ST20191206$digits name=淄川路口 category=video place=117.96,36.65 unit=@zichuan -> 201 $d
  patch devices/$d address="<script>alert(1)</script>'; DROP TABLE device; --" -> 200 address~DROP
  get  devices/$d                                    -> 200 address="<script>alert(1)</script>'; DROP TABLE device; --"
as legal@detachment
  post violation_codes code=9876 behaviour=测试 basis=无 fine_min=0 fine_max=100 points=0 valid_from=2020-01-01 valid_to=2021-01-01 -> 201 $v
  patch violation_codes/$v valid_from:=null          -> 422 E_MISSING valid_from
  get  violation_codes/$v                            -> 200 valid_from=*
as leader@detachment
  post notices subject=查无此单位 kind=order body=略 to:=[{"unit":999999}] -> 422 E_BAD_VALUE to.0.unit

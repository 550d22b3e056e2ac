# A code keeps its versions: 1344 became 1116 in 2022, and a case of 2021 reads the code of its day.
as officer@zhangdian
  get  violation_codes?code=1344&as_of=2021-06-01    -> 200 rows=1
  get  violation_codes?code=1116&as_of=2023-06-01    -> 200 rows=1 items.0.replaces=1344
  get  violation_codes?code=1116&as_of=2021-06-01    -> 200 rows=0
  get  violation_codes?code=1344&as_of=2023-06-01    -> 200 rows=0

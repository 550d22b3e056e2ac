# 行政处罚法 67、74: whoever fines takes no money, so what the bank says of a day is compared with the books; a payment for an order that nobody knows is a finding until somebody has settled it with a reason.
as secadmin@detachment
  post adapters code=bank-$uniq kind=payment secret=00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff nontax_code=103050101 -> 201 $bank
as sysadmin@detachment
  post adapters/$bank/start                          -> 200
  import payments bank_day.csv
  import payments bank_day.csv
as leader@detachment
  get  bank_files                                    -> 200 rows=1 $f=items.0 items.0.state=differs items.0.lines=2 items.0.total=30000 items.0.differences=2 items.0.our_lines=0 items.0.day=2026-01-02
  get  payment_differences?sort=id                 -> 200 rows=2 $a=items.0 $b=items.1 items.*.kind=unknown items.0.transaction=YH0001 items.1.amount=10000
clock ${now+1m} run payment_differs
clock ${now+1m} run bank_file_broken_off
as leader@detachment
  get  findings?rule=payment_differs                 -> 200 rows=2
  get  findings?rule=bank_file_broken_off            -> 200 rows=1 items.0.note=bank_day.csv
  post bank_files/$f/settle reason=已核对            -> 409 E_GUARD differences
  post payment_differences/$a/settle                 -> 422 E_NO_REASON
  post payment_differences/$a/settle reason=银行更正，原单号录入错误 -> 200 state=settled
  post payment_differences/$b/settle reason=银行更正 -> 200
  post bank_files/$f/settle reason=已核对            -> 200 state=settled
clock ${now+1m} run payment_differs
clock ${now+1m} run bank_file_broken_off
as leader@detachment
  get  findings?rule=payment_differs&state=open      -> 200 rows=0
  get  findings?rule=bank_file_broken_off&state=open -> 200 rows=0
as clerk@zhangdian
  get  payment_differences                           -> 200 rows=0 # of no order: the whole force's, not a brigade's

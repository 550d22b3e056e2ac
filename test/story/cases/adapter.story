# 行政处罚法 67、74: a message counts only from a program that two people have let in, signed with its own key and of its own kind; what it may not say changes nothing.
as secadmin@detachment
  post adapters code=b-$uniq kind=payment secret=00112233 -> 422 E_BAD_VALUE secret
  post adapters code=b-$uniq kind=payment secret=00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff -> 201 $bank
signed b-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=JK0 -> 404 E_NOT_FOUND
as sysadmin@detachment
  post adapters/$bank/start                          -> 200
signed b-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=JK0 -> 404 outcome=unknown
signed b-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=fetch limit:=10 -> 422 outcome=malformed
signed b-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=paid order=JK0 transaction=x amount:=-5 paid_at=$now -> 422 outcome=malformed
signed b-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff @Luan-Nonce=short kind=owed order=JK0 -> 401 outcome=forged
signed b-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff @Luan-Signature=00 kind=owed order=JK0 -> 401 outcome=forged
as sysadmin@detachment
  post adapters/$bank/stop reason=密钥更换            -> 200 state=stopped
signed b-$uniq 00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff kind=owed order=JK0 -> 404 E_NOT_FOUND
as supervisor@detachment
  get  adapter_messages?adapter=$bank                -> 200 rows=5

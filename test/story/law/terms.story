# A time limit is a row with its article; its versions do not overlap.
as legal@detachment
  post legal_terms code=test_term_$uniq name=试验 length=5 measure=working_day counts_from=送达 must_happen=答复 law=内部 area=internal warn_s=3600 valid_from=2026-01-01 valid_to=2027-01-01 -> 201 $t
  post legal_terms code=test_term_$uniq name=试验 length=7 measure=working_day counts_from=送达 must_happen=答复 law=内部 area=internal warn_s=3600 valid_from=2026-06-01 -> 409 E_OVERLAP
  post legal_terms code=test_term_$uniq name=试验 length=7 measure=working_day counts_from=送达 must_happen=答复 law=内部 area=internal warn_s=3600 valid_from=2027-01-01 -> 201
# the clocks learn of it by a timer
  sleep 0.1
  post terms/reckon term=test_term_$uniq from=2026-09-28T10:00+08:00 -> 200 due_at=* why~工作日

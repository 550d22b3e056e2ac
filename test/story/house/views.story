# A question is answered over one's units only, with the period before and the year before beside it.
as leader@detachment
  get  views                                         -> 200 items.*.name=repair_figures
  get  views/repair_figures?from=2019-01-01&to=2027-01-01&compare=yoy,mom -> 200 compare.yoy=* compare.mom=* columns.0.name=*
  get  views/no_such_view                            -> 404
  get  views/repair_figures?from=2019-01-01&to=2027-01-01&no_such=1 -> 422 E_UNKNOWN_FIELD no_such
as clerk@detachment
  get  views/receipt_figures?from=2019-01-01&to=2027-01-01 -> 403

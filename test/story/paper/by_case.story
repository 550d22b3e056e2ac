# A penalty decision, a notice of one and a coercive measure are made by the steps of a case alone, where told, heard and approved come before (处罚法 44, 45, 62; 强制法 18).
as officer@zhangdian
  post documents/issue {"type":"simple_decision","content":{}}   -> 409 E_GUARD type
  post documents/issue {"type":"general_decision","content":{}}  -> 409 E_GUARD type
  post documents/issue {"type":"intended_penalty","content":{}}  -> 409 E_GUARD type
  post documents/issue {"type":"handling_notice","content":{}}   -> 409 E_GUARD type
  post documents/issue {"type":"measure_voucher","content":{}}   -> 409 E_GUARD type
  post documents/issue {"type":"nothing","content":{}}           -> 422 E_BAD_VALUE type
as auditor@detachment
  post documents/issue {"type":"return_list","content":{}}       -> 403
as nobody
  post documents/issue {}                                        -> 401
  post documents/print {}                                        -> 401
  get  document_templates                                        -> 401
as officer@zhangdian
  get  document_templates -> 200 items.*.type=simple_decision items.*.type=return_list items.*.items.*.law~记13

// SPDX-License-Identifier: Apache-2.0
// mutants.mjs - faults planted into a copy of the sources: a dropped guard, scope, mask, audit, deadline or version
// check. `find` stands exactly once in the file; in `with` the word FAULT becomes "this fault is on". `parts` are the
// contract parts that should notice first (only to save time: what they miss, everything else gets a chance at).
const drop = 'FAULT ? E_OK : ';

export const mutants = [
  // scope: which rows
  { name: 'scope: a row of another unit is visible', file: 'src/engine/record.c', find: 'case SCOPE_UNIT:\n\t\treturn may(c, roles, r->unit);', with: 'case SCOPE_UNIT:\n\t\treturn may(c, roles, FAULT ? 0 : r->unit);', parts: 'rights' },
  { name: 'scope: a shared row is visible to all', file: 'src/engine/record.c', find: 'return (!r->rec->shared_as && may(c, roles, r->unit))', with: 'return (!r->rec->shared_as && may(c, roles, FAULT ? 0 : r->unit))', parts: 'rights' },
  { name: 'scope: a unit that takes part does not see the row', file: 'src/engine/record.c', find: '|| shared_with(c, r, roles, may);', with: '|| (!FAULT && shared_with(c, r, roles, may));', parts: 'shape' },
  { name: 'scope: lists are not scoped', file: 'src/engine/scope.c', find: '\tif (v->all) {\n\t\tbuf_puts(out, "1=1");', with: '\tif (v->all || FAULT) {\n\t\tbuf_puts(out, "1=1");', parts: 'rights' },
  { name: 'scope: a grant reaches only its own unit', file: 'src/engine/scope.c', find: 'n = units_below(g->unit, c->arena, &below);', with: 'n = units_below(g->unit, c->arena, &below);\n\t\tn = FAULT && n ? 1 : n;', parts: 'rights' },
  { name: 'scope: a reading role is not asked for in lists', file: 'src/engine/scope.c', find: 'scope_cover(c, staff, false, &v);', with: 'scope_cover(c, FAULT ? ~0u : staff, false, &v);', parts: 'rights' },
  { name: 'rights: any role will do', file: 'src/engine/call.c', find: 'if ((g->role & roles) && in_force', with: 'if (((g->role & roles) || FAULT) && in_force', parts: 'rights' },
  { name: 'rights: a grant that ended still works', file: 'src/engine/call.c', find: 'return g->from_ms <= now && now < g->to_ms;', with: 'return g->from_ms <= now && (now < g->to_ms || FAULT);', parts: 'shape' },
  { name: 'rights: units are not compared', file: 'src/engine/call.c', find: '(unit == 0 || units_within(unit, g->unit)))', with: '(unit == 0 || FAULT || units_within(unit, g->unit)))', parts: 'rights' },
  { name: 'rights: create is not asked', file: 'src/engine/rest_write.c', find: 'if (!e && !may(&r->call, r->rec->can_create, 0))', with: 'if (!e && !FAULT && !may(&r->call, r->rec->can_create, 0))', also: [{ file: 'src/engine/record.c', find: '\nrecord_may_create(struct call *c, const struct row *draft)\n{\n', with: '\nrecord_may_create(struct call *c, const struct row *draft)\n{\n\tif (FAULT)\n\t\treturn E_OK;\n' }], parts: 'rights' },
  { name: 'rights: create in any unit', file: 'src/engine/record.c', find: 'return may(c, draft->rec->can_create, anywhere ? 0 : draft->unit)', with: 'return may(c, draft->rec->can_create, anywhere || FAULT ? 0 : draft->unit)', parts: 'rights' },
  { name: 'rights: list for any role', file: 'src/engine/rest.c', find: 'enum err e = list_take_query(&r->call, r->rq, &q);\n\n\tif (!e && !may(', with: 'enum err e = list_take_query(&r->call, r->rq, &q);\n\n\tif (!e && !FAULT && !may(', parts: 'rights' },
  { name: 'rights: a step by any reader', file: 'src/engine/step.c', find: 'if (!row_visible(c, before, s ? s->who : who))', with: 'if (!FAULT && !row_visible(c, before, s ? s->who : who))', also: [{ file: 'src/engine/rest_write.c', find: 'return row_visible(&r->call, row, who) ? E_OK :', with: 'return FAULT || row_visible(&r->call, row, who) ? E_OK :' }], parts: 'rights' },
  { name: 'rights: a change by any reader', file: 'src/engine/record.c', find: 'if (!row_visible(c, before, rec->can_patch))', with: 'if (!FAULT && !row_visible(c, before, rec->can_patch))', also: [{ file: 'src/engine/rest_write.c', find: 'if (!row_visible(&r->call, row, r->rec->can_patch))', with: 'if (!FAULT && !row_visible(&r->call, row, r->rec->can_patch))' }], parts: 'rights' },
  { name: 'rights: step outside the scope says 403', file: 'src/engine/step.c', find: 'if (!row_visible(c, before, rec->can_read | who))', with: 'if (!FAULT && !row_visible(c, before, rec->can_read | who))', also: [{ file: 'src/engine/rest_write.c', find: 'if (!row_visible(&r->call, row, r->rec->can_read | who))', with: 'if (!FAULT && !row_visible(&r->call, row, r->rec->can_read | who))' }], parts: 'rights' },
  { name: 'rights: bulk steps ask nobody', file: 'src/engine/step.c', find: 'e = db_nested(c->conn, fire_one, &o);', with: 'bool sys = c->as_system;\n\t\tc->as_system = sys || FAULT;\n\t\te = db_nested(c->conn, fire_one, &o);\n\t\tc->as_system = sys;', parts: 'bulk' },

  // masks
  { name: 'mask: none', file: 'src/engine/record.c', find: 'shown |= persons;\n\t\tif (persons)\n\t\t\tcontinue;', with: 'shown |= persons;\n\t\tif (persons || FAULT)\n\t\t\tcontinue;', parts: 'persons' },
  { name: 'mask: no reason needed', file: 'src/engine/call.c', find: '(c->who->person == 0 || c->reason.n > 0)', with: '(c->who->person == 0 || FAULT || c->reason.n > 0)', parts: 'persons' },
  { name: 'mask: no grant for persons needed', file: 'src/engine/call.c', find: '(!persons || g->persons)', with: '(!persons || FAULT || g->persons)', parts: 'persons' },
  { name: 'mask: lists show', file: 'src/engine/list.c', find: '\t\trow_mask(c, g.row[i]);', with: '\t\tif (!FAULT)\n\t\t\trow_mask(c, g.row[i]);', parts: 'persons' },
  { name: 'mask: one shows', file: 'src/engine/record.c', find: '\trow_mask(c, r);\n\t*ret = r;', with: '\tif (!FAULT)\n\t\trow_mask(c, r);\n\t*ret = r;', parts: 'persons' },
  { name: 'mask: the answer of a write shows', file: 'src/engine/rest_write.c', find: '\trow_mask(&r->call, r->after);', with: '\tif (!FAULT)\n\t\trow_mask(&r->call, r->after);', parts: 'persons' },
  { name: 'mask: the mask is the value', file: 'src/engine/mask.c', find: '\tif (f->type.kind != K_TEXT || !utf8_valid(s) || utf8_count(s) < 2)', with: '\tif (FAULT)\n\t\treturn s;\n\tif (f->type.kind != K_TEXT || !utf8_valid(s) || utf8_count(s) < 2)', parts: 'persons' },
  { name: 'mask: personal fields filter in addresses', file: 'src/engine/query.c', find: 'if (f->flags & PII)\n\t\t\treturn q->persons && may_persons(c, q->rec->can_read, 0);', with: 'if (f->flags & PII)\n\t\t\treturn FAULT || (q->persons && may_persons(c, q->rec->can_read, 0));', parts: 'persons' },
  { name: 'mask: personal fields sort', file: 'src/engine/query.c', find: '(q->sort >= 0 && (q->rec->field[q->sort].flags & PII)))', with: '(!FAULT && q->sort >= 0 && (q->rec->field[q->sort].flags & PII)))', parts: 'persons' },
  { name: 'mask: history shows', file: 'src/engine/audit_show.c', find: 'if (!persons || col_null(st, detail + 1))', with: 'if ((!persons && !FAULT) || col_null(st, detail + 1))', parts: 'persons' },

  // audit
  { name: 'audit: a step leaves none', file: 'src/engine/step.c', find: '(e = audit_change(c, verb, before, draft))', with: `(e = ${drop}audit_change(c, verb, before, draft))`, parts: 'steps' },
  { name: 'audit: a change leaves none', file: 'src/engine/record.c', find: '(e = audit_change(c, "patch", before, draft))', with: `(e = ${drop}audit_change(c, "patch", before, draft))`, parts: 'change' },
  { name: 'audit: a creation leaves none', file: 'src/engine/record.c', find: '(e = audit_change(c, "create", NULL, draft))', with: `(e = ${drop}audit_change(c, "create", NULL, draft))`, parts: 'audit' },
  { name: 'audit: looking at persons leaves none', file: 'src/engine/rest.c', find: 'if (!r->call.unmasked && !r->audit_verb) {', with: 'if (FAULT || (!r->call.unmasked && !r->audit_verb)) {', parts: 'persons' },
  { name: 'audit: a search by persons is called a read', file: 'src/engine/rest.c', find: 'r->audit_verb = "search";', with: 'r->audit_verb = FAULT ? NULL : "search";', parts: 'persons' },
  { name: 'audit: anybody may read it', file: 'src/people/audit_api.c', find: '#define READERS (R_auditor | R_supervisor)', with: '#define READERS (FAULT ? ~0u : (unsigned)(R_auditor | R_supervisor))', parts: 'shape' },

  // deadlines
  { name: 'deadline: a step starts no clock', file: 'src/engine/step.c', find: '((s->to != s->from || draft->due_at != before->due_at) && (e = deadline_enter(c, draft)))', with: '(!FAULT && (s->to != s->from || draft->due_at != before->due_at) && (e = deadline_enter(c, draft)))', parts: 'steps' },
  { name: 'deadline: creation starts no clock', file: 'src/engine/record.c', find: '(e = check_valid(c, draft)) || (e = deadline_enter(c, draft))', with: `(e = check_valid(c, draft)) || (e = ${drop}deadline_enter(c, draft))`, parts: 'audit' },
  { name: 'deadline: the clock of the state before goes on', file: 'src/engine/step.c', find: 'if (s->to != s->from) {\t\t/* an effect', with: 'if (s->to != s->from && !FAULT) {\t\t/* an effect', parts: 'steps' },
  { name: 'deadline: weekends are worked', file: 'src/base/calendar.c', find: 'calendar_works(const struct calendar *c, int32_t day)\n{', with: 'calendar_works(const struct calendar *c, int32_t day)\n{\n\tif (FAULT)\n\t\treturn true;', parts: 'shape' },

  // versions and races
  { name: 'version: a change needs none', file: 'src/engine/rest_write.c', find: 'return must ? refuse_text(&r->call, E_NO_MATCH', with: 'return must && !FAULT ? refuse_text(&r->call, E_NO_MATCH', parts: 'change' },
  { name: 'version: a change of an old one', file: 'src/engine/record.c', find: 'if (version && version != before->version)\n\t\treturn refuse(c, E_STALE', with: 'if (!FAULT && version && version != before->version)\n\t\treturn refuse(c, E_STALE', parts: 'change' },
  { name: 'version: a step on an old one', file: 'src/engine/step.c', find: 'if (version && version != before->version)', with: 'if (!FAULT && version && version != before->version)', parts: 'race' },
  { name: 'version: it does not count', file: 'src/engine/record.c', find: 'draft->version = before->version + 1;', with: 'draft->version = before->version + (FAULT ? 0 : 1);', parts: 'change' },
  { name: 'step: from any state', file: 'src/engine/step.c', find: 'if (s->from == state)\n\t\t\tfound = s;', with: 'if (s->from == state || (FAULT && !found))\n\t\t\tfound = s;', parts: 'steps' },
  { name: 'replay: another body under the key', file: 'src/engine/idempotency.c', find: 'if (!slice_is(col_text(st, 0), i->request))', with: 'if (!FAULT && !slice_is(col_text(st, 0), i->request))', parts: 'replay' },
  { name: 'replay: done again', file: 'src/engine/idempotency.c', find: 'if (!i->key.n)\n\t\treturn E_OK;\n\tif ((e = sql(c->conn, &st, "SELECT', with: 'if (!i->key.n || FAULT)\n\t\treturn E_OK;\n\tif ((e = sql(c->conn, &st, "SELECT', parts: 'replay' },

  // input
  { name: 'input: required fields may be absent', file: 'src/engine/take.c', find: 'if (empty && (mode == TAKE_CREATE || sent))', with: 'if (!FAULT && empty && (mode == TAKE_CREATE || sent))', parts: 'creation' },
  { name: 'input: a step asks for nothing', file: 'src/engine/take.c', find: 'if (strcmp(a->verb, verb) || !(a->flags & REQ))', with: 'if (FAULT || strcmp(a->verb, verb) || !(a->flags & REQ))', parts: 'steps' },
  { name: 'input: fields of the system may be sent', file: 'src/engine/take.c', find: 'if ((f->flags & SYS) ||', with: 'if (((f->flags & SYS) && !FAULT) ||', parts: 'creation' },
  { name: 'input: fixed fields may be changed', file: 'src/engine/take.c', find: '(mode == TAKE_PATCH && (f->flags & FIX)))', with: '(!FAULT && mode == TAKE_PATCH && (f->flags & FIX)))', parts: 'change' },
  { name: 'input: ranges are not checked', file: 'src/engine/take.c', find: 'if (v < f->type.min || v > f->type.max)', with: 'if (!FAULT && (v < f->type.min || v > f->type.max))', parts: 'creation' },
  { name: 'input: forms are not checked', file: 'src/engine/take.c', find: 'if (f->type.like && !like(', with: 'if (!FAULT && f->type.like && !like(', parts: 'creation' },
  { name: 'valid: versions may overlap', file: 'src/engine/record.c', find: '\ncheck_valid(struct call *c, const struct row *draft)\n{', with: '\ncheck_valid(struct call *c, const struct row *draft)\n{\n\tif (FAULT)\n\t\treturn E_OK;', parts: 'shape' },
  { name: 'views: arguments are not required', file: 'src/engine/view.c', find: 'return ret->kind == V_NULL && (f->flags & REQ) ?', with: 'return !FAULT && ret->kind == V_NULL && (f->flags & REQ) ?', parts: 'views' },
  { name: 'views: any role asks', file: 'src/engine/view.c', find: 'if (!may(c, v->who, 0))', with: 'if (!FAULT && !may(c, v->who, 0))', parts: 'views' },
];

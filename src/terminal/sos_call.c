/* SPDX-License-Identifier: Apache-2.0 */
#include "terminal/sos_call.h"

#include <stdatomic.h>
#include "base/log.h"
#include "engine/record.h"
#include "org/fleet_vehicle.h"

static _Atomic(sos_fn *) hook;

void
sos_call_hook(sos_fn *fn)
{
	atomic_store(&hook, fn);
}

static enum err
sos_call_answer(struct call *c, struct row *draft)
{
	row_set_int(draft, sos_call_answered_at, c->now_ms);
	if (c->who->person)
		row_set_int(draft, sos_call_answered_by, c->who->person);
	return E_OK;
}

/* Or it is the same call, seen again after a crash. */
static enum err
ringing(struct call *c, const struct where_fix *f, bool *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, f->kind == WHERE_VEHICLE ? "SELECT 1 FROM sos_call WHERE vehicle = ?1 AND (state = 'ringing' OR at = ?2)" :
	    "SELECT 1 FROM sos_call WHERE person = ?1 AND (state = 'ringing' OR at = ?2)");

	if (e)
		return e;
	sql_int(st, 1, f->id);
	sql_int(st, 2, f->at_ms);
	e = sql_step(st);
	*ret = !e;
	sql_done(st);
	return e == E_DONE ? E_OK : e;
}

/* A car is named, a person by name only to those who may read the row: the title of the reference does that. */
static enum err
subject(struct call *c, const struct where_fix *f, struct row *r)
{
	struct row *v;
	enum err e;

	if (f->kind == WHERE_PERSON) {
		row_set_text(r, sos_call_subject, S("民警手机紧急求助"));
		return E_OK;
	}
	if ((e = record_load(c, &fleet_vehicle_record, f->id, &v)))
		return e;
	row_set_text(r, sos_call_subject, arena_printf(c->arena, "警车%.*s紧急求助", (int)row_text(v, fleet_vehicle_number).n, row_text(v, fleet_vehicle_number).p));
	return E_OK;
}

struct hooked {
	struct call *c;
	const struct row *sos;
	sos_fn *fn;
};

static enum err
run_hook(void *ctx, struct conn *conn)
{
	struct hooked *h = ctx;

	(void)conn;
	return h->fn(h->c, h->sos);
}

/* What else is done about it may be refused: the call stands all the same. What the store cannot do now is tried again as a whole. */
static enum err
and_more(struct call *c, const struct row *sos)
{
	struct hooked h = { c, sos, atomic_load(&hook) };
	enum err e = h.fn ? db_nested(c->conn, run_hook, &h) : E_OK;

	if (!e || e == E_STORE || e == E_DISK_FULL || e == E_TIMEOUT || e == E_BUSY || e == E_CORRUPT)
		return e;
	log_at(LOG_ERROR, "sos.alone", KV("sos_call", LI(sos->id)), KV("error", LS(err_name(e))), KV("field", LS(c->nfault && c->fault[0].field ? c->fault[0].field : "")));
	c->err = E_OK;
	c->nfault = 0;
	c->kept = NULL;
	return E_OK;
}

enum err
sos_call_raise(struct call *c, const struct where_fix *f, int64_t *ret_id)
{
	struct row *r = row_new(c->arena, &sos_call_record);
	bool rings;
	enum err e = ringing(c, f, &rings);

	*ret_id = 0;
	if (e || rings)
		return e;
	r->unit = f->unit;
	row_set_int(r, f->kind == WHERE_VEHICLE ? sos_call_vehicle : sos_call_person, f->id);
	row_set_int(r, sos_call_at, f->at_ms);
	if (point_valid(f->at))
		row_set_point(r, sos_call_place, f->at);
	if ((e = subject(c, f, r)) || (e = record_create_as_system(c, r)))
		return e;
	*ret_id = r->id;
	return and_more(c, r);
}

#define NAME sos_call
#define DEF "terminal/sos_call.def"
#include "engine/define.h"

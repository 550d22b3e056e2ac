/* SPDX-License-Identifier: Apache-2.0 */
/* viid_propose.c - what another platform asks for becomes a row that people decide on. */
#include "engine/record.h"
#include "ingest/gat.h"
#include "ingest/sharing.h"
#include "ingest/viid_.h"
#include "org/device.h"

/* Only a platform may ask for data or for a vehicle: a camera that does is misused. */
static enum err
only_platforms(const struct viid_act *a)
{
	return a->from->platform ? E_OK : refuse(a->c, E_FORBIDDEN, NULL, -1);
}

static enum err
sharing_of(const struct viid_act *a, int64_t *ret_id, struct slice *ret_state)
{
	stmt_scoped st = NULL;
	enum err e = sql(a->c->conn, &st, "SELECT id, state FROM sharing WHERE device = ?1 AND subscribe_id = ?2 ORDER BY id DESC LIMIT 1");

	if (e)
		return e;
	sql_int(st, 1, a->from->row);
	sql_text(st, 2, a->id);
	if (!(e = sql_step(st))) {
		*ret_id = col_int(st, 0);
		*ret_state = arena_copy(a->c->arena, col_text(st, 1));
	}
	return e == E_DONE ? E_NOT_FOUND : e;
}

static enum err
end_sharing(const struct viid_act *a, int64_t id, struct slice state)
{
	struct row *after;
	const char *verb = slice_is(state, "applied") ? "withdraw" : slice_is(state, "approved") || slice_is(state, "suspended") ? "end" : NULL;

	return verb ? record_fire_as_system(a->c, &sharing_record, id, verb, &after) : E_OK;
}

static struct slice
cut(struct slice s, size_t chars)
{
	size_t n = 0, k = 0;

	for (; n < s.n; n++)
		if ((s.p[n] & 0xc0) != 0x80 && k++ == chars)
			break;
	return (struct slice){ s.p, n };
}

enum err
viid_subscribe(const struct viid_act *a)
{
	struct slice state = { NULL, 0 }, title, address, operate;
	struct row *r;
	int64_t id = 0;
	enum err e = only_platforms(a);

	if (e || ((e = sharing_of(a, &id, &state)) && e != E_NOT_FOUND))
		return e;
	operate = a->object ? viid_text(a->object, "OperateType", a->c->arena) : S("1");
	if (a->deleted || slice_is(operate, "1"))
		return id ? end_sharing(a, id, state) : E_OK;
	/* 13 motor vehicles, 8 records of tollgates: the only contents that there are here; the rest is kept and comes to nothing. */
	if (id || !(slice_is(viid_text(a->object, "SubscribeDetail", a->c->arena), "13")))
		return E_OK;
	title = viid_text(a->object, "Title", a->c->arena);
	address = viid_text(a->object, "ReceiveAddr", a->c->arena);
	r = row_new(a->c->arena, &sharing_record);
	row_set_int(r, sharing_device, a->from->row);
	row_set_text(r, sharing_subject, title.n ? cut(title, 100) : a->id);
	row_set_text(r, sharing_subscribe_id, a->id);
	row_set_text(r, sharing_content, S("passages"));
	row_set_text(r, sharing_tollgates, S("all"));
	if (address.n && utf8_count(address) <= 200)
		row_set_text(r, sharing_receive_address, address);
	return record_create(a->c, r);
}

static int64_t
time_of(const struct viid_act *a, const char *name)
{
	int64_t ms;

	return gat_time(viid_text(a->object, name, a->c->arena), &ms) ? ms : 0;
}

enum err
viid_dispose(const struct viid_act *a)
{
	struct order_sink *sink = a->port->o.orders;
	struct disposition d = { .device = a->from->row, .id = a->id, .cancelled = true };
	struct arena *m = a->c->arena;
	int64_t level;
	enum err e = only_platforms(a);

	if (e || !sink)
		return e;
	if (a->object) {
		d.cancelled = slice_is(viid_text(a->object, "OperateType", m), "1");
		d.title = viid_text(a->object, "Title", m);
		d.plate = viid_text(a->object, "TargetFeature", m);
		d.applicant_org = viid_text(a->object, "ApplicantOrg", m);
		d.reason = viid_text(a->object, "Reason", m);
		d.from_ms = time_of(a, "BeginTime");
		d.to_ms = time_of(a, "EndTime");
		d.priority = slice_int(viid_text(a->object, "PriorityLevel", m), &level) && level >= 1 && level <= 3 ? (int)level : 0;
	}
	e = sink->disposition(sink, a->c, &d);
	return e == E_EXISTS ? E_OK : e;
}

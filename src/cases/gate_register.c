/* SPDX-License-Identifier: Apache-2.0 */
/* gate_register.c - the queue for the national register, and what it answers. */
#include "base/clock.h"
#include "cases/cases.h"
#include "cases/gate_.h"
#include "cases/law.h"
#include "cases/register_entry.h"
#include "engine/record.h"

#define FETCH_MAX 200

static enum err
put_item(struct call *c, struct message *m, int64_t id, bool first)
{
	struct row *r, *about = NULL, *sent;
	enum err e = record_load(c, &register_entry_record, id, &r);

	if (e || (!row_empty(r, register_entry_camera_record) && (e = record_load(c, &camera_record_record, row_ref(r, register_entry_camera_record), &about))))
		return e;
	buf_printf(&m->answer, "%s{\"number\":", first ? "" : ",");
	buf_json(&m->answer, row_text(r, register_entry_number));
	buf_puts(&m->answer, ",\"kind\":");
	buf_json(&m->answer, row_text(r, register_entry_kind));
	if (about) {
		buf_puts(&m->answer, ",\"code\":");
		buf_json(&m->answer, row_text(about, camera_record_code));
		buf_puts(&m->answer, ",\"plate\":");
		buf_json(&m->answer, row_text(about, camera_record_plate));
		buf_puts(&m->answer, ",\"plate_class\":");
		buf_json(&m->answer, row_text(about, camera_record_plate_class));
		buf_puts(&m->answer, ",\"captured_at\":\"");
		buf_time(&m->answer, row_time(about, camera_record_captured_at));
		buf_puts(&m->answer, "\"");
	} else {
		buf_printf(&m->answer, ",\"case\":%lld", (long long)row_int(r, register_entry_violation_case));
	}
	buf_putc(&m->answer, '}');
	return record_fire(c, &register_entry_record, id, 0, "send", row_new(c->arena, &register_entry_record), 0, &sent);
}

/* Oldest first, those least often sent; what was fetched and not answered comes again. */
enum err
gate_fetch(struct call *c, struct message *m)
{
	int64_t limit = json_integer_value(json_object_get(m->body, "limit")), id[FETCH_MAX];
	stmt_scoped st = NULL;
	int n = 0;
	enum err e = sql(c->conn, &st, "SELECT id FROM register_entry WHERE state = 'queued' ORDER BY coalesce(sent, 0), id LIMIT ?1");

	if (e)
		return e;
	sql_int(st, 1, limit > 0 && limit < FETCH_MAX ? limit : FETCH_MAX);
	while (n < FETCH_MAX && !(e = sql_step(st)))
		id[n++] = col_int(st, 0);
	if (e && e != E_DONE)
		return e;
	sql_done(st);
	m->outcome = OUT_TAKEN;
	buf_puts(&m->answer, ",\"items\":[");
	for (int i = 0; i < n; i++)
		if ((e = put_item(c, m, id[i], i == 0)))
			return e;
	buf_putc(&m->answer, ']');
	return E_OK;
}

/* The entry by its number; an answer that was given already is repeated, or contradicts. */
static enum err
answer(struct call *c, struct message *m, const char *verb, int field, struct slice value)
{
	struct row *r, *change = row_new(c->arena, &register_entry_record), *after;
	int64_t id;
	bool held = field == register_entry_held;
	enum err e;

	if (!value.n || value.n > 200)
		return E_OK;
	if ((e = first_id(c, "SELECT id FROM register_entry WHERE number = ?1", (struct first_arg[]){ FIRST_TEXT(m->about.n ? m->about : S("?")) }, 1, &id)))
		return e;
	m->outcome = OUT_UNKNOWN;
	if (!id || (e = record_load(c, &register_entry_record, id, &r)))
		return e;
	m->outcome = held ? OUT_EARLY : slice_eq(row_text(r, field), value) ? OUT_REPEATED : OUT_CONFLICT;
	if (r->state != (held ? register_entry_is_entered : register_entry_is_queued))
		return E_OK;
	row_set_text(change, field, value);
	m->outcome = OUT_TAKEN;
	return record_fire(c, &register_entry_record, id, 0, verb, change, 1ull << field, &after);
}

enum err
gate_entered(struct call *c, struct message *m)
{
	struct slice no = message_text(m, "register_no");

	return answer(c, m, "enter", register_entry_register_no, no.n <= 40 ? no : (struct slice){ NULL, 0 });
}

enum err
gate_refused(struct call *c, struct message *m)
{
	return answer(c, m, "refuse", register_entry_refusal, message_text(m, "refusal"));
}

enum err
gate_held(struct call *c, struct message *m)
{
	struct slice held = message_text(m, "held");

	if (!slice_is(held, "same") && !slice_is(held, "missing") && !slice_is(held, "differs"))
		return E_OK;
	return answer(c, m, "reconcile", register_entry_held, held);
}

const struct gate_kind case_messages[] = {
	{ "payment", "owed", gate_owed, false, NULL }, { "payment", "paid", gate_paid, false, NULL }, { "payment", "refunded", gate_refunded, false, NULL },
	{ "register", "fetch", gate_fetch, false, NULL }, { "register", "entered", gate_entered, false, NULL }, { "register", "refused", gate_refused, false, NULL },
	{ "register", "held", gate_held, false, NULL }, { NULL, NULL, NULL, false, NULL },
};

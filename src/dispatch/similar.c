/* SPDX-License-Identifier: Apache-2.0 */
/* similar.c - what an incident may be a duplicate of, and what the same number called about before. A suggestion only: people merge. */
#include <string.h>

#include "base/clock.h"
#include "dispatch/desk_.h"
#include "dispatch/incident.h"
#include "dispatch/incident_rule.h"
#include "engine/record.h"
#include "net/json.h"

#define LOOK_AT 400		/* incidents of the last hours, newest first */
#define SHOWN 12
#define EARLIER 50
#define SIMILAR_WINDOW_MS (24 * 3600000LL)	/* beyond the longest near_min (1440) nothing is near */

struct like {
	const struct row *rule;		/* of the kind that is compared */
	struct slice kind, phone;
	const json_t *plates;
	struct point place;
	bool placed, people;		/* people: a number or plate was given */
	int64_t called_at, except;
};
struct match {
	double metres;
	int64_t minutes;
	bool near, phone, plate;
};

static bool
same_family(struct desk *d, const struct like *l, const struct row *r)
{
	struct row *rule;
	struct call probe = d->call;
	struct slice mine = row_text(l->rule, incident_rule_family), its;

	if (slice_eq(row_text(r, incident_kind), l->kind))
		return true;
	if (incident_rule_of(&probe, row_text(r, incident_kind), &rule))
		return false;
	its = row_text(rule, incident_rule_family);
	return slice_eq(mine, its) || (slice_is(mine, "flow") && slice_is(its, "crash")) || (slice_is(mine, "crash") && slice_is(its, "flow"));
}

static bool
same_plate(const struct like *l, const struct row *r)
{
	for (int i = 0; i < r->npart_row; i++)
		for (size_t k = 0; k < json_array_size(l->plates); k++) {
			struct slice plate = json_slice(json_array_get(l->plates, k));
			const struct value *v = &r->part_row[i].value[incident_vehicle_plate];
			if (r->part_row[i].part == 0 && v->kind == V_TEXT && plate.n && slice_eq(v->s, plate))
				return true;
		}
	return false;
}

static enum err
compare(struct desk *d, const struct like *l, struct row *r, struct match *ret)
{
	bool persons = l->people && desk_persons(d, r->unit);
	int64_t ms = l->called_at - row_time(r, incident_called_at);
	enum err e = persons && json_array_size(l->plates) ? record_parts(&d->call, r) : E_OK;

	*ret = (struct match){ .metres = -1, .minutes = (ms < 0 ? -ms : ms) / 60000 };
	if (e)
		return e;
	ret->phone = persons && l->phone.n && slice_eq(l->phone, row_text(r, incident_caller_phone));
	ret->plate = persons && same_plate(l, r);
	if (l->placed && !row_empty(r, incident_place))
		ret->metres = geo_distance_m(l->place, row_point(r, incident_place));
	ret->near = ret->metres >= 0 && ret->metres <= (double)row_int(l->rule, incident_rule_near_m) &&
	    ret->minutes <= row_int(l->rule, incident_rule_near_min) && same_family(d, l, r);
	return E_OK;
}

static void
put(struct desk *d, int n, const struct row *r, const struct match *m)
{
	struct buf *b = &d->answer;
	struct arena *a = d->call.arena;
	int k = 0;

	buf_printf(b, "%s{\"incident\":%lld", n ? "," : "", (long long)r->id);
	desk_member(b, "subject", row_text(r, incident_subject));
	desk_member(b, "state", slice_of(r->rec->state[r->state].name));
	buf_puts(b, ",\"called_at\":\"");
	buf_time(b, row_time(r, incident_called_at));
	buf_printf(b, "\",\"minutes\":%lld,\"metres\":", (long long)m->minutes);
	if (m->metres >= 0)
		buf_printf(b, "%.0f", m->metres);
	else
		buf_puts(b, "null");
	buf_puts(b, ",\"reasons\":[");
	if (m->near) {
		desk_words(b, "near", arena_printf(a, "相距%.0f米，相隔%lld分钟", m->metres, (long long)m->minutes),
		    arena_printf(a, "%.0f m and %lld min apart", m->metres, (long long)m->minutes));
		k++;
	}
	if (m->phone) {
		buf_puts(b, k++ ? "," : "");
		desk_words(b, "phone", S("同一来电号码"), S("the same caller's number"));
	}
	if (m->plate) {
		buf_puts(b, k ? "," : "");
		desk_words(b, "plate", S("同一号牌"), S("the same plate"));
	}
	buf_puts(b, "]}");
}

static enum err
take_like(struct desk *d, struct like *l)
{
	const json_t *at = json_object_get(d->body, "called_at");
	struct row *rule;
	enum err e;

	*l = (struct like){ .kind = json_slice(json_object_get(d->body, "kind")), .phone = json_slice(json_object_get(d->body, "caller_phone")),
		.plates = json_object_get(d->body, "plates"), .except = json_integer_value(json_object_get(d->body, "except")), .called_at = d->call.now_ms };
	if (!l->kind.n)
		return refuse(&d->call, E_MISSING, &incident_record, incident_kind);
	if (at && !json_is_null(at) && !time_parse(json_slice(at), &l->called_at))
		return refuse(&d->call, E_BAD_VALUE, &incident_record, incident_called_at);
	l->people = l->phone.n || json_array_size(l->plates);
	if ((e = desk_place(d, "place", &l->place, &l->placed)) || (e = incident_rule_of(&d->call, l->kind, &rule)))
		return e;
	l->rule = rule;
	return E_OK;
}

enum err
desk_similar(struct desk *d)
{
	struct call *c = &d->call;
	stmt_scoped st = NULL;
	struct like l;
	struct row *r;
	struct match m;
	int n = 0;
	enum err e = take_like(d, &l);

	if (e)
		return e;
	if ((e = sql(c->conn, &st, "SELECT id FROM incident WHERE state <> 'merged' AND id <> ?1 AND called_at > ?2 AND called_at < ?3 ORDER BY called_at DESC, id DESC LIMIT ?4")))
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, l.except);
	sql_int(st, 2, l.called_at - SIMILAR_WINDOW_MS);
	sql_int(st, 3, l.called_at + SIMILAR_WINDOW_MS);
	sql_int(st, 4, LOOK_AT);
	buf_puts(&d->answer, "{\"items\":[");
	while (n < SHOWN && !(e = sql_step(st))) {
		if ((e = record_load(c, &incident_record, col_int(st, 0), &r)))
			return e;
		if (!row_visible(c, r, incident_record.can_read))
			continue;
		if ((e = compare(d, &l, r, &m)))
			return e;
		if (m.near || m.phone || m.plate)
			put(d, n++, r, &m);
	}
	buf_puts(&d->answer, "]}");
	if (l.people) {
		d->look = "search";
		d->detail = arena_printf(c->arena, "{\"by\":\"similar\",\"rows\":%d}", n);
	}
	return !e || e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

/* ---- the same number before ---- */

static void
put_earlier(struct desk *d, int n, const struct row *r)
{
	struct buf *b = &d->answer;

	buf_printf(b, "%s{\"incident\":%lld", n ? "," : "", (long long)r->id);
	desk_member(b, "subject", row_text(r, incident_subject));
	desk_member(b, "state", slice_of(r->rec->state[r->state].name));
	desk_member(b, "closing_code", row_text(r, incident_closing_code));
	buf_puts(b, ",\"called_at\":\"");
	buf_time(b, row_time(r, incident_called_at));
	buf_puts(b, "\"}");
}

enum err
desk_callers(struct desk *d)
{
	struct call *c = &d->call;
	struct slice phone = json_slice(json_object_get(d->body, "caller_phone"));
	int64_t except = json_integer_value(json_object_get(d->body, "except"));
	stmt_scoped st = NULL;
	struct row *r;
	int n = 0, wrong = 0;
	enum err e;

	if (!phone.n)
		return refuse(c, E_MISSING, &incident_record, incident_caller_phone);
	if (!c->reason.n)
		return refuse_text(c, E_NO_REASON, "reason", NULL, NULL);
	if (!desk_persons(d, 0))
		return refuse_text(c, E_PERSONS, "caller_phone", NULL, NULL);
	if ((e = sql(c->conn, &st, "SELECT id FROM incident WHERE caller_phone = ?1 AND id <> ?2 ORDER BY called_at DESC, id DESC LIMIT ?3")))
		return refuse(c, e, NULL, -1);
	sql_text(st, 1, phone);
	sql_int(st, 2, except);
	sql_int(st, 3, EARLIER);
	buf_puts(&d->answer, "{\"items\":[");
	while (!(e = sql_step(st))) {
		if ((e = record_load(c, &incident_record, col_int(st, 0), &r)))
			return e;
		if (!row_visible(c, r, incident_record.can_read) || !desk_persons(d, r->unit))
			continue;
		put_earlier(d, n++, r);
		wrong += row_is(r, incident_closing_code, "false_call");
	}
	buf_printf(&d->answer, "],\"false_calls\":%d}", wrong);
	d->look = "search";
	d->detail = arena_printf(c->arena, "{\"by\":\"caller\",\"rows\":%d}", n);
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

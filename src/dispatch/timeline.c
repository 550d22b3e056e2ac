/* SPDX-License-Identifier: Apache-2.0 */
/* timeline.c - everything that was done about an incident, its orders and what was merged into it, in the order of time: from the audit, which
 * nobody rewrites. A note is shown as it was written then. What is about persons is not in it: it stands on the incident, for those who may. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "dispatch/desk_.h"
#include "dispatch/dispatch_order.h"
#include "dispatch/incident.h"
#include "engine/audit.h"
#include "engine/record.h"
#include "net/json.h"

#define ROWS_MAX 200
struct of_it {
	const struct record *rec;
	int64_t id;
};

/* The fields whose new value is worth a line, and what is said before it. */
static const struct {
	const char *record, *field, *zh, *en;
} told[] = {
	{ "incident", "remark", "", "" }, { "incident", "outcome", "", "" }, { "dispatch_order", "task", "任务：", "task: " },
	{ "dispatch_order", "note", "", "" }, { "dispatch_order", "shortfall", "人数不足：", "fewer go: " },
	{ "dispatch_order", "handed_to", "移交：", "handed to: " }, { "dispatch_order", "guarded_by", "现场交通专人：", "traffic guarded by: " },
};

static enum err
add_rows(struct call *c, const struct record *rec, const char *text, int64_t id, struct of_it *ret, size_t *n)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, text);

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, id);
	while (*n < ROWS_MAX && !(e = sql_step(st)))
		ret[(*n)++] = (struct of_it){ rec, col_int(st, 0) };
	return !e || e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

static enum err
rows_of(struct call *c, int64_t incident, struct of_it *ret, size_t *n)
{
	enum err e;

	ret[0] = (struct of_it){ &incident_record, incident };
	*n = 1;
	if ((e = add_rows(c, &incident_record, "SELECT id FROM incident WHERE merged_into = ?1 AND state = 'merged' ORDER BY id", incident, ret, n)))
		return e;
	return add_rows(c, &dispatch_order_record, "SELECT o.id FROM dispatch_order o JOIN incident i ON i.id = o.incident"
	    " WHERE i.id = ?1 OR (i.merged_into = ?1 AND i.state = 'merged') ORDER BY o.id", incident, ret, n);
}

/* ---- one act ---- */

static struct slice
english(struct call *c, const char *title, const char *symbol)
{
	char space[64];

	return arena_copy(c->arena, title_en(title, symbol, space, sizeof space));
}

static void
name_act(struct call *c, struct act *a, const struct of_it *row, struct slice subject)
{
	const char *title = audit_verb_title(row->rec, a->verb);
	struct slice zh = title ? title_zh(title) : a->verb, en = title ? english(c, title, arena_str(c->arena, a->verb)) : a->verb;

	a->what = arena_printf(c->arena, "%.*s · %.*s", (int)zh.n, zh.p, (int)subject.n, subject.p);
	a->what_en = arena_printf(c->arena, "%.*s · %.*s", (int)en.n, en.p, (int)subject.n, subject.p);
}

static void
append(struct call *c, struct slice *to, struct slice s)
{
	*to = to->n ? arena_printf(c->arena, "%.*s；%.*s", (int)to->n, to->p, (int)s.n, s.p) : s;
}

static void
tell_changes(struct call *c, struct act *a, const struct of_it *row, struct slice detail)
{
	json_t *all = json_loadb(detail.p ? detail.p : "", detail.n, 0, NULL), *changes = json_object_get(all, "changes");
	char text[TIME_TEXT_MAX];
	int64_t said;

	for (size_t i = 0; i < N_ELEMS(told); i++) {
		struct slice v = json_slice(json_array_get(json_object_get(changes, told[i].field), 1));
		if (!v.n || strcmp(told[i].record, row->rec->name))
			continue;
		append(c, &a->detail, arena_printf(c->arena, "%s%.*s", told[i].zh, (int)v.n, v.p));
		append(c, &a->detail_en, arena_printf(c->arena, "%s%.*s", told[i].en, (int)v.n, v.p));
	}
	if (time_parse(json_slice(json_array_get(json_object_get(changes, "said_at"), 1)), &said)) {	/* kept of what came late alone */
		(void)time_print_local(said, text);
		append(c, &a->detail, arena_printf(c->arena, "断网补传，终端操作于%s", text));
		append(c, &a->detail_en, arena_printf(c->arena, "sent late; done at %s by the phone", text));
	}
	json_decref(all);
}

static struct slice
copy(struct call *c, const struct stmt *st, int col)
{
	return col_null(st, col) ? S("") : arena_copy(c->arena, col_text(st, col));
}

static void
show_state(struct call *c, struct act *a, const struct record *rec, struct slice from, struct slice to)
{
	int f = from.n ? state_named(rec, from) : -1, t = to.n ? state_named(rec, to) : -1;
	struct slice zf, zt, ef, et;

	if (f < 0 || t < 0 || f == t)
		return;
	zf = title_zh(rec->state[f].title);
	zt = title_zh(rec->state[t].title);
	ef = english(c, rec->state[f].title, rec->state[f].name);
	et = english(c, rec->state[t].title, rec->state[t].name);
	a->detail = arena_printf(c->arena, "%.*s→%.*s", (int)zf.n, zf.p, (int)zt.n, zt.p);
	a->detail_en = arena_printf(c->arena, "%.*s → %.*s", (int)ef.n, ef.p, (int)et.n, et.p);
}

static enum err
take_audit(struct call *c, const struct of_it *row, struct acts *acts)
{
	stmt_scoped st = NULL;
	struct row *r;
	struct slice subject;
	enum err e = record_load(c, row->rec, row->id, &r);

	if (e)
		return e;
	subject = row_title(c->arena, r);
	if ((e = sql(c->conn, &st, "SELECT a.at, a.seq, a.verb, p.name, a.reason, a.from_state, a.to_state, a.detail, a.person FROM audit a"
	    " LEFT JOIN person p ON p.id = a.person WHERE a.record = ?1 AND a.row = ?2 AND a.kind <> 'read' ORDER BY a.seq")))
		return refuse(c, e, NULL, -1);
	sql_text(st, 1, slice_of(row->rec->name));
	sql_int(st, 2, row->id);
	while (!(e = sql_step(st))) {
		struct act *a = &acts->act[acts->n];
		if (acts->n == ACTS_MAX) {
			acts->more = true;
			return E_OK;
		}
		*a = (struct act){ .at = col_int(st, 0), .seq = col_int(st, 1), .row = row->id, .record = row->rec->name, .verb = copy(c, st, 2),
			.who = col_int(st, 8) ? copy(c, st, 3) : S("系统"), .reason = copy(c, st, 4) };
		name_act(c, a, row, subject);
		show_state(c, a, row->rec, col_text(st, 5), col_text(st, 6));
		tell_changes(c, a, row, col_null(st, 7) ? (struct slice){ NULL, 0 } : col_text(st, 7));
		acts->n++;
	}
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

static int
earlier(const void *va, const void *vb)
{
	const struct act *a = va, *b = vb;

	return (a->seq > b->seq) - (a->seq < b->seq);
}

enum err
acts_of(struct call *c, int64_t incident, struct acts *ret)
{
	struct of_it row[ROWS_MAX];
	size_t n;
	enum err e = rows_of(c, incident, row, &n);

	*ret = (struct acts){ .act = arena_array(c->arena, struct act, ACTS_MAX), .more = n == ROWS_MAX };
	for (size_t i = 0; i < n && !e; i++)
		e = take_audit(c, &row[i], ret);
	qsort(ret->act, ret->n, sizeof *ret->act, earlier);
	return e;
}

enum err
desk_timeline(struct desk *d)
{
	struct call *c = &d->call;
	struct buf *b = &d->answer;
	struct row *r;
	struct acts acts;
	enum err e;

	if ((e = record_load(c, &incident_record, d->id, &r)))
		return e;
	if (!row_visible(c, r, incident_record.can_read))
		return refuse(c, E_NOT_FOUND, NULL, -1);
	if ((e = acts_of(c, d->id, &acts)))
		return e;
	buf_puts(b, "{\"items\":[");
	for (size_t i = 0; i < acts.n; i++) {
		const struct act *a = &acts.act[i];
		buf_puts(b, i ? ",{\"at\":\"" : "{\"at\":\"");
		buf_time(b, a->at);
		buf_puts(b, "\"");
		desk_member(b, "verb", a->verb);
		desk_member(b, "what", a->what);
		desk_member(b, "what_en", a->what_en);
		desk_member(b, "who", a->who);
		desk_member(b, "detail", a->detail);
		desk_member(b, "detail_en", a->detail_en);
		desk_member(b, "reason", a->reason);
		buf_printf(b, ",\"record\":\"%s\",\"row\":%lld}", a->record, (long long)a->row);
	}
	buf_printf(b, "],\"more\":%s}", acts.more ? "true" : "false");
	return E_OK;
}

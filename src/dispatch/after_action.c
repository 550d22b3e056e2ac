/* SPDX-License-Identifier: Apache-2.0 */
/* after_action.c - an incident as a report: what was told, who went and how long it took, everything that was done in its order. Who called
 * is not printed. Drawn from what stands on record now; the look is written down. */
#include <pthread.h>

#include "base/clock.h"
#include "dispatch/desk_.h"
#include "dispatch/dispatch_order.h"
#include "dispatch/incident.h"
#include "dispatch/report_.h"
#include "duty/patrol.h"
#include "engine/record.h"
#include "engine/units.h"
#include "net/json.h"
#include "paper/report_page.h"
#include "people/person.h"

#define ORDERS_PRINTED 60
#define ACTS_PRINTED 240
#define CLIP 150		/* bytes of a cell */

static struct template page;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
read_page(void)
{
	report_page_read(&page, "report.txt", dispatch_template("report.txt"));
}

void
dispatch_report_open(void)
{
	(void)pthread_once(&once, read_page);
}

/* ---- words ---- */

static void
set(json_t *j, const char *name, struct slice s)
{
	size_t n = s.n < CLIP * 8 ? s.n : CLIP * 8;

	while (n && n < s.n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	if (n)
		json_object_set_new(j, name, json_stringn(s.p, n));
}

static void
set_clipped(json_t *j, const char *name, struct slice s)
{
	size_t n = s.n < CLIP ? s.n : CLIP;

	while (n && n < s.n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	json_object_set_new(j, name, json_stringn(s.p ? s.p : "", n));
}

static struct slice
choice_of(const struct row *r, int field)
{
	for (const struct choice *ch = r->rec->field[field].type.choice; ch->name; ch++)
		if (row_is(r, field, ch->name))
			return title_zh(ch->title);
	return S("");
}

static struct slice
when(struct call *c, int64_t ms)
{
	char text[TIME_TEXT_MAX];

	return ms ? arena_copy(c->arena, (struct slice){ text, time_print_local(ms, text) }) : S("");
}

static struct slice
hour(struct call *c, int64_t ms)
{
	struct slice all = when(c, ms);

	return all.n > 11 ? (struct slice){ all.p + 11, 8 } : all;
}

static struct slice
took(struct call *c, int64_t from, int64_t to)
{
	int64_t s = (to - from) / 1000;

	return !from || !to || s < 0 ? S("") : arena_printf(c->arena, "%lld分%02lld秒", (long long)s / 60, (long long)s % 60);
}

/* ---- its orders ---- */

static struct slice
patrol_name(struct call *c, const struct row *o)
{
	struct row *p;

	if (record_load(c, &patrol_record, row_ref(o, dispatch_order_patrol), &p))
		return S("");
	return arena_printf(c->arena, "%.*s %.*s", (int)row_text(p, patrol_call_sign).n, row_text(p, patrol_call_sign).p,
	    (int)units_name(p->unit, c->arena).n, units_name(p->unit, c->arena).p);
}

static json_t *
order_json(struct call *c, const struct row *o)
{
	json_t *j = json_object();
	struct slice ack = hour(c, row_time(o, dispatch_order_acknowledged_at)), out = hour(c, row_time(o, dispatch_order_under_way_at));

	set_clipped(j, "who", patrol_name(c, o));
	set_clipped(j, "issued", hour(c, o->created_at));
	set_clipped(j, "way", arena_printf(c->arena, "%.*s%s%.*s", (int)ack.n, ack.p, out.n ? "、" : "", (int)out.n, out.p));
	set_clipped(j, "arrived", hour(c, row_time(o, dispatch_order_on_scene_at)));
	set_clipped(j, "ended", hour(c, row_time(o, dispatch_order_ended_at)));
	set_clipped(j, "result", title_zh(o->rec->state[o->state].title));
	return j;
}

static enum err
orders_json(struct call *c, const struct row *r, json_t *to, int64_t *ret_arrived)
{
	stmt_scoped st = NULL;
	json_t *list = json_array();
	struct row *o;
	enum err e = sql(c->conn, &st, "SELECT o.id FROM dispatch_order o JOIN incident i ON i.id = o.incident WHERE i.id = ?1"
	    " OR (i.merged_into = ?1 AND i.state = 'merged') ORDER BY o.id LIMIT ?2");

	json_object_set_new(to, "orders", list);
	*ret_arrived = 0;
	if (e)
		return e;
	sql_int(st, 1, r->id);
	sql_int(st, 2, ORDERS_PRINTED);
	while (!(e = sql_step(st))) {
		int64_t at;
		if ((e = record_load(c, &dispatch_order_record, col_int(st, 0), &o)))
			return e;
		at = row_time(o, dispatch_order_on_scene_at);
		if (at && (!*ret_arrived || at < *ret_arrived))
			*ret_arrived = at;
		json_array_append_new(list, order_json(c, o));
	}
	return e == E_DONE ? E_OK : e;
}

static enum err
merged_json(struct call *c, const struct row *r, json_t *to)
{
	stmt_scoped st = NULL;
	json_t *list = json_array();
	enum err e = sql(c->conn, &st, "SELECT subject, called_at FROM incident WHERE merged_into = ?1 AND state = 'merged' ORDER BY id LIMIT 60");

	json_object_set_new(to, "merged", list);
	if (e)
		return e;
	sql_int(st, 1, r->id);
	while (!(e = sql_step(st))) {
		json_t *j = json_object();
		set_clipped(j, "subject", arena_copy(c->arena, col_text(st, 0)));
		set_clipped(j, "called", when(c, col_int(st, 1)));
		json_array_append_new(list, j);
	}
	return e == E_DONE ? E_OK : e;
}

static enum err
acts_json(struct call *c, const struct row *r, json_t *to)
{
	json_t *list = json_array();
	struct acts acts;
	enum err e = acts_of(c, r->id, &acts);

	json_object_set_new(to, "acts", list);
	for (size_t i = 0; i < acts.n && i < ACTS_PRINTED && !e; i++) {
		const struct act *a = &acts.act[i];
		struct slice detail = !a->reason.n ? a->detail : arena_printf(c->arena, "%.*s%s理由：%.*s", (int)a->detail.n, a->detail.p,
		    a->detail.n ? "；" : "", (int)a->reason.n, a->reason.p);
		json_t *j = json_object();
		set_clipped(j, "at", when(c, a->at));
		set_clipped(j, "what", a->what);
		set_clipped(j, "who", a->who);
		set_clipped(j, "detail", detail);
		json_array_append_new(list, j);
	}
	if (!e && (acts.more || acts.n > ACTS_PRINTED))
		json_array_append_new(list, json_pack("{s:s,s:s,s:s,s:s}", "at", "—", "what", "其余事项见系统记录", "who", "—", "detail", ""));
	return e;
}

/* ---- the page ---- */

static void
put_facts(struct call *c, const struct row *r, json_t *v)
{
	struct point at = row_point(r, incident_place);

	set(v, "authority", units_name(r->unit, c->arena));
	set(v, "subject", row_text(r, incident_subject));
	set(v, "state", title_zh(r->rec->state[r->state].title));
	set(v, "source", choice_of(r, incident_source));
	set(v, "priority", arena_printf(c->arena, "%lld级", (long long)row_int(r, incident_priority)));
	set(v, "address", row_text(r, incident_address));
	if (!row_empty(r, incident_place))
		set(v, "position", arena_printf(c->arena, "东经%.6f 北纬%.6f", at.lon_e7 / 1e7, at.lat_e7 / 1e7));
	set(v, "called_at", when(c, row_time(r, incident_called_at)));
	set(v, "happened_at", when(c, row_time(r, incident_happened_at)));
	set(v, "number_110", row_text(r, incident_number_110));
	if (!row_empty(r, incident_injured) || !row_empty(r, incident_dead))
		set(v, "casualties", arena_printf(c->arena, "受伤%lld人、死亡%lld人", (long long)row_int(r, incident_injured), (long long)row_int(r, incident_dead)));
	if (!row_empty(r, incident_lanes_closed) || row_bool(r, incident_road_shut))
		set(v, "road", row_bool(r, incident_road_shut) ? S("交通中断") : arena_printf(c->arena, "占用%lld条车道", (long long)row_int(r, incident_lanes_closed)));
	set(v, "what", row_text(r, incident_what));
	set(v, "closing", choice_of(r, incident_closing_code));
	set(v, "outcome", row_text(r, incident_outcome));
	set(v, "to_order", took(c, row_time(r, incident_called_at), row_time(r, incident_first_ordered_at)));
	set(v, "to_close", took(c, row_time(r, incident_called_at), row_time(r, incident_closed_at)));
	set(v, "printed_by", arena_printf(c->arena, "%s %.*s", c->who->name, (int)when(c, c->now_ms).n, when(c, c->now_ms).p));
}

static enum err
draw(struct desk *d, const struct row *r)
{
	struct call *c = &d->call;
	json_scoped values = json_object();
	int64_t arrived;
	enum err e;

	put_facts(c, r, values);
	if ((e = orders_json(c, r, values, &arrived)) || (e = merged_json(c, r, values)) || (e = acts_json(c, r, values)))
		return refuse(c, e, NULL, -1);
	set(values, "to_scene", took(c, row_time(r, incident_called_at), arrived));
	dispatch_report_open();
	return report_page_pdf(c, &page, values, c->now_ms, NULL, &d->pdf);
}

enum err
desk_report(struct desk *d)
{
	struct row *r;
	enum err e;

	if ((e = record_load(&d->call, &incident_record, d->id, &r)))
		return e;
	if (!row_visible(&d->call, r, incident_record.can_read))
		return refuse(&d->call, E_NOT_FOUND, NULL, -1);
	d->look = "export";
	d->detail = S("{\"format\":\"pdf\"}");
	d->name = arena_printf(d->call.arena, "inline; filename=\"incident-%lld.pdf\"", (long long)d->id);
	return draw(d, r);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "match/raise.h"

#include <stdio.h>
#include <string.h>

#include "base/clock.h"
#include "engine/stream.h"
#include "engine/units.h"
#include "match/alarm.h"
#include "match/checkpoint_rule.h"
#include "match/category.h"
#include "match/places.h"
#include "match/registry_vehicle.h"
#include "match/sighting.h"
#include "match/watch_entry.h"
#include "match/watch_list.h"
#include "org/device.h"
#include "org/tollgate.h"

#define AHEAD_MAX 30
#define KEY_MAX 120

struct raising {
	struct call *c;
	const struct raise *r;
	struct row *gate, *entry, *registry;	/* NULL: none */
	char plate[PLATE_TEXT_MAX], key[KEY_MAX];
	const struct choice *category;
};

/* ---- what is known ---- */

static enum err
load(struct call *c, const struct record *rec, int64_t id, struct row **ret)
{
	enum err e;

	*ret = NULL;
	if (id <= 0)
		return E_OK;
	e = record_load(c, rec, id, ret);
	if (e != E_NOT_FOUND)
		return e;
	c->err = E_OK;			/* a tollgate or entry that is gone is no reason to lose an alarm */
	c->nfault = 0;
	return E_OK;
}

static enum err
find_registry(struct raising *g)
{
	stmt_scoped st = NULL;
	enum err e = sql(g->c->conn, &st, "SELECT id FROM registry_vehicle WHERE code = ?1");

	if (e)
		return e;
	sql_text(st, 1, arena_printf(g->c->arena, "%02u-%s", g->r->p.class_code, g->plate));
	if ((e = sql_step(st)))
		return e == E_DONE ? E_OK : e;
	return load(g->c, &registry_vehicle_record, col_int(st, 0), &g->registry);
}

static unsigned
category_of(const struct raise *r)
{
	return r->rule ? WATCH_CLONED : r->item.category < WATCH_CATEGORIES ? r->item.category : WATCH_OTHER;
}

static void
set_key(struct raising *g)
{
	const struct raise *r = g->r;

	(void)snprintf(g->key, sizeof g->key, "%c%lld:%u:%u:%s", r->rule ? 'r' : 'e', r->rule ? (long long)r->rule : (long long)r->item.entry,
	    r->rule ? 0u : category_of(r), r->p.class_code, g->plate);
}

static enum err
learn(struct raising *g)
{
	enum err e;

	(void)plate_print(g->r->p.plate, g->plate);
	set_key(g);
	g->category = &alarm_record.field[alarm_category].type.choice[category_of(g->r)];
	if ((e = load(g->c, &tollgate_record, g->r->p.tollgate, &g->gate)) ||
	    (e = g->r->rule ? E_OK : load(g->c, &watch_entry_record, g->r->item.entry, &g->entry)))
		return e;
	return find_registry(g);
}

/* ---- why, in words ---- */

static struct slice
gate_name(const struct raising *g, int64_t id)
{
	struct row *gate;

	if (g->gate && g->gate->id == id)
		return row_text(g->gate, tollgate_name);
	return load(g->c, &tollgate_record, id, &gate) || !gate ? S("未知点位") : row_text(gate, tollgate_name);
}

static void
say_travel(const struct raising *g, struct row *a)
{
	char t1[TIME_TEXT_MAX], t2[TIME_TEXT_MAX];
	const struct raise *r = g->r;
	struct slice other = gate_name(g, r->travel.tollgate), here = gate_name(g, r->p.tollgate);

	(void)time_print_local(r->travel.at_ms, t1);
	(void)time_print_local(r->p.at_ms, t2);
	row_set_text(a, alarm_why, arena_printf(g->c->arena, "同一号牌%s经过%.*s，%s经过%.*s，直线距离%.1f公里，计入时钟误差后仍折合%d km/h，高于%d km/h",
	    t1, (int)other.n, other.p, t2, (int)here.n, here.p, r->travel.metres / 1000.0, r->travel.kmh, (int)checkpoint_rule(RULE_travel_max_kmh)));
	row_set_text(a, alarm_why_en, arena_printf(g->c->arena, "The same plate at %.*s %s and at %.*s %s: %.1f km in a straight line, %d km/h after"
	    " allowing for clock errors, more than %d", (int)other.n, other.p, t1, (int)here.n, here.p, t2, r->travel.metres / 1000.0, r->travel.kmh,
	    (int)checkpoint_rule(RULE_travel_max_kmh)));
}

static void
say_conflict(const struct raising *g, struct row *a)
{
	struct slice zh = title_zh(g->r->conflict), en = title_en(g->r->conflict, "", (char[8]){ 0 }, 8);

	row_set_text(a, alarm_why, arena_printf(g->c->arena, "号牌与车辆不符：%.*s", (int)zh.n, zh.p));
	row_set_text(a, alarm_why_en, arena_printf(g->c->arena, "Plate and vehicle do not fit: %.*s", (int)en.n, en.p));
}

static void
say_entry(const struct raising *g, struct row *a)
{
	struct slice zh = title_zh(g->category->title), en = slice_of(strchr(g->category->title, '|') + 1), basis = row_text(g->entry, watch_entry_basis),
	    case_no = row_text(g->entry, watch_entry_case_no), subject = row_text(g->entry, watch_entry_subject);
	const char *exact = g->r->item.mask == PLATE_ALIAS - 1 ? "号牌一致" : "符合布控式样";

	row_set_text(a, alarm_why, arena_printf(g->c->arena, "布控命中（%.*s%s）：%s。事由：%.*s；依据：%.*s%s%.*s", (int)zh.n, zh.p,
	    row_bool(g->entry, watch_entry_urgent) ? "，紧急" : "", exact, (int)subject.n, subject.p,
	    (int)basis.n, basis.p, case_no.n ? "；案件编号：" : "", (int)case_no.n, case_no.n ? case_no.p : ""));
	row_set_text(a, alarm_why_en, arena_printf(g->c->arena, "Watch entry %lld (%.*s): %s", (long long)g->entry->id, (int)en.n, en.p,
	    g->r->item.mask == PLATE_ALIAS - 1 ? "the same plate" : "fits the pattern"));
}

static void
say_list(const struct raising *g, struct row *a)
{
	struct slice zh = title_zh(g->category->title), en = slice_of(strchr(g->category->title, '|') + 1), until;
	bool list = g->r->item.entry < 0;
	struct row *row = NULL;

	if (list && !load(g->c, &watch_list_record, -g->r->item.entry, &row) && row)
		until = row_text(row, watch_list_name);
	else
		until = g->registry ? row_text(g->registry, registry_vehicle_inspected_until) : (struct slice){ NULL, 0 };
	row_set_text(a, alarm_why, arena_printf(g->c->arena, "%s（%.*s）%s%.*s", list ? "官方布控名单命中" : "机动车登记信息", (int)zh.n, zh.p,
	    !until.n ? "" : list ? "：" : "，检验有效期至", (int)until.n, until.n ? until.p : ""));
	row_set_text(a, alarm_why_en, arena_printf(g->c->arena, "%s (%.*s)", list ? "On the official list" : "By the vehicle registry", (int)en.n, en.p));
}

static void
say_why(const struct raising *g, struct row *a)
{
	switch (g->r->rule) {
	case RAISE_TRAVEL:
		say_travel(g, a);
		return;
	case RAISE_CONFLICT:
		say_conflict(g, a);
		return;
	case RAISE_NONE:
		break;
	}
	if (g->entry)
		say_entry(g, a);
	else
		say_list(g, a);
}

/* ---- how likely a misread ---- */

static int
colour_named(const struct row *r, int field)
{
	const struct choice *list = r->rec->field[field].type.choice;
	struct slice name = row_text(r, field);

	for (int i = 0; name.n && list[i].name; i++)
		if (slice_is(name, list[i].name))
			return i + 1;
	return 0;
}

static int
colour_fits(const struct raising *g)
{
	int want = 0, seen = g->r->p.vehicle_colour;

	if (g->entry)
		want = colour_named(g->entry, watch_entry_vehicle_colour);
	if (!want && g->registry)
		want = colour_named(g->registry, registry_vehicle_colour);
	return !want || !seen || seen > 12 ? 0 : want == seen ? 1 : -1;
}

static enum err
set_misread(const struct raising *g, struct row *a)
{
	struct misread m = { .prior = checkpoint_rule(RULE_misread_prior), .reliability = g->r->p.reliability, .colour = colour_fits(g) };
	stmt_scoped st = NULL;
	enum err e = sql(g->c->conn, &st, "SELECT count(*), coalesce(sum(CASE WHEN outcome = 'false_read' THEN 1 ELSE 0 END), 0) FROM alarm"
	    " WHERE device = ?1 AND first_at > ?2 AND (confirmed_at IS NOT NULL OR outcome = 'false_read')");
	int chance;

	if (e)
		return e;
	sql_int(st, 1, g->r->p.device);
	sql_int(st, 2, g->c->now_ms - checkpoint_rule(RULE_misread_days) * DAY_MS);
	if ((e = sql_step(st)))
		return e;
	m.looked = col_int(st, 0);
	m.wrong = col_int(st, 1);
	chance = misread_chance(&m);
	row_set_int(a, alarm_misread, chance);
	row_set_text(a, alarm_misread_why, arena_printf(g->c->arena, "该设备近%d日经核实%lld起，其中误识%lld起；本次识别可信度%s；车身颜色%s",
	    (int)checkpoint_rule(RULE_misread_days), (long long)m.looked, (long long)m.wrong,
	    m.reliability == RELIABILITY_UNKNOWN ? "未报" : arena_printf(g->c->arena, "%u%%", m.reliability).p,
	    m.colour > 0 ? "与登记或布控一致" : m.colour < 0 ? "与登记或布控不一致" : "无从比对"));
	return E_OK;
}

/* ---- the rows ---- */

static void
set_seen(const struct raising *g, struct row *a)
{
	const struct passage *p = &g->r->p;

	if (g->gate) {
		row_set_int(a, alarm_tollgate, p->tollgate);
		row_set_point(a, alarm_place, row_point(g->gate, tollgate_place));
	}
	if (p->device)
		row_set_int(a, alarm_device, p->device);
	row_set_int(a, alarm_last_at, p->at_ms);
	row_set_int(a, alarm_passage, g->r->passage);
}

static enum err
add_sighting(const struct raising *g, const struct row *alarm, int64_t *ret)
{
	const struct passage *p = &g->r->p;
	struct row *s = row_new(g->c->arena, &sighting_record);
	const char *type = passage_vehicle_type_code(p->vehicle_type);
	enum err e;

	s->unit = alarm->unit;
	row_set_int(s, sighting_alarm, alarm->id);
	row_set_int(s, sighting_passage, g->r->passage);
	row_set_int(s, sighting_at, p->at_ms);
	row_set_int(s, sighting_received_at, (int64_t)p->received_s * 1000);
	if (g->gate) {
		row_set_int(s, sighting_tollgate, p->tollgate);
		row_set_point(s, sighting_place, row_point(g->gate, tollgate_place));
	}
	if (p->device)
		row_set_int(s, sighting_device, p->device);
	row_set_int(s, sighting_lane, p->lane);
	row_set_int(s, sighting_direction, p->direction);
	if (p->speed_kmh != SPEED_UNKNOWN)
		row_set_int(s, sighting_speed, p->speed_kmh);
	row_set_int(s, sighting_plate_colour, p->plate_colour);
	row_set_int(s, sighting_vehicle_colour, p->vehicle_colour);
	if (type && *type)
		row_set_text(s, sighting_vehicle_type, slice_of(type));
	if (p->reliability != RELIABILITY_UNKNOWN)
		row_set_int(s, sighting_reliability, p->reliability);
	row_set_int(s, sighting_pictured, p->pictures != 0);
	if ((e = stream_append(g->c, s)))
		return e;
	*ret = s->id;
	return E_OK;
}

/* A sighting is seen by those who see its alarm. */
static enum err
share_sighting(struct call *c, int64_t alarm, int64_t sighting)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "INSERT INTO share (record, row, unit, created_at, created_by) SELECT 'sighting', CAST(?2 AS BIGINT),"
	    " unit, CAST(?3 AS BIGINT), CAST(?4 AS BIGINT) FROM share"
	    " WHERE record = 'alarm' AND row = ?1 ON CONFLICT (record, row, unit) DO NOTHING");

	if (e)
		return e;
	sql_int(st, 1, alarm);
	sql_int(st, 2, sighting);
	sql_int(st, 3, c->now_ms);
	sql_int(st, 4, c->who->person);
	return sql_run(st);
}

enum err
alarm_share(struct call *c, const struct row *alarm, int64_t unit)
{
	stmt_scoped st = NULL;
	enum err e = record_share(c, alarm, unit);

	if (e || (e = sql(c->conn, &st, "INSERT INTO share (record, row, unit, created_at, created_by) SELECT 'sighting', id, CAST(?2 AS BIGINT),"
	    " CAST(?3 AS BIGINT), CAST(?4 AS BIGINT) FROM sighting WHERE alarm = ?1 ON CONFLICT (record, row, unit) DO NOTHING")))
		return e;
	sql_int(st, 1, alarm->id);
	sql_int(st, 2, unit);
	sql_int(st, 3, c->now_ms);
	sql_int(st, 4, c->who->person);
	return sql_run(st);
}

/* The unit where the vehicle is, those ahead of it, and the one that asked. An entry of restricted knowledge is told to nobody
 * but the unit that asked, whose alarm it is (create). */
static enum err
tell(const struct raising *g, const struct row *alarm)
{
	int64_t unit[AHEAD_MAX], max = checkpoint_rule(RULE_ahead_units);
	const struct places *places;
	enum err e = E_OK;
	size_t n = 0;

	if (g->entry && g->entry->unit != alarm->unit)
		e = alarm_share(g->c, alarm, g->entry->unit);
	if (e || !g->gate || (g->entry && row_is(g->entry, watch_entry_visibility, "restricted")))
		return e;
	if (g->gate->unit != alarm->unit && (e = alarm_share(g->c, alarm, g->gate->unit)))
		return e;
	places = places_hold();
	n = places_near(places, row_point(g->gate, tollgate_place), (double)checkpoint_rule(RULE_ahead_m), g->gate->unit, unit,
	    (size_t)(max < AHEAD_MAX ? max : AHEAD_MAX));
	places_let_go(places);
	for (size_t i = 0; i < n && !e; i++)
		e = unit[i] == alarm->unit ? E_OK : alarm_share(g->c, alarm, unit[i]);
	return e;
}

static struct slice
rule_name(const struct raise *r)
{
	return r->rule == RAISE_TRAVEL ? S("travel") : r->rule ? S("conflict") : r->item.entry < 0 ? S("list") : S("registry");
}

/* What nobody gave an instruction for: a crime and what may not be on the road is stopped, the rest is looked at. */
static bool
stops(const struct raise *r)
{
	return !r->rule && (r->item.category == WATCH_STOLEN || r->item.category == WATCH_HIT_AND_RUN || r->item.category == WATCH_SCRAPPED);
}

static void
set_ground(const struct raising *g, struct row *a)
{
	const struct raise *r = g->r;

	if (g->entry) {
		row_set_int(a, alarm_watch_entry, g->entry->id);
		row_set_text(a, alarm_action, row_text(g->entry, watch_entry_action));
		if (!row_empty(g->entry, watch_entry_instruction))
			row_set_text(a, alarm_instruction, row_text(g->entry, watch_entry_instruction));
	} else {
		row_set_text(a, alarm_rule, rule_name(r));
		row_set_text(a, alarm_action, stops(r) ? S("intercept") : S("check"));
	}
	if (g->registry)
		row_set_int(a, alarm_registry, g->registry->id);
	row_set_text(a, alarm_category, slice_of(g->category->name));
	row_set_int(a, alarm_priority, r->rule ? 3 : r->item.priority ? r->item.priority : 2);
	row_set_text(a, alarm_plate, slice_of(g->plate));
	if (r->p.class_code)
		row_set_text(a, alarm_plate_class, arena_printf(g->c->arena, "%02u", r->p.class_code));
}

/* The tollgate's; what only the unit that asked may know of is that unit's. */
static int64_t
unit_of(const struct raising *g)
{
	if (g->entry && (!g->gate || row_is(g->entry, watch_entry_visibility, "restricted")))
		return g->entry->unit;
	return g->gate ? g->gate->unit : units_root();
}

static enum err
create(const struct raising *g)
{
	struct row *a = row_new(g->c->arena, &alarm_record);
	struct slice zh = title_zh(g->category->title), at = g->gate ? row_text(g->gate, tollgate_name) : S("未知点位");
	int64_t sighting;
	enum err e;

	a->unit = unit_of(g);
	row_set_text(a, alarm_subject, arena_printf(g->c->arena, "%.*s · %.*s", (int)zh.n, zh.p, (int)at.n, at.p));
	row_set_text(a, alarm_open_key, slice_of(g->key));
	row_set_int(a, alarm_first_at, g->r->p.at_ms);
	row_set_int(a, alarm_sightings, 1);
	set_ground(g, a);
	set_seen(g, a);
	say_why(g, a);
	if ((e = set_misread(g, a)) || (e = record_create_as_system(g->c, a)) || (e = tell(g, a)) || (e = add_sighting(g, a, &sighting)))
		return e;
	return share_sighting(g->c, a->id, sighting);
}

static enum err
see_again(const struct raising *g, int64_t alarm)
{
	struct row *change = row_new(g->c->arena, &alarm_record), *row, *after;
	uint64_t set = 1ull << alarm_sightings;
	int64_t sighting;
	bool moved;
	enum err e;

	if ((e = record_load(g->c, &alarm_record, alarm, &row)))
		return e;
	moved = g->r->p.at_ms >= row_time(row, alarm_last_at);	/* one that came late does not move the vehicle back */
	if (moved && g->r->p.tollgate != row_ref(row, alarm_tollgate) && (e = tell(g, row)))
		return e;
	if ((e = add_sighting(g, row, &sighting)) || (e = share_sighting(g->c, alarm, sighting)))
		return e;
	row_set_int(change, alarm_sightings, row_int(row, alarm_sightings) + 1);
	if (moved) {
		set_seen(g, change);
		set |= 1ull << alarm_last_at | 1ull << alarm_passage;
		if (!row_empty(change, alarm_tollgate))
			set |= 1ull << alarm_tollgate | 1ull << alarm_place;
		if (!row_empty(change, alarm_device))
			set |= 1ull << alarm_device;
	}
	return record_fire(g->c, &alarm_record, alarm, 0, "sight", change, set, &after);
}

/* ---- once ---- */

/* An alarm of the same ground that has this passage already: after a crash the tail of the passages is matched again. */
static enum err
find_same(const struct raising *g, bool *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(g->c->conn, &st, "SELECT coalesce(a.watch_entry, 0), a.rule, a.category FROM sighting s JOIN alarm a ON a.id = s.alarm"
	    " WHERE s.passage = ?1");

	*ret = false;
	if (e)
		return e;
	sql_int(st, 1, g->r->passage);
	while (!(e = sql_step(st)))
		*ret |= g->entry ? col_int(st, 0) == g->entry->id :
		    slice_eq(col_text(st, 1), rule_name(g->r)) && slice_is(col_text(st, 2), g->category->name);
	return e == E_DONE ? E_OK : e;
}

static enum err
find_open(const struct raising *g, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(g->c->conn, &st, "SELECT id FROM alarm WHERE open_key = ?1");

	*ret = 0;
	if (e)
		return e;
	sql_text(st, 1, slice_of(g->key));
	if (!(e = sql_step(st)))
		*ret = col_int(st, 0);
	return e == E_DONE ? E_OK : e;
}

enum err
alarm_raise(struct call *c, const struct raise *r, bool *ret_new)
{
	struct raising g = { .c = c, .r = r };
	int64_t open;
	bool same;
	enum err e;

	*ret_new = false;
	if ((e = learn(&g)) || (e = find_same(&g, &same)) || same || (e = find_open(&g, &open)))
		return e;
	*ret_new = !open;
	return open ? see_again(&g, open) : create(&g);
}

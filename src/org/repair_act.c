/* SPDX-License-Identifier: Apache-2.0 */
/* repair_act.c - the system opens repair orders for what the fault rules find, and notes on them what became of it. See repair_.h. */
#include <stdlib.h>

#include "base/clock.h"
#include "engine/record.h"
#include "engine/units.h"
#include "org/device.h"
#include "org/device_limit.h"
#include "org/repair_.h"
#include "org/repair_order.h"

#define BATCH 50
#define ORDERS_MAX 100000
#define HOUR_MS 3600000

struct order {				/* one that is open, or ended so lately that no other follows */
	int64_t id, device, common;
	bool open, by_rule, recovered, in_service;
};
enum note { OPEN_ONE, OPEN_COMMON, NOTE_WELL, NOTE_ILL };
struct todo {
	enum note what;
	const struct offence *o;
	int64_t order, unit, devices;	/* unit: of the common cause */
};
struct figures {
	int64_t again_min, void_hours, unit_hour, all_hour;
};
struct act {
	struct engine *engine;
	const struct rule *rule;
	const char *fault;
	struct offences *found;		/* one a device, by row */
	struct arena arena;
	struct figures f;
	struct flood flood;
	struct order *order;		/* by device */
	size_t norder;
	const struct order **common;	/* of them, those for the common cause of a unit that lasts, or ended lately */
	size_t ncommon;
	struct spent { int64_t unit, orders, held; } *spent;	/* this hour, by unit */
	size_t nspent;
	int64_t spent_all;
	struct todo *todo;
	size_t n, begin, end;
};

static bool
ripe(const struct offence *o)
{
	return o->measured >= o->bound;
}

/* The worst of a device comes first. */
static int
by_row_worst(const void *a, const void *b)
{
	const struct offence *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (ripe(x) != ripe(y))
		return ripe(x) ? -1 : 1;
	return x->measured > y->measured ? -1 : x->measured < y->measured;
}

static void
one_a_device(struct offences *o)
{
	size_t kept = 0;

	qsort(o->item, o->n, sizeof *o->item, by_row_worst);
	for (size_t i = 0; i < o->n; i++)
		if (!kept || o->item[kept - 1].row != o->item[i].row)
			o->item[kept++] = o->item[i];
	o->n = kept;
}

static const struct offence *
found_at(const struct act *a, int64_t device)
{
	struct offence key = { .row = device };
	size_t lo = 0, hi = a->found->n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (a->found->item[mid].row < key.row)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < a->found->n && a->found->item[lo].row == device ? &a->found->item[lo] : NULL;
}

/* ---- reading ---- */

static enum err
read_figures(struct call *c, struct figures *f)
{
	enum err e;

	if ((e = device_limit_read(c, "again_min", &f->again_min)) || (e = device_limit_read(c, "void_hours", &f->void_hours)) ||
	    (e = device_limit_read(c, "orders_hour_unit", &f->unit_hour)))
		return e;
	return device_limit_read(c, "orders_hour", &f->all_hour);
}

static enum err
read_orders(struct call *c, struct act *a)
{
	stmt_scoped st = NULL;
	size_t cap = 0;
	enum err e = sql(c->conn, &st, "SELECT o.id, o.device, o.common, o.state, o.rule, o.recovered_at, d.state FROM repair_order o"
	    " JOIN device d ON d.id = o.device WHERE o.fault = ?1 AND (o.state IN ('open', 'accepted', 'repaired')"
	    " OR (o.state IN ('closed', 'recovered') AND o.updated_at > ?2) OR (o.state = 'voided' AND o.updated_at > ?3)) ORDER BY o.device, o.id");

	if (e)
		return e;
	sql_text(st, 1, slice_of(a->fault));
	sql_int(st, 2, c->now_ms - a->f.again_min * 60000);
	sql_int(st, 3, c->now_ms - a->f.void_hours * HOUR_MS);
	while (a->norder < ORDERS_MAX && !(e = sql_step(st))) {
		if (a->norder == cap) {
			struct order *more = arena_array(&a->arena, struct order, cap = cap ? cap * 2 : 256);
			if (a->norder)
				memcpy(more, a->order, a->norder * sizeof *more);
			a->order = more;
		}
		a->order[a->norder++] = (struct order){ .id = col_int(st, 0), .device = col_int(st, 1),
			.common = col_null(st, 2) ? 0 : col_int(st, 2),
			.open = state_named(&repair_order_record, col_text(st, 3)) < repair_order_is_closed,
			.by_rule = !col_null(st, 4), .recovered = !col_null(st, 5),
			.in_service = slice_is(col_text(st, 6), "active") || slice_is(col_text(st, 6), "faulty") };
	}
	return e == E_DONE ? E_OK : e;
}

/* What the system opened of this fault within the hour, by unit: devices whose verification ends leave room for those that are down. */
static enum err
read_spent(struct call *c, struct act *a)
{
	stmt_scoped st = NULL;
	size_t cap = units_count() + a->found->n + 1;
	enum err e = sql(c->conn, &st, "SELECT d.unit, count(*) FROM repair_order o JOIN device d ON d.id = o.device"
	    " WHERE o.fault = ?2 AND o.rule IS NOT NULL AND o.common IS NULL AND o.created_at > ?1 GROUP BY d.unit");

	if (e)
		return e;
	sql_int(st, 1, c->now_ms - HOUR_MS);
	sql_text(st, 2, slice_of(a->fault));
	a->spent = arena_array(&a->arena, struct spent, cap);
	while (a->nspent < cap - a->found->n - 1 && !(e = sql_step(st))) {
		a->spent[a->nspent++] = (struct spent){ col_int(st, 0), col_int(st, 1), 0 };
		a->spent_all += col_int(st, 1);
	}
	return e == E_DONE ? E_OK : e;
}

static enum err
read_all(struct act *a)
{
	reader_scoped conn = NULL;
	struct call c;
	enum err e = db_reader(a->engine->db, &conn);

	if (e || (e = db_snapshot(conn)))
		return e;
	call_system(&c, a->engine, &a->arena, conn, NULL);
	if ((e = read_figures(&c, &a->f)) || (e = read_orders(&c, a)) || (e = read_spent(&c, a)))
		return e;
	return flood_read(&c, a->found, &a->flood);
}

/* ---- planning ---- */

static void
plan(struct act *a, struct todo t)
{
	a->todo[a->n++] = t;
}

static bool
has_own(const struct act *a, int64_t device)
{
	size_t lo = 0, hi = a->norder;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (a->order[mid].device < device)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < a->norder && a->order[lo].device == device;
}

/* An order of the device itself, or one for the common cause of a unit above it. */
static bool
covered(const struct act *a, const struct offence *o)
{
	for (size_t i = 0; i < a->ncommon; i++)
		if (units_within(o->unit, a->common[i]->common))
			return true;
	return has_own(a, o->row);
}

static struct todo *
planned_common(struct act *a, int64_t unit)
{
	for (size_t i = 0; i < a->n; i++)
		if (a->todo[i].what == OPEN_COMMON && a->todo[i].unit == unit)
			return &a->todo[i];
	return NULL;
}

static struct spent *
spent_of(struct act *a, int64_t unit)
{
	for (size_t i = 0; i < a->nspent; i++)
		if (a->spent[i].unit == unit)
			return &a->spent[i];
	a->spent[a->nspent] = (struct spent){ .unit = unit };
	return &a->spent[a->nspent++];
}

static void
plan_one(struct act *a, const struct offence *o, bool floods)
{
	int64_t common = floods ? flood_common(&a->flood, o->unit) : 0;
	struct spent *s;

	if (common) {
		if (!planned_common(a, common))
			plan(a, (struct todo){ OPEN_COMMON, o, 0, common, flood_sick(&a->flood, common) });
		return;
	}
	s = spent_of(a, o->unit);
	if (s->orders >= a->f.unit_hour || a->spent_all >= a->f.all_hour) {
		s->held++;
		return;
	}
	s->orders++;
	a->spent_all++;
	plan(a, (struct todo){ OPEN_ONE, o, 0, 0, 1 });
}

/* A person's own order is not judged: the rule may never have seen what he saw. */
static void
plan_note(struct act *a, const struct order *r)
{
	const struct offence *o = found_at(a, r->device);
	bool well = r->common ? flood_over(&a->flood, r->common) : !o, ill = r->common ? !well && o && ripe(o) : o && ripe(o);

	if (!r->open || !r->by_rule || !r->in_service)
		return;
	if (well && !r->recovered && !a->found->cut)
		plan(a, (struct todo){ .what = NOTE_WELL, .order = r->id });
	else if (ill && r->recovered)
		plan(a, (struct todo){ .what = NOTE_ILL, .order = r->id });
}

/* What wears out one by one has no common cause, though many may be due on one day. */
static bool
floods(const char *fault)
{
	return strcmp(fault, "calibration") && strcmp(fault, "misread");
}

static void
plan_all(struct act *a)
{
	bool common = floods(a->fault);

	a->todo = arena_array(&a->arena, struct todo, a->found->n + a->norder + 1);
	a->common = arena_array(&a->arena, const struct order *, a->norder + 1);
	for (size_t i = 0; i < a->norder; i++)
		if (a->order[i].common && !(a->order[i].open && a->order[i].recovered))
			a->common[a->ncommon++] = &a->order[i];
	for (size_t i = 0; i < a->found->n; i++)
		if (ripe(&a->found->item[i]) && !covered(a, &a->found->item[i]))
			plan_one(a, &a->found->item[i], common);
	for (size_t i = 0; i < a->norder; i++)
		plan_note(a, &a->order[i]);
}

/* ---- acting ---- */

/* Asked again where nobody can come between: a person may have been quicker. */
static enum err
still_none(struct call *c, const struct act *a, const struct todo *t, bool *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT 1 FROM repair_order WHERE fault = ?1 AND state IN ('open', 'accepted', 'repaired')"
	    " AND (device = ?2 OR common = ?3) LIMIT 1");

	if (e)
		return e;
	sql_text(st, 1, slice_of(a->fault));
	sql_int(st, 2, t->o->row);
	sql_int(st, 3, t->unit);
	e = sql_step(st);
	*ret = e == E_DONE;
	return e == E_DONE ? E_OK : e;
}

/* The days that are left of a verification: the store's two dialects have no common word for it. */
static struct offence
measured_now(struct call *c, const struct offence *o, const struct row *device)
{
	struct offence m = *o;
	int32_t until;

	if (slice_is(o->note, "days_left") && date_parse(row_text(device, device_verified_until), &until))
		m.measured = until - beijing_day(c->now_ms);
	return m;
}

static enum err
open_order(struct call *c, const struct act *a, const struct todo *t)
{
	struct row *r = row_new(c->arena, &repair_order_record), *device;
	struct repair_words w;
	struct offence o;
	bool none = false;
	enum err e = still_none(c, a, t, &none);

	if (e || !none || (e = record_load(c, &device_record, t->o->row, &device)))
		return e;
	if (device->state != device_is_active && device->state != device_is_faulty)
		return E_OK;
	o = measured_now(c, t->o, device);
	w = t->unit ? repair_words_common(c->arena, &o, units_name(t->unit, c->arena), t->devices) : repair_words(c->arena, &o);
	row_set_int(r, repair_order_device, o.row);
	row_set_text(r, repair_order_fault, slice_of(a->fault));
	row_set_int(r, repair_order_seen_at, o.since_ms < c->now_ms ? o.since_ms : c->now_ms);
	row_set_text(r, repair_order_urgency, t->unit ? S("urgent") : S("normal"));
	row_set_text(r, repair_order_what, w.zh);
	row_set_text(r, repair_order_what_en, w.en);
	row_set_text(r, repair_order_rule, slice_of(a->rule->name));
	row_set_text(r, repair_order_sign, o.note);
	row_set_int(r, repair_order_measured, o.measured);
	row_set_int(r, repair_order_bound, o.bound);
	row_set_int(r, repair_order_devices, t->devices);
	if (t->unit)
		row_set_int(r, repair_order_common, t->unit);
	return record_create(c, r);
}

static enum err
note(struct call *c, const struct todo *t)
{
	struct row *r = row_new(c->arena, &repair_order_record), *now, *after;
	uint64_t set = 1ull << repair_order_recovered_at;
	enum err e = record_load(c, &repair_order_record, t->order, &now);

	if (e)
		return e;
	if (t->what == NOTE_WELL) {
		row_set_int(r, repair_order_recovered_at, c->now_ms);
	} else {
		row_set_int(r, repair_order_relapses, row_int(now, repair_order_relapses) + 1);
		set |= 1ull << repair_order_relapses;
	}
	return record_patch(c, &repair_order_record, t->order, 0, r, set, &after);
}

static enum err
act_job(struct call *c, void *ctx)
{
	struct act *a = ctx;
	enum err e = E_OK;

	for (size_t i = a->begin; i < a->end && !e; i++)
		e = a->todo[i].what <= OPEN_COMMON ? open_order(c, a, &a->todo[i]) : note(c, &a->todo[i]);
	return e;
}

static enum err
act_all(struct act *a)
{
	enum err e = E_OK;

	for (; !e && a->begin < a->n; a->begin = a->end) {
		a->end = a->begin + BATCH < a->n ? a->begin + BATCH : a->n;
		e = engine_write(a->engine, "设备故障自动建单", act_job, a);
	}
	return e;
}

/* What the orders of an hour have no room for is said once, to the unit. */
static enum err
tell_held(struct act *a, int64_t *ret_open)
{
	struct offence *o = arena_array(&a->arena, struct offence, a->nspent + 1);
	struct finding_source f = { .rule = a->rule->name, .record = "unit", .owner = role_name_of(a->rule->owner), .source = a->rule->source,
		.what = S("故障设备多于每小时自动建单上限"), .what_en = S("More faulty devices than orders may be opened in an hour"),
		.due_s = a->rule->due_s, .cut = a->found->cut };
	size_t n = 0;

	for (size_t i = 0; i < a->nspent; i++)
		if (a->spent[i].held)
			o[n++] = (struct offence){ .row = a->spent[i].unit, .unit = a->spent[i].unit,
				.note = arena_printf(&a->arena, "%s: %lld", a->fault, (long long)a->spent[i].held) };
	return findings_settle(a->engine, &f, o, n, ret_open);
}

static enum err
settle(struct engine *e, const struct rule *r, struct offences *found, int64_t *ret_open)
{
	struct act a = { .engine = e, .rule = r, .fault = r->name + sizeof "fault_" - 1, .found = found };
	enum err err;

	arena_init(&a.arena);
	one_a_device(found);
	if (!(err = read_all(&a))) {
		plan_all(&a);
		if (!(err = act_all(&a)))
			err = tell_held(&a, ret_open);
	}
	arena_free(&a.arena);
	return err == E_NOT_FOUND ? E_OK : err;	/* a figure is not in force: nothing is opened */
}

/* :verify_by is a day, everything else a row of device_limit. */
static enum err
figure(struct call *c, const char *name, struct value *ret)
{
	char day[TIME_TEXT_MAX];
	enum err e;

	*ret = (struct value){ .kind = V_INT };
	if (strcmp(name, "verify_by"))
		return device_limit_known(name) ? device_limit_read(c, name, &ret->i) : E_INTERNAL;
	if ((e = device_limit_read(c, "verify_days", &ret->i)))
		return e;
	*ret = (struct value){ .kind = V_TEXT, .s = arena_copy(c->arena, (struct slice){ day, date_print(beijing_day(c->now_ms) + (int32_t)ret->i, day) }) };
	return E_OK;
}

const struct rule_act repair_act = { figure, settle };

/* SPDX-License-Identifier: Apache-2.0 */
/* tell_ahead.c - who did not stop is told to those ahead (执勤执法工作规范 73/1/3): the interception and its alarm come onto the screens of the units
 * of the next places and of their squadrons that are out, and a text into their cars. How many were told stands on the interception. */
#include "dispatch/interception.h"
#include "dispatch/interception_rule.h"
#include "dispatch/interceptor.h"
#include "duty/patrol.h"
#include "engine/record.h"
#include "engine/units.h"
#include "match/alarm.h"
#include "match/places.h"
#include "match/raise.h"
#include "match/watch_entry.h"
#include "terminal/terminal_text.h"

#define UNITS 30			/* the most that the row of told_units may say */
#define TOLD 100			/* units in all, with the squadrons of those */
#define PATROLS 500			/* out at one time in the city */

struct told {
	int64_t unit[TOLD];
	int n, cars;
};

/* An entry that only the unit that asked may know of is told to nobody. */
static enum err
restricted(struct call *c, const struct row *alarm, bool *ret)
{
	struct row *entry;
	enum err e;

	*ret = false;
	if (row_empty(alarm, alarm_watch_entry))
		return E_OK;
	if (!(e = record_load(c, &watch_entry_record, row_ref(alarm, alarm_watch_entry), &entry)))
		*ret = row_is(entry, watch_entry_visibility, "restricted");
	return e;
}

/* Without the plate, which does not stand in texts: the crew has it on the phone. One without a screen is told by radio. */
static bool
tell_car(struct call *c, const struct row *r, int64_t vehicle)
{
	struct call probe = *c;
	struct slice at = row_text(r, interception_fled_address), toward = S("");
	int64_t id;

	for (const struct choice *x = r->rec->field[interception_fled_toward].type.choice; x && x->name; x++)
		if (row_is(r, interception_fled_toward, x->name))
			toward = title_zh(x->title);
	if (terminal_say(&probe, vehicle, arena_printf(c->arena, "前方堵截：拦截%lld的车辆在%.*s拒绝停车，向%.*s驶离，不追缉；号牌见手机", (long long)r->id, (int)at.n, at.p,
	    (int)toward.n, toward.p), true, &id))
		return false;
	*c = probe;
	return true;
}

static enum err
share_both(struct call *c, const struct row *r, const struct row *alarm, struct told *t, int64_t unit)
{
	enum err e;

	for (int i = 0; i < t->n; i++)
		if (t->unit[i] == unit)
			return E_OK;
	if (t->n == TOLD)
		return E_OK;
	if (!(e = record_share(c, r, unit)) && !(e = alarm_share(c, alarm, unit)))
		t->unit[t->n++] = unit;
	return e;
}

/* Tollgates are a brigade's; who stands at the road is of its squadrons: those with a patrol out take part, and its car is told. */
static enum err
tell_patrols(struct call *c, const struct row *r, const struct row *alarm, struct told *t)
{
	struct { int64_t unit, vehicle; } out[PATROLS];
	int n = 0, ahead = t->n;
	enum err e;
	{
		stmt_scoped st = NULL;
		if ((e = sql(c->conn, &st, "SELECT unit, coalesce(vehicle, 0) FROM patrol WHERE state <> 'off' ORDER BY unit, id")))
			return refuse(c, e, NULL, -1);
		while (n < PATROLS && !(e = sql_step(st))) {
			out[n].unit = col_int(st, 0);
			out[n++].vehicle = col_int(st, 1);
		}
		if (e && e != E_DONE)
			return refuse(c, e, NULL, -1);
	}
	e = E_OK;
	for (int i = 0; i < n && !e; i++)
		for (int k = 0; k < ahead; k++)
			if (t->unit[k] != units_root() && units_within(out[i].unit, t->unit[k])) {
				e = share_both(c, r, alarm, t, out[i].unit);
				t->cars += out[i].vehicle && tell_car(c, r, out[i].vehicle);
				break;
			}
	return e;
}

/* The units of the next places, each once. */
static int
units_ahead(const struct outlook *o, int64_t *ret)
{
	int64_t most = interception_rule(INTERCEPT_told_units);
	const struct places *places = places_hold();
	int n = 0;

	for (size_t i = 0; i < o->f.n && n < most && n < UNITS; i++) {
		const struct place_of *p = places_find(places, o->f.next[i].id);
		bool new = p;
		for (int k = 0; new && k < n; k++)
			new = ret[k] != p->unit;
		if (new)
			ret[n++] = p->unit;
	}
	places_let_go(places);
	return n;
}

enum err
interceptor_tell_ahead(struct call *c, struct row *r)
{
	struct told t = { .n = 0 };
	int64_t unit[UNITS];
	struct row *alarm;
	struct outlook o;
	bool secret;
	int n = 0;
	enum err e;

	if ((e = record_load(c, &alarm_record, row_ref(r, interception_alarm), &alarm)) || (e = restricted(c, alarm, &secret)))
		return e;
	if (!secret && !(e = outlook_make(c, alarm, r, interceptor_learned(), &o)))
		n = units_ahead(&o, unit);
	for (int i = 0; i < n && !e; i++)
		e = share_both(c, r, alarm, &t, unit[i]);
	if (!e)
		e = tell_patrols(c, r, alarm, &t);
	row_set_int(r, interception_told_units, t.n);
	row_set_int(r, interception_told_cars, t.cars);
	row_clear(r, interception_untold);
	if (!t.n)
		row_set_text(r, interception_untold, secret ? S("restricted") : S("unforeseen"));
	return e;
}

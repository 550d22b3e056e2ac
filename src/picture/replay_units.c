/* SPDX-License-Identifier: Apache-2.0 */
/* replay_units.c - where the patrols were: fixes of their cars and of their leaders' phones, as far as the caller may see the patrol. */
#include <stdlib.h>

#include "base/clock.h"
#include "people/setting.h"
#include "picture/replay_.h"
#include "terminal/positions.h"

#define WITHIN_MS 1800000LL		/* a fix older than that tells nothing */
#define FIXES_MAX 200000
#define SPANS_MAX 10000			/* of patrols that change */

/* ---- carriers: a vehicle or a person ---- */

struct carrier {
	uint64_t key;			/* id * 2 + kind */
	struct where_fix fix;
};

static uint64_t
key_of(enum where_kind kind, int64_t id)
{
	return (uint64_t)id * 2 + (uint64_t)kind;
}

static int
by_key(const void *x, const void *y)
{
	uint64_t a = ((const struct carrier *)x)->key, b = ((const struct carrier *)y)->key;

	return a < b ? -1 : a > b;
}

static const struct carrier *
carrier(const struct carrier *all, size_t n, enum where_kind kind, int64_t id)
{
	struct carrier want = { .key = key_of(kind, id) };

	return id ? bsearch(&want, all, n, sizeof *all, by_key) : NULL;
}

/* The car's terminal or the leader's phone, whichever was heard last. */
static void
place(struct snap_unit *u, const struct carrier *all, size_t n, int64_t at_ms)
{
	const struct carrier *car = carrier(all, n, WHERE_VEHICLE, u->vehicle), *phone = carrier(all, n, WHERE_PERSON, u->leader);

	if (car)
		u->fix = car->fix;
	if (phone && (!car || phone->fix.at_ms > car->fix.at_ms))
		u->fix = phone->fix;
	u->fix.received_ms = u->fix.at_ms;
	u->silent = u->fix.id && at_ms - u->fix.at_ms > setting(SET_patrol_silent_s) * 1000;
}

enum err
replay_units(struct replay *r)
{
	struct positions_found found = { 0 };
	struct snap_unit *unit;
	size_t n = shown_patrols(r->picture, &r->list, r->first, r->call.arena, &unit);
	enum err e = r->picture->positions ? positions_at(r->picture->positions, r->from_ms, WITHIN_MS, r->call.arena, &found) : E_OK;
	struct carrier *all = arena_array(r->call.arena, struct carrier, found.n + 1);

	if (e)
		return e;
	for (size_t i = 0; i < found.n; i++)
		all[i] = (struct carrier){ key_of(found.row[i].fix.kind, found.row[i].fix.id), found.row[i].fix };
	qsort(all, found.n, sizeof *all, by_key);
	for (size_t i = 0; i < n; i++)
		place(&unit[i], all, found.n, r->from_ms);
	units_json(&r->eyes, KIND_WHERE_WAS, unit, n, r->from_ms, &r->answer);
	return E_OK;
}

/* ---- tracks: to play on ---- */

/* A carrier is followed while the patrol lasts, and no longer: the leader's phone goes home with the leader. */
struct duty {
	uint64_t key;
	int64_t since_ms, until_ms;
};
struct duties {
	struct duty *row;
	size_t n;
};

static int
by_carrier(const void *x, const void *y)
{
	uint64_t a = ((const struct duty *)x)->key, b = ((const struct duty *)y)->key;

	return a < b ? -1 : a > b;
}

static bool
on_duty(void *ctx, const struct where_fix *f)
{
	const struct duties *d = ctx;
	uint64_t key = key_of(f->kind, f->id);
	size_t lo = 0, hi = d->n;

	while (lo < hi) {
		size_t mid = lo + (hi - lo) / 2;
		if (d->row[mid].key < key)
			lo = mid + 1;
		else
			hi = mid;
	}
	for (; lo < d->n && d->row[lo].key == key; lo++)
		if (f->at_ms >= d->row[lo].since_ms && f->at_ms < d->row[lo].until_ms)
			return true;
	return false;
}

static void
add_duty(struct duties *d, const struct snap_unit *u, enum where_kind kind, int64_t id)
{
	if (id && u->until_ms > u->since_ms)
		d->row[d->n++] = (struct duty){ key_of(kind, id), u->since_ms, u->until_ms };
}

/* Of the patrols that are visible at the beginning or come up by the end. */
static enum err
duties(struct replay *r, struct duties *ret)
{
	struct shown_list *at = &r->list, after;
	size_t first[KINDS_MAX + 1], n;
	struct snap_unit *unit, *later;
	reader_scoped c = NULL;
	enum err e;

	if ((e = db_reader(r->call.engine->db, &c)) || (e = shown_at(r->call.engine, c, r->from_ms, r->call.arena, at)) ||
	    (e = shown_between(r->call.engine, c, r->picture->kind[r->picture->patrol], r->from_ms, r->to_ms, SPANS_MAX, r->call.arena, &after)))
		return e;
	r->to_ms = after.next_ms;
	shown_kinds(r->picture, at, r->first);
	shown_kinds(r->picture, &after, first);
	n = shown_patrols(r->picture, at, r->first, r->call.arena, &unit);
	size_t m = shown_patrols(r->picture, &after, first, r->call.arena, &later);
	*ret = (struct duties){ arena_array(r->call.arena, struct duty, 2 * (n + m) + 1), 0 };
	for (size_t i = 0; i < n + m; i++) {
		const struct snap_unit *u = i < n ? &unit[i] : &later[i - n];
		if (!eyes_see(&r->eyes, KIND_WHERE_WAS, u->unit))
			continue;
		add_duty(ret, u, WHERE_VEHICLE, u->vehicle);
		add_duty(ret, u, WHERE_PERSON, u->leader);
	}
	if (ret->n)
		qsort(ret->row, ret->n, sizeof *ret->row, by_carrier);
	return E_OK;
}

/* [seconds after the beginning, vehicle or 0, leader or 0, longitude, latitude, course, km/h, bits] */
static void
fix_json(struct replay *r, const struct where_fix *f, const char *sep)
{
	buf_printf(&r->answer, "%s[%lld,%lld,%lld,%d,%d,%u,%u,%u]", sep, (long long)((f->at_ms - r->from_ms) / 1000), f->kind == WHERE_VEHICLE ? (long long)f->id : 0,
	    f->kind == WHERE_PERSON ? (long long)f->id : 0, f->at.lon_e7 / 10, f->at.lat_e7 / 10, f->course, f->speed_kmh10 / 10u, f->alarm & 1 ? 2u : 0);
}

/* Fixes of a piece, by time. Too many: half of its time, whole, rather than all of it with holes. */
static enum err
read_tracks(struct replay *r, struct duties *d, struct arena *a, struct positions_found *ret)
{
	enum err e;

	while (!(e = positions_wanted(r->picture->positions, r->from_ms, r->to_ms, on_duty, d, FIXES_MAX, a, ret)) && ret->more && r->to_ms - r->from_ms > 1) {
		arena_free(a);
		r->to_ms = r->from_ms + (r->to_ms - r->from_ms) / 2;
	}
	return e;
}

enum err
replay_tracks(struct replay *r)
{
	struct positions_found found = { 0 };
	struct duties d = { 0 };
	struct arena a;
	int64_t asked_ms = r->to_ms;
	enum err e = E_OK;

	arena_init(&a);
	if (r->picture->positions && r->picture->patrol >= 0 && eyes_open(&r->eyes, KIND_WHERE_WAS) && !(e = duties(r, &d)))
		e = read_tracks(r, &d, &a, &found);
	buf_puts(&r->answer, "{\"fixes\":[");
	for (size_t i = 0; i < found.n && !e; i++)
		fix_json(r, &found.row[i].fix, i ? "," : "");
	arena_free(&a);
	buf_puts(&r->answer, "],");
	snapshot_time(&r->answer, "next", r->to_ms);
	buf_printf(&r->answer, ",\"more\":%s}", r->to_ms < asked_ms ? "true" : "false");
	return e;
}

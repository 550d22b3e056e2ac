/* SPDX-License-Identifier: Apache-2.0 */
/* year_draw.c - when, where, what and who of the simulated year. The shares are invented after what a prefecture-level force
 * publishes: two thirds found by devices; drink driving 13,513 of 1.72 million. */
#include <string.h>

#include "base/clock.h"
#include "base/hash.h"
#include "demo/year_.h"

#define RL (1u << SPOT_RED_LIGHT)
#define CP (1u << SPOT_CHECKPOINT)
#define SP (1u << SPOT_SPEED)
#define PK (1u << SPOT_PARKING)
#define VEHICLES 1150000u
#define PERSONS 1300000u

static const struct year_kind kinds[] = {
	{ .code = "1625", .camera = RL, .weight = 14 }, { .code = "1208", .camera = RL, .weight = 17 }, { .code = "1117", .camera = RL, .weight = 11 },
	{ .code = "1205", .camera = RL, .weight = 6 }, { .code = "1301", .camera = RL, .weight = 2 }, { .code = "1116", .camera = CP, .weight = 8 },
	{ .code = "1101", .camera = CP, .weight = 8 }, { .code = "1223", .camera = CP, .weight = 3 }, { .code = "1018", .camera = CP, .weight = 3 },
	{ .code = "1352", .camera = SP, .weight = 10 }, { .code = "1636", .camera = SP, .weight = 3 }, { .code = "1039", .camera = PK, .weight = 15 },
	{ .code = "1207", .weight = 230 }, { .code = "1101", .weight = 150 }, { .code = "1039", .weight = 120 }, { .code = "1223", .weight = 60 },
	{ .code = "1301", .weight = 60 }, { .code = "1116", .weight = 60 }, { .code = "1110", .weight = 50 }, { .code = "1109", .weight = 40 },
	{ .code = "1331", .weight = 40 }, { .code = "1102", .weight = 40 }, { .code = "1027", .weight = 40 }, { .code = "1028", .weight = 30 },
	{ .code = "1313", .weight = 25 }, { .code = "1332", .weight = 30 }, { .code = "1712", .weight = 22 }, { .code = "1048", .weight = 3 },
};
static const uint8_t hours[24] = { 6, 4, 3, 2, 3, 8, 22, 52, 60, 54, 50, 44, 34, 40, 50, 52, 56, 62, 50, 38, 30, 24, 16, 10 };
static const uint8_t months[12] = { 92, 70, 100, 104, 106, 104, 108, 104, 106, 96, 108, 110 };
static const uint8_t days[7] = { 100, 101, 103, 102, 108, 92, 84 };	/* from Monday */

/* ---- what the store holds ---- */

static enum err
read_kind(struct call *c, struct year *y, struct year_kind *k)
{
	char today[TIME_TEXT_MAX];
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT id, behaviour, coalesce(family, ''), coalesce(fine_default, fine_min), points, simple FROM violation_code"
	    " WHERE code = ?1 AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to > ?2)");

	if (e)
		return e;
	sql_text(st, 1, slice_of(k->code));
	sql_text(st, 2, (struct slice){ today, date_print(beijing_day(y->now_ms), today) });
	if ((e = sql_step(st)))
		return e == E_DONE ? E_NOT_FOUND : e;
	k->violation = col_int(st, 0);
	k->behaviour = arena_str(&y->arena, col_text(st, 1));
	k->family = arena_str(&y->arena, col_text(st, 2));
	k->fine = col_int(st, 3);
	k->points = col_int(st, 4);
	k->simple = col_int(st, 5);
	return E_OK;
}

static enum spot_kind
spot_kind_of(struct slice category)
{
	return slice_is(category, "red_light") ? SPOT_RED_LIGHT : slice_is(category, "checkpoint") ? SPOT_CHECKPOINT :
	    slice_is(category, "speed") ? SPOT_SPEED : SPOT_PARKING;
}

/* A few places see much, most little. */
static uint32_t
spot_weight(int64_t device)
{
	uint32_t luck = (uint32_t)(hash64_int((uint64_t)device) % 100);

	return 4 + luck * luck * luck / 5000;
}

static enum err
read_spots(struct call *c, struct year *y)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT d.id, coalesce(g.unit, d.unit), coalesce(d.tollgate, 0), d.category, coalesce(g.name, d.address, d.name)"
	    " FROM device d LEFT JOIN tollgate g ON g.id = d.tollgate WHERE d.category IN ('red_light', 'checkpoint', 'speed', 'parking') ORDER BY d.id");

	if (e)
		return e;
	y->spot = arena_array(&y->arena, struct spot, 20000);
	while (!(e = sql_step(st)) && y->nspot < 20000) {
		y->gates += spot_weight(col_int(st, 0));
		y->spot[y->nspot++] = (struct spot){ .device = col_int(st, 0), .unit = col_int(st, 1), .gate = col_int(st, 2),
			.kind = spot_kind_of(col_text(st, 3)), .reach = y->gates, .where = arena_copy(&y->arena, col_text(st, 4)) };
	}
	return e && e != E_DONE ? e : y->nspot ? E_OK : E_NOT_FOUND;
}

static enum err
read_actors(struct call *c, struct year *y)
{
	static const char *const who[ACTORS] = { "reviewer@zhangdian", "reviewer2@zhangdian", "case_officer@zhangdian", "clerk@zhangdian", "legal@zhangdian",
		"leader@zhangdian", "officer@detachment" };
	stmt_scoped st = NULL;
	stmt_scoped of = NULL;
	enum err e = sql(c->conn, &st, "SELECT id FROM person WHERE \"user\" = ?1");

	for (int i = 0; i < ACTORS && !e; i++) {
		sql_text(st, 1, slice_of(who[i]));
		if (!(e = sql_step(st)))
			y->actor[i] = col_int(st, 0);
		sql_done(st);
	}
	if (e || (e = sql(c->conn, &of, "SELECT unit, id FROM person WHERE \"user\" LIKE 'officer%@%' ORDER BY id")))
		return e;
	while (y->nofficer < 32 && !(e = sql_step(of))) {
		y->officer[y->nofficer].unit = col_int(of, 0);
		y->officer[y->nofficer++].person = col_int(of, 1);
	}
	return e == E_DONE ? E_OK : e;
}

static enum err
read_store(struct call *c, void *ctx)
{
	struct year *y = ctx;
	enum err e = E_OK;

	y->nkind = N_ELEMS(kinds);
	memcpy(y->kind, kinds, sizeof kinds);
	for (int i = 0; i < y->nkind && !e; i++)
		e = read_kind(c, y, &y->kind[i]);
	if (e || (e = read_spots(c, y)))
		return e;
	return read_actors(c, y);
}

static void
weigh_hours(struct year *y)
{
	for (int i = 0; i < YEAR_SLOTS; i++) {
		int64_t at = y->first_ms + i * 3600000LL;
		struct civil d = civil_of(beijing_day(at));
		int weekday = civil_weekday(beijing_day(at)) - 1;
		y->weight[i] = at + 3600000 > y->now_ms ? 0 : (double)hours[i % 24] * months[d.month - 1] * days[weekday];
		y->weights += y->weight[i];
	}
}

enum err
year_open(struct year *y)
{
	struct civil d;
	int32_t first = beijing_day(y->now_ms) - 364;
	enum err e = people_key_open(&y->key, y->d->engine->options.data_dir);

	if (e || (e = engine_write(y->d->engine, "模拟数据", read_store, y)))
		return e;
	y->first_ms = beijing_start_ms(first);
	d = civil_of(first);
	y->first_month = d.year * 12 + d.month - 1;
	weigh_hours(y);
	return E_OK;
}

/* ---- one violation ---- */

static const struct year_kind *
draw_kind(struct year *y, struct year_state *s, bool camera)
{
	int all = 0, at;

	for (int i = 0; i < y->nkind; i++)
		all += !y->kind[i].camera == !camera ? y->kind[i].weight : 0;
	at = demo_below(&s->random, all);
	for (int i = 0; i < y->nkind; i++) {
		if (!y->kind[i].camera != !camera)
			continue;
		if ((at -= y->kind[i].weight) < 0)
			return &y->kind[i];
	}
	return &y->kind[0];
}

static const struct spot *
spot_at(const struct year *y, uint32_t reach)
{
	int low = 0, high = y->nspot - 1;

	while (low < high) {
		int mid = (low + high) / 2;
		if (y->spot[mid].reach > reach)
			high = mid;
		else
			low = mid + 1;
	}
	return &y->spot[low];
}

/* A place where such a violation is found: a device of the kind, or for an officer any. */
static const struct spot *
draw_spot(struct year *y, struct year_state *s, unsigned camera)
{
	const struct spot *p = spot_at(y, (uint32_t)demo_below(&s->random, (int)y->gates));

	while (camera && !(camera >> p->kind & 1))
		p = p + 1 < y->spot + y->nspot ? p + 1 : y->spot;
	return p;
}

static int
unit_index(struct year *y, int64_t unit)
{
	for (int i = 0; i < y->nunit; i++)
		if (y->unit[i] == unit)
			return i;
	if (y->nunit == YEAR_UNITS)
		return YEAR_UNITS - 1;
	y->unit[y->nunit] = unit;
	return y->nunit++;
}

static void
next_slot(struct year *y, struct year_state *s)
{
	double before = 0, to;

	for (;;) {
		before = 0;
		for (int i = 0; i < s->slot; i++)
			before += y->weight[i];
		to = before + y->weight[s->slot];
		s->in_slot = (int64_t)((double)y->n * to / y->weights + 0.5) - s->made;
		if (s->in_slot > 0 || s->slot == YEAR_SLOTS - 1)
			return;
		s->slot++;
	}
}

void
year_draw(struct year *y, struct year_state *s, struct found *ret, bool camera)
{
	struct civil d;

	if (s->in_slot <= 0)
		next_slot(y, s);
	ret->kind = draw_kind(y, s, camera);
	ret->spot = draw_spot(y, s, ret->kind->camera);
	ret->at_ms = y->first_ms + s->slot * 3600000LL + demo_below(&s->random, 3600000);
	ret->vehicle = (uint32_t)demo_below(&s->random, demo_below(&s->random, 10) ? (int)VEHICLES : (int)VEHICLES / 12);
	ret->person = ret->kind->points >= 6 ? PERSONS + s->strict++ : (uint32_t)demo_below(&s->random, (int)PERSONS);
	ret->unit = unit_index(y, ret->spot->unit);
	d = civil_of(beijing_day(ret->at_ms));
	ret->month = d.year * 12 + d.month - 1 - y->first_month;
	ret->total = s->total[ret->month][ret->unit][ret->kind - y->kind];
	if (--s->in_slot <= 0 && s->slot < YEAR_SLOTS - 1)
		s->slot++;
	s->made++;
}

int64_t
year_officer(const struct year *y, int64_t unit)
{
	for (int i = 0; i < y->nofficer; i++)
		if (y->officer[i].unit == unit)
			return y->officer[i].person;
	return y->actor[ACT_OFFICER];
}

/* ---- vehicles and persons, reckoned from their number ---- */

/* GA 36: one letter among five symbols. */
struct slice
year_plate(struct arena *a, uint32_t vehicle)
{
	static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";
	char tail[8];
	int at = (int)(vehicle / 240000 % 5), digits = (int)(vehicle % 10000);
	char letter = letters[vehicle / 10000 % 24];

	for (int i = 0, k = 1000; i < 5; i++) {
		tail[i] = i == at ? letter : (char)('0' + digits / k % 10);
		k = i == at ? k : k / 10;
	}
	tail[5] = '\0';
	return arena_printf(a, "鲁C%s", tail);
}

struct slice
year_party(struct arena *a, uint32_t person)
{
	return arena_printf(a, "SIM%012u", person);
}

struct slice
year_key(const struct year *y, struct arena *a, const char *purpose, struct slice text)
{
	struct digest d = digest_keyed(&y->key, purpose, text);
	struct slice s;
	struct buf hex;

	buf_init(&hex, 64);
	hex_encode(&hex, (struct slice){ (const char *)d.byte, 16 });
	s = arena_copy(a, buf_slice(&hex));
	buf_free(&hex);
	return s;
}

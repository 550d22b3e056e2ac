/* SPDX-License-Identifier: Apache-2.0 */
/* hot.c - the upper layer: entries that people asked for; and the timer that ends them. */
#include "match/hot.h"

#include <pthread.h>

#include "base/clock.h"
#include "base/log.h"
#include "engine/record.h"
#include "engine/timer.h"
#include "engine/units.h"
#include "match/category.h"
#include "match/checkpoint_rule.h"
#include "match/hot_.h"
#include "match/places.h"
#include "match/watch_entry.h"

#define ENDS_MAX 500			/* entries that end in one turn */
#define TICK_MS 1000
#define BASE_LATE_MS 60000

struct stamps {
	int64_t entries, newest, versions, tollgates, places, day;
};
static struct {
	pthread_mutex_t lock;		/* one loads at a time */
	struct stamps stamps;
	struct base_stamps base_stamps, seen;
	int64_t built_mono_ms;		/* when base was made */
	struct watch_set *base;		/* held */
} hot = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* ---- areas ---- */

struct areas {
	struct arena *a;
	struct watch_area *area;	/* [0] everywhere */
	size_t n, cap;
};

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return (x > y) - (x < y);
}

static uint32_t
add_area(struct areas *s, uint32_t *gate, size_t n)
{
	if (s->n == s->cap) {
		struct watch_area *more = arena_array(s->a, struct watch_area, s->cap * 2);
		memcpy(more, s->area, s->n * sizeof *more);
		s->area = more;
		s->cap *= 2;
	}
	if (n)
		qsort(gate, n, sizeof *gate, by_number);
	s->area[s->n] = (struct watch_area){ gate, n };
	return (uint32_t)s->n++;
}

/* The tollgates of a unit and of all below it, added to a list that grows in the arena. */
static enum err
gates_of(struct conn *c, struct arena *a, int64_t unit, uint32_t **gate, size_t *n)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT id, unit FROM tollgate");
	uint32_t *more;
	size_t max = *n, i = *n;

	if (e)
		return e;
	while (!(e = sql_step(st)))
		max += units_within(col_int(st, 1), unit);
	if (e != E_DONE)
		return e;
	more = arena_array(a, uint32_t, max + 1);
	if (*n)
		memcpy(more, *gate, *n * sizeof *more);
	sql_done(st);
	while (!(e = sql_step(st)) && i < max)
		if (units_within(col_int(st, 1), unit))
			more[i++] = (uint32_t)col_int(st, 0);
	*gate = more;
	*n = i;
	return e == E_DONE || e == E_OK ? E_OK : e;
}

static enum err
listed_gates(struct conn *c, struct arena *a, int64_t entry, uint32_t **gate, size_t *n)
{
	stmt_scoped st = NULL;
	int64_t unit[200];
	uint32_t *own = arena_array(a, uint32_t, 200);
	size_t units = 0;
	enum err e = sql(c, &st, "SELECT unit, tollgate FROM watch_entry_area WHERE parent = ?1 LIMIT 200");

	if (e)
		return e;
	sql_int(st, 1, entry);
	while (!(e = sql_step(st))) {
		if (!col_null(st, 1))
			own[(*n)++] = (uint32_t)col_int(st, 1);
		if (!col_null(st, 0))
			unit[units++] = col_int(st, 0);
	}
	*gate = own;
	e = e == E_DONE ? E_OK : e;
	for (size_t i = 0; i < units && !e; i++)
		e = gates_of(c, a, unit[i], gate, n);
	return e;
}

/* ---- entries ---- */

#define ENTRY_SQL "SELECT id, unit, category, plate, plate_class, vehicle_colour, reach, from_at, to_at, priority FROM watch_entry" \
	" WHERE state IN ('urgent', 'in_force', 'met') ORDER BY id"

static int
choice_index(const struct type *t, struct slice name)
{
	for (int i = 0; t->choice && t->choice[i].name; i++)
		if (slice_is(name, t->choice[i].name))
			return i;
	return -1;
}

static uint8_t
two_digits(struct slice s)
{
	int64_t v;

	return slice_int(s, &v) && v > 0 && v < 100 ? (uint8_t)v : 0;
}

/* One entry; the area of it is filled afterwards, when its statement is done with. */
static bool
take_entry(const struct stmt *st, struct watch_item *w, int64_t *ret_unit, char *ret_reach)
{
	int category = choice_index(&watch_entry_record.field[watch_entry_category].type, col_text(st, 2));
	int colour = choice_index(&watch_entry_record.field[watch_entry_vehicle_colour].type, col_text(st, 5));

	*w = (struct watch_item){ .entry = col_int(st, 0), .from_ms = col_int(st, 7), .to_ms = col_int(st, 8),
		.class_code = two_digits(col_text(st, 4)), .priority = (uint8_t)col_int(st, 9),
		.category = (uint8_t)(category < 0 ? WATCH_OTHER : category), .vehicle_colour = (uint8_t)(colour + 1) };
	*ret_unit = col_int(st, 1);
	*ret_reach = col_text(st, 6).n ? col_text(st, 6).p[0] : 'c';
	return plate_pattern(col_text(st, 3), &w->want, &w->mask);
}

struct reach {
	int64_t unit;
	char kind;			/* 'o'wn, 'l'isted, 'c'ity */
};

static enum err
read_entries(struct conn *c, struct arena *a, struct watch_item **ret, struct reach **ret_reach, size_t *ret_n)
{
	stmt_scoped count = NULL;
	stmt_scoped st = NULL;
	size_t n = 0, max;
	enum err e;

	if ((e = sql(c, &count, "SELECT count(*) FROM watch_entry WHERE state IN ('urgent', 'in_force', 'met')")) || (e = sql_step(count)))
		return e;
	max = (size_t)col_int(count, 0);
	sql_done(count);
	*ret = arena_array(a, struct watch_item, max + 1);
	*ret_reach = arena_array(a, struct reach, max + 1);
	if ((e = sql(c, &st, ENTRY_SQL)))
		return e;
	while (n < max && !(e = sql_step(st)))
		n += take_entry(st, &(*ret)[n], &(*ret_reach)[n].unit, &(*ret_reach)[n].kind);
	*ret_n = n;
	return e == E_DONE ? E_OK : e;
}

static enum err
build_top(struct conn *c, struct arena *a, struct watch_set **ret)
{
	struct areas areas = { .a = a, .n = 1, .cap = 64 };
	struct watch_item *item;
	struct reach *reach;
	size_t n;
	enum err e = read_entries(c, a, &item, &reach, &n);

	areas.area = arena_array(a, struct watch_area, areas.cap);
	for (size_t i = 0; i < n && !e; i++) {
		uint32_t *gate = NULL;
		size_t gates = 0;
		if (reach[i].kind == 'c')
			continue;
		e = reach[i].kind == 'o' ? gates_of(c, a, reach[i].unit, &gate, &gates) : listed_gates(c, a, item[i].entry, &gate, &gates);
		item[i].area = add_area(&areas, gate, gates);
	}
	return e ? e : watch_build_over(ret, hot.base, item, n, areas.area, areas.n);
}

/* ---- loading ---- */

static enum err
read_stamps(struct conn *c, struct stamps *ret)
{
	stmt_scoped st = NULL;
	stmt_scoped gate = NULL;
	enum err e = sql(c, &st, "SELECT count(*), coalesce(max(updated_at), 0), coalesce(sum(version), 0) FROM watch_entry"
	    " WHERE state IN ('urgent', 'in_force', 'met')");

	if (e || (e = sql_step(st)) || (e = sql(c, &gate, "SELECT count(*), coalesce(sum(version), 0) FROM tollgate")) || (e = sql_step(gate)))
		return e;
	*ret = (struct stamps){ col_int(st, 0), col_int(st, 1), col_int(st, 2), col_int(gate, 0), col_int(gate, 1), beijing_day(clock_now_ms()) };
	return E_OK;
}

/* An import changes the registry for minutes: the lower layer is made anew when a second has passed without a change, and
 * at the latest BASE_LATE_MS after the last time. */
static bool
base_due(const struct base_stamps *now)
{
	bool still = !memcmp(now, &hot.seen, sizeof *now);

	hot.seen = *now;
	if (!memcmp(now, &hot.base_stamps, sizeof *now))
		return false;
	return still || now->list != hot.base_stamps.list || now->list_version != hot.base_stamps.list_version ||
	    clock_mono_ms() - hot.built_mono_ms > BASE_LATE_MS;
}

/* With the lock held. `all`: whatever the stamps say. */
static enum err
load(struct engine *e, struct conn *c, struct arena *a, bool all)
{
	struct stamps stamps;
	struct base_stamps base_stamps;
	struct watch_set *set;
	int64_t began = clock_mono_ms();
	bool below, above;
	enum err err;

	if ((err = checkpoint_rule_load(c)) || (err = read_stamps(c, &stamps)) || (err = base_stamps_read(c, &base_stamps)))
		return err;
	below = base_due(&base_stamps) || all;
	above = below || memcmp(&stamps, &hot.stamps, sizeof stamps) != 0;
	if (!above)
		return E_OK;
	if ((all || stamps.tollgates != hot.stamps.tollgates || stamps.places != hot.stamps.places) && (err = places_load(c)))
		return err;
	if (below) {
		if ((err = base_build(e, c, &set)))
			return err;
		watch_let_go(hot.base);
		hot.base = set;
		hot.base_stamps = base_stamps;
		hot.built_mono_ms = clock_mono_ms();
	}
	if ((err = build_top(c, a, &set)))
		return err;
	hot.stamps = stamps;
	log_at(LOG_INFO, "watch.swapped", KV("entries", LI((int64_t)watch_size(set))), KV("bytes", LI((int64_t)watch_bytes(set))),
	    KV("ms", LI(clock_mono_ms() - began)));
	watch_swap(set);
	return E_OK;
}

static enum err
load_locked(struct engine *e, bool all)
{
	reader_scoped c = NULL;
	struct arena a;
	enum err err = db_reader(e->db, &c);

	arena_init(&a);
	pthread_mutex_lock(&hot.lock);
	if (!err && !(err = db_snapshot(c)))
		err = load(e, c, &a, all);
	pthread_mutex_unlock(&hot.lock);
	arena_free(&a);
	return err;
}

enum err
hot_load(struct engine *e)
{
	return load_locked(e, true);
}

/* ---- what ends by the clock ---- */

struct ending {
	int64_t id;
	bool lapses;
};

static enum err
find_ending(struct engine *e, struct ending *ret, int *ret_n)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err err;

	*ret_n = 0;
	if ((err = db_reader(e->db, &c)) || (err = sql(c, &st, "SELECT id, state FROM watch_entry WHERE (state = 'urgent' AND due_at <= ?1)"
	    " OR (state = 'in_force' AND to_at <= ?1) ORDER BY id LIMIT ?2")))
		return err;
	sql_int(st, 1, clock_now_ms());
	sql_int(st, 2, ENDS_MAX);
	while (*ret_n < ENDS_MAX && !(err = sql_step(st))) {
		ret[*ret_n] = (struct ending){ col_int(st, 0), slice_is(col_text(st, 1), "urgent") };
		++*ret_n;
	}
	return err == E_DONE ? E_OK : err;
}

static enum err
end_one(struct call *c, void *ctx)
{
	const struct ending *w = ctx;
	struct row *after;
	enum err e = record_fire(c, &watch_entry_record, w->id, 0, w->lapses ? "lapse" : "expire", row_new(c->arena, &watch_entry_record), 0, &after);

	return e == E_NO_STEP || e == E_LOST_RACE || e == E_GUARD ? E_OK : e;	/* a person was quicker */
}

enum err
hot_tick(struct engine *e, void *ctx)
{
	struct ending ending[ENDS_MAX];
	enum err err;
	int n;

	(void)ctx;
	if ((err = find_ending(e, ending, &n)))
		return err;
	for (int i = 0; i < n && !err; i++) {
		err = engine_write(e, ending[i].lapses ? "紧急布控逾期未批，自动失效" : "布控到期", end_one, &ending[i]);
		if (ending[i].lapses && i == n - 1)
			timer_kick(e, "watch_lapsed");
	}
	return err ? err : load_locked(e, false);
}

enum err
hot_start(struct engine *e)
{
	enum err err = hot_load(e);

	return err ? err : timer_add(e, HOT_TIMER, TICK_MS, hot_tick, NULL);
}

void
hot_stop(void)
{
	pthread_mutex_lock(&hot.lock);
	watch_swap(NULL);
	watch_let_go(hot.base);
	hot.base = NULL;
	memset(&hot.stamps, 0, sizeof hot.stamps);
	memset(&hot.base_stamps, 0, sizeof hot.base_stamps);
	pthread_mutex_unlock(&hot.lock);
	places_stop();
}

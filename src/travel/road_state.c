/* SPDX-License-Identifier: Apache-2.0 */
#include "travel/road_state_.h"

#include "base/clock.h"
#include "engine/timer.h"
#include "map/roads.h"
#include "match/places.h"
#include "people/setting.h"

#define READ_EVERY_MS 5000
#define READ_ROWS 4096
#define READS 64			/* of one run of the timer */
#define CHANGES_MAX 4096
#define UNIT_FRESH_MS 120000		/* two fixes further apart tell nothing of the road between */
#define UNIT_LEAST_MS 8000

/* ---- what is known of an arc ---- */

struct arc_state *
arc_of(struct road_watch *w, uint32_t arc)
{
	if (!w->arc[arc])
		w->arc[arc] = mem_alloc(sizeof **w->arc);
	return w->arc[arc];
}

static void
drop_arcs(struct road_watch *w)
{
	for (uint32_t i = 0; i < w->narc; i++)
		mem_free(w->arc[i]);
	mem_free(w->arc);
	w->arc = NULL;
	w->narc = 0;
}

/* Another network after an import: its arcs are others, what was known is let go and gathered anew. */
bool
turn_network(struct road_watch *w)
{
	const struct road_net *n = road_net_hold();

	if (n == w->net) {
		road_net_let_go(n);
		return n != NULL;
	}
	pthread_mutex_lock(&w->lock);
	drop_arcs(w);
	road_net_let_go(w->net);
	w->net = n;
	w->narc = n ? road_net_size(n).edges * 2 : 0;
	w->arc = mem_alloc(mul_size((size_t)w->narc + 1, sizeof *w->arc));
	pthread_mutex_unlock(&w->lock);
	pairs_network(w->pairs, n);
	w->hour_ms = 0;			/* the usual is read again */
	return n != NULL;
}

static void
gather_speed(void *ctx, const struct road_arc_of *arc, uint32_t at_s, uint16_t kmh10)
{
	struct road_watch *w = ctx;

	if (w->nspeed == w->speed_cap)
		w->speed = mem_resize(w->speed, mul_size(w->speed_cap = w->speed_cap ? 2 * w->speed_cap : 1024, sizeof *w->speed));
	w->speed[w->nspeed++] = (struct speed){ arc->edge * 2 + arc->back, at_s, kmh10 };
}

static void
take_speeds(struct road_watch *w)
{
	pthread_mutex_lock(&w->lock);
	for (size_t i = 0; i < w->nspeed; i++) {
		struct arc_state *a = arc_of(w, w->speed[i].arc);
		samples_add(&a->samples, w->speed[i].at_s, w->speed[i].kmh10);
		a->hour_sum10 += w->speed[i].kmh10;
		a->hour_n++;
	}
	pthread_mutex_unlock(&w->lock);
	w->nspeed = 0;
}

/* ---- passages ---- */

static bool
gate_place(void *ctx, uint32_t gate, struct point *ret)
{
	const struct place_of *p = places_find(ctx, gate);

	if (p)
		*ret = p->at;
	return p != NULL;
}

static enum err
read_passages(struct road_watch *w)
{
	const struct places *places = places_hold();
	struct history_row *row = mem_alloc(READ_ROWS * sizeof *row);
	uint32_t n = 1;
	enum err e = E_OK;

	if (!w->placed)
		w->place = history_end(w->history);
	w->placed = true;
	for (int i = 0; i < READS && n && places && !e; i++) {
		if ((e = history_after(w->history, &w->place, READ_ROWS, row, &n)))
			break;
		for (uint32_t k = 0; k < n; k++)
			pairs_see(w->pairs, &row[k].p, gate_place, (void *)(uintptr_t)places, gather_speed, w);
		take_speeds(w);
	}
	mem_free(row);
	places_let_go(places);
	return e;
}

/* ---- patrols ---- */

/* A fix and the one before it of the same vehicle: both lists come in the same order unless one was added. */
static const struct where_fix *
before(const struct road_watch *w, const struct where_fix *f, size_t guess)
{
	if (guess < w->nfix && w->fix[guess].id == f->id && w->fix[guess].kind == f->kind)
		return &w->fix[guess];
	for (size_t i = 0; i < w->nfix; i++)
		if (w->fix[i].id == f->id && w->fix[i].kind == f->kind)
			return &w->fix[i];
	return NULL;
}

static void
read_units(struct road_watch *w)
{
	size_t n = where_all(w->now, UNITS_MAX);
	struct where_fix *swap = w->now;

	n = n < UNITS_MAX ? n : UNITS_MAX;
	for (size_t i = 0; i < n; i++) {
		const struct where_fix *f = &w->now[i], *was = f->kind == WHERE_VEHICLE ? before(w, f, i) : NULL;
		int64_t ms = was ? f->at_ms - was->at_ms : 0;
		if (ms >= UNIT_LEAST_MS && ms <= UNIT_FRESH_MS)
			(void)pairs_drive(w->net, was->at, f->at, ms, (uint32_t)(f->at_ms / 1000), gather_speed, w);
	}
	take_speeds(w);
	w->now = w->fix;
	w->fix = swap;
	w->nfix = n;
}

/* ---- a turn ---- */

static void
drive(struct road_watch *w, uint32_t arc, const struct arc_state *a)
{
	uint64_t ms = a->kmh10 ? (uint64_t)road_edge(w->net, arc / 2)->metres * 36000 / a->kmh10 : 0;

	road_net_drive(w->net, arc / 2, arc & 1, ms > 86400000 ? 86400000 : (uint32_t)ms);
}

static enum road_level
level_now(const struct road_watch *w, uint32_t arc, const struct arc_state *a)
{
	const struct road_edge *e = road_edge(w->net, arc / 2);
	struct road_figures f = road_figures_of((enum road_class)e->class);
	uint32_t free = road_edge_free_ms(w->net, arc / 2);

	return samples_level(a->kmh10, &f, (uint32_t)((uint64_t)e->metres * 36000 / (free ? free : 1)));
}

static void
mark_low(struct arc_state *a, int64_t now_ms)
{
	bool low = a->usual10 && a->kmh10 && a->level >= LEVEL_SLOW && (int64_t)a->kmh10 * 1000 < (int64_t)a->usual10 * (1000 - setting(SET_road_depart_permille));

	a->low_since_ms = !low ? 0 : a->low_since_ms ? a->low_since_ms : now_ms;
}

size_t
turn_evaluate(struct road_watch *w, int64_t now_ms, struct level_change *ret, size_t max)
{
	uint32_t since = (uint32_t)((now_ms - setting(SET_road_window_min) * 60000) / 1000);
	int least = (int)setting(SET_road_samples), n;
	size_t changed = 0;

	for (uint32_t i = 0; i < w->narc; i++) {
		struct arc_state *a = w->arc[i];
		enum road_level seen;
		if (!a)
			continue;
		a->kmh10 = samples_median(&a->samples, since, least, &n);
		a->n = (uint8_t)n;
		drive(w, i, a);
		seen = level_now(w, i, a);
		if (seen != a->level && (seen == a->next || a->level == LEVEL_UNKNOWN || seen == LEVEL_UNKNOWN)) {
			if (seen && changed < max)
				ret[changed++] = (struct level_change){ i, a->level };
			a->level = seen;
			a->since_ms = now_ms;
		}
		a->next = seen;
		mark_low(a, now_ms);
	}
	return changed;
}

static enum err
turn(struct road_watch *w, int64_t now_ms)
{
	struct level_change *ch = mem_alloc(CHANGES_MAX * sizeof *ch);
	size_t n;
	enum err e;

	read_units(w);
	pthread_mutex_lock(&w->lock);
	n = turn_evaluate(w, now_ms, ch, CHANGES_MAX);
	pthread_mutex_unlock(&w->lock);
	if (!(e = rows_changes(w, ch, n, now_ms)))
		e = rows_events(w, now_ms);
	mem_free(ch);
	return e;
}

static enum err
turn_hour(struct road_watch *w, int64_t now_ms)
{
	int64_t hour = now_ms - now_ms % HOUR_MS;
	enum err e = E_OK;

	if (w->hour_ms == hour)
		return E_OK;
	if (w->hour_ms)
		e = rows_hour(w, w->hour_ms);
	else
		e = rows_open_events(w);
	if (!e && !(e = rows_usual(w, hour)))
		w->hour_ms = hour;
	return e;
}

static enum err
tick(struct engine *e, void *ctx)
{
	struct road_watch *w = ctx;
	int64_t now = clock_now_ms(), mono = clock_mono_ms();
	enum err err;

	(void)e;
	if (!turn_network(w))
		return E_OK;
	if ((err = read_passages(w)) || (err = turn_hour(w, now)) || mono - w->turn_ms < STATE_TURN_MS)
		return err;
	w->turn_ms = mono;
	return turn(w, now);
}

enum err
road_state_open(struct road_watch **ret, struct engine *e, struct history *h)
{
	struct road_watch *w = mem_alloc(sizeof *w);

	*w = (struct road_watch){ .engine = e, .history = h, .pairs = pairs_new(), .fix = mem_alloc(UNITS_MAX * sizeof *w->fix), .now = mem_alloc(UNITS_MAX * sizeof *w->now) };
	pthread_mutex_init(&w->lock, NULL);
	*ret = w;
	return timer_add(e, "road state", READ_EVERY_MS, tick, w);
}

void
road_state_close(struct road_watch *w)
{
	if (!w)
		return;
	timer_stop(w->engine);		/* ours is not running any more */
	drop_arcs(w);
	road_net_let_go(w->net);
	pairs_free(w->pairs);
	mem_free(w->speed);
	mem_free(w->fix);
	mem_free(w->now);
	pthread_mutex_destroy(&w->lock);
	mem_free(w);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "city/traffic.h"

#include "base/arena.h"
#include "base/clock.h"
#include "city/dice.h"
#include "city/route.h"

#define TRIPS_MAX 2000000
#define LONG_AGO_S 1800			/* before the beginning: so that the roads are full at once */

struct trip {
	int64_t at_ms;			/* when it reaches the point below */
	uint32_t vehicle, wears, to;
	uint32_t arc;
	bool end;			/* at the end of the arc; else in its middle */
	uint8_t speed_kmh, haste;	/* haste: percent of the limit */
};
struct traffic {
	struct traffic_options o;
	struct routes routes;
	struct trip *heap;
	size_t n, cap;
	int64_t now_ms, next_start_ms;
	uint64_t started, seen, finished;	/* trips, passages, trips */
	uint64_t dice;
	uint32_t *draw;			/* nodes, each as often as its weight says */
	uint32_t ndraw;
	uint8_t *left;			/* by arc: percent of the speed that is left */
};

/* ---- heap ---- */

static void
sift_up(struct trip *h, size_t i)
{
	struct trip t = h[i];

	while (i && h[(i - 1) / 2].at_ms > t.at_ms) {
		h[i] = h[(i - 1) / 2];
		i = (i - 1) / 2;
	}
	h[i] = t;
}

static void
sift_down(struct trip *h, size_t n, size_t i)
{
	struct trip t = h[i];

	for (size_t k; (k = 2 * i + 1) < n; i = k) {
		if (k + 1 < n && h[k + 1].at_ms < h[k].at_ms)
			k++;
		if (h[k].at_ms >= t.at_ms)
			break;
		h[i] = h[k];
	}
	h[i] = t;
}

static void
push(struct traffic *t, const struct trip *trip)
{
	if (t->n == TRIPS_MAX)
		return;
	if (t->n == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 4096;
		t->heap = mem_resize(t->heap, mul_size(t->cap, sizeof *t->heap));
	}
	t->heap[t->n] = *trip;
	sift_up(t->heap, t->n++);
}

/* ---- driving ---- */

double
traffic_peak(int64_t at_ms)
{
	static const uint8_t by_hour[25] = { 30, 27, 25, 25, 26, 32, 52, 92, 100, 82, 72, 70, 74, 70, 70, 73, 80, 95, 98, 78, 64, 54, 44, 36, 30 };
	int64_t ms = (at_ms + BEIJING_MS) % DAY_MS;
	int hour = (int)(ms / 3600000);
	double part = (double)(ms % 3600000) / 3600000;

	return (by_hour[hour] * (1 - part) + by_hour[hour + 1] * part) / 100;
}

static uint32_t
place_of(const struct traffic *t, uint32_t vehicle, uint64_t round)
{
	return t->draw[dice_mix(t->o.seed ^ dice_mix(vehicle * 0x9e3779b9ull + round)) % t->ndraw];
}

/* How long half of the arc takes: slower in town at peak, with a wait at some junctions. */
static int64_t
half_ms(struct traffic *t, struct trip *trip)
{
	const struct roads *r = t->o.roads;
	const struct road_arc *a = &r->arc[trip->arc];
	bool town = r->road[a->road].class >= ROAD_URBAN;
	double kmh = a->limit_kmh * trip->haste / 100.0 * (town ? 1.05 - 0.45 * traffic_peak(trip->at_ms) : 1);
	int64_t wait = trip->end && town && dice_below(&t->dice, 100) < 35 ? (int64_t)dice_below(&t->dice, 45000) : 0;

	kmh *= (0.94 + 0.12 * dice_real(&t->dice)) * t->left[trip->arc] / 100;
	trip->speed_kmh = (uint8_t)(kmh < 5 ? 5 : kmh > 180 ? 180 : kmh);
	return (int64_t)(a->metres / 2.0 / kmh * 3600) + wait + 1;
}

/* On to the next point; false: arrived. */
static bool
go_on(struct traffic *t, struct trip *trip)
{
	const struct roads *r = t->o.roads;

	if (!trip->end) {
		trip->end = true;
	} else {
		uint32_t at = r->arc[trip->arc].to;
		if (at == trip->to)
			return false;
		trip->arc = routes_next(&t->routes, at, trip->to);
		trip->end = false;
	}
	trip->at_ms += half_ms(t, trip);
	return true;
}

static void
set_out(struct traffic *t, uint32_t vehicle, uint32_t wears, uint32_t from, uint32_t to, int64_t at_ms)
{
	struct trip trip = { .at_ms = at_ms, .vehicle = vehicle, .wears = wears, .to = to, .haste = (uint8_t)(78 + dice_below(&t->dice, 30)) };

	if (from == to)
		return;
	trip.arc = routes_next(&t->routes, from, to);
	trip.at_ms += half_ms(t, &trip);
	push(t, &trip);
}

/* A whole round of the fleet before any vehicle drives again. */
static void
start_one(struct traffic *t)
{
	uint64_t k = t->started++, round = k / t->o.fleet.size;
	uint32_t vehicle = (uint32_t)(k * 7368787u % t->o.fleet.size);	/* a prime */

	set_out(t, vehicle, vehicle, place_of(t, vehicle, round), place_of(t, vehicle, round + 1), t->next_start_ms);
}

static void
plan_start(struct traffic *t)
{
	/* how many cameras a trip meets is learned; the first guess holds for the demo's network */
	double each = t->finished > 2000 ? (double)t->seen / (double)t->finished : 9;
	double rate = t->o.per_second * traffic_peak(t->next_start_ms) / (each > 1 ? each : 1);
	double gap = 2000.0 / (rate > 0.01 ? rate : 0.01) * dice_real(&t->dice);
	int64_t whole = (int64_t)gap;

	t->next_start_ms += whole + (dice_real(&t->dice) < gap - (double)whole);
}

static bool
meets(const struct traffic *t, const struct trip *trip, int32_t *ret_camera)
{
	*ret_camera = trip->end ? t->o.gates.end[trip->arc] : t->o.gates.middle[trip->arc];
	return *ret_camera >= 0;
}

bool
traffic_next(struct traffic *t, int64_t until_ms, struct traffic_pass *ret)
{
	for (;;) {
		if (t->next_start_ms < until_ms && (!t->n || t->next_start_ms <= t->heap[0].at_ms)) {
			start_one(t);
			plan_start(t);
			continue;
		}
		if (!t->n || t->heap[0].at_ms >= until_ms)
			break;
		struct trip *trip = &t->heap[0];
		struct traffic_pass pass = { .at_ms = trip->at_ms, .vehicle = trip->vehicle, .wears = trip->wears, .speed_kmh = trip->speed_kmh };
		bool seen = meets(t, trip, &pass.camera);
		pass.lane = (uint8_t)(1 + dice_below(&t->dice, t->o.roads->arc[trip->arc].lanes));
		t->now_ms = trip->at_ms;
		if (go_on(t, trip)) {
			sift_down(t->heap, t->n, 0);
		} else {
			t->finished++;
			t->heap[0] = t->heap[--t->n];
			if (t->n)
				sift_down(t->heap, t->n, 0);
		}
		if (seen) {
			t->seen++;
			*ret = pass;
			return true;
		}
	}
	t->now_ms = until_ms;
	return false;
}

void
traffic_send(struct traffic *t, uint32_t vehicle, uint32_t wears, uint64_t luck)
{
	uint32_t from = t->draw[dice_mix(luck) % t->ndraw], to = t->draw[dice_mix(luck + 1) % t->ndraw];

	set_out(t, vehicle, wears, from, to, t->now_ms);
}

void
traffic_slow(struct traffic *t, uint32_t arc, int percent)
{
	if (percent < t->left[arc])
		t->left[arc] = (uint8_t)percent;
}

void
traffic_free_flow(struct traffic *t, int percent)
{
	memset(t->left, percent, t->o.roads->narc);
}

size_t
traffic_trips(const struct traffic *t)
{
	return t->n;
}

static void
fill_draw(struct traffic *t)
{
	const struct roads *r = t->o.roads;

	for (uint32_t i = 0; i < r->nnode; i++)
		t->ndraw += r->node[i].weight;
	t->draw = mem_alloc(mul_size(t->ndraw, sizeof *t->draw));
	t->ndraw = 0;
	for (uint32_t i = 0; i < r->nnode; i++)
		for (uint32_t k = 0; k < r->node[i].weight; k++)
			t->draw[t->ndraw++] = i;
}

void
traffic_open(struct traffic **ret, const struct traffic_options *o)
{
	struct traffic *t = mem_alloc(sizeof *t);
	struct traffic_pass pass;

	t->o = *o;
	t->dice = o->seed ^ 0x7261666669630000ull;
	routes_open(&t->routes, o->roads);
	t->left = mem_alloc(o->roads->narc);
	traffic_free_flow(t, 100);
	fill_draw(t);
	/* a city that is started again soon is driven by others: nobody is at two places within two hours */
	t->started = (uint64_t)(o->from_ms / 60000) * (uint64_t)(o->per_second * 280);
	t->now_ms = t->next_start_ms = o->from_ms - LONG_AGO_S * 1000;
	while (traffic_next(t, o->from_ms, &pass))
		;
	*ret = t;
}

void
traffic_close(struct traffic *t)
{
	routes_close(&t->routes);
	mem_free(t->heap);
	mem_free(t->draw);
	mem_free(t->left);
	mem_free(t);
}

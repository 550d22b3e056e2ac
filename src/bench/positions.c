/* SPDX-License-Identifier: Apache-2.0 */
/* positions.c - what a position costs before it reaches the disk, on one core: the frame of JT/T 808 decoded, judged against the last
 * one of its carrier, looked up among 1,000 zones of 50 corners. 50,000 terminals in turn, each driving about the city. */
#include <math.h>
#include <stdlib.h>
#include <time.h>
#include "base/clock.h"
#include "bench/bench_.h"
#include "terminal/jt808.h"
#include "terminal/position_judge.h"
#include "terminal/zone_shape.h"

#define TERMINALS 50000
#define ZONES 1000
#define CORNERS 50
#define EVERY_MS 20000
#define CITY_E7 5000000			/* half a degree each way */

struct walk {
	double lon, lat, step_lon, step_lat;
};
struct run {
	struct zone_grid *grid;
	struct judge judge;
	struct judge_limits limits;
	struct walk *walk;
	uint8_t *frames;		/* of one round of all terminals, one behind the other */
	size_t nframes;
	int64_t now_ms, good, inside;
	uint64_t random;
};

static double
dice(struct run *r)
{
	r->random ^= r->random << 13;
	r->random ^= r->random >> 7;
	r->random ^= r->random << 17;
	return (double)(r->random >> 40) / (double)(1 << 24);
}

static struct zone_grid *
make_zones(struct run *r)
{
	struct zone_shape *shape = mem_alloc(ZONES * sizeof *shape);
	struct zone_grid *g;
	struct arena a;

	arena_init(&a);
	for (int i = 0; i < ZONES; i++) {
		double lon = 118 + dice(r), lat = 36.5 + dice(r), size = .002 + .02 * dice(r);
		struct buf b;
		buf_init(&b, KIB(8));
		for (int k = 0; k < CORNERS; k++) {
			double w = 2 * M_PI * k / CORNERS, at = size * (.7 + .3 * dice(r));
			buf_printf(&b, "%.7f,%.7f ", lon + at * cos(w), lat + at * sin(w));
		}
		if (zone_shape_read(buf_slice(&b), &a, &shape[i]))
			die("bench: a zone");
		buf_free(&b);
	}
	g = zone_grid_new(shape, ZONES);
	arena_free(&a);
	mem_free(shape);
	return g;
}

/* 20 s at up to 80 km/h; back at the edge. */
static void
drive(struct walk *w)
{
	w->lon += w->step_lon;
	w->lat += w->step_lat;
	if (w->lon < 118 || w->lon > 119)
		w->step_lon = -w->step_lon;
	if (w->lat < 36.5 || w->lat > 37.5)
		w->step_lat = -w->step_lat;
}

static void
write_round(struct run *r)
{
	r->nframes = 0;
	for (int i = 0; i < TERMINALS; i++) {
		struct walk *w = &r->walk[i];
		struct jt808_location l = { .status = JT808_ACC | JT808_POSITIONED, .at_ms = r->now_ms, .speed_kmh10 = 400, .course = 90, .mileage_m = 123000, .satellites = 9 };
		struct jt808_head h = { .id = JT808_LOCATION, .serial = (uint16_t)i };
		uint8_t body[JT808_BODY];
		drive(w);
		l.lon_e6 = llround(w->lon * 1e6);
		l.lat_e6 = llround(w->lat * 1e6);
		(void)snprintf(h.number, sizeof h.number, "1390%07d", i);
		r->nframes += jt808_write(&h, (struct slice){ (const char *)body, jt808_put_location(&l, body) }, r->frames + r->nframes);
	}
}

static void
take(struct run *r, const struct jt808_message *m)
{
	struct jt808_location l;
	struct position p = { 0 };
	uint32_t at[ZONES_AT];
	int64_t number;

	if (!jt808_read_location(m->body, &l) || !slice_int(slice_of(jt808_short(m->head.number)), &number))
		die("bench: a frame");
	p.fix = (struct where_fix){ .kind = WHERE_VEHICLE, .id = number - 13900000000 + 1, .at_ms = l.at_ms, .received_ms = r->now_ms,
		.at = { (int32_t)(l.lon_e6 * 10), (int32_t)(l.lat_e6 * 10) }, .speed_kmh10 = l.speed_kmh10, .course = l.course, .alarm = l.alarm, .status = l.status };
	judge_one(&r->judge, &r->limits, &p);
	r->good += p.doubt == POSITION_GOOD;
	r->inside += (int64_t)zone_grid_at(r->grid, p.fix.at, at);
}

/* Of this thread alone, whatever else the machine does. */
static int64_t
cpu_us(void)
{
	struct timespec t;

	(void)clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return t.tv_sec * INT64_C(1000000) + t.tv_nsec / 1000;
}

static double
round_of(struct run *r)
{
	uint8_t space[JT808_PLAIN];
	struct jt808_message m;
	struct slice rest;
	int64_t began;

	r->now_ms += EVERY_MS;
	write_round(r);
	rest = (struct slice){ (const char *)r->frames, r->nframes };
	began = cpu_us();
	while (rest.n)
		if (jt808_next(&rest, space, &m) == JT808_MESSAGE)
			take(r, &m);
	return (double)(cpu_us() - began);
}

enum err
bench_positions(struct bench *b)
{
	struct figure rate = { .name = "positions_decoded_judged_in_zones", .unit = "/s on one core" };
	struct run r = { .random = 88172645463325252u, .now_ms = clock_now_ms() / 1000 * 1000 };

	r.walk = mem_alloc(TERMINALS * sizeof *r.walk);
	r.frames = mem_alloc((size_t)TERMINALS * 128);
	for (int i = 0; i < TERMINALS; i++)
		r.walk[i] = (struct walk){ 118 + dice(&r), 36.5 + dice(&r), (dice(&r) - .5) * .008, (dice(&r) - .5) * .006 };
	r.grid = make_zones(&r);
	judge_open(&r.judge);
	judge_limits(&r.limits);
	(void)round_of(&r);
	for (int i = 0; i < b->o.runs; i++) {
		double us = 0;
		int64_t n = 0, good = r.good, inside = r.inside;
		while (us < b->o.seconds * 1e6) {
			us += round_of(&r);
			n += TERMINALS;
		}
		(void)printf("# run %d: %.0f/s, %lld of %lld good, %.2f zones around each\n", i + 1, (double)n / us * 1e6, (long long)(r.good - good), (long long)n,
		    (double)(r.inside - inside) / (double)n);
		figure_add(&rate, (double)n / us * 1e6);
	}
	figure_print(b, &rate);
	zone_grid_free(r.grid);
	judge_free(&r.judge);
	mem_free(r.walk);
	mem_free(r.frames);
	return E_OK;
}

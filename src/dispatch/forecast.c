/* SPDX-License-Identifier: Apache-2.0 */
#include "dispatch/forecast.h"

#include <math.h>
#include <stdlib.h>

#define DEG (3.14159265358979323846 / 180)
#define NINE_OF_TEN 1.645		/* standard deviations either way */
#define AHEAD 2.0			/* how much more likely straight on is than straight back: e^(2 * AHEAD) */
#define BEHIND_ANOTHER 0.35		/* what is left for each nearer place on the same way */
#define SAME_WAY 1.12			/* a detour over it of no more than this is on the way */
#define NEVER_SURE 0.02			/* a place where it is overdue keeps this much: it may have stood still */
#define METRES_A_DEGREE 111195.0

/* ---- on the earth ---- */

double
geo_course(struct point from, struct point to)
{
	double a = from.lat_e7 * 1e-7 * DEG, b = to.lat_e7 * 1e-7 * DEG, d = (to.lon_e7 - from.lon_e7) * 1e-7 * DEG,
	    course = atan2(sin(d) * cos(b), cos(a) * sin(b) - sin(a) * cos(b) * cos(d)) / DEG;

	return course < 0 ? course + 360 : course;
}

struct point
geo_ahead(struct point from, double course, double metres)
{
	double north = metres * cos(course * DEG) / METRES_A_DEGREE, lat = from.lat_e7 * 1e-7,
	    east = metres * sin(course * DEG) / METRES_A_DEGREE / fmax(cos(lat * DEG), 0.01);

	return (struct point){ from.lon_e7 + (int32_t)(east * 1e7), from.lat_e7 + (int32_t)(north * 1e7) };
}

/* GA/T 1400.3: 1 W to E, 2 E to W, 3 N to S, 4 S to N, 5 SW to NE, 6 NE to SW, 7 NW to SE, 8 SE to NW, 9 other. */
double
course_of_direction(int direction)
{
	static const double course[] = { FORECAST_ANY_WAY, 90, 270, 180, 0, 45, 225, 135, 315 };

	return direction > 0 && direction < (int)N_ELEMS(course) ? course[direction] : FORECAST_ANY_WAY;
}

/* ---- one place ---- */

struct way {				/* to one of the places */
	const struct forecast_gate *g;
	double metres;			/* in a straight line */
	double s;			/* usual travel time */
	double mu, sigma;		/* of its logarithm */
	double p;
};

static double
usual_s(const struct forecast_facts *f, const struct forecast_gate *g, double metres)
{
	if (g->road_ms > 0)
		return (double)g->road_ms / 1000;
	return metres * (double)f->rules.detour / 1000 / ((double)f->rules.kmh / 3.6);
}

static struct way
way_to(const struct forecast_facts *f, const struct forecast_gate *g)
{
	struct way w = { .g = g, .metres = geo_distance_m(f->last, g->at) };

	w.s = fmax(usual_s(f, g, w.metres), 1);
	w.mu = g->n >= 2 ? g->ln_mean : log(w.s);
	w.sigma = fmax(g->n >= 2 ? g->ln_sd : (double)f->rules.spread / 1000, 0.05);
	return w;
}

static int
by_time(const void *a, const void *b)
{
	const struct way *x = a, *y = b;

	return x->s < y->s ? -1 : x->s > y->s ? 1 : x->g->id < y->g->id ? -1 : x->g->id > y->g->id;
}

static int
by_chance(const void *a, const void *b)
{
	const struct way *x = a, *y = b;

	return x->p > y->p ? -1 : x->p < y->p ? 1 : by_time(a, b);
}

static bool
on_the_way(const struct way *nearer, const struct way *to)
{
	return nearer->metres + geo_distance_m(nearer->g->at, to->g->at) < SAME_WAY * to->metres;
}

/* What one would expect of a place before anybody was counted. Ways stand soonest first. */
static double
expected(const struct forecast_facts *f, const struct way *way, size_t i)
{
	const struct way *w = &way[i];
	double weight = exp(-w->s / (way[0].s + 300)), turn;

	if (f->course >= 0) {
		turn = (geo_course(f->last, w->g->at) - f->course) * DEG;
		weight *= exp(AHEAD * (cos(turn) - 1));
	}
	for (size_t k = 0; k < i && k < FORECAST_NEXT; k++)
		if (on_the_way(&way[k], w))
			weight *= BEHIND_ANOTHER;
	return weight;
}

/* Chance that it is still on its way there: its time has not come. */
static double
not_yet(const struct forecast_facts *f, const struct way *w)
{
	double past_s = (double)(f->now_ms - f->last_ms) / 1000;

	return past_s <= 0 ? 1 : 0.5 * erfc((log(past_s) - w->mu) / w->sigma / 1.41421356237309505);
}

/* ---- all places ---- */

static void
weigh(const struct forecast_facts *f, struct way *way, size_t n)
{
	double sum = 0, prior = (double)f->rules.prior, open = 1 - (double)f->rules.elsewhere / 1000, gone = 0;

	for (size_t i = 0; i < n; i++) {
		sum += way[i].p = expected(f, way, i);
		gone += way[i].g->n;
	}
	gone = fmax(gone, f->gone);
	for (size_t i = 0; i < n && sum > 0; i++)
		way[i].p = open * (way[i].g->n + prior * way[i].p / sum) / (gone + prior);
}

/* It was there and no camera read it: then it is on its way to the place behind. */
static void
pass_on(struct way *way, size_t n, size_t i, double p)
{
	for (size_t k = i + 1; k < n; k++)
		if (on_the_way(&way[i], &way[k])) {
			way[k].p += p;
			return;
		}
}

/* What was not seen where it should have been is the likelier elsewhere. Ways stand soonest first. */
static void
look_at_clock(const struct forecast_facts *f, struct way *way, size_t n)
{
	double all = 1, missed = (double)f->rules.missed / 1000, still;

	for (size_t i = 0; i < n; i++)
		all -= way[i].p;		/* elsewhere */
	for (size_t i = 0; i < n; i++) {
		still = not_yet(f, &way[i]);
		pass_on(way, n, i, way[i].p * (1 - still) * missed);
		way[i].p *= fmax(still, NEVER_SURE);
		all += way[i].p;
	}
	for (size_t i = 0; i < n && all > 0; i++)
		way[i].p /= all;
}

static struct forecast_next
answer(const struct forecast_facts *f, const struct way *w)
{
	double width = NINE_OF_TEN * w->sigma;
	struct forecast_next x = { .id = w->g->id, .at = w->g->at, .permille = (int)lround(w->p * 1000), .n = w->g->n };

	x.from_ms = f->last_ms + llround(exp(w->mu - width) * 1000);
	x.eta_ms = f->last_ms + llround(exp(w->mu) * 1000);
	x.to_ms = f->last_ms + llround(exp(w->mu + width) * 1000);
	x.overdue = x.to_ms < f->now_ms;
	return x;
}

/* ---- the ring ---- */

/* As fast as the quickest road in that direction is, and some more; where no place lies, as fast as elsewhere. */
static double
pace(const struct forecast_facts *f, const struct way *way, size_t n, double course)
{
	double here = 0, any = 0, speed;

	for (size_t i = 0; i < n; i++) {
		if (way[i].metres < 200)
			continue;
		speed = way[i].metres / way[i].s;
		any = fmax(any, speed);
		if (cos((geo_course(f->last, way[i].g->at) - course) * DEG) > 0.92)	/* within some 23 degrees */
			here = fmax(here, speed);
	}
	if (here > 0)
		return here;
	return any > 0 ? any * 0.8 : (double)f->rules.kmh / 3.6 * 1000 / (double)f->rules.detour;
}

static void
draw_ring(const struct forecast_facts *f, const struct way *way, size_t n, struct forecast *ret)
{
	double past_s = fmax((double)(f->now_ms - f->last_ms) / 1000, 0), metres;

	past_s = fmin(past_s, (double)f->rules.horizon_ms / 1000);
	for (int i = 0; i < FORECAST_RING; i++) {
		double course = 360.0 * i / FORECAST_RING;
		metres = past_s * pace(f, way, n, course) * (double)f->rules.hurry / 1000;
		ret->ring[i] = geo_ahead(f->last, course, metres);
		if ((int64_t)metres > ret->reach_m)
			ret->reach_m = (int64_t)metres;
	}
}

void
forecast_make(const struct forecast_facts *f, struct forecast *ret)
{
	struct way way[FORECAST_GATES];
	double told = 0;
	size_t n = 0;

	*ret = (struct forecast){ .elsewhere = 1000 };
	for (size_t i = 0; i < f->n && n < FORECAST_GATES; i++) {
		way[n] = way_to(f, &f->gate[i]);
		n += way[n].s * 1000 <= (double)f->rules.horizon_ms;
	}
	qsort(way, n, sizeof *way, by_time);
	weigh(f, way, n);
	look_at_clock(f, way, n);
	draw_ring(f, way, n, ret);
	qsort(way, n, sizeof *way, by_chance);
	for (size_t i = 0; i < n && ret->n < FORECAST_NEXT; i++) {
		struct forecast_next x = answer(f, &way[i]);
		if (x.permille < 1)
			break;
		told += x.permille;
		ret->next[ret->n++] = x;
	}
	ret->elsewhere = (int)fmax(1000 - told, 0);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* forecast.h - where a vehicle that was just seen will be seen next, how likely and when. Pure: no store, no clock.
 *
 * What      a place in front of it is the likelier the more vehicles went there from where it was seen (transition.h), and before
 *           that is known, the sooner it is reached by road, the straighter it lies ahead and the less another place lies in between.
 *           Counted and expected are weighed by Dirichlet smoothing: `prior` vehicles' worth of expectation. A place where it is
 *           overdue loses by the chance that it would have been there by now (log-normal): it stopped, or no camera read it and
 *           the place behind is next.
 * Units     degrees x 10^7, ms, degrees from north, thousandths.
 * Cost      0.25 ms for FORECAST_GATES places.
 */
#ifndef DISPATCH_FORECAST_H
#define DISPATCH_FORECAST_H
#include "base/geo.h"

#define FORECAST_GATES 96		/* places that are considered */
#define FORECAST_NEXT 8			/* places that are answered */
#define FORECAST_RING 36		/* corners of the ring, from north clockwise */
#define FORECAST_ANY_WAY (-1.0)

struct forecast_gate {
	int64_t id;
	struct point at;
	int64_t road_ms;		/* from where it was seen; 0: not known, reckoned from the straight line */
	uint32_t n;			/* vehicles that went there next */
	double ln_mean, ln_sd;		/* of how many seconds it took them; n < 2: not known */
};
struct forecast_rules {			/* rows of interception_rule */
	int64_t detour;			/* road over straight line, thousandths */
	int64_t kmh;			/* where no road network says it */
	int64_t horizon_ms;		/* no place farther than this */
	int64_t prior;			/* vehicles that the expectation is worth */
	int64_t spread;			/* of a travel time that nobody has driven yet, thousandths */
	int64_t missed;			/* chance that a camera does not see it, thousandths */
	int64_t elsewhere;		/* chance that it turns off and stops, thousandths */
	int64_t hurry;			/* how much faster than usual it may go, thousandths */
};
struct forecast_facts {
	struct point last;
	int64_t last_ms, now_ms;
	double course;			/* FORECAST_ANY_WAY: not known */
	uint32_t gone;			/* vehicles whose next place after `last` is known */
	const struct forecast_gate *gate;
	size_t n;
	struct forecast_rules rules;
};
struct forecast_next {
	int64_t id;
	struct point at;
	int permille;			/* all answered and `elsewhere` make 1000 */
	int64_t from_ms, eta_ms, to_ms;	/* when it will be there: nine of ten times between from and to */
	uint32_t n;
	bool overdue;			/* the window is over */
};
struct forecast {
	struct forecast_next next[FORECAST_NEXT];
	size_t n;			/* likeliest first */
	int elsewhere;			/* thousandths: none of these, or it stands */
	struct point ring[FORECAST_RING];	/* as far as it can be by now */
	int64_t reach_m;		/* the farthest corner */
};
void forecast_make(const struct forecast_facts *f, struct forecast *ret);
double geo_course(struct point from, struct point to);	/* degrees from north, 0 <= course < 360 */
struct point geo_ahead(struct point from, double course, double metres);
/* GA/T 1400 Direction (1 W to E ... 9) as a course; FORECAST_ANY_WAY: not said. */
double course_of_direction(int direction);
#endif

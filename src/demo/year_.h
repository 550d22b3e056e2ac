/* SPDX-License-Identifier: Apache-2.0 */
/* year_.h - what the files of the simulated year share. Private to demo/.
 *
 *   hours of a year, weighted ─► year_draw.c: kind, place, vehicle, person ─► year_life.c: rows with their lives ─► engine/lived.h
 *                                        └─► totals by month, unit and kind ─► demo-year.csv
 */
#ifndef DEMO_YEAR__H
#define DEMO_YEAR__H
#include "demo/demo_.h"
#include "engine/lived.h"
#include "people/seal.h"

#define YEAR_SLOTS (365 * 24)
#define YEAR_KINDS 32
#define YEAR_MONTHS 14
#define YEAR_UNITS 160

struct year_kind {			/* a violation that is found */
	const char *code;
	unsigned camera;		/* bits of enum spot_kind whose devices find it; 0: an officer does */
	int weight;			/* among those of its source */
	const char *behaviour, *family;	/* from the table of codes, in the arena of the year */
	int64_t violation, fine, points;
	bool simple;
};
enum spot_kind { SPOT_RED_LIGHT, SPOT_CHECKPOINT, SPOT_SPEED, SPOT_PARKING, SPOT_KINDS };
struct spot {				/* an evidence device and where it stands */
	int64_t device, unit, gate;
	enum spot_kind kind;
	uint32_t reach;			/* running sum of weights */
	struct slice where;
};
enum total { TOTAL_RECORDED, TOTAL_USED, TOTAL_REJECTED, TOTAL_CANCELLED, TOTAL_STOPS, TOTAL_STOPS_ENDED, TOTALS };
enum actor { ACT_REVIEWER, ACT_REVIEWER2, ACT_CASE_OFFICER, ACT_CLERK, ACT_LEGAL, ACT_LEADER, ACT_OFFICER, ACTORS };

struct year_state {			/* copied for each job: a job may be run again */
	uint64_t random;
	int64_t made, cases, orders, records, measures;
	uint32_t strict;		/* persons who were given many points: one each */
	int slot;
	int64_t in_slot;
	int32_t total[YEAR_MONTHS][YEAR_UNITS][YEAR_KINDS][TOTALS];
};
struct year {
	struct demo *d;
	struct arena arena;
	struct people_key key;
	int64_t n, first_ms, now_ms;	/* first_ms: the beginning of the first hour */
	int32_t first_month;		/* year * 12 + month */
	double weight[YEAR_SLOTS], weights;
	struct year_kind kind[YEAR_KINDS];
	int nkind;
	struct spot *spot;
	int nspot;
	uint32_t gates;			/* sum of weights of all spots */
	int64_t unit[YEAR_UNITS];	/* by index of a place */
	int nunit;
	int64_t actor[ACTORS];
	struct { int64_t unit, person; } officer[32];
	int nofficer;
	struct year_state now, next;
};

struct found {				/* one violation */
	const struct year_kind *kind;
	const struct spot *spot;
	int unit;			/* index of its unit */
	int month;
	int64_t at_ms;
	uint32_t vehicle, person;
	int32_t *total;			/* [TOTALS] */
};
enum err year_open(struct year *y) must_check;
void year_draw(struct year *y, struct year_state *s, struct found *ret, bool camera);
int64_t year_officer(const struct year *y, int64_t unit);
struct slice year_plate(struct arena *a, uint32_t vehicle);
struct slice year_party(struct arena *a, uint32_t person);	/* SIM..: no identity number */
struct slice year_key(const struct year *y, struct arena *a, const char *purpose, struct slice text);

enum err live_camera(struct call *c, struct year *y, struct year_state *s, struct found *f, bool rejected) must_check;
enum err live_stop(struct call *c, struct year *y, struct year_state *s, struct found *f) must_check;
#endif

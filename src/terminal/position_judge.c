/* SPDX-License-Identifier: Apache-2.0 */
#include "terminal/position_judge.h"

#include <math.h>
#include "base/arena.h"
#include "people/setting.h"
#include "terminal/jt808.h"
#include "terminal/position_run_.h"

#define SLACK_M 300.0			/* between two fixes of a second, an antenna under trees */
#define M_PER_E7 0.0111319491		/* a degree of latitude x 10^-7 */

struct judged {
	int64_t carrier;		/* 0: empty */
	int64_t at_ms, jumped_ms;
	struct point at, jumped;
	int jumps;
};

void
judge_limits(struct judge_limits *ret)
{
	*ret = (struct judge_limits){
		.m_per_ms = (double)setting(SET_position_kmh) / 3600, .ahead_ms = setting(SET_position_ahead_s) * 1000,
		.late_ms = setting(SET_position_late_h) * 3600000,
		.west_e7 = (int32_t)setting(SET_position_west) * 10000, .east_e7 = (int32_t)setting(SET_position_east) * 10000,
		.south_e7 = (int32_t)setting(SET_position_south) * 10000, .north_e7 = (int32_t)setting(SET_position_north) * 10000,
	};
}

void
judge_open(struct judge *j)
{
	j->cap = 1024;
	j->n = 0;
	j->slot = mem_alloc(j->cap * sizeof *j->slot);
}

void
judge_free(struct judge *j)
{
	mem_free(j->slot);
	j->slot = NULL;
}

static struct judged *
find(struct judged *slot, size_t cap, int64_t carrier)
{
	size_t i = (size_t)((uint64_t)carrier * 0x9e3779b97f4a7c15ull >> 20) & (cap - 1);

	while (slot[i].carrier && slot[i].carrier != carrier)
		i = (i + 1) & (cap - 1);
	return &slot[i];
}

static void
grow(struct judge *j)
{
	size_t cap = 2 * j->cap;
	struct judged *slot = mem_alloc(cap * sizeof *slot);

	for (size_t i = 0; i < j->cap; i++)
		if (j->slot[i].carrier)
			*find(slot, cap, j->slot[i].carrier) = j->slot[i];
	mem_free(j->slot);
	j->slot = slot;
	j->cap = cap;
}

static struct judged *
of(struct judge *j, const struct where_fix *f)
{
	int64_t carrier = position_carrier(f->kind, f->id);
	struct judged *d = find(j->slot, j->cap, carrier);

	if (d->carrier)
		return d;
	if (2 * j->n >= j->cap) {
		grow(j);
		d = find(j->slot, j->cap, carrier);
	}
	j->n++;
	d->carrier = carrier;
	return d;
}

static void
believe(struct judged *d, const struct where_fix *f)
{
	if (f->at_ms >= d->at_ms) {
		d->at = f->at;
		d->at_ms = f->at_ms;
	}
	d->jumps = 0;
}

void
judge_believe(struct judge *j, const struct where_fix *f)
{
	believe(of(j, f), f);
}

/* As on a plane: right to a percent for what is driven between two fixes. */
static bool
reachable(const struct judge_limits *l, struct point a, int64_t a_ms, struct point b, int64_t b_ms)
{
	double ms = (double)llabs(b_ms - a_ms), most = ms * l->m_per_ms + SLACK_M;
	double north = ((double)b.lat_e7 - a.lat_e7) * M_PER_E7, east = ((double)b.lon_e7 - a.lon_e7) * M_PER_E7;

	if (fabs(north) > most)
		return false;
	east *= cos((double)a.lat_e7 * (M_PI / 180e7));
	return north * north + east * east <= most * most;
}

static bool
jumped(struct judged *d, const struct judge_limits *l, const struct where_fix *f)
{
	if (!d->at_ms || reachable(l, d->at, d->at_ms, f->at, f->at_ms)) {
		believe(d, f);
		return false;
	}
	d->jumps = d->jumps && reachable(l, d->jumped, d->jumped_ms, f->at, f->at_ms) ? d->jumps + 1 : 1;
	d->jumped = f->at;
	d->jumped_ms = f->at_ms;
	if (d->jumps < JUMPS_BELIEVED)
		return true;
	d->at_ms = 0;
	believe(d, f);
	return false;
}

static enum position_doubt
by_itself(const struct judge_limits *l, const struct where_fix *f)
{
	if (f->at_ms > f->received_ms + l->ahead_ms)
		return POSITION_AHEAD;
	if (f->at_ms < f->received_ms - l->late_ms)
		return POSITION_STALE;
	if (!(f->status & JT808_POSITIONED))
		return POSITION_NO_FIX;
	if (!point_valid(f->at))
		return POSITION_NOWHERE;
	if (f->at.lon_e7 < l->west_e7 || f->at.lon_e7 > l->east_e7 || f->at.lat_e7 < l->south_e7 || f->at.lat_e7 > l->north_e7)
		return POSITION_OUTSIDE;
	return POSITION_GOOD;
}

void
judge_one(struct judge *j, const struct judge_limits *l, struct position *p)
{
	p->doubt = by_itself(l, &p->fix);
	if (p->doubt == POSITION_AHEAD || p->doubt == POSITION_STALE)
		p->fix.at_ms = p->fix.received_ms;
	if (!p->doubt && jumped(of(j, &p->fix), l, &p->fix))
		p->doubt = POSITION_JUMP;
}

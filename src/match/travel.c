/* SPDX-License-Identifier: Apache-2.0 */
#include "match/travel.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "base/arena.h"

#define WAYS 4
#define LOCKS 64

struct seen {
	uint32_t at_s, tollgate;	/* 0: none */
};
struct slot {
	plate_t plate;			/* 0: free */
	struct seen last, before;
	uint8_t class_code;
};
struct travel {
	size_t mask;			/* sets less 1 */
	pthread_mutex_t lock[LOCKS];
	struct slot slot[];
};

struct travel *
travel_new(size_t slots)
{
	struct travel *t = mem_alloc(sizeof *t + mul_size(slots, sizeof t->slot[0]));

	assert(slots >= WAYS && !(slots & (slots - 1)));
	t->mask = slots / WAYS - 1;
	for (int i = 0; i < LOCKS; i++)
		pthread_mutex_init(&t->lock[i], NULL);
	return t;
}

void
travel_free(struct travel *t)
{
	for (int i = 0; t && i < LOCKS; i++)
		pthread_mutex_destroy(&t->lock[i]);
	mem_free(t);
}

/* A read that may be held against somebody. */
static bool
usable(const struct travel_limits *l, const struct passage *p)
{
	enum plate_form f;

	if (!p->plate || (p->plate & PLATE_ALIAS) || !p->class_code || !p->tollgate ||
	    (p->flags & (PASSAGE_NO_PLATE | PASSAGE_UNREAD | PASSAGE_FORM | PASSAGE_CLOCK | PASSAGE_LATE)) ||
	    (p->reliability != RELIABILITY_UNKNOWN && p->reliability < l->reliability))
		return false;
	f = plate_form(p->plate);
	return f != PLATE_WRONG && f != PLATE_PARTLY && f != PLATE_TEMPORARY && f != PLATE_TEST && plate_fits_class(f, p->class_code);
}

static bool
impossible(const struct travel_limits *l, const struct places *places, const struct seen *then, const struct passage *p, struct travel_found *ret)
{
	const struct place_of *a, *b;
	int64_t apart_ms = llabs(p->at_ms - (int64_t)then->at_s * 1000), most_ms = apart_ms + l->skew_s * 1000;
	double metres, kmh;

	if (!then->tollgate || then->tollgate == p->tollgate || apart_ms > l->window_min * 60000 ||
	    !(a = places_find(places, then->tollgate)) || !(b = places_find(places, p->tollgate)))
		return false;
	metres = geo_distance_m(a->at, b->at);
	kmh = most_ms > 0 ? metres * 3600 / (double)most_ms : TRAVEL_KMH_MAX;	/* the doubt is the driver's: he may have had so long */
	if (metres < (double)l->least_m || kmh <= (double)l->max_kmh)
		return false;
	*ret = (struct travel_found){ then->tollgate, (int64_t)then->at_s * 1000, kmh < TRAVEL_KMH_MAX ? (int32_t)kmh : TRAVEL_KMH_MAX, (int32_t)metres };
	return true;
}

static struct slot *
slot_of(struct slot *way, const struct passage *p)
{
	struct slot *oldest = way;

	for (int i = 0; i < WAYS; i++) {
		if (way[i].plate == p->plate && way[i].class_code == p->class_code)
			return &way[i];
		if (way[i].last.at_s < oldest->last.at_s)
			oldest = &way[i];
	}
	*oldest = (struct slot){ .plate = p->plate, .class_code = p->class_code };
	return oldest;
}

static size_t
set_of(const struct travel *t, plate_t plate)
{
	uint64_t h = (plate ^ plate >> 31) * 0x9e3779b97f4a7c15ull;

	return (h ^ h >> 29) & t->mask;
}

void
travel_expect(const struct travel *t, const struct passage *p)
{
	const struct slot *s = &t->slot[set_of(t, p->plate) * WAYS];

	__builtin_prefetch(s, 1);
	__builtin_prefetch(s + WAYS / 2, 1);
}

bool
travel_check(struct travel *t, const struct travel_limits *l, const struct places *places, const struct passage *p, struct travel_found *ret)
{
	size_t set = set_of(t, p->plate);
	struct seen now = { (uint32_t)(p->at_ms / 1000), p->tollgate };
	struct slot *s;
	bool found;

	if (!usable(l, p))
		return false;
	pthread_mutex_lock(&t->lock[set % LOCKS]);
	s = slot_of(&t->slot[set * WAYS], p);
	if (s->last.at_s == now.at_s && s->last.tollgate == now.tollgate) {	/* sent again */
		found = impossible(l, places, &s->before, p, ret);
	} else {
		found = impossible(l, places, &s->last, p, ret);
		s->before = s->last;
		s->last = now;
	}
	pthread_mutex_unlock(&t->lock[set % LOCKS]);
	return found;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* detect.c - what a batch of passages meets: entries of the hot set, and the checkpoint rules. */
#include "base/clock.h"
#include "match/checkpoint_rule.h"
#include "match/conflict.h"
#include "match/match_.h"
#include "match/watch.h"

#define HITS_MAX 4096			/* of one batch; more are counted as lost and logged */
#define HOUR_MS 3600000LL

static struct raise *
add(struct match *m, struct hits *h, struct passage *row, size_t i)
{
	struct passage *p = &row[i];

	if (h->n == HITS_MAX) {
		atomic_fetch_add(&m->hits_lost, 1);
		return NULL;
	}
	if (h->n == h->cap)
		h->raise = mem_resize(h->raise, mul_size(sizeof *h->raise, h->cap = h->cap ? h->cap * 2 : 8));
	p->flags |= PASSAGE_HIT;
	h->raise[h->n] = (struct raise){ .p = *p, .row = (uint32_t)i };
	return &h->raise[h->n++];
}

static void
detect_entries(struct match *m, struct passage *row, size_t n, struct hits *h)
{
	const struct watch_set *set = watch_hold();
	struct watch_hit hit[HITS_MAX];
	size_t more, found = watch_match(set, row, n, hit, HITS_MAX, &more);

	for (size_t i = 0; i < found; i++) {
		struct raise *r = add(m, h, row, hit[i].passage);
		if (r)
			r->item = *hit[i].item;
	}
	atomic_fetch_add(&m->hits_lost, (int64_t)more);
	watch_let_go(set);
}

#define ASKS 4

/* A rule speaks once a day of a vehicle, some times an hour of a device, a day of a pair of places, an hour of the whole city. */
static int
ask_for(const struct passage *p, char rule, uint32_t other, struct brake_ask ask[ASKS])
{
	uint32_t lo = p->tollgate < other ? p->tollgate : other, hi = p->tollgate < other ? other : p->tollgate;

	ask[0] = (struct brake_ask){ { 'v', p->plate, (uint64_t)rule << 8 | p->class_code }, DAY_MS, 1 };
	ask[1] = (struct brake_ask){ { 'd', p->device, p->tollgate }, HOUR_MS, checkpoint_rule(RULE_device_hour) };
	ask[2] = (struct brake_ask){ { 'a', (uint64_t)rule, 0 }, HOUR_MS, checkpoint_rule(RULE_all_hour) };
	ask[3] = (struct brake_ask){ { 'p', lo, hi }, DAY_MS, checkpoint_rule(RULE_pair_day) };
	return other ? 4 : 3;
}

static bool
allowed(struct match *m, const struct hits *h, const struct passage *p, char rule, uint32_t other)
{
	struct brake_ask ask[ASKS];
	int n = ask_for(p, rule, other, ask);

	return brake_allows(m->brake, ask, n, h->at_ms);
}

void
detect_take_back(struct match *m, const struct hits *h, const struct raise *r)
{
	struct brake_ask ask[ASKS];

	if (r->rule == RAISE_TRAVEL)
		brake_give_back(m->brake, ask, ask_for(&r->p, 't', r->travel.tollgate, ask), h->at_ms);
	else if (r->rule == RAISE_CONFLICT)
		brake_give_back(m->brake, ask, ask_for(&r->p, 'c', 0, ask), h->at_ms);
}

#define AHEAD 8
static void
detect_travel(struct match *m, struct passage *row, size_t n, struct hits *h)
{
	const struct travel_limits limits = { checkpoint_rule(RULE_travel_max_kmh), checkpoint_rule(RULE_travel_least_m),
		checkpoint_rule(RULE_travel_skew_s), checkpoint_rule(RULE_travel_window_min), checkpoint_rule(RULE_travel_reliability) };
	const struct places *places = places_hold();
	struct travel_found f;
	struct raise *r;

	for (size_t i = 0; places && i < n; i++) {
		if (i + AHEAD < n)
			travel_expect(m->travel, &row[i + AHEAD]);
		if (!travel_check(m->travel, &limits, places, &row[i], &f))
			continue;
		atomic_fetch_add(&m->travels, 1);
		if (!allowed(m, h, &row[i], 't', f.tollgate) || !(r = add(m, h, row, i)))
			continue;
		r->rule = RAISE_TRAVEL;
		r->travel.tollgate = f.tollgate;
		r->travel.kmh = f.kmh;
		r->travel.metres = f.metres;
		r->travel.at_ms = f.at_ms;
	}
	places_let_go(places);
}

static void
detect_conflicts(struct match *m, struct passage *row, size_t n, struct hits *h)
{
	int64_t least = checkpoint_rule(RULE_conflict_reliability);

	for (size_t i = 0; i < n; i++) {
		const char *what = conflict_check(&row[i], least);
		struct raise *r;
		if (!what)
			continue;
		atomic_fetch_add(&m->conflicts, 1);
		if (!allowed(m, h, &row[i], 'c', 0) || !(r = add(m, h, row, i)))
			continue;
		r->rule = RAISE_CONFLICT;
		r->conflict = what;
	}
}

void
detect(struct match *m, struct passage *row, size_t n, struct hits *ret)
{
	ret->at_ms = clock_now_ms();
	detect_entries(m, row, n, ret);
	if (checkpoint_rule(RULE_travel_on))
		detect_travel(m, row, n, ret);
	if (checkpoint_rule(RULE_conflict_on))
		detect_conflicts(m, row, n, ret);
	atomic_fetch_add(&m->passages, (int64_t)n);
	atomic_fetch_add(&m->hits, (int64_t)ret->n);
}

void
hits_free(struct hits *h)
{
	if (h)
		mem_free(h->raise);
	mem_free(h);
}

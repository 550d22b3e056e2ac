/* SPDX-License-Identifier: Apache-2.0 */
/* watch.c - the hot set.
 *
 *   exact      key[] plates, open addressing ──► first[] ──► item[] (items of one plate stand together)
 *   patterns   prefix of two symbols ──► groups (one a mask) ──► filter bit ──► slot ──► item[] (same wants together)
 *   base       a set below this one: a small set of entries over a large one of lists, so that a new entry is in force
 *              without the large one being built anew
 *
 * A passage that meets nothing, which is nearly every one, costs one cache line of key[] and, for each mask that its
 * prefix allows, one bit of a filter that stays in the cache of the processor.
 */
#include "match/watch.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"

#define EXACT (PLATE_ALIAS - 1)
#define BATCH 32			/* keys asked of memory before the first is looked at */
#define PREFIX_BITS (2 * PLATE_BITS)
#define PREFIX_SHIFT (63 - PREFIX_BITS)
#define PREFIX_MASK ((((plate_t)1 << PREFIX_BITS) - 1) << PREFIX_SHIFT)
#define NPREFIX ((size_t)1 << PREFIX_BITS)
#define GROUPS_MAX 65535		/* nine symbols, each fixed or not, give 512 masks */
#define FILTER_PER_PATTERN 32		/* bits: one pass in 32 of what meets nothing */

struct group {
	plate_t mask;
	uint32_t filter, slot;		/* where its filter (words) and its slots begin */
	uint32_t filter_mask, slot_mask;	/* sizes less 1; both powers of two */
};
struct watch_set {
	atomic_long held;
	const struct watch_set *base;
	size_t n, bytes;
	struct watch_item *item;	/* [n] exact ones by plate, then patterns by mask and want */
	plate_t *key;			/* [key_mask + 1], 0: free */
	uint32_t *first;		/* [key_mask + 1] into item */
	size_t key_mask, nexact;
	struct group *group;
	size_t ngroup;
	uint32_t *prefix;		/* [NPREFIX + 1] into prefix_group */
	uint16_t *prefix_group;		/* groups by prefix; then, from any_at, those that fix no prefix */
	size_t any_at, any_end;
	uint64_t *filter;
	uint32_t *slot;			/* 0: free, else 1 + index into item */
	uint32_t *area, *area_at;	/* tollgates of all areas; [narea + 1] */
	size_t narea;
};

static inline uint64_t
mix(plate_t p)
{
	uint64_t h = (p ^ p >> 31) * 0x9e3779b97f4a7c15ull;

	return h ^ h >> 29;
}

static void *
take(struct watch_set *s, size_t size, size_t n)
{
	s->bytes += mul_size(size, n + 1);
	return mem_alloc(mul_size(size, n + 1));
}

static size_t
power_above(size_t n)
{
	size_t p = 64;

	while (p < n)
		p *= 2;
	return p;
}

/* ---- building ---- */

static int
by_want(const void *a, const void *b)
{
	const struct watch_item *x = a, *y = b;
	bool px = x->mask != EXACT, py = y->mask != EXACT;

	if (px != py)
		return px - py;
	if (x->mask != y->mask)
		return x->mask < y->mask ? -1 : 1;
	if (x->want != y->want)
		return x->want < y->want ? -1 : 1;
	return (x->priority > y->priority) - (x->priority < y->priority);
}

static void
build_exact(struct watch_set *s)
{
	size_t slots = power_above(s->nexact * 2);

	s->key_mask = slots - 1;
	s->key = take(s, sizeof *s->key, slots);
	s->first = take(s, sizeof *s->first, slots);
	for (size_t i = 0; i < s->nexact; i++) {
		size_t at;
		if (i && s->item[i].want == s->item[i - 1].want)
			continue;
		for (at = mix(s->item[i].want) & s->key_mask; s->key[at]; at = (at + 1) & s->key_mask)
			;
		s->key[at] = s->item[i].want;
		s->first[at] = (uint32_t)i;
	}
}

/* One group a mask: [begin, end) of item. */
static void
build_group(struct watch_set *s, struct group *g, size_t begin, size_t end, size_t *filters, size_t *slots)
{
	size_t bits = power_above((end - begin) * FILTER_PER_PATTERN), n = power_above((end - begin) * 2);

	*g = (struct group){ s->item[begin].mask, (uint32_t)*filters, (uint32_t)*slots, (uint32_t)bits - 1, (uint32_t)n - 1 };
	*filters += bits / 64;
	*slots += n;
	if (!s->filter)			/* the first time only the sizes are wanted */
		return;
	for (size_t i = begin; i < end; i++) {
		uint64_t h = mix(s->item[i].want);
		uint32_t bit = (uint32_t)(h >> 32) & g->filter_mask, at = (uint32_t)h & g->slot_mask;
		if (i > begin && s->item[i].want == s->item[i - 1].want)
			continue;
		s->filter[g->filter + bit / 64] |= 1ull << bit % 64;
		while (s->slot[g->slot + at])
			at = (at + 1) & g->slot_mask;
		s->slot[g->slot + at] = (uint32_t)i + 1;
	}
}

static void
each_group(struct watch_set *s, size_t *filters, size_t *slots)
{
	*filters = *slots = s->ngroup = 0;
	for (size_t i = s->nexact, k; i < s->n; i = k) {
		for (k = i + 1; k < s->n && s->item[k].mask == s->item[i].mask; k++)
			;
		build_group(s, &s->group[s->ngroup++], i, k, filters, slots);
	}
}

struct pair {
	uint32_t prefix;
	uint16_t group;
};

static int
by_prefix(const void *a, const void *b)
{
	const struct pair *x = a, *y = b;

	return x->prefix != y->prefix ? (x->prefix > y->prefix) - (x->prefix < y->prefix) : (x->group > y->group) - (x->group < y->group);
}

static void
build_prefixes(struct watch_set *s)
{
	struct pair *pair = mem_alloc(mul_size(sizeof *pair, s->n - s->nexact + 1));
	size_t n = 0, at = 0, i = s->nexact;

	s->prefix = take(s, sizeof *s->prefix, NPREFIX + 1);
	s->prefix_group = take(s, sizeof *s->prefix_group, s->n - s->nexact + s->ngroup);
	for (size_t g = 0; g < s->ngroup; g++)
		for (; i < s->n && s->item[i].mask == s->group[g].mask; i++)
			if ((s->group[g].mask & PREFIX_MASK) == PREFIX_MASK)
				pair[n++] = (struct pair){ (uint32_t)(s->item[i].want >> PREFIX_SHIFT), (uint16_t)g };
	qsort(pair, n, sizeof *pair, by_prefix);
	for (size_t p = 0, k = 0; p < NPREFIX; p++) {
		s->prefix[p] = (uint32_t)at;
		for (; k < n && pair[k].prefix == p; k++)
			if (!k || by_prefix(&pair[k], &pair[k - 1]))
				s->prefix_group[at++] = pair[k].group;
	}
	s->prefix[NPREFIX] = (uint32_t)at;
	s->any_at = at;
	for (size_t g = 0; g < s->ngroup; g++)
		if ((s->group[g].mask & PREFIX_MASK) != PREFIX_MASK)
			s->prefix_group[at++] = (uint16_t)g;
	s->any_end = at;
	mem_free(pair);
}

static enum err
build_patterns(struct watch_set *s)
{
	size_t filters, slots, masks = 0;

	for (size_t i = s->nexact; i < s->n; i++)
		masks += i == s->nexact || s->item[i].mask != s->item[i - 1].mask;
	if (masks > GROUPS_MAX)
		return E_FULL;
	s->group = take(s, sizeof *s->group, masks);
	each_group(s, &filters, &slots);
	s->filter = take(s, sizeof *s->filter, filters);
	s->slot = take(s, sizeof *s->slot, slots);
	each_group(s, &filters, &slots);
	build_prefixes(s);
	return E_OK;
}

static void
build_areas(struct watch_set *s, const struct watch_area *area, size_t narea)
{
	size_t n = 0;

	for (size_t i = 0; i < narea; i++)
		n += area[i].n;
	s->narea = narea;
	s->area = take(s, sizeof *s->area, n);
	s->area_at = take(s, sizeof *s->area_at, narea + 1);
	n = 0;
	for (size_t i = 0; i < narea; i++) {
		s->area_at[i] = (uint32_t)n;
		if (area[i].n)
			memcpy(s->area + n, area[i].tollgate, area[i].n * sizeof *s->area);
		n += area[i].n;
	}
	s->area_at[narea] = (uint32_t)n;
}

static enum err
count(const struct watch_item *item, size_t n, size_t narea, size_t *ret_exact)
{
	*ret_exact = 0;
	for (size_t i = 0; i < n; i++) {
		assert(!item[i].area || item[i].area < narea);
		*ret_exact += item[i].mask == EXACT;
	}
	return *ret_exact > WATCH_MAX || n - *ret_exact > WATCH_PATTERNS_MAX ? E_FULL : E_OK;
}

enum err
watch_build_over(struct watch_set **ret, const struct watch_set *base, const struct watch_item *item, size_t n,
    const struct watch_area *area, size_t narea)
{
	struct watch_set *s;
	size_t exact;
	enum err e;

	if ((e = count(item, n, narea, &exact)))
		return e;
	s = mem_alloc(sizeof *s);
	s->held = 1;
	s->n = n;
	s->nexact = exact;
	s->item = take(s, sizeof *s->item, n);
	if (n)
		memcpy(s->item, item, n * sizeof *item);
	for (size_t i = 0; i < n; i++)
		s->item[i].want &= s->item[i].mask;
	qsort(s->item, n, sizeof *s->item, by_want);
	build_exact(s);
	build_areas(s, area, narea);
	if ((e = build_patterns(s))) {
		watch_free(s);
		return e;
	}
	if ((s->base = base))
		atomic_fetch_add(&((struct watch_set *)(uintptr_t)base)->held, 1);
	*ret = s;
	return E_OK;
}

enum err
watch_build(struct watch_set **ret, const struct watch_item *item, size_t n, const struct watch_area *area, size_t narea)
{
	return watch_build_over(ret, NULL, item, n, area, narea);
}

void
watch_let_go(const struct watch_set *set)
{
	struct watch_set *s = (struct watch_set *)(uintptr_t)set;

	if (!s || atomic_fetch_sub(&s->held, 1) != 1)
		return;
	watch_let_go(s->base);
	mem_free(s->item);
	mem_free(s->key);
	mem_free(s->first);
	mem_free(s->group);
	mem_free(s->prefix);
	mem_free(s->prefix_group);
	mem_free(s->filter);
	mem_free(s->slot);
	mem_free(s->area);
	mem_free(s->area_at);
	mem_free(s);
}

void
watch_free(struct watch_set *s)
{
	watch_let_go(s);
}

/* ---- matching ---- */

struct matching {
	const struct watch_set *s;
	struct watch_hit *hit;
	size_t n, max, more;
};

static bool
in_area(const struct watch_set *s, uint32_t area, uint32_t tollgate)
{
	size_t lo = s->area_at[area], hi = s->area_at[area + 1];

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (s->area[mid] == tollgate)
			return true;
		if (s->area[mid] < tollgate)
			lo = mid + 1;
		else
			hi = mid;
	}
	return false;
}

static void
meet(struct matching *m, const struct watch_item *i, const struct passage *p, uint32_t index)
{
	if ((i->class_code && i->class_code != p->class_code) || p->at_ms < i->from_ms || p->at_ms >= i->to_ms ||
	    (i->area && !in_area(m->s, i->area, p->tollgate)))
		return;
	if (m->n == m->max) {
		m->more++;
		return;
	}
	m->hit[m->n++] = (struct watch_hit){ index, i };
}

static inline void
match_exact(struct matching *m, const struct passage *p, uint32_t index, size_t at)
{
	const struct watch_set *s = m->s;

	for (; s->key[at]; at = (at + 1) & s->key_mask) {
		if (s->key[at] != p->plate)
			continue;
		for (size_t i = s->first[at]; i < s->nexact && s->item[i].want == p->plate; i++)
			meet(m, &s->item[i], p, index);
		return;
	}
}

static void
match_slot(struct matching *m, const struct group *g, plate_t want, uint64_t h, const struct passage *p, uint32_t index)
{
	const struct watch_set *s = m->s;

	for (uint32_t at = (uint32_t)h & g->slot_mask, k; (k = s->slot[g->slot + at]); at = (at + 1) & g->slot_mask) {
		if (s->item[k - 1].want != want)
			continue;
		for (size_t i = k - 1; i < s->n && s->item[i].want == want && s->item[i].mask == g->mask; i++)
			meet(m, &s->item[i], p, index);
		return;
	}
}

static inline void
match_groups(struct matching *m, size_t from, size_t to, const struct passage *p, uint32_t index)
{
	const struct watch_set *s = m->s;

	for (size_t i = from; i < to; i++) {
		const struct group *g = &s->group[s->prefix_group[i]];
		uint64_t h = mix(p->plate & g->mask);
		uint32_t bit = (uint32_t)(h >> 32) & g->filter_mask;
		if (s->filter[g->filter + bit / 64] >> bit % 64 & 1)
			match_slot(m, g, p->plate & g->mask, h, p, index);
	}
}

static void
match_set(struct matching *m, const struct passage *p, size_t n)
{
	const struct watch_set *s = m->s;
	size_t at[BATCH];

	for (size_t begin = 0; begin < n; begin += BATCH) {
		size_t k = n - begin < BATCH ? n - begin : BATCH;
		for (size_t i = 0; i < k && s->nexact; i++) {
			at[i] = mix(p[begin + i].plate) & s->key_mask;
			__builtin_prefetch(&s->key[at[i]]);
		}
		for (size_t i = 0; i < k; i++) {
			const struct passage *q = &p[begin + i];
			uint32_t index = (uint32_t)(begin + i);
			size_t prefix = q->plate >> PREFIX_SHIFT;
			if (!q->plate || (q->plate & PLATE_ALIAS))
				continue;
			if (s->nexact)
				match_exact(m, q, index, at[i]);
			if (s->ngroup) {
				match_groups(m, s->prefix[prefix], s->prefix[prefix + 1], q, index);
				match_groups(m, s->any_at, s->any_end, q, index);
			}
		}
	}
}

size_t
watch_match(const struct watch_set *s, const struct passage *p, size_t n, struct watch_hit *hit, size_t max, size_t *ret_more)
{
	struct matching m = { .s = s, .hit = hit, .max = max };

	for (; m.s; m.s = m.s->base)
		match_set(&m, p, n);
	*ret_more = m.more;
	return m.n;
}

size_t
watch_size(const struct watch_set *s)
{
	return s ? s->n + watch_size(s->base) : 0;
}

size_t
watch_bytes(const struct watch_set *s)
{
	return s ? s->bytes + watch_bytes(s->base) : 0;
}

/* ---- the generation in force ---- */

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct watch_set *in_force;

const struct watch_set *
watch_hold(void)
{
	struct watch_set *s;

	pthread_mutex_lock(&lock);
	if ((s = in_force))
		atomic_fetch_add(&s->held, 1);
	pthread_mutex_unlock(&lock);
	return s;
}

void
watch_swap(struct watch_set *s)
{
	struct watch_set *old;

	pthread_mutex_lock(&lock);
	old = in_force;
	in_force = s;
	pthread_mutex_unlock(&lock);
	watch_let_go(old);
}

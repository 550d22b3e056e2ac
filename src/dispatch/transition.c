/* SPDX-License-Identifier: Apache-2.0 */
#include "dispatch/transition.h"

#include <assert.h>
#include <math.h>
#include <pthread.h>

#include "base/arena.h"

#define WAYS 4
#define PROBES 32

struct seen {
	uint64_t key;			/* of plate and class; 0: free */
	uint32_t at_s, tollgate;
};
struct pair {
	uint32_t from, to;		/* from 0: free; to 0: the sum of all that went on from there */
	uint32_t n;
	float sum, squares;		/* of ln seconds */
};
struct transitions {
	pthread_mutex_t lock;
	size_t seen_mask, pair_mask;	/* sets less 1; slots less 1 */
	struct seen *seen;
	struct pair *pair;
	struct transition_stats stats;
};

struct transitions *
transitions_new(size_t seen, size_t pairs)
{
	struct transitions *t = mem_alloc(sizeof *t);

	assert(seen >= WAYS && !(seen & (seen - 1)) && pairs && !(pairs & (pairs - 1)));
	*t = (struct transitions){ .seen_mask = seen / WAYS - 1, .pair_mask = pairs - 1 };
	pthread_mutex_init(&t->lock, NULL);
	t->seen = mem_alloc(mul_size(sizeof *t->seen, seen));
	t->pair = mem_alloc(mul_size(sizeof *t->pair, pairs));
	return t;
}

void
transitions_free(struct transitions *t)
{
	if (!t)
		return;
	pthread_mutex_destroy(&t->lock);
	mem_free(t->seen);
	mem_free(t->pair);
	mem_free(t);
}

static uint64_t
mixed(uint64_t z)
{
	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
	return z ^ (z >> 31);
}

/* NULL: not there, and none is made or there is no room. */
static struct pair *
pair_of(struct transitions *t, uint32_t from, uint32_t to, bool make)
{
	size_t at = mixed((uint64_t)from << 32 | to);

	for (int i = 0; i < PROBES; i++) {
		struct pair *p = &t->pair[(at + (size_t)i) & t->pair_mask];
		if (p->from == from && p->to == to)
			return p;
		if (p->from)
			continue;
		if (!make)
			return NULL;
		*p = (struct pair){ .from = from, .to = to };
		t->stats.pairs++;
		return p;
	}
	t->stats.left_out += make;
	return NULL;
}

/* Its own slot, else the one seen longest ago. */
static struct seen *
slot_of(struct transitions *t, uint64_t key)
{
	struct seen *way = &t->seen[(size_t)(key >> 20 & t->seen_mask) * WAYS], *oldest = way;

	for (int i = 0; i < WAYS; i++) {
		if (way[i].key == key)
			return &way[i];
		if (way[i].at_s < oldest->at_s)
			oldest = &way[i];
	}
	*oldest = (struct seen){ .key = key };
	return oldest;
}

static void
count(struct transitions *t, uint32_t from, uint32_t to, uint32_t seconds)
{
	struct pair *p = pair_of(t, from, to, true);
	float ln = logf((float)seconds);

	if (!p)
		return;
	if (p->n >= TRANSITION_FULL) {
		p->n /= 2;
		p->sum /= 2;
		p->squares /= 2;
	}
	p->n++;
	p->sum += ln;
	p->squares += ln * ln;
}

static bool
teaches(const struct passage *p)
{
	return p->plate && p->tollgate && !(p->plate & PLATE_ALIAS) &&
	    !(p->flags & (PASSAGE_SAME | PASSAGE_REPEAT | PASSAGE_NO_PLATE | PASSAGE_UNREAD | PASSAGE_FORM | PASSAGE_CLOCK | PASSAGE_LATE));
}

static void
learn_one(struct transitions *t, const struct passage *p)
{
	struct seen *s = slot_of(t, mixed((uint64_t)p->plate * 101 + p->class_code) | 1);
	uint32_t at_s = (uint32_t)(p->at_ms / 1000), was = s->tollgate, past = at_s - s->at_s;

	if (at_s < s->at_s)
		return;			/* an earlier place, sent later */
	s->at_s = at_s;
	s->tollgate = p->tollgate;
	if (!was || was == p->tollgate || !past || past > TRANSITION_MAX_S)
		return;
	t->stats.steps++;
	count(t, was, p->tollgate, past);
	count(t, was, 0, past);
}

void
transitions_learn(struct transitions *t, const struct passage *row, size_t n)
{
	pthread_mutex_lock(&t->lock);
	for (size_t i = 0; i < n; i++)
		if (teaches(&row[i]))
			learn_one(t, &row[i]);
	pthread_mutex_unlock(&t->lock);
}

struct transition
transition_of(struct transitions *t, uint32_t from, uint32_t to)
{
	struct transition ret = { 0 };
	const struct pair *p;
	double n;

	pthread_mutex_lock(&t->lock);
	if (from && (p = pair_of(t, from, to, false))) {
		ret.n = p->n;
		n = p->n;
		if (p->n >= 2) {
			ret.ln_mean = p->sum / n;
			ret.ln_sd = sqrt(fmax((p->squares - (double)p->sum * p->sum / n) / (n - 1), 0));
		}
	}
	pthread_mutex_unlock(&t->lock);
	return ret;
}

uint32_t
transitions_from(struct transitions *t, uint32_t from)
{
	return transition_of(t, from, 0).n;
}

struct transition_stats
transitions_stats(struct transitions *t)
{
	struct transition_stats s;

	pthread_mutex_lock(&t->lock);
	s = t->stats;
	pthread_mutex_unlock(&t->lock);
	return s;
}

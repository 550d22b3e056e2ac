/* SPDX-License-Identifier: Apache-2.0 */
#include "match/brake.h"

#include <assert.h>
#include <pthread.h>

#include "base/arena.h"

#define PROBES 8

struct counter {
	uint64_t key;			/* 0: free */
	int64_t until_ms, n;
};
struct brake {
	pthread_mutex_t lock;
	size_t mask;
	int64_t refused;
	struct counter counter[];
};

struct brake *
brake_new(size_t slots)
{
	struct brake *b = mem_alloc(sizeof *b + mul_size(slots, sizeof b->counter[0]));

	assert(slots >= PROBES && !(slots & (slots - 1)));
	b->mask = slots - 1;
	pthread_mutex_init(&b->lock, NULL);
	return b;
}

void
brake_free(struct brake *b)
{
	if (b)
		pthread_mutex_destroy(&b->lock);
	mem_free(b);
}

static uint64_t
key_of(const struct brake_ask *ask)
{
	return hash64_int(ask->key.a ^ hash64_int(ask->key.b + (uint64_t)ask->key.kind)) | 1;
}

/* The counter of the key in its present period; NULL: all places are taken by counters that still run. */
static struct counter *
counter_of(struct brake *b, const struct brake_ask *ask, int64_t now_ms)
{
	int64_t period = now_ms / ask->period_ms;
	uint64_t key = key_of(ask);
	struct counter *free_one = NULL;

	for (size_t i = 0; i < PROBES; i++) {
		struct counter *c = &b->counter[(key + i) & b->mask];
		if (c->key == key && c->until_ms > now_ms)
			return c;
		if (!free_one && (!c->key || c->until_ms <= now_ms))
			free_one = c;
	}
	if (free_one)
		*free_one = (struct counter){ key, (period + 1) * ask->period_ms, 0 };
	return free_one;
}

bool
brake_allows(struct brake *b, const struct brake_ask *ask, int n, int64_t now_ms)
{
	struct counter *c[8];
	bool ok = true;

	assert(n <= 8);
	pthread_mutex_lock(&b->lock);
	for (int i = 0; i < n; i++)
		ok &= (c[i] = counter_of(b, &ask[i], now_ms)) != NULL && c[i]->n < ask[i].most;
	for (int i = 0; i < n && ok; i++)
		c[i]->n++;
	b->refused += !ok;
	pthread_mutex_unlock(&b->lock);
	return ok;
}

void
brake_give_back(struct brake *b, const struct brake_ask *ask, int n, int64_t at_ms)
{
	pthread_mutex_lock(&b->lock);
	for (int i = 0; i < n; i++) {
		uint64_t key = key_of(&ask[i]);
		int64_t until = (at_ms / ask[i].period_ms + 1) * ask[i].period_ms;	/* the period it was counted in, no later one */
		for (int k = 0; k < PROBES; k++) {
			struct counter *c = &b->counter[(key + (uint64_t)k) & b->mask];
			if (c->key == key && c->until_ms == until && c->n > 0) {
				c->n--;
				break;
			}
		}
	}
	pthread_mutex_unlock(&b->lock);
}

int64_t
brake_refused(struct brake *b)
{
	int64_t n;

	pthread_mutex_lock(&b->lock);
	n = b->refused;
	pthread_mutex_unlock(&b->lock);
	return n;
}

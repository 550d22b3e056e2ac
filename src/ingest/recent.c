/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/recent.h"

#include <pthread.h>

#include "base/arena.h"
#include "base/hash.h"

#define TARGET_ID 48
#define SOURCE_ID 41

struct slot {
	uint64_t hash;
	int64_t passage;
	uint32_t from, at_s;		/* seconds of the monotonic clock */
};
struct recent {
	pthread_mutex_t lock;
	struct slot *slot;
};

struct recent *
recent_new(void)
{
	struct recent *r = mem_alloc(sizeof *r);

	(void)pthread_mutex_init(&r->lock, NULL);
	r->slot = mem_alloc(RECENT_SLOTS * sizeof *r->slot);	/* of zeros: what is not used costs nothing */
	return r;
}

void
recent_free(struct recent *r)
{
	(void)pthread_mutex_destroy(&r->lock);
	mem_free(r->slot);
	mem_free(r);
}

static struct slot *
slot_of(struct recent *r, uint32_t from, uint64_t hash)
{
	return &r->slot[(hash ^ (uint64_t)from * 0x9e3779b97f4a7c15ull) & (RECENT_SLOTS - 1)];
}

void
recent_put(struct recent *r, uint32_t from, struct slice number, int64_t passage, int64_t now_mono_ms)
{
	uint64_t hash;

	if (!number.n)
		return;
	hash = hash64(number);
	(void)pthread_mutex_lock(&r->lock);
	*slot_of(r, from, hash) = (struct slot){ hash, passage, from, (uint32_t)(now_mono_ms / 1000) };
	(void)pthread_mutex_unlock(&r->lock);
}

void
recent_put_vehicle(struct recent *r, uint32_t from, struct slice id, struct slice source, int64_t passage, int64_t now_mono_ms)
{
	struct slice head = { id.p, SOURCE_ID };

	recent_put(r, from, id, passage, now_mono_ms);
	if (id.n == TARGET_ID && !slice_eq(head, source))
		recent_put(r, from, head, passage, now_mono_ms);
	recent_put(r, from, source, passage, now_mono_ms);
}

int64_t
recent_get(struct recent *r, uint32_t from, struct slice number, int64_t now_mono_ms)
{
	uint64_t hash = hash64(number);
	int64_t passage = 0;
	struct slot *s;

	if (!number.n)
		return 0;
	(void)pthread_mutex_lock(&r->lock);
	s = slot_of(r, from, hash);
	if (s->passage && s->hash == hash && s->from == from && now_mono_ms / 1000 - s->at_s <= RECENT_MS / 1000)
		passage = s->passage;
	(void)pthread_mutex_unlock(&r->lock);
	return passage;
}

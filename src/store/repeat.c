/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "store/repeat_.h"

#define BUCKET 8
#define BUCKETS (1u << 17)
#define TICK_MS 8
#define TIME_BITS 40

void
repeat_init(struct repeats *r, uint64_t seed)
{
	*r = (struct repeats){ .seed = seed };
	r->slot = mem_alloc(sizeof *r->slot * BUCKET * BUCKETS);
}

void
repeat_free(struct repeats *r)
{
	mem_free(r->slot);
	mem_free(r->undo);
}

uint64_t
repeat_hash(const struct repeats *r, const struct passage *p)
{
	uint64_t hash = passage_mix(passage_mix(p->plate ^ r->seed, (uint64_t)p->class_code << 8 | p->lane), p->tollgate);
	__builtin_prefetch(&r->slot[(hash & (BUCKETS - 1)) * BUCKET], 1);
	return hash;
}

static void
note(struct repeats *r, uint64_t *slot, uint64_t v)
{
	if (r->n == r->cap) {
		r->cap = r->cap ? 2 * r->cap : 1024;
		r->undo = mem_resize(r->undo, mul_size(r->cap, sizeof *r->undo));
	}
	r->undo[r->n++] = (struct repeat_undo){ (uint32_t)(slot - r->slot), *slot };
	*slot = v;
}

bool
repeat_seen(struct repeats *r, const struct passage *p, uint64_t hash, int seconds)
{
	uint64_t *bucket = &r->slot[(hash & (BUCKETS - 1)) * BUCKET], *to = bucket;
	uint64_t tick = (uint64_t)(p->at_ms / TICK_MS) & ((UINT64_C(1) << TIME_BITS) - 1), tag = hash >> TIME_BITS;
	uint64_t mine = tag << TIME_BITS | tick, time = (UINT64_C(1) << TIME_BITS) - 1;
	for (int i = 0; i < BUCKET; i++) {
		if (bucket[i] && bucket[i] >> TIME_BITS == tag) {
			uint64_t was = bucket[i] & time, apart = was > tick ? was - tick : tick - was;
			if (tick > was)
				note(r, &bucket[i], mine);
			return apart * TICK_MS <= (uint64_t)seconds * 1000;
		}
		if ((bucket[i] & time) < (*to & time))
			to = &bucket[i];
	}
	note(r, to, mine);
	return false;
}

void
repeat_keep(struct repeats *r)
{
	r->n = 0;
}

void
repeat_undo(struct repeats *r)
{
	while (r->n) {
		const struct repeat_undo *u = &r->undo[--r->n];
		r->slot[u->slot] = u->was;
	}
}

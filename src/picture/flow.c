/* SPDX-License-Identifier: Apache-2.0 */
#include "picture/flow.h"

#include <stdatomic.h>
#include "base/arena.h"

#define SLOT_S 5
#define SLOTS 64			/* a power of two above FLOW_WINDOW_S / SLOT_S */
#define WINDOW (FLOW_WINDOW_S / SLOT_S)
#define CHUNK 64
#define COUNT_BITS 24

/* A bucket in one word, so that it is emptied and counted in one step: stamp:16 | unread:24 | passages:24. A stamp comes
 * again after 91 hours; by then the reader has emptied the bucket. */
#define ONE 1ULL
#define ONE_UNREAD (1ULL << COUNT_BITS)
#define STAMP_SHIFT (2 * COUNT_BITS)
#define COUNT_MASK ((1ULL << COUNT_BITS) - 1)
#define TOTAL_BITS 38
#define TOTAL_MASK ((1ULL << TOTAL_BITS) - 1)

struct gate {
	_Atomic uint64_t slot[SLOTS];
	_Atomic int64_t last_ms;
	_Atomic uint64_t total;		/* unread:26 | passages:38 */
};
struct flow {
	_Atomic(struct gate *) chunk[FLOW_GATES_MAX / CHUNK];
};
struct run {				/* passages of one tollgate that stand together in a batch */
	uint32_t gate;
	uint64_t now, now_unread, n, unread;
	int64_t last_ms;
};

struct flow *
flow_new(void)
{
	return mem_alloc(sizeof(struct flow));
}

void
flow_free(struct flow *f)
{
	if (!f)
		return;
	for (size_t i = 0; i < N_ELEMS(f->chunk); i++)
		mem_free(f->chunk[i]);
	mem_free(f);
}

static struct gate *
find(struct flow *f, uint32_t id, bool make)
{
	_Atomic(struct gate *) *at = &f->chunk[id / CHUNK];
	struct gate *c = atomic_load_explicit(at, memory_order_acquire), *fresh;

	if (!c && make) {
		fresh = mem_alloc(sizeof *fresh * CHUNK);
		if (atomic_compare_exchange_strong(at, &c, fresh))
			c = fresh;
		else
			mem_free(fresh);	/* somebody else was faster */
	}
	return c ? &c[id % CHUNK] : NULL;
}

static void
count(_Atomic uint64_t *slot, uint64_t stamp, uint64_t n, uint64_t unread)
{
	uint64_t was = atomic_load_explicit(slot, memory_order_relaxed), add = n * ONE + unread * ONE_UNREAD, put;

	do {
		put = was >> STAMP_SHIFT == stamp ? was : stamp << STAMP_SHIFT;
		if ((put & COUNT_MASK) + n > COUNT_MASK)
			return;		/* 16 million in five seconds: full rather than wrong */
		put += add;
	} while (!atomic_compare_exchange_weak_explicit(slot, &was, put, memory_order_relaxed, memory_order_relaxed));
}

static void
put(struct flow *f, const struct run *r, uint64_t tick)
{
	struct gate *g;

	if (!r->gate || r->gate >= FLOW_GATES_MAX || !(g = find(f, r->gate, true)))
		return;
	if (r->now)
		count(&g->slot[tick % SLOTS], tick & 0xffff, r->now, r->now_unread);
	atomic_fetch_add_explicit(&g->total, r->unread << TOTAL_BITS | r->n, memory_order_relaxed);
	/* Two at once may leave the older of both: until the next passage, and never in a count. */
	if (atomic_load_explicit(&g->last_ms, memory_order_relaxed) < r->last_ms)
		atomic_store_explicit(&g->last_ms, r->last_ms, memory_order_relaxed);
}

void
flow_add(struct flow *f, const struct passage *row, size_t n, int64_t now_ms)
{
	uint64_t tick = (uint64_t)now_ms / (SLOT_S * 1000);
	struct run r = { 0 };

	for (size_t i = 0; i < n; i++) {
		const struct passage *p = &row[i];
		bool unread = p->flags & PASSAGE_UNREAD, now = !(p->flags & PASSAGE_LATE);
		if (p->flags & (PASSAGE_SAME | PASSAGE_REPEAT))
			continue;
		if (p->tollgate != r.gate) {
			put(f, &r, tick);
			r = (struct run){ .gate = p->tollgate };
		}
		r.n++;
		r.unread += unread;
		r.now += now;
		r.now_unread += now && unread;
		if (p->at_ms > r.last_ms)
			r.last_ms = p->at_ms;
	}
	put(f, &r, tick);
}

/* A bucket of the window is added up; one that has left it is emptied, unless somebody counts in it just now. */
static void
look(_Atomic uint64_t *slot, uint64_t tick, struct flow_gate *ret)
{
	uint64_t v = atomic_load_explicit(slot, memory_order_relaxed);
	uint64_t age = (tick - (v >> STAMP_SHIFT)) & 0xffff;

	if (!v)
		return;
	if (age < WINDOW) {
		ret->n5 += (int64_t)(v & COUNT_MASK);
		ret->unread5 += (int64_t)(v >> COUNT_BITS & COUNT_MASK);
	} else if (age < 0x8000) {
		(void)atomic_compare_exchange_strong_explicit(slot, &v, 0, memory_order_relaxed, memory_order_relaxed);
	}
}

bool
flow_read(struct flow *f, uint32_t id, int64_t now_ms, struct flow_gate *ret)
{
	uint64_t tick = (uint64_t)now_ms / (SLOT_S * 1000);
	struct gate *g = id < FLOW_GATES_MAX ? find(f, id, false) : NULL;

	uint64_t total = g ? atomic_load_explicit(&g->total, memory_order_relaxed) : 0;

	*ret = (struct flow_gate){ .total = (int64_t)(total & TOTAL_MASK), .unread = (int64_t)(total >> TOTAL_BITS) };
	if (!total)
		return false;
	ret->last_ms = atomic_load_explicit(&g->last_ms, memory_order_relaxed);
	for (int i = 0; i < SLOTS; i++)
		look(&g->slot[i], tick, ret);
	return true;
}

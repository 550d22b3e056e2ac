/* SPDX-License-Identifier: Apache-2.0 */
#include "terminal/where.h"

#include <pthread.h>
#include "base/arena.h"

/* Open addressing, never more than half full; nothing is taken out while the program runs. */
static struct {
	pthread_mutex_t lock;
	struct where_fix *slot;
	size_t cap, n;
} all = { PTHREAD_MUTEX_INITIALIZER, NULL, 0, 0 };

static size_t
home(enum where_kind kind, int64_t id, size_t cap)
{
	uint64_t z = ((uint64_t)id * 2 + (uint64_t)kind + 1) * 0x9e3779b97f4a7c15ull;

	return (size_t)(z >> 20) & (cap - 1);
}

static struct where_fix *
find(struct where_fix *slot, size_t cap, enum where_kind kind, int64_t id)
{
	size_t i = home(kind, id, cap);

	while (slot[i].id && (slot[i].id != id || slot[i].kind != kind))
		i = (i + 1) & (cap - 1);
	return &slot[i];
}

static void
grow(void)
{
	size_t cap = all.cap ? all.cap * 2 : 1024;
	struct where_fix *slot = mem_alloc(cap * sizeof *slot);

	for (size_t i = 0; i < all.cap; i++)
		if (all.slot[i].id)
			*find(slot, cap, all.slot[i].kind, all.slot[i].id) = all.slot[i];
	mem_free(all.slot);
	all.slot = slot;
	all.cap = cap;
}

void
where_put(const struct where_fix *f)
{
	struct where_fix *to;

	pthread_mutex_lock(&all.lock);
	if (f->id > 0) {
		if (2 * all.n >= all.cap)
			grow();
		to = find(all.slot, all.cap, f->kind, f->id);
		all.n += !to->id;
		if (!to->id || to->at_ms <= f->at_ms)
			*to = *f;
	}
	pthread_mutex_unlock(&all.lock);
}

bool
where_get(enum where_kind kind, int64_t id, struct where_fix *ret)
{
	bool found = false;

	pthread_mutex_lock(&all.lock);
	if (all.cap && id > 0) {
		*ret = *find(all.slot, all.cap, kind, id);
		found = ret->id == id;
	}
	pthread_mutex_unlock(&all.lock);
	return found;
}

size_t
where_all(struct where_fix *ret, size_t max)
{
	size_t n = 0;

	pthread_mutex_lock(&all.lock);
	for (size_t i = 0; i < all.cap; i++)
		if (all.slot[i].id && n++ < max)
			ret[n - 1] = all.slot[i];
	pthread_mutex_unlock(&all.lock);
	return n;
}

void
where_stop(void)
{
	pthread_mutex_lock(&all.lock);
	mem_free(all.slot);
	all.slot = NULL;
	all.cap = all.n = 0;
	pthread_mutex_unlock(&all.lock);
}

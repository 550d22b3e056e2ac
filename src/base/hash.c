/* SPDX-License-Identifier: Apache-2.0 */
/* The two maps differ only in their key. A slot without a value is free; deletion moves the followers
 * of the run back instead of leaving tombstones, so a map that lives for months does not silt up. */
#include <assert.h>
#include <stdatomic.h>
#include <sys/random.h>
#include <xxhash.h>
#include "base/arena.h"
#include "base/hash.h"
#include "base/log.h"

#define FIRST_SLOTS 16

uint64_t
hash64(struct slice s)
{
	return XXH3_64bits(s.n ? s.p : "", s.n);
}

uint64_t
hash64_int(uint64_t v)
{
	return XXH3_64bits(&v, sizeof(v));
}

/* Drawn at the first use. Two threads may draw at once; the one that comes second is not used. */
static uint64_t
process_seed(void)
{
	static _Atomic uint64_t seed;
	uint64_t mine, none = 0;

	if (seed)
		return seed;
	if (getrandom(&mine, sizeof(mine), 0) != sizeof(mine))
		die("hash: no random numbers");
	atomic_compare_exchange_strong(&seed, &none, mine | 1);
	return seed;
}

/* The size for one more entry; cap itself while there is room. */
static size_t
cap_for(size_t n, size_t cap)
{
	if (cap == 0)
		return FIRST_SLOTS;
	return (n + 1) * 4 > cap * 3 ? cap * 2 : cap;
}

/* Whether the entry at slot `at`, whose home is `home`, may move back into the hole. */
static bool
may_fill(size_t hole, size_t home, size_t at, size_t mask)
{
	return ((at - home) & mask) >= ((at - hole) & mask);
}

/* ---- text keys ---- */

struct text_map_slot {
	char *key;
	size_t n;
	uint64_t hash;
	void *value;
};

void
text_map_init(struct text_map *m, size_t max)
{
	*m = (struct text_map){ .max = max };
}

void
text_map_free(struct text_map *m)
{
	for (size_t i = 0; i < m->cap; i++)
		mem_free(m->slot[i].key);
	mem_free(m->slot);
	text_map_init(m, m->max);
}

static uint64_t
text_hash(struct slice key)
{
	return XXH3_64bits_withSeed(key.n ? key.p : "", key.n, process_seed());
}

/* The slot of the key, or the free slot where it would go. */
static size_t
text_find(const struct text_map *m, struct slice key, uint64_t hash)
{
	size_t mask = m->cap - 1, i = hash & mask;

	for (; m->slot[i].value; i = (i + 1) & mask)
		if (m->slot[i].hash == hash && slice_eq((struct slice){ m->slot[i].key, m->slot[i].n }, key))
			break;
	return i;
}

static void
text_grow(struct text_map *m, size_t cap)
{
	struct text_map old = *m;

	m->slot = mem_alloc(mul_size(cap, sizeof(*m->slot)));
	m->cap = cap;
	for (size_t i = 0; i < old.cap; i++) {
		size_t to = old.slot[i].hash & (cap - 1);

		if (!old.slot[i].value)
			continue;
		while (m->slot[to].value)
			to = (to + 1) & (cap - 1);
		m->slot[to] = old.slot[i];
	}
	mem_free(old.slot);
}

enum err
text_map_put(struct text_map *m, struct slice key, void *value)
{
	uint64_t hash = text_hash(key);
	size_t i, cap;

	assert(value);
	if (m->cap && m->slot[i = text_find(m, key, hash)].value) {
		m->slot[i].value = value;
		return E_OK;
	}
	if (m->n >= m->max)
		return E_FULL;
	cap = cap_for(m->n, m->cap);
	if (cap != m->cap)
		text_grow(m, cap);
	i = text_find(m, key, hash);
	m->slot[i] = (struct text_map_slot){ mem_str(key), key.n, hash, value };
	m->n++;
	return E_OK;
}

void *
text_map_get(const struct text_map *m, struct slice key)
{
	return m->n ? m->slot[text_find(m, key, text_hash(key))].value : NULL;
}

void *
text_map_del(struct text_map *m, struct slice key)
{
	size_t mask = m->cap - 1, hole, i;
	void *value;

	if (!m->n)
		return NULL;
	hole = text_find(m, key, text_hash(key));
	value = m->slot[hole].value;
	if (!value)
		return NULL;
	mem_free(m->slot[hole].key);
	for (i = (hole + 1) & mask; m->slot[i].value; i = (i + 1) & mask)
		if (may_fill(hole, m->slot[i].hash & mask, i, mask)) {
			m->slot[hole] = m->slot[i];
			hole = i;
		}
	m->slot[hole] = (struct text_map_slot){ 0 };
	m->n--;
	return value;
}

bool
text_map_next(const struct text_map *m, size_t *at, struct slice *ret_key, void **ret_value)
{
	for (; *at < m->cap; (*at)++) {
		const struct text_map_slot *s = &m->slot[*at];

		if (!s->value)
			continue;
		*ret_key = (struct slice){ s->key, s->n };
		*ret_value = s->value;
		(*at)++;
		return true;
	}
	return false;
}

/* ---- integer keys ---- */

struct int_map_slot {
	int64_t key;
	void *value;
};

void
int_map_init(struct int_map *m, size_t max)
{
	*m = (struct int_map){ .max = max };
}

void
int_map_free(struct int_map *m)
{
	mem_free(m->slot);
	int_map_init(m, m->max);
}

static size_t
int_home(const struct int_map *m, int64_t key)
{
	return XXH3_64bits_withSeed(&key, sizeof(key), process_seed()) & (m->cap - 1);
}

static size_t
int_find(const struct int_map *m, int64_t key)
{
	size_t i = int_home(m, key);

	while (m->slot[i].value && m->slot[i].key != key)
		i = (i + 1) & (m->cap - 1);
	return i;
}

static void
int_grow(struct int_map *m, size_t cap)
{
	struct int_map old = *m;

	m->slot = mem_alloc(mul_size(cap, sizeof(*m->slot)));
	m->cap = cap;
	for (size_t i = 0; i < old.cap; i++)
		if (old.slot[i].value)
			m->slot[int_find(m, old.slot[i].key)] = old.slot[i];
	mem_free(old.slot);
}

enum err
int_map_put(struct int_map *m, int64_t key, void *value)
{
	size_t i, cap;

	assert(value);
	if (m->cap && m->slot[i = int_find(m, key)].value) {
		m->slot[i].value = value;
		return E_OK;
	}
	if (m->n >= m->max)
		return E_FULL;
	cap = cap_for(m->n, m->cap);
	if (cap != m->cap)
		int_grow(m, cap);
	m->slot[int_find(m, key)] = (struct int_map_slot){ key, value };
	m->n++;
	return E_OK;
}

void *
int_map_get(const struct int_map *m, int64_t key)
{
	return m->n ? m->slot[int_find(m, key)].value : NULL;
}

void *
int_map_del(struct int_map *m, int64_t key)
{
	size_t mask = m->cap - 1, hole, i;
	void *value;

	if (!m->n)
		return NULL;
	hole = int_find(m, key);
	value = m->slot[hole].value;
	if (!value)
		return NULL;
	for (i = (hole + 1) & mask; m->slot[i].value; i = (i + 1) & mask)
		if (may_fill(hole, int_home(m, m->slot[i].key), i, mask)) {
			m->slot[hole] = m->slot[i];
			hole = i;
		}
	m->slot[hole] = (struct int_map_slot){ 0 };
	m->n--;
	return value;
}

bool
int_map_next(const struct int_map *m, size_t *at, int64_t *ret_key, void **ret_value)
{
	for (; *at < m->cap; (*at)++) {
		const struct int_map_slot *s = &m->slot[*at];

		if (!s->value)
			continue;
		*ret_key = s->key;
		*ret_value = s->value;
		(*at)++;
		return true;
	}
	return false;
}

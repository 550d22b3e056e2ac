/* SPDX-License-Identifier: Apache-2.0 */
/* segment.c - the memory of a segment that is taken into; segment_file.c has its file. */
#include "store/segment_.h"

#include "base/arena.h"
#include "base/log.h"
#include "store/segment_file_.h"

#define FIRST_SLOTS 4096u
#define HOURS_MAX 200000u		/* 16 MiB */
#define ROLL_MAX 24576u		/* counts: three quarters of a table of one MiB */
#define CHUNKS ((SEGMENT_ROWS_MAX >> CHUNK_BITS) + 1)
#define TAG(hash, row) ((uint32_t)((hash) >> (64 - (32 - SEGMENT_BITS))) << SEGMENT_BITS | ((row) + 1))
#define TAG_BITS(slot) ((slot) >> SEGMENT_BITS)
#define TAG_ROW(slot) (((slot) & ((1u << SEGMENT_BITS) - 1)) - 1)

static struct slots *
slots_new(uint32_t n)
{
	struct slots *s = mem_alloc(sizeof *s + mul_size(n, sizeof s->slot[0]));
	s->mask = n - 1;
	return s;
}

/* Of the live series at full size at once: doubling stops the writer for some milliseconds. */
static uint32_t
slots_first(enum passage_series s, uint32_t cap)
{
	uint32_t n = FIRST_SLOTS;
	while (s == SERIES_LIVE && n < cap)
		n *= 2;
	return n;
}

struct open_segment *
segment_new(enum passage_series s, uint32_t number, uint32_t cap, uint64_t seed)
{
	struct open_segment *o = mem_alloc(sizeof *o);
	uint32_t n = slots_first(s, cap);
	o->series = s;
	o->number = number;
	o->cap = cap;
	o->seed = seed;
	o->chunk = mem_alloc(CHUNKS * sizeof *o->chunk);
	o->head = slots_new(n);
	o->once = slots_new(2 * n);
	o->min_ms = INT64_MAX;
	o->max_ms = INT64_MIN;
	pthread_rwlock_init(&o->grow, NULL);
	pthread_mutex_init(&o->roll_lock, NULL);
	roll_init(&o->roll, 0);
	roll_init(&o->hours, 0);
	return o;
}

void
segment_free(struct open_segment *o)
{
	if (!o)
		return;
	segment_shut(o);
	for (uint32_t i = 0; i < CHUNKS; i++)
		mem_free(o->chunk[i]);
	mem_free(o->chunk);
	mem_free(o->head);
	mem_free(o->once);
	mem_free(o->packed);
	pthread_rwlock_destroy(&o->grow);
	pthread_mutex_destroy(&o->roll_lock);
	roll_free(&o->roll);
	roll_free(&o->hours);
	for (size_t i = 0; i < o->n_runs; i++)
		mem_free(o->run[i].p);
	mem_free(o->run);
	mem_free(o);
}

void
segment_shrink(struct open_segment *o)
{
	mem_free(o->packed);
	o->packed = NULL;
}

/* ---- the two tables ---- */

static uint64_t
plate_hash(const struct open_segment *o, plate_t plate)
{
	return passage_mix(plate, o->seed);
}

static void
once_put(struct slots *s, uint64_t key, uint32_t row)
{
	uint32_t i = (uint32_t)key & s->mask;
	while (s->slot[i])
		i = (i + 1) & s->mask;
	s->slot[i] = TAG(key, row);
}

void
segment_prefetch(const struct open_segment *o, const struct passage *p, uint64_t key)
{
	__builtin_prefetch(&o->once->slot[(uint32_t)key & o->once->mask]);
	__builtin_prefetch(&o->head->slot[(uint32_t)plate_hash(o, p->plate) & o->head->mask], 1);
}

uint32_t
segment_same(const struct open_segment *o, const struct passage *p, uint64_t key)
{
	const struct slots *s = o->once;
	uint32_t tag = TAG_BITS(TAG(key, 0));
	for (uint32_t i = (uint32_t)key & s->mask; s->slot[i]; i = (i + 1) & s->mask)
		if (TAG_BITS(s->slot[i]) == tag && passage_same(segment_row(o, TAG_ROW(s->slot[i])), p))
			return TAG_ROW(s->slot[i]);
	return UINT32_MAX;
}

static void
link_row(struct open_segment *o, uint32_t row)
{
	struct passage *p = segment_row(o, row);
	uint32_t *head = &o->head->slot[(uint32_t)plate_hash(o, p->plate) & o->head->mask];
	p->spare = *head;
	__atomic_store_n(head, row + 1, __ATOMIC_RELEASE);
}

/* All rows are there: links and slots are made anew. */
static void
tables_grow(struct open_segment *o)
{
	uint32_t n = 2 * (o->head->mask + 1);
	struct slots *head = slots_new(n), *once = slots_new(2 * n);
	for (uint32_t i = 0; i < o->m; i++)
		if (segment_row(o, i)->at_ms != ROW_LOST)
			once_put(once, passage_key_hash(segment_row(o, i), o->seed), i);
	pthread_rwlock_wrlock(&o->grow);
	mem_free(o->once);
	o->once = once;
	mem_free(o->head);
	o->head = head;
	for (uint32_t i = 0; i < o->m; i++)
		if (segment_row(o, i)->at_ms != ROW_LOST)
			link_row(o, i);
	pthread_rwlock_unlock(&o->grow);
}

static struct passage *
place_for(struct open_segment *o, uint32_t i)
{
	if (!o->chunk[i >> CHUNK_BITS]) {
		struct chunk *c = mem_alloc(sizeof *c);
		c->min_ms = INT64_MAX;
		c->max_ms = INT64_MIN;
		o->chunk[i >> CHUNK_BITS] = c;
	}
	return segment_row(o, i);
}

void
segment_add(struct open_segment *o, struct passage *p, uint64_t key)
{
	if (o->m > o->head->mask)
		tables_grow(o);
	p->seq = o->m;
	*place_for(o, o->m) = *p;
	once_put(o->once, key, o->m);
	link_row(o, o->m++);
}

/* In the order in which they came: so every probe run is again what it was. */
void
segment_forget(struct open_segment *o)
{
	while (o->m > o->n) {
		uint32_t row = --o->m;
		struct passage *p = segment_row(o, row);
		uint64_t key = passage_key_hash(p, o->seed);
		uint32_t i = (uint32_t)key & o->once->mask;
		while (o->once->slot[i] != TAG(key, row))
			i = (i + 1) & o->once->mask;
		o->once->slot[i] = 0;
		pthread_rwlock_wrlock(&o->grow);
		o->head->slot[(uint32_t)plate_hash(o, p->plate) & o->head->mask] = p->spare;
		pthread_rwlock_unlock(&o->grow);
	}
}

/* A place whose row cannot be read: it keeps its number, and nothing leads to it. */
void
segment_add_lost(struct open_segment *o)
{
	struct passage *p = place_for(o, o->m);
	*p = (struct passage){ .at_ms = ROW_LOST, .seq = o->m++ };
	o->lost++;
}

static void
widen(_Atomic int64_t *min, _Atomic int64_t *max, int64_t v)
{
	if (v < atomic_load_explicit(min, memory_order_relaxed))
		atomic_store_explicit(min, v, memory_order_relaxed);
	if (v > atomic_load_explicit(max, memory_order_relaxed))
		atomic_store_explicit(max, v, memory_order_relaxed);
}

/* ---- counts ---- */

static void
run_keep(struct open_segment *o, const struct roll_row *row, uint32_t n, uint8_t *space)
{
	size_t bytes = run_write(row, n, space);
	if (o->n_runs == o->cap_runs)
		o->run = mem_resize(o->run, mul_size(o->cap_runs = o->cap_runs ? 2 * o->cap_runs : 64, sizeof *o->run));
	struct open_run *run = &o->run[o->n_runs++];
	*run = (struct open_run){ .key = row[0].key, .last = row[n - 1].key, .bytes = bytes, .p = mem_alloc(bytes) };
	memcpy(run->p, space, bytes);
}

static void
roll_to_runs(struct open_segment *o)
{
	size_t n;
	struct roll_row *row = roll_sorted(&o->roll, &n);
	uint8_t *space = mem_alloc(RUN_BYTES);
	for (size_t i = 0; i < n; i += RUN_ROWS)
		run_keep(o, row + i, (uint32_t)(n - i < RUN_ROWS ? n - i : RUN_ROWS), space);
	for (size_t i = 0; i < n && !o->no_hours; i++) {
		struct roll_row hour = row[i];
		hour.key = roll_hour_key(row[i].key);
		roll_merge(&o->hours, &hour);
	}
	if (o->hours.n > HOURS_MAX) {
		o->no_hours = true;
		roll_free(&o->hours);
		roll_init(&o->hours, 0);
	}
	mem_free(space);
	mem_free(row);
	roll_clear(&o->roll);
}

static void
each_slot(const struct roll *r, const struct segment_count *c)
{
	for (size_t i = 0; i < r->cap; i++)
		if (r->slot[i].n || r->slot[i].repeats)
			c->add(c->ctx, &r->slot[i]);
}

void
segment_counts(struct open_segment *o, const struct segment_count *c)
{
	bool hours = c->by_hour && !o->no_hours;
	pthread_mutex_lock(&o->roll_lock);
	for (size_t i = 0; i < o->n_runs && !hours; i++) {
		struct run_read r = { o->run[i].p, o->run[i].p + o->run[i].bytes, { .key = o->run[i].key } };
		while (c->wanted(c->ctx, o->run[i].key, o->run[i].last) && run_next(&r))
			c->add(c->ctx, &r.row);
	}
	if (hours)
		each_slot(&o->hours, c);
	each_slot(&o->roll, c);
	pthread_mutex_unlock(&o->roll_lock);
}

static bool
next_of(void *ctx, size_t i, struct roll_row *ret)
{
	struct segment_roll *r = ctx;
	if (i == r->o->n_runs) {
		if (r->at < r->n_newest)
			*ret = r->newest[r->at];
		return r->at++ < r->n_newest;
	}
	bool more = run_next(&r->read[i]);
	*ret = r->read[i].row;
	return more;
}

void
segment_roll_begin(struct open_segment *o, struct segment_roll *ret, struct roll_source *ret_source)
{
	*ret = (struct segment_roll){ .o = o, .read = mem_alloc(mul_size(o->n_runs, sizeof *ret->read)) };
	for (size_t i = 0; i < o->n_runs; i++)
		ret->read[i] = (struct run_read){ o->run[i].p, o->run[i].p + o->run[i].bytes, { .key = o->run[i].key } };
	ret->newest = roll_sorted(&o->roll, &ret->n_newest);
	*ret_source = (struct roll_source){ .next = next_of, .ctx = ret, .n = o->n_runs + 1 };
}

void
segment_roll_end(struct segment_roll *r)
{
	mem_free(r->read);
	mem_free(r->newest);
}

/* What was added is on the disk: let it be seen. */
void
segment_publish(struct open_segment *o)
{
	bool counted = o->series == SERIES_LIVE;
	if (counted)
		pthread_mutex_lock(&o->roll_lock);
	for (uint32_t i = o->n; i < o->m; i++) {
		const struct passage *p = segment_row(o, i);
		struct chunk *c = o->chunk[i >> CHUNK_BITS];
		if (p->at_ms == ROW_LOST)
			continue;
		widen(&c->min_ms, &c->max_ms, p->at_ms);
		widen(&o->min_ms, &o->max_ms, p->at_ms);
		if (counted)
			roll_add(&o->roll, p);
		if (counted && o->roll.n >= ROLL_MAX)
			roll_to_runs(o);
	}
	atomic_store_explicit(&o->n, o->m, memory_order_release);
	if (counted)
		pthread_mutex_unlock(&o->roll_lock);
}

/* ---- searching ---- */

const struct passage *
segment_next_of_plate(struct open_segment *o, plate_t plate, uint32_t *at)
{
	const struct passage *found = NULL;
	uint32_t n = atomic_load_explicit(&o->n, memory_order_acquire);
	pthread_rwlock_rdlock(&o->grow);
	uint32_t next = *at == UINT32_MAX ?
	    __atomic_load_n(&o->head->slot[(uint32_t)plate_hash(o, plate) & o->head->mask], __ATOMIC_ACQUIRE) :
	    segment_row(o, *at)->spare;
	for (; next && !found; next = segment_row(o, next - 1)->spare)
		if (next - 1 < n && segment_row(o, next - 1)->plate == plate) {
			*at = next - 1;
			found = segment_row(o, next - 1);
		}
	pthread_rwlock_unlock(&o->grow);
	return found;
}

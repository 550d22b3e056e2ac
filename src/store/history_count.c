/* SPDX-License-Identifier: Apache-2.0 */
/* history_count.c - counts from the rollups, rows beyond the mark, and how the history is. */
#include "store/history_count_.h"

#include "base/log.h"

#define COUNTED_MAX 200000	/* room made in advance for the next such count */
#define HANDED 1024		/* rows beyond the mark handed out at once */

/* ---- counts ---- */

static bool
wanted(const struct counting *c, uint32_t tollgate)
{
	const struct history_query q = { .tollgate = c->tollgate, .ntollgate = c->ntollgate };
	return search_tollgate(&q, tollgate);
}

/* Buckets begin at from_ms: "by day" begins at the midnight the caller means. */
void
counting_add(struct counting *c, const struct roll_row *row)
{
	int64_t at = roll_from_ms(row->key);
	if (at < c->from_ms || at >= c->to_ms || !wanted(c, roll_tollgate(row->key)))
		return;
	struct roll_row to = *row;
	int64_t bucket = (at - c->from_ms) / c->bucket_ms;
	to.key = (uint64_t)roll_tollgate(row->key) << 32 | (uint64_t)(c->by_lane ? roll_lane(row->key) : 0) << 24 | (uint64_t)bucket;
	roll_merge(&c->sum, &to);
}

static void
count_one(void *ctx, const struct roll_row *row)
{
	counting_add(ctx, row);
}

/* Whether a tollgate of these keys is asked for. */
bool
counting_wants(void *ctx, uint64_t first, uint64_t last)
{
	const struct counting *c = ctx;
	if (!c->tollgate)
		return true;
	for (size_t i = 0; i < c->ntollgate; i++)
		if (c->tollgate[i] >= roll_tollgate(first) && c->tollgate[i] <= roll_tollgate(last))
			return true;
	return false;
}

/* Whole hours of all lanes are counted apart. */
bool
counting_by_hour(const struct counting *c)
{
	return !c->by_lane && c->bucket_ms % 3600000 == 0 && c->from_ms % 3600000 == 0 && c->to_ms % 3600000 == 0;
}

static int
by_tollgate_and_time(const void *a, const void *b)
{
	const struct history_count *x = a, *y = b;
	if (x->tollgate != y->tollgate)
		return x->tollgate < y->tollgate ? -1 : 1;
	if (x->from_ms != y->from_ms)
		return x->from_ms < y->from_ms ? -1 : 1;
	return x->lane - y->lane;
}

static void
counting_answer(struct counting *c, struct arena *a, struct history_count **ret, size_t *ret_n)
{
	size_t n;
	struct roll_row *row = roll_sorted(&c->sum, &n);
	struct history_count *out = arena_array(a, struct history_count, n);
	for (size_t i = 0; i < n; i++)
		out[i] = (struct history_count){ .tollgate = roll_tollgate(row[i].key), .lane = roll_lane(row[i].key),
			.from_ms = c->from_ms + (int64_t)(row[i].key & 0xffffff) * c->bucket_ms, .n = row[i].n,
			.unread = row[i].unread, .repeats = row[i].repeats, .speed_sum = (int64_t)row[i].speed_sum,
			.speed_n = row[i].speed_n };
	if (c->by_lane)			/* else the key has that order */
		qsort(out, n, sizeof *out, by_tollgate_and_time);
	mem_free(row);
	*ret = out;
	*ret_n = n;
}

enum err
history_counts(struct history *h, const uint32_t *tollgate, size_t ntollgate, bool by_lane, int64_t from_ms, int64_t to_ms,
    int64_t bucket_ms, struct arena *a, struct history_count **ret, size_t *ret_n)
{
	parts_scoped parts = { 0 };
	struct counting c = { .tollgate = tollgate, .ntollgate = ntollgate, .by_lane = by_lane, .from_ms = from_ms, .to_ms = to_ms,
		.bucket_ms = bucket_ms };
	struct segment_count of = { .by_hour = counting_by_hour(&c), .wanted = counting_wants, .add = count_one, .ctx = &c };
	enum err e = E_OK;
	if (bucket_ms < ROLL_MS || bucket_ms % ROLL_MS || from_ms % ROLL_MS || to_ms < from_ms)
		return E_BAD_VALUE;
	roll_init(&c.sum, ntollgate ? 0 : h->counted);
	parts_hold(h, 1u << SERIES_LIVE, &parts);
	for (size_t i = 0; i < parts.n && !e; i++)
		if (parts.at[i]->open)
			segment_counts(parts.at[i]->open, &of);
		else
			e = sealed_count(h, &c, parts.at[i]);
	if (!e)
		counting_answer(&c, a, ret, ret_n);
	if (!e && !ntollgate)
		h->counted = *ret_n < COUNTED_MAX ? *ret_n : COUNTED_MAX;
	roll_free(&c.sum);
	return e;
}

/* ---- matched up to ---- */

static enum err
hand_out(struct history *h, const struct part *p, uint32_t seq, enum err (*fn)(void *, uint32_t, struct passage *, uint32_t), void *ctx)
{
	struct passage *row = mem_alloc(HANDED * sizeof *row);
	enum err e = E_OK;
	uint32_t end = p->open->n;
	while (seq < end && !e) {
		uint32_t n = 0;
		for (; seq < end && n < HANDED; seq++) {
			row[n] = *segment_row(p->open, seq);
			row[n].spare = 0;
			n += row[n].at_ms != ROW_LOST;
		}
		if (n)
			e = fn(ctx, p->number, row, n);
	}
	mem_free(row);
	return e;
}

enum err
history_unmatched(struct history *h, enum err (*fn)(void *ctx, uint32_t segment, struct passage *row, uint32_t n), void *ctx)
{
	parts_scoped parts = { 0 };
	uint64_t mark = h->mark;
	uint32_t segment = (uint32_t)(mark >> 32);
	enum err e = E_OK;
	parts_hold(h, 1u << SERIES_LIVE, &parts);
	for (size_t i = parts.n; i-- > 0 && !e; ) {	/* held newest first */
		const struct part *p = parts.at[i];
		if (p->number < segment)
			continue;
		uint32_t from = p->number == segment ? (uint32_t)mark + 1 : 0;
		e = p->open ? hand_out(h, p, from, fn, ctx) : sealed_hand_out(h, p, from, fn, ctx);
	}
	return e;
}

/* ---- how it is ---- */

void
history_stats(struct history *h, struct history_stats *ret)
{
	parts_scoped parts = { 0 };
	*ret = (struct history_stats){ .commits = h->commits, .busy = h->busy, .same = h->same, .repeats = h->n_repeats,
		.free_percent = h->free_percent };
	parts_hold(h, ~0u, &parts);
	ret->segments = (int64_t)parts.n;
	for (size_t i = 0; i < parts.n; i++) {
		struct part_size size;
		part_measure(parts.at[i], &size);
		ret->rows[parts.at[i]->series] += size.rows;
		ret->bytes += size.bytes;
		ret->memory += size.memory;
		ret->sealed += parts.at[i]->sealed != NULL;
	}
	pthread_mutex_lock(&h->lock);
	ret->damaged = (int64_t)h->n_damage;
	pthread_mutex_unlock(&h->lock);
	pthread_mutex_lock(&h->queue_lock);
	ret->queued_rows = (int64_t)h->queued_rows;
	pthread_mutex_unlock(&h->queue_lock);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "store/passage_.h"
#include "store/roll_.h"

#define FIRST 1024

void
roll_init(struct roll *r, size_t about)
{
	*r = (struct roll){ 0 };
	if (!about)
		return;
	for (r->cap = FIRST; r->cap * 3 < about * 4; )
		r->cap *= 2;
	r->slot = mem_alloc(mul_size(r->cap, sizeof *r->slot));
}

void
roll_free(struct roll *r)
{
	mem_free(r->slot);
}

void
roll_clear(struct roll *r)
{
	if (r->cap)
		memset(r->slot, 0, r->cap * sizeof *r->slot);
	r->n = 0;
}

/* The row of the key, or the free one where it would go: a row in use counts something. */
static struct roll_row *
find(const struct roll *r, uint64_t key)
{
	size_t i = passage_mix(key, 1) & (r->cap - 1);
	while ((r->slot[i].n || r->slot[i].repeats) && r->slot[i].key != key)
		i = (i + 1) & (r->cap - 1);
	return &r->slot[i];
}

static void
grow(struct roll *r)
{
	struct roll old = *r;
	r->cap = old.cap ? 2 * old.cap : FIRST;
	r->slot = mem_alloc(mul_size(r->cap, sizeof *r->slot));
	for (size_t i = 0; i < old.cap; i++)
		if (old.slot[i].n || old.slot[i].repeats)
			*find(r, old.slot[i].key) = old.slot[i];
	mem_free(old.slot);
}

void
roll_merge(struct roll *r, const struct roll_row *row)
{
	if ((r->n + 1) * 4 > r->cap * 3)
		grow(r);
	struct roll_row *to = find(r, row->key);
	r->n += !to->n && !to->repeats;
	to->key = row->key;
	to->n += row->n;
	to->unread += row->unread;
	to->repeats += row->repeats;
	to->speed_n += row->speed_n;
	to->speed_sum += row->speed_sum;
}

void
roll_add(struct roll *r, const struct passage *p)
{
	bool repeat = p->flags & PASSAGE_REPEAT, speed = !repeat && p->speed_kmh != SPEED_UNKNOWN;
	struct roll_row row = { .key = roll_key(p->tollgate, p->lane, p->at_ms), .n = !repeat, .repeats = repeat,
		.unread = !repeat && (p->flags & PASSAGE_UNREAD), .speed_n = speed, .speed_sum = speed ? p->speed_kmh : 0 };
	roll_merge(r, &row);
}

struct place {
	uint64_t key;
	size_t at;
};

/* By the bytes of the key, least first; a byte that is the same everywhere costs no pass. The answer is one of the two. */
static struct place *
radix(struct place *from, struct place *to, size_t n)
{
	for (int shift = 0; shift < 64; shift += 8) {
		size_t at[257] = { 0 };
		for (size_t i = 0; i < n; i++)
			at[(from[i].key >> shift & 255) + 1]++;
		if (at[(from[0].key >> shift & 255) + 1] == n)
			continue;
		for (int i = 0; i < 256; i++)
			at[i + 1] += at[i];
		for (size_t i = 0; i < n; i++)
			to[at[from[i].key >> shift & 255]++] = from[i];
		struct place *was = from;
		from = to;
		to = was;
	}
	return from;
}

struct roll_row *
roll_sorted(const struct roll *r, size_t *ret_n)
{
	struct roll_row *row = mem_alloc(mul_size(r->n, sizeof *row));
	struct place *p = mem_alloc(mul_size(r->n, 2 * sizeof *p)), *sorted;
	size_t n = 0;
	for (size_t i = 0; i < r->cap; i++)
		if (r->slot[i].n || r->slot[i].repeats)
			p[n++] = (struct place){ r->slot[i].key, i };
	sorted = n ? radix(p, p + n, n) : p;
	for (size_t i = 0; i < n; i++)
		row[i] = r->slot[sorted[i].at];
	mem_free(p);
	*ret_n = n;
	return row;
}

/* ---- runs ---- */

static size_t
put(uint8_t *to, uint64_t v)
{
	size_t n = 0;
	for (; v >= 128; v >>= 7)
		to[n++] = (uint8_t)(v | 128);
	to[n++] = (uint8_t)v;
	return n;
}

static bool
get(struct run_read *r, uint64_t *ret)
{
	uint64_t v = 0;
	for (int shift = 0; r->p < r->end && shift < 64; shift += 7) {
		uint8_t c = *r->p++;
		v |= (uint64_t)(c & 127) << shift;
		if (c < 128) {
			*ret = v;
			return true;
		}
	}
	r->p = r->end;
	return false;
}

size_t
run_write(const struct roll_row *row, uint32_t n, uint8_t to[RUN_BYTES])
{
	size_t bytes = 0;
	for (uint32_t i = 0; i < n; i++) {
		bytes += put(to + bytes, i ? row[i].key - row[i - 1].key : 0);
		bytes += put(to + bytes, row[i].n);
		bytes += put(to + bytes, row[i].unread);
		bytes += put(to + bytes, row[i].repeats);
		bytes += put(to + bytes, row[i].speed_n);
		bytes += put(to + bytes, row[i].speed_sum);
	}
	return bytes;
}

bool
run_next(struct run_read *r)
{
	uint64_t v[6];
	if (r->p >= r->end)
		return false;
	for (int k = 0; k < 6; k++)
		if (!get(r, &v[k]))
			return false;
	r->row = (struct roll_row){ .key = r->row.key + v[0], .n = (uint32_t)v[1], .unread = (uint32_t)v[2], .repeats = (uint32_t)v[3],
		.speed_n = (uint32_t)v[4], .speed_sum = v[5] };
	return true;
}

/* ---- many runs as one: a heap of the next of each ---- */

static void
sink(struct roll_merger *m, size_t i)
{
	for (size_t child; (child = 2 * i + 1) < m->n; i = child) {
		if (child + 1 < m->n && m->row[m->heap[child + 1]].key < m->row[m->heap[child]].key)
			child++;
		if (m->row[m->heap[i]].key <= m->row[m->heap[child]].key)
			return;
		size_t t = m->heap[i];
		m->heap[i] = m->heap[child];
		m->heap[child] = t;
	}
}

void
merger_begin(struct roll_merger *m, const struct roll_source *from)
{
	*m = (struct roll_merger){ .from = *from };
	m->row = mem_alloc(mul_size(from->n, sizeof *m->row));
	m->heap = mem_alloc(mul_size(from->n, sizeof *m->heap));
	for (size_t i = 0; i < from->n; i++)
		if (from->next(from->ctx, i, &m->row[i]))
			m->heap[m->n++] = i;
	for (size_t i = m->n / 2; i-- > 0; )
		sink(m, i);
}

bool
merger_next(struct roll_merger *m, struct roll_row *ret)
{
	if (!m->n)
		return false;
	*ret = (struct roll_row){ .key = m->row[m->heap[0]].key };
	while (m->n && m->row[m->heap[0]].key == ret->key) {
		size_t top = m->heap[0];
		ret->n += m->row[top].n;
		ret->unread += m->row[top].unread;
		ret->repeats += m->row[top].repeats;
		ret->speed_n += m->row[top].speed_n;
		ret->speed_sum += m->row[top].speed_sum;
		if (!m->from.next(m->from.ctx, top, &m->row[top]))
			m->heap[0] = m->heap[--m->n];
		sink(m, 0);
	}
	return true;
}

void
merger_end(struct roll_merger *m)
{
	mem_free(m->row);
	mem_free(m->heap);
}

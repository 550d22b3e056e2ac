/* SPDX-License-Identifier: Apache-2.0 */
/* history_find.c - searching: every segment that may hold something, the newest `limit` rows of what matches. */
#include "store/beside_.h"

#include "base/clock.h"
#include "base/limits.h"


/* ---- the newest so many: a heap with the oldest on top ---- */

static bool
older(const struct history_row *a, const struct history_row *b)
{
	return a->p.at_ms != b->p.at_ms ? a->p.at_ms < b->p.at_ms : a->id < b->id;
}

static void
sift_down(struct history_row *r, int n, int i)
{
	for (int child; (child = 2 * i + 1) < n; i = child) {
		if (child + 1 < n && older(&r[child + 1], &r[child]))
			child++;
		if (!older(&r[child], &r[i]))
			return;
		struct history_row t = r[i];
		r[i] = r[child];
		r[child] = t;
	}
}

static void
sift_up(struct history_row *r, int i)
{
	for (; i && older(&r[i], &r[(i - 1) / 2]); i = (i - 1) / 2) {
		struct history_row t = r[i];
		r[i] = r[(i - 1) / 2];
		r[(i - 1) / 2] = t;
	}
}

static void
keep(struct search *s, const struct history_row *row)
{
	if (s->n < s->max) {
		if (s->n == s->cap) {
			s->cap = s->cap ? 2 * s->cap : 64;
			s->row = mem_resize(s->row, mul_size((size_t)s->cap, sizeof *s->row));
		}
		s->row[s->n++] = *row;
		sift_up(s->row, s->n - 1);
	} else if (older(&s->row[0], row)) {
		s->row[0] = *row;
		sift_down(s->row, s->n, 0);
	}
	s->least_ms = s->n == s->max ? s->row[0].p.at_ms : INT64_MIN;
}

/* ---- what matches ---- */

static bool
any_or(int want, int is)
{
	return !want || want == is;
}

bool
search_tollgate(const struct history_query *q, uint32_t tollgate)
{
	size_t lo = 0, hi = q->ntollgate;
	if (!q->tollgate)
		return true;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (q->tollgate[mid] < tollgate)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < q->ntollgate && q->tollgate[lo] == tollgate;
}

static bool
plate_matches(const struct history_query *q, struct history_row *row)
{
	row->score = 1000;
	row->why = 0;
	if (!q->near_least)
		return !((row->p.plate ^ q->want) & (q->mask ? q->mask | PLATE_ALIAS : 0));	/* a pseudonym is like nothing */
	row->score = plate_near(row->p.plate, q->want, &row->why);
	return row->score >= q->near_least;
}

static bool
matches(const struct history_query *q, struct history_row *row)
{
	const struct passage *p = &row->p;
	return p->at_ms >= q->from_ms && p->at_ms < q->to_ms && any_or(q->class_code, p->class_code) &&
	    any_or(q->lane, p->lane) && any_or(q->direction, p->direction) && any_or(q->plate_colour, p->plate_colour) &&
	    any_or(q->vehicle_colour, p->vehicle_colour) && any_or(q->vehicle_type, p->vehicle_type) &&
	    (!q->flags_any || p->flags & q->flags_any) && !(p->flags & q->flags_none) &&
	    search_tollgate(q, p->tollgate) && plate_matches(q, row);
}

static bool
before_cursor(const struct history_query *q, const struct history_row *row)
{
	if (!q->before_at_ms && !q->before_id)
		return true;
	return row->p.at_ms != q->before_at_ms ? row->p.at_ms < q->before_at_ms : row->id < q->before_id;
}

static void
overlay_apply(struct history *h, struct history_row *row)
{
	struct history_overlay o;
	if (!beside_overlay(h->beside, row->id, &o))
		return;
	row->p.plate = o.plate;
	row->p.class_code = o.class_code;
	row->p.flags |= PASSAGE_CORRECTED;
}

static void
offer(struct search *s, struct history_row *row)
{
	row->read = row->p.plate;
	row->p.spare = 0;
	overlay_apply(s->h, row);
	if (matches(s->q, row) && before_cursor(s->q, row))
		keep(s, row);
}

void
search_offer(struct search *s, const struct part *part, const struct passage *p)
{
	struct history_row row = { .id = passage_id(part->number, p->seq), .series = part->series, .p = *p };
	offer(s, &row);
}

/* Passages of other plates that a person has read as this one. */
static void
offer_overlays(struct search *s)
{
	int64_t *id;
	size_t n = s->q->near_least ? 0 : beside_overlays_like(s->h->beside, s->q->want, s->q->mask, &id);
	for (size_t i = 0; i < n; i++) {
		struct history_row row;
		int k = 0;
		while (k < s->n && s->row[k].id != id[i])
			k++;
		if (k == s->n && !history_read(s->h, id[i], &row) && s->q->series & 1u << row.series)
			offer(s, &row);
	}
	if (n)
		mem_free(id);
}

struct held_search {
	struct search *s;
	const struct parts *parts;
};

/* A copy is for when the original has gone. */
static bool
offer_held(void *ctx, int64_t id, const struct passage *p)
{
	struct held_search *k = ctx;
	const struct part *part = parts_number(k->parts, (uint32_t)((uint64_t)id >> 32));
	struct history_row row = { .id = id, .series = SERIES_HELD, .p = *p };
	if (!part || !(k->s->q->series & 1u << part->series))
		offer(k->s, &row);
	return !search_late(k->s);
}

/* ---- a segment in memory ---- */

bool
search_late(struct search *s)
{
	if (s->q->deadline_mono_ms && clock_mono_ms() > s->q->deadline_mono_ms)
		s->e = E_TIMEOUT;
	return s->e;
}

static void
open_plate(struct search *s, const struct part *part)
{
	uint32_t at = UINT32_MAX;
	const struct passage *p;
	while (!s->e && (p = segment_next_of_plate(part->open, s->q->want, &at))) {
		search_offer(s, part, p);
		if ((++s->scanned & 0xffff) == 0)
			(void)search_late(s);
	}
}

static void
open_scan(struct search *s, const struct part *part)
{
	uint32_t n = atomic_load_explicit(&part->open->n, memory_order_acquire);
	for (uint32_t c = (n + CHUNK_ROWS - 1) >> CHUNK_BITS; c-- > 0 && !search_late(s); ) {
		struct chunk *chunk = part->open->chunk[c];
		uint32_t rows = n - (c << CHUNK_BITS) < CHUNK_ROWS ? n - (c << CHUNK_BITS) : CHUNK_ROWS;
		if (chunk->min_ms >= s->q->to_ms || chunk->max_ms < s->q->from_ms || chunk->max_ms < s->least_ms)
			continue;
		s->scanned += rows;
		for (uint32_t i = 0; i < rows; i++) {
			const struct passage *p = &chunk->row[i];
			if (p->at_ms >= s->q->from_ms && p->at_ms < s->q->to_ms && p->at_ms >= s->least_ms)
				search_offer(s, part, p);
		}
	}
}

bool
search_exact(const struct history_query *q)
{
	return !q->near_least && (q->mask & (PLATE_ALIAS - 1)) == PLATE_ALIAS - 1;
}

static void
search_part(struct search *s, const struct part *part)
{
	if (part->sealed)
		sealed_search(s, part);
	else if (part->open->min_ms >= s->q->to_ms || part->open->max_ms < s->q->from_ms || part->open->max_ms < s->least_ms)
		return;
	else if (search_exact(s->q))
		open_plate(s, part);
	else
		open_scan(s, part);
}

/* ---- the calls ---- */

static int
newest_first(const void *a, const void *b)
{
	const struct history_row *x = a, *y = b;
	return older(x, y) - older(y, x);
}

enum err
history_find(struct history *h, const struct history_query *q, struct arena *a, struct history_rows *ret)
{
	parts_scoped parts = { 0 };
	int limit = q->limit < 1 ? 1 : q->limit > HISTORY_FIND_MAX ? HISTORY_FIND_MAX : q->limit;
	struct search s = { .h = h, .q = q, .max = limit + 1, .least_ms = INT64_MIN };
	parts_hold(h, q->series, &parts);
	qsort(parts.at, parts.n, sizeof(struct part *), part_newest_first);
	for (size_t i = 0; i < parts.n && !s.e; i++)
		search_part(&s, parts.at[i]);
	if (!s.e && q->series & 1u << SERIES_HELD)
		s.e = beside_held_each(h->beside, q, offer_held, &(struct held_search){ &s, &parts });
	if (!s.e)
		offer_overlays(&s);
	if (!s.e) {
		if (s.n)
			qsort(s.row, (size_t)s.n, sizeof *s.row, newest_first);
		*ret = (struct history_rows){ .n = s.n < limit ? s.n : limit, .more = s.n > limit, .scanned = s.scanned };
		ret->row = arena_array(a, struct history_row, (size_t)ret->n);
		if (s.n)
			memcpy(ret->row, s.row, (size_t)ret->n * sizeof *s.row);
	}
	mem_free(s.row);
	return s.e;
}

static enum err
read_held(struct history *h, int64_t id, struct history_row *ret)
{
	*ret = (struct history_row){ .id = id, .series = SERIES_HELD, .score = 1000 };
	enum err e = beside_held_one(h->beside, id, &ret->p);
	ret->read = ret->p.plate;
	return e;
}

enum err
history_read(struct history *h, int64_t id, struct history_row *ret)
{
	parts_scoped parts = { 0 };
	uint32_t number = (uint32_t)((uint64_t)id >> 32), seq = (uint32_t)id;
	struct passage p;
	parts_hold(h, ~0u, &parts);
	const struct part *part = parts_number(&parts, number);
	if (!part)
		return read_held(h, id, ret);
	if (part->open) {
		if (seq >= atomic_load_explicit(&part->open->n, memory_order_acquire))
			return E_NOT_FOUND;
		p = *segment_row(part->open, seq);
		if (p.at_ms == ROW_LOST)
			return E_CORRUPT;
	} else {
		enum err e = sealed_one(h, part, seq, &p);
		if (e)
			return e;
	}
	p.spare = 0;
	*ret = (struct history_row){ .id = id, .series = part->series, .p = p, .read = p.plate, .score = 1000 };
	return E_OK;
}

enum err
history_one(struct history *h, int64_t id, struct history_row *ret)
{
	enum err e = history_read(h, id, ret);
	if (!e)
		overlay_apply(h, ret);
	return e;
}

enum err
history_raw(struct history *h, int64_t id, struct arena *a, struct slice *ret)
{
	parts_scoped parts = { 0 };
	struct buf b;
	parts_hold(h, 1u << SERIES_QUARANTINE, &parts);
	const struct part *part = parts_number(&parts, (uint32_t)((uint64_t)id >> 32));
	if (!part)
		return E_NOT_FOUND;
	buf_init(&b, LIMIT_BULK_BODY);
	enum err e = part->open ? segment_raw_read(part->open, (uint32_t)id, &b) : sealed_raw(part, (uint32_t)id, &b);
	if (!e && b.full)
		e = E_TOO_LARGE;
	if (!e)
		*ret = arena_copy(a, b.n ? buf_slice(&b) : S(""));
	buf_free(&b);
	return e;
}

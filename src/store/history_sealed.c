/* SPDX-License-Identifier: Apache-2.0 */
/* history_sealed.c - what a search, a count and the writer want of sealed segments. A damaged block is reported once and left out;
 * the rest is answered. */
#include "store/history_count_.h"
#include "store/sealed_.h"

#include "base/hash.h"

#define ONCE_KEPT 6		/* filters in memory, 2.5 MB each; the others are read 64 bytes at a time */

static void
bad(struct history *h, struct sealed *s, int64_t rows, const char *what)
{
	if (!atomic_exchange(&s->bad, true))
		history_damaged(h, s->path, rows, what);
}

int64_t
part_max_ms(const struct part *p)
{
	return p->sealed ? p->sealed->head.max_ms : p->open->max_ms;
}

int
part_newest_first(const void *a, const void *b)
{
	int64_t x = part_max_ms(*(struct part *const *)a), y = part_max_ms(*(struct part *const *)b);
	return (x < y) - (x > y);
}

enum err
part_load_sealed(struct history *h, const char *path, enum passage_series series, uint32_t number)
{
	struct sealed *s;
	enum err e = sealed_open(&s, path);
	if (!e && (s->head.number != number || s->head.series != (uint32_t)series)) {
		sealed_free(s);
		e = E_CORRUPT;
	}
	if (e)
		return e;
	struct part *p = mem_alloc(sizeof *p);
	*p = (struct part){ .number = number, .series = series, .sealed = s };
	part_add(h, p);
	if (series == SERIES_LIVE && s->head.mark > h->mark)
		h->mark = s->head.mark;
	return E_OK;
}

void
part_measure(const struct part *p, struct part_size *ret)
{
	if (p->sealed) {
		*ret = (struct part_size){ .rows = p->sealed->head.rows, .bytes = (int64_t)sealed_bytes(p->sealed),
			.memory = sizeof *p->sealed + (p->sealed->index ? p->sealed->head.blocks * (int64_t)sizeof(struct sealed_block) : 0) };
		return;
	}
	struct open_segment *o = p->open;
	pthread_rwlock_rdlock(&o->grow);	/* the writer frees tables that are outgrown */
	int64_t tables = ((int64_t)o->head->mask + o->once->mask) * 4;
	pthread_rwlock_unlock(&o->grow);
	pthread_mutex_lock(&o->roll_lock);
	int64_t counts = (int64_t)o->roll.cap * (int64_t)sizeof(struct roll_row) + (int64_t)o->n_runs * RUN_ROWS * 10;
	pthread_mutex_unlock(&o->roll_lock);
	*ret = (struct part_size){ .rows = o->n - o->lost, .bytes = (int64_t)o->n * PASSAGE_PACKED,
		.memory = (int64_t)((o->n >> CHUNK_BITS) + 1) * (int64_t)sizeof(struct chunk) + tables + counts };
}

/* ---- searching ---- */

static bool
block_overlaps(const struct search *s, const struct sealed *d, uint32_t i)
{
	if (d->index[i].to_s == UINT32_MAX)
		return true;
	int64_t from = d->head.min_ms + (int64_t)d->index[i].from_s * 1000, to = d->head.min_ms + (int64_t)d->index[i].to_s * 1000;
	return from < s->q->to_ms && to >= s->q->from_ms && to >= s->least_ms;
}

static void
block_search(struct search *s, const struct part *part, const struct block *b, uint32_t from, uint32_t end)
{
	for (uint32_t i = from; i < end; i++) {
		int64_t at = (int64_t)block_get(b, COL_AT, i);
		struct passage p;
		if (at < s->q->from_ms || at >= s->q->to_ms || at < s->least_ms ||
		    (s->q->tollgate && !search_tollgate(s->q, (uint32_t)block_get(b, COL_TOLLGATE, i))))
			continue;
		block_row(b, i, &p);
		search_offer(s, part, &p);
	}
}

/* Rows are sorted by plate: the first row at this plate or beyond. */
static uint32_t
first_at(const struct block *b, plate_t plate)
{
	uint32_t lo = 0, hi = b->n;
	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		if (block_get(b, COL_PLATE, mid) < plate)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* The plates that can match: those that begin alike are neighbours. */
static void
plate_range(const struct history_query *q, plate_t *ret_from, plate_t *ret_to)
{
	plate_t mask = q->near_least ? 0 : q->mask & ~PLATE_ALIAS, lead = 0;
	for (int bit = 62; bit >= 0 && mask >> bit & 1; bit--)
		lead |= UINT64_C(1) << bit;
	*ret_from = q->want & lead;
	*ret_to = lead ? *ret_from | (~lead & ~PLATE_ALIAS) : UINT64_MAX;
	if (lead && q->want & PLATE_ALIAS) {
		*ret_from |= PLATE_ALIAS;
		*ret_to |= PLATE_ALIAS;
	}
}

void
sealed_search(struct search *s, const struct part *part)
{
	struct sealed *d = part->sealed;
	plate_t from, to;
	uint32_t first, end;
	if (!sealed_covers(d, s->q->from_ms, s->q->to_ms) || d->head.max_ms < s->least_ms)
		return;
	enum err e = sealed_use(d);
	if (e == E_CORRUPT)
		bad(s->h, d, d->head.rows, "the index is damaged");
	else if (e && e != E_NOT_FOUND)		/* that is removed meanwhile */
		s->e = e;
	if (e)
		return;
	uint8_t *space = mem_alloc(BLOCK_BYTES);
	plate_range(s->q, &from, &to);
	sealed_range(d, from, to, &first, &end);
	for (uint32_t i = first; i < end && ((i - first) % 16 || !search_late(s)); i++) {
		struct block b;
		if (!block_overlaps(s, d, i))
			continue;
		if (sealed_block_get(d, i, space, &b)) {
			bad(s->h, d, BLOCK_ROWS, "a block whose checksum is wrong");
			continue;
		}
		uint32_t lo = first_at(&b, from), hi = to == UINT64_MAX ? b.n : first_at(&b, to + 1);
		s->scanned += hi - lo;
		block_search(s, part, &b, lo, hi);
	}
	mem_free(space);
	sealed_unuse(d);
}

enum err
sealed_one(struct history *h, const struct part *part, uint32_t seq, struct passage *ret)
{
	enum err e = sealed_use(part->sealed);
	if (!e) {
		e = sealed_find_seq(part->sealed, seq, ret);
		sealed_unuse(part->sealed);
	}
	if (e == E_CORRUPT)
		bad(h, part->sealed, BLOCK_ROWS, "a block whose checksum is wrong");
	return e;
}

static enum err
raw_of(const struct sealed *s, uint32_t seq, struct buf *ret)
{
	uint32_t lo = 0, hi = s->head.raws;
	struct sealed_raw r = { 0 };
	enum err e = E_OK;
	while (lo < hi && !e) {
		uint32_t mid = (lo + hi) / 2;
		e = sealed_read(s, s->head.section[SEC_RAW_LIST].at + (uint64_t)mid * sizeof r, &r, sizeof r);
		if (r.seq == seq)
			break;
		*(r.seq < seq ? &lo : &hi) = r.seq < seq ? mid + 1 : mid;
	}
	if (e || lo >= hi)
		return e ? e : E_NOT_FOUND;
	char *p = mem_alloc(r.bytes);
	e = sealed_read(s, r.at, p, r.bytes);
	if (!e && hash64((struct slice){ p, r.bytes }) != r.sum)
		e = E_CORRUPT;
	if (!e)
		buf_put(ret, (struct slice){ p, r.bytes });
	mem_free(p);
	return e;
}

enum err
sealed_raw(const struct part *part, uint32_t seq, struct buf *ret)
{
	enum err e = sealed_use(part->sealed);
	if (e)
		return e;
	e = raw_of(part->sealed, seq, ret);
	sealed_unuse(part->sealed);
	return e;
}

/* ---- counts ---- */

static bool
run_wanted(struct counting *c, const struct sealed *s, int which, uint32_t i)
{
	return counting_wants(c, s->runs[which][i].key, i + 1 < sealed_runs(s, which) ? s->runs[which][i + 1].key : UINT64_MAX);
}

enum err
sealed_count(struct history *h, struct counting *c, const struct part *part)
{
	struct sealed *s = part->sealed;
	int which = counting_by_hour(c);
	if (!sealed_covers(s, c->from_ms, c->to_ms))
		return E_OK;
	enum err e = sealed_use(s);
	if (e == E_CORRUPT)
		bad(h, s, 0, "the index is damaged");
	if (e)
		return e == E_NOT_FOUND || e == E_CORRUPT ? E_OK : e;
	uint8_t *space = mem_alloc(RUN_BYTES);
	for (uint32_t i = 0; i < sealed_runs(s, which) && !e; i++) {
		struct run_read run;
		if (!run_wanted(c, s, which, i))
			continue;
		if (!(e = sealed_run_get(s, which, i, space, &run))) {
			while (run_next(&run))
				counting_add(c, &run.row);
		} else if (e == E_CORRUPT) {
			bad(h, s, 0, "counts whose checksum is wrong");
			e = E_OK;
		}
	}
	mem_free(space);
	sealed_unuse(s);
	return e;
}

/* ---- rows in the order in which they came ---- */

static enum err
gather(const struct sealed *s, uint32_t from, struct passage *row)
{
	uint8_t *space = mem_alloc(BLOCK_BYTES);
	enum err e = E_OK;
	for (uint32_t i = 0; i < s->head.n - from; i++)
		row[i].at_ms = ROW_LOST;
	for (uint32_t i = 0; i < s->head.blocks && !e; i++) {
		struct block b;
		if ((e = sealed_block_get(s, i, space, &b)) == E_CORRUPT)
			e = E_OK;		/* verify and the next search tell; those rows cannot be matched again */
		else
			for (uint32_t k = 0; k < b.n; k++) {
				uint32_t seq = (uint32_t)block_get(&b, COL_SEQ, k);
				if (seq >= from && seq < s->head.n)
					block_row(&b, k, &row[seq - from]);
			}
	}
	mem_free(space);
	return e;
}

enum err
sealed_hand_out(struct history *h, const struct part *part, uint32_t from, enum err (*fn)(void *ctx, uint32_t segment, struct passage *row, uint32_t n), void *ctx)
{
	struct sealed *s = part->sealed;
	enum err e = from < s->head.n ? sealed_use(s) : E_DONE;
	if (e == E_CORRUPT)
		bad(h, s, s->head.rows, "the index is damaged");
	if (e)
		return e == E_DONE || e == E_CORRUPT ? E_OK : e;
	uint32_t n = s->head.n - from;
	struct passage *row = mem_alloc(mul_size(n, sizeof *row));
	e = gather(s, from, row);
	sealed_unuse(s);
	for (uint32_t i = 0, m; i < n && !e; i = m) {
		while (i < n && row[i].at_ms == ROW_LOST)
			i++;
		for (m = i; m < n && m - i < 1024 && row[m].at_ms != ROW_LOST; m++)
			;
		if (m > i)
			e = fn(ctx, part->number, &row[i], m - i);
	}
	mem_free(row);
	return e;
}

/* ---- once ---- */

static void
once_load(struct parts *all, struct sealed *s)
{
	int kept = 0;
	for (size_t i = 0; i < all->n; i++) {	/* newest first: those beyond the first few are read piece by piece */
		struct sealed *d = all->at[i]->sealed;
		if (!d)
			continue;
		if (kept >= ONCE_KEPT) {
			mem_free(d->once);
			d->once = NULL;
		}
		if (d == s && kept < ONCE_KEPT) {
			s->once = mem_alloc((size_t)s->head.section[SEC_ONCE].bytes);
			if (sealed_read(s, s->head.section[SEC_ONCE].at, s->once, (size_t)s->head.section[SEC_ONCE].bytes)) {
				mem_free(s->once);
				s->once = NULL;
			}
		}
		kept++;
	}
}

/* False: certainly not. */
static bool
maybe_in(struct parts *all, struct sealed *s, const struct passage *p)
{
	uint64_t key = passage_key_hash(p, 0), bits = passage_mix(key, 7), blocks = s->head.section[SEC_ONCE].bytes / 64;
	uint64_t at = 64 * sealed_once_place(key, blocks);
	uint8_t own[64];
	const uint8_t *line = own;
	if (!s->once && !s->once_asked) {
		s->once_asked = true;
		once_load(all, s);
	}
	if (s->once)
		line = s->once + at;
	else if (sealed_read(s, s->head.section[SEC_ONCE].at + at, own, 64))
		return true;
	for (int i = 0; i < ONCE_HASHES; i++, bits >>= 9)
		if (!(line[(bits & 511) >> 3] >> (bits & 7) & 1))
			return false;
	return true;
}

static bool
is_in(struct history *h, struct sealed *s, const struct passage *want)
{
	uint32_t first, end;
	bool found = false;
	uint8_t *space = mem_alloc(BLOCK_BYTES);
	sealed_range(s, want->plate, want->plate, &first, &end);
	for (uint32_t i = first; i < end && !found; i++) {
		struct block b;
		if (sealed_block_get(s, i, space, &b)) {
			bad(h, s, BLOCK_ROWS, "a block whose checksum is wrong");
			continue;
		}
		for (uint32_t k = first_at(&b, want->plate); k < b.n && block_get(&b, COL_PLATE, k) == want->plate && !found; k++) {
			struct passage p;
			if ((int64_t)block_get(&b, COL_AT, k) != want->at_ms)
				continue;
			block_row(&b, k, &p);
			found = passage_same(&p, want);
		}
	}
	mem_free(space);
	return found;
}

static bool
in_sealed(struct history *h, struct sealed *s, const struct passage *p)
{
	bool found = false;
	if (sealed_covers(s, p->at_ms, p->at_ms + 1) && !sealed_use(s)) {
		found = maybe_in(&h->others[s->head.series], s, p) && is_in(h, s, p);
		sealed_unuse(s);
	}
	return found;
}

/* The writer holds the parts of a series until there are others. */
static struct parts *
others(struct history *h, enum passage_series s)
{
	if (h->others_at[s] != h->generation) {
		h->others_at[s] = h->generation;
		parts_let_go(&h->others[s]);
		parts_hold(h, 1u << s, &h->others[s]);
		qsort(h->others[s].at, h->others[s].n, sizeof(struct part *), part_newest_first);
	}
	return &h->others[s];
}

bool
part_same_elsewhere(struct history *h, const struct part *filling, const struct passage *p, uint64_t key)
{
	const struct parts *all = others(h, filling->series);
	for (size_t i = 0; i < all->n; i++) {
		const struct part *o = all->at[i];
		if (o == filling)
			continue;
		if (part_max_ms(o) < p->at_ms)	/* and so are all that follow */
			return false;
		if (o->sealed ? in_sealed(h, o->sealed, p) : segment_same(o->open, p, key) != UINT32_MAX)
			return true;
	}
	return false;
}

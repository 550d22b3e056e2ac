/* SPDX-License-Identifier: Apache-2.0 */
/* history_keep.c - what is done to passages as they grow old: corrected, held, removed, pseudonymised, verified. */
#include "store/beside_.h"
#include "store/history_count_.h"
#include "store/sealed_.h"

#include <errno.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/log.h"

#define HOLD_PAGE 5000
#define IMPORT_RESTS_S 3600

/* ---- corrections and holds ---- */

enum err
history_correct(struct history *h, const struct history_overlay *o)
{
	struct history_row row;
	enum err e = history_read(h, o->id, &row);
	if (e)
		return e;
	if (row.p.plate == o->plate && row.p.class_code == o->class_code)
		return beside_overlay_drop(h->beside, o->id);
	return beside_overlay_put(h->beside, o);
}

/* As they were read: a correction goes on lying over the copy. */
static enum err
hold_page(struct history *h, const struct history_rows *r, int64_t hold, int64_t *ret_n)
{
	enum err e = E_OK;
	for (int i = 0; i < r->n && !e; i++)
		if (r->row[i].p.flags & PASSAGE_CORRECTED)
			e = history_read(h, r->row[i].id, &r->row[i]);
	return e ? e : beside_hold(h->beside, hold, r->row, r->n, ret_n);
}

enum err
history_hold(struct history *h, const struct history_query *q, int64_t hold, int64_t *ret_n)
{
	struct history_query page = *q;
	struct history_rows r = { .more = true };
	enum err e = E_OK;
	*ret_n = 0;
	page.limit = HOLD_PAGE;
	while (r.more && !e) {
		struct arena a;
		arena_init(&a);
		if (!(e = history_find(h, &page, &a, &r)) && r.n) {
			page.before_at_ms = r.row[r.n - 1].p.at_ms;
			page.before_id = r.row[r.n - 1].id;
			e = hold_page(h, &r, hold, ret_n);
		}
		arena_free(&a);
	}
	return e;
}

enum err
history_release(struct history *h, int64_t hold)
{
	return beside_release(h->beside, hold);
}

/* ---- removing ---- */

/* An import of old years is left alone while it is going on: what it sends twice is known by its plate. */
static bool
under_way(const struct open_segment *o)
{
	return o->series == SERIES_IMPORT && segment_row(o, o->n - 1)->received_s + IMPORT_RESTS_S > clock_now_ms() / 1000;
}

/* What is still being filled is closed first, if it holds something so old: else a series that rests would keep it for ever. The
 * quarantine is always: its times are what is doubted, so it is kept by the age of its files. */
static enum err
close_old(struct history *h, enum passage_series s, int64_t before_ms, bool wholly)
{
	parts_scoped parts = { 0 };
	bool old = false;
	parts_hold(h, 1u << s, &parts);
	for (size_t i = 0; i < parts.n; i++) {
		const struct open_segment *o = parts.at[i]->open;
		old |= o && o->n && !under_way(o) && (s == SERIES_QUARANTINE || (wholly ? o->max_ms : o->min_ms) < before_ms);
	}
	return old ? history_roll(h, s) : E_OK;
}

static bool
is_old(struct history *h, const struct part *p, int64_t before_ms)
{
	const struct sealed *d = p->sealed;
	char path[PATH_LEN];
	struct stat st;
	if (!d || !d->head.rows || p->series != SERIES_QUARANTINE)
		return d && (!d->head.rows || d->head.max_ms < before_ms);
	segment_path(path, h->dir, p->series, p->number, ".seg");
	return !stat(path, &st) && st.st_mtime < before_ms / 1000;
}

static enum err
prune_one(struct history *h, struct part *p)
{
	char path[PATH_LEN];
	segment_path(path, h->dir, p->series, p->number, ".seg");
	enum err e = beside_segment_gone(h->beside, p->number);
	if (e)
		return e;
	part_replace(h, p, NULL);
	return unlink(path) && errno != ENOENT ? disk_err("unlink", path) : E_OK;
}

static enum err
prune_all(struct history *h, enum passage_series s, int64_t before_ms, int64_t *ret_n)
{
	enum err e = close_old(h, s, before_ms, true);
	parts_scoped parts = { 0 };
	parts_hold(h, 1u << s, &parts);
	for (size_t i = 0; i < parts.n && !e; i++) {
		if (!is_old(h, parts.at[i], before_ms))
			continue;
		*ret_n += parts.at[i]->sealed->head.rows;
		e = prune_one(h, parts.at[i]);
	}
	enum err synced = disk_sync_dir(h->dir);
	return e ? e : synced;
}

enum err
history_prune(struct history *h, enum passage_series s, int64_t before_ms, int64_t *ret_n)
{
	*ret_n = 0;
	if (s == SERIES_HELD)		/* is released, hold by hold */
		return E_BAD_VALUE;
	pthread_mutex_lock(&h->keep_lock);
	enum err e = prune_all(h, s, before_ms, ret_n);
	pthread_mutex_unlock(&h->keep_lock);
	return e;
}

/* ---- pseudonyms ---- */

plate_t
plate_alias(plate_t p, uint8_t class_code, const uint8_t key[32])
{
	uint8_t text[9];
	uint64_t v[2];
	memcpy(text, &p, 8);
	text[8] = class_code;
	crypto_generichash((unsigned char *)v, sizeof v, text, sizeof text, key, 32);
	return v[0] | PLATE_ALIAS;
}

struct rewrite {
	struct history *h;
	struct sealed *old;
	struct chunk **chunk;
	size_t chunks;
	uint8_t *space;
	uint32_t run;			/* of the old counts */
	struct run_read read;
	int64_t aliased;
	bool held;			/* a plate stays only because it is held */
	enum err e;
};

/* The old counts, one run after another: they are sorted as they stand. */
static bool
old_count(void *ctx, size_t i, struct roll_row *ret)
{
	struct rewrite *w = ctx;
	while (!run_next(&w->read)) {
		if (w->e || w->run >= sealed_runs(w->old, 0))
			return false;
		w->e = sealed_run_get(w->old, 0, w->run++, w->space, &w->read);
		if (w->e)
			return false;
	}
	*ret = w->read.row;
	return true;
}

static void
old_counts_begin(void *ctx, struct roll_source *ret)
{
	struct rewrite *w = ctx;
	w->run = 0;
	w->read = (struct run_read){ 0 };
	*ret = (struct roll_source){ .next = old_count, .ctx = w, .n = 1 };
}

static void
old_counts_end(void *ctx)
{
}

static bool
may_alias(struct rewrite *w, const struct passage *p, int64_t before_ms)
{
	if (!p->plate || p->plate & PLATE_ALIAS || p->flags & PASSAGE_HIT || p->at_ms >= before_ms)
		return false;
	bool held = beside_is_held(w->h->beside, passage_id(w->old->head.number, p->seq));
	w->held |= held;
	return !held;
}

static enum err
read_rows(struct rewrite *w, int64_t before_ms, const uint8_t key[32])
{
	uint8_t *space = mem_alloc(BLOCK_BYTES);
	enum err e = E_OK;
	for (uint32_t i = 0; i < w->old->head.n; i++)
		w->chunk[i >> CHUNK_BITS]->row[i & (CHUNK_ROWS - 1)].at_ms = ROW_LOST;
	for (uint32_t i = 0; i < w->old->head.blocks && !e; i++) {
		struct block b;
		if ((e = sealed_block_get(w->old, i, space, &b)))
			break;
		for (uint32_t k = 0; k < b.n; k++) {
			struct passage p;
			block_row(&b, k, &p);
			if (p.seq >= w->old->head.n)
				continue;
			if (may_alias(w, &p, before_ms)) {
				p.plate = plate_alias(p.plate, p.class_code, key);
				w->aliased++;
				e = beside_overlay_drop_if(w->h->beside, passage_id(w->old->head.number, p.seq));
			}
			w->chunk[p.seq >> CHUNK_BITS]->row[p.seq & (CHUNK_ROWS - 1)] = p;
		}
	}
	mem_free(space);
	return e;
}

static bool
has_old(const struct sealed *s, int64_t before_ms)
{
	return s->head.rows && s->head.min_ms < before_ms && s->head.alias_ms < (before_ms < s->head.max_ms ? before_ms : s->head.max_ms);
}

/* With a plate that is held it is not said to be done: a later run, after the release, comes back to it.
 * The objects as sent hold the plate too: a quarantined segment loses them. */
static enum err
write_again(struct rewrite *w, struct part *p, int64_t before_ms)
{
	char fresh[PATH_LEN];
	struct seal_input in = { .number = p->number, .n = w->old->head.n, .series = p->series, .chunk = w->chunk, .mark = w->old->head.mark,
		.alias_ms = w->held ? w->old->head.alias_ms : before_ms, .roll_begin = old_counts_begin, .roll_end = old_counts_end, .roll_ctx = w };
	segment_path(fresh, w->h->dir, p->series, p->number, ".new");
	w->space = mem_alloc(RUN_BYTES);
	enum err e = sealed_write(fresh, &in);
	if (!e && w->e) {
		(void)unlink(fresh);
		e = w->e;
	}
	mem_free(w->space);
	return e ? e : part_publish(w->h, p, fresh, w->old->head.rows);
}

static enum err
rewrite(struct history *h, struct part *p, int64_t before_ms, const uint8_t key[32], int64_t *ret_n)
{
	struct rewrite w = { .h = h, .old = p->sealed, .chunks = (p->sealed->head.n >> CHUNK_BITS) + 1 };
	enum err e = sealed_use(w.old);
	if (e)
		return e;
	w.chunk = mem_alloc(mul_size(w.chunks, sizeof *w.chunk));
	for (size_t i = 0; i < w.chunks; i++)
		w.chunk[i] = mem_alloc(sizeof **w.chunk);
	bool nothing = !(e = read_rows(&w, before_ms, key)) && w.held && !w.aliased;
	if (!e && !nothing)
		e = write_again(&w, p, before_ms);
	for (size_t i = 0; i < w.chunks; i++)
		mem_free(w.chunk[i]);
	mem_free(w.chunk);
	if (e || nothing)
		sealed_unuse(w.old);	/* else it stays open for those who hold it: its name leads to the new file now */
	*ret_n += e ? 0 : w.aliased;
	return e;
}

static enum err
alias_series(struct history *h, enum passage_series s, int64_t before_ms, const uint8_t key[32], int64_t *ret_n)
{
	enum err e = close_old(h, s, before_ms, false);
	parts_scoped parts = { 0 };
	parts_hold(h, 1u << s, &parts);
	for (size_t i = 0; i < parts.n && !e; i++) {
		struct part *p = parts.at[i];
		if (!p->sealed || !has_old(p->sealed, before_ms))
			continue;
		e = rewrite(h, p, before_ms, key, ret_n);
		if (e == E_CORRUPT) {	/* left as it is, for people; the others go on */
			history_damaged(h, p->sealed->path, BLOCK_ROWS, "could not be pseudonymised: a block is damaged");
			e = E_OK;
		}
	}
	return e;
}

enum err
history_pseudonymise(struct history *h, int64_t before_ms, const uint8_t key[32], int64_t *ret_n)
{
	static const enum passage_series all[] = { SERIES_LIVE, SERIES_IMPORT, SERIES_QUARANTINE };
	enum err e = E_OK;
	*ret_n = 0;
	pthread_mutex_lock(&h->keep_lock);
	for (size_t k = 0; k < N_ELEMS(all) && !e; k++)
		e = alias_series(h, all[k], before_ms, key, ret_n);
	pthread_mutex_unlock(&h->keep_lock);
	return e;
}

/* ---- verifying ---- */

enum err
history_verify(struct history *h, int64_t *ret_rows, int64_t *ret_damaged)
{
	parts_scoped parts = { 0 };
	enum err e = E_OK;
	*ret_rows = *ret_damaged = 0;
	pthread_mutex_lock(&h->keep_lock);
	parts_hold(h, ~0u, &parts);
	for (size_t i = 0; i < parts.n && !e; i++) {
		struct sealed *s = parts.at[i]->sealed;
		struct part_size size;
		int64_t bad = 0;
		part_measure(parts.at[i], &size);
		*ret_rows += size.rows;
		if (!s || (e = sealed_use(s)))
			continue;
		e = sealed_verify(s, &bad);
		sealed_unuse(s);
		if (e == E_CORRUPT) {
			history_damaged(h, s->path, bad, "a checksum is wrong");
			e = E_OK;
		}
		*ret_damaged += bad;
	}
	pthread_mutex_unlock(&h->keep_lock);
	return e;
}

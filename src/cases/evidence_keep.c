/* SPDX-License-Identifier: Apache-2.0 */
/* evidence_keep.c - pictures of a camera record live as long as the record: once entered they are copied out of the packs of passages, which are
 * forgotten by the day, into the files of the record. Beside the step, since reading and writing them may take seconds; until it is done the packs of
 * that day stay (passage/retain.c).
 *
 * Source  行政处罚法 41/2 (evidence true, complete, unchanged); 行政案件程序规定 260; 个人信息保护法 19
 */
#include "base/clock.h"
#include "base/log.h"
#include "cases/camera_record.h"
#include "cases/cases.h"
#include "engine/audit.h"
#include "engine/event.h"
#include "engine/record.h"
#include "engine/timer.h"
#include "store/file.h"

#define EACH 20			/* records in one turn */
#define IMAGES_MAX 8		/* that came by themselves, behind the passage's own */

struct keeping {
	struct cases_evidence of;
	int64_t record, passage;
	struct kept {
		struct file_hash hash;
		const char *type;
		int64_t bytes;
	} file[PACK_SET_MAX + IMAGES_MAX];
	int n;
};

/* ---- reading ---- */

static enum err
copy_set(struct engine *e, struct keeping *k, uint64_t ref, struct arena *a)
{
	struct picture_set *set = arena_new(a, struct picture_set);
	enum err err = pack_get(k->of.packs, ref, a, set);

	for (int i = 0; i < set->n && !err && k->n < (int)N_ELEMS(k->file); i++) {
		struct kept *f = &k->file[k->n];
		if ((err = file_put(e->files, set->picture[i].bytes, &f->hash)))
			return err;
		f->type = picture_mime(set->picture[i].format);
		f->bytes = (int64_t)set->picture[i].bytes.n;
		k->n++;
	}
	return err;
}

static enum err
copy_more(struct engine *e, struct keeping *k, struct arena *a)
{
	uint64_t ref[IMAGES_MAX];
	int n = 0;
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err err = db_reader(e->db, &c);

	if (err || (err = sql(c, &st, "SELECT pack FROM device_image WHERE passage = ?1 ORDER BY id LIMIT 8")))
		return err;
	sql_int(st, 1, k->passage);
	while (n < IMAGES_MAX && !(err = sql_step(st)))
		ref[n++] = (uint64_t)col_int(st, 0);
	sql_done(st);
	err = err == E_DONE ? E_OK : err;
	for (int i = 0; i < n && !err; i++)
		err = copy_set(e, k, ref[i], a);
	return err;
}

/* A passage or pack that is gone cannot be copied any more: that is noted, not tried for ever. */
static enum err
copy(struct engine *e, struct keeping *k)
{
	struct history_row row;
	struct arena a;
	enum err err;

	arena_init(&a);
	err = history_one(k->of.history, k->passage, &row);
	if (!err && row.p.pictures)
		err = copy_set(e, k, row.p.pictures, &a);
	if (!err)
		err = copy_more(e, k, &a);
	arena_free(&a);
	if (err == E_NOT_FOUND)
		log_at(LOG_ERROR, "evidence.lost", KV("camera_record", LI(k->record)), KV("passage", LI(k->passage)));
	return err == E_NOT_FOUND ? E_OK : err;
}

/* ---- writing ---- */

static enum err
attach(struct call *c, const struct keeping *k, const struct row *r, int i)
{
	const struct kept *f = &k->file[i];
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "INSERT INTO attachment (record, row, slot, hash, name, type, size, created_at, created_by)"
	    " VALUES ('camera_record', ?1, 'picture', ?2, ?3, ?4, ?5, ?6, 0)");

	if (e)
		return e;
	sql_int(st, 1, k->record);
	sql_text(st, 2, slice_of(f->hash.hex));
	sql_text(st, 3, arena_printf(c->arena, "%lld-%d", (long long)k->passage, i + 1));
	sql_text(st, 4, slice_of(f->type));
	sql_int(st, 5, f->bytes);
	sql_int(st, 6, c->now_ms);
	if ((e = sql_run(st)))
		return e;
	return audit_read(c, "attach", &camera_record_record, r->id, arena_printf(c->arena, "{\"slot\":\"picture\",\"hash\":\"%s\"}", f->hash.hex));
}

static enum err
write_kept(struct call *c, void *ctx)
{
	const struct keeping *k = ctx;
	struct row *r, *change = row_new(c->arena, &camera_record_record), *after;
	enum err e = record_load(c, &camera_record_record, k->record, &r);

	if (e || !row_empty(r, camera_record_pictures_kept))
		return e;
	for (int i = 0; i < k->n && !e; i++)
		e = attach(c, k, r, i);
	if (e)
		return refuse(c, e, NULL, -1);
	row_set_int(change, camera_record_pictures_kept, c->now_ms);
	return record_patch(c, &camera_record_record, k->record, 0, change, 1ull << camera_record_pictures_kept, &after);
}

/* ---- the timer ---- */

static enum err
waiting(struct engine *e, struct keeping *ret, int *n)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err err = db_reader(e->db, &c);

	*n = 0;
	if (err || (err = sql(c, &st, "SELECT id, passage FROM camera_record WHERE passage IS NOT NULL AND pictures_kept IS NULL AND state IN"
	    " ('entered', 'bounced', 'notified', 'extended', 'objected', 'verified', 'accepted') ORDER BY id LIMIT 20")))
		return err;
	while (*n < EACH && !(err = sql_step(st))) {
		ret[*n].record = col_int(st, 0);
		ret[(*n)++].passage = col_int(st, 1);
	}
	return err == E_DONE ? E_OK : err;
}

static enum err
keep_tick(struct engine *e, void *ctx)
{
	struct keeping *k = mem_alloc(EACH * sizeof *k);
	enum err err;
	int n;

	memset(k, 0, EACH * sizeof *k);
	err = waiting(e, k, &n);
	for (int i = 0; i < n && !err; i++) {
		k[i].of = *(const struct cases_evidence *)ctx;
		if (!(err = copy(e, &k[i])))
			err = engine_write(e, "证据图片随案保存", write_kept, &k[i]);
	}
	mem_free(k);
	return err;
}

enum err
evidence_timer(struct engine *e, const struct cases_evidence *of)
{
	return of->history && of->packs ? timer_add(e, "cases.evidence", 30000, keep_tick, (void *)(uintptr_t)of) : E_OK;
}

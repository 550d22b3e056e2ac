/* SPDX-License-Identifier: Apache-2.0 */
/* segment_file.c - the file of a segment that is taken into.
 *
 *   rows (first, n, sum, data)    one blob of packed rows a commit; sum: XXH3 of data
 *   raw  (seq, body)              the object as it was sent, of quarantined rows
 *   mark (segment, seq)           matched up to, as of the newest commit
 */
#include "store/segment_file_.h"

#include <fcntl.h>
#include <unistd.h>
#include "base/arena.h"
#include "base/hash.h"
#include "base/limits.h"
#include "base/log.h"
#include "store/sqlite_.h"

#define PAGE 4096
#define WAL_PAGES ((int)(MIB(64) / PAGE))

static const char schema[] =
    "PRAGMA page_size=4096; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint=0;"
    "PRAGMA cache_size=-256; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON; PRAGMA application_id=1819632999;"
    "BEGIN;"
    "CREATE TABLE IF NOT EXISTS rows (first INTEGER PRIMARY KEY, n INTEGER NOT NULL, sum INTEGER NOT NULL, data BLOB NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS raw (seq INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS mark (one INTEGER PRIMARY KEY CHECK (one = 1), segment INTEGER NOT NULL, seq INTEGER NOT NULL) STRICT;"
    "COMMIT;";

void
segment_path(char ret[PATH_LEN], const char *dir, enum passage_series s, uint32_t number, const char *suffix)
{
	char name[64];
	snprintf(name, sizeof name, "%s-%08u%s", passage_series_name(s), number, suffix);
	path_join(ret, PATH_LEN, dir, name);
}

static enum err
failed(const struct open_segment *o, int rc)
{
	enum err e = lite_rc_err(o->own, rc);
	log_at(LOG_ERROR, "history.sqlite", KV("segment", LI(o->number)), KV("code", LI(rc)),
	    KV("error", LS(o->own ? sqlite3_errmsg(o->own) : sqlite3_errstr(rc))));
	return e;
}

static int
wal_grew(void *ctx, sqlite3 *s, const char *name, int pages)
{
	((struct open_segment *)ctx)->wal_pages = pages;
	return SQLITE_OK;
}

static enum err
prepare(struct open_segment *o)
{
	const struct {
		sqlite3_stmt **to;
		const char *text;
	} all[] = {
		{ &o->begin, "BEGIN IMMEDIATE" }, { &o->commit, "COMMIT" }, { &o->rollback, "ROLLBACK" },
		{ &o->insert, "INSERT INTO rows (first, n, sum, data) VALUES (?1, ?2, ?3, ?4)" },
		{ &o->raw, "INSERT INTO raw (seq, body) VALUES (?1, ?2)" },
		{ &o->mark, "INSERT INTO mark (one, segment, seq) VALUES (1, ?1, ?2)"
		    " ON CONFLICT (one) DO UPDATE SET segment = excluded.segment, seq = excluded.seq" },
	};
	for (size_t i = 0; i < N_ELEMS(all); i++) {
		int rc = sqlite3_prepare_v3(o->own, all[i].text, -1, SQLITE_PREPARE_PERSISTENT, all[i].to, NULL);
		if (rc)
			return failed(o, rc);
	}
	return E_OK;
}

static enum err
file_open(struct open_segment *o, const char *path, int create)
{
	snprintf(o->path, sizeof o->path, "%s", path);
	int rc = sqlite3_open_v2(path, &o->own, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | create, NULL);
	if (rc)
		return failed(o, rc);
	sqlite3_extended_result_codes(o->own, 1);
	sqlite3_busy_timeout(o->own, 5000);
	sqlite3_db_config(o->own, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	sqlite3_db_config(o->own, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_wal_hook(o->own, wal_grew, o);
	o->checkpoint_at = WAL_PAGES;
	return (rc = sqlite3_exec(o->own, schema, NULL, NULL, NULL)) ? failed(o, rc) : prepare(o);
}

enum err
segment_create(struct open_segment **ret, const char *path, enum passage_series s, uint32_t number, uint32_t cap, uint64_t seed)
{
	char dir[PATH_LEN];
	struct open_segment *o = segment_new(s, number, cap, seed);
	enum err e = file_open(o, path, SQLITE_OPEN_CREATE);
	snprintf(dir, sizeof dir, "%s", path);
	*strrchr(dir, '/') = 0;
	if (e || (e = disk_sync_dir(dir))) {
		segment_free(o);
		return e;
	}
	*ret = o;
	return E_OK;
}

void
segment_shut(struct open_segment *o)
{
	sqlite3_stmt **all[] = { &o->begin, &o->commit, &o->rollback, &o->insert, &o->raw, &o->mark };
	for (size_t i = 0; i < N_ELEMS(all); i++) {
		sqlite3_finalize(*all[i]);
		*all[i] = NULL;
	}
	if (sqlite3_close(o->own))
		log_at(LOG_ERROR, "history.close", KV("error", LS(sqlite3_errmsg(o->own))));
	o->own = NULL;
}

void
segment_remove(const char *path)
{
	static const char *const suffix[] = { "", "-wal", "-shm" };
	char name[PATH_LEN + 8];
	for (size_t i = 0; i < N_ELEMS(suffix); i++) {
		snprintf(name, sizeof name, "%s%s", path, suffix[i]);
		(void)unlink(name);
	}
}

/* ---- a commit ---- */

static enum err
run(struct open_segment *o, sqlite3_stmt *s)
{
	int rc = sqlite3_step(s);
	enum err e = rc == SQLITE_DONE ? E_OK : failed(o, sqlite3_extended_errcode(o->own));
	sqlite3_reset(s);
	return e;
}

enum err
segment_begin(struct open_segment *o)
{
	return run(o, o->begin);
}

enum err
segment_raw(struct open_segment *o, uint32_t seq, struct slice body)
{
	sqlite3_bind_int64(o->raw, 1, seq);
	sqlite3_bind_blob64(o->raw, 2, body.p ? body.p : "", body.n, SQLITE_STATIC);
	enum err e = run(o, o->raw);
	sqlite3_clear_bindings(o->raw);
	return e;
}

static enum err
write_rows(struct open_segment *o)
{
	uint32_t n = o->m - o->n;
	if (!n)
		return E_OK;
	o->packed = mem_resize(o->packed, mul_size(n, PASSAGE_PACKED));
	for (uint32_t i = 0; i < n; i++)
		passage_pack(segment_row(o, o->n + i), o->packed + (size_t)i * PASSAGE_PACKED);
	struct slice data = { (char *)o->packed, (size_t)n * PASSAGE_PACKED };
	sqlite3_bind_int64(o->insert, 1, o->n);
	sqlite3_bind_int64(o->insert, 2, n);
	sqlite3_bind_int64(o->insert, 3, (int64_t)hash64(data));
	sqlite3_bind_blob64(o->insert, 4, data.p, data.n, SQLITE_STATIC);
	return run(o, o->insert);
}

static enum err
write_mark(struct open_segment *o, uint64_t mark)
{
	if (mark == o->marked)
		return E_OK;
	sqlite3_bind_int64(o->mark, 1, (int64_t)(mark >> 32));
	sqlite3_bind_int64(o->mark, 2, (int64_t)(mark & 0xffffffff));
	return run(o, o->mark);
}

/* Many small commits write the same page again and again: then the WAL is worth copying back. After large ones it is not,
 * since everything in it is written once more when the segment is sealed. */
static void
wal_cut(struct open_segment *o)
{
	int64_t pages = (int64_t)o->m * PASSAGE_PACKED / PAGE;
	if (o->wal_pages < o->checkpoint_at || o->wal_pages < 3 * pages)
		return;
	int in_wal = 0, copied = 0;
	int rc = sqlite3_wal_checkpoint_v2(o->own, NULL, SQLITE_CHECKPOINT_PASSIVE, &in_wal, &copied);
	o->checkpoint_at = rc || copied < in_wal ? o->wal_pages + WAL_PAGES : WAL_PAGES;
}

void
segment_undo(struct open_segment *o)
{
	if (!sqlite3_get_autocommit(o->own))
		(void)run(o, o->rollback);
	segment_forget(o);
}

enum err
segment_commit(struct open_segment *o, uint64_t mark)
{
	enum err e = write_rows(o);
	if (e || (e = write_mark(o, mark)) || (e = run(o, o->commit))) {
		segment_undo(o);
		return e;
	}
	o->marked = mark;
	segment_publish(o);
	wal_cut(o);
	return E_OK;
}

/* ---- reading ---- */

/* One blob. Rows between, and those of a torn blob, are lost but keep their numbers. */
static enum err
load_blob(struct open_segment *o, sqlite3_stmt *s)
{
	int64_t first = sqlite3_column_int64(s, 0), n = sqlite3_column_int64(s, 1), size = sqlite3_column_bytes(s, 3);
	const uint8_t *data = sqlite3_column_blob(s, 3);
	if (first < o->m || n <= 0 || first + n > SEGMENT_ROWS_MAX)
		return E_CORRUPT;
	while (o->m < first)
		segment_add_lost(o);
	bool whole = size == n * PASSAGE_PACKED &&
	    (int64_t)hash64((struct slice){ (const char *)data, (size_t)size }) == sqlite3_column_int64(s, 2);
	for (int64_t i = 0; i < n; i++) {
		struct passage p;
		if (!whole) {
			segment_add_lost(o);
			continue;
		}
		passage_unpack(data + i * PASSAGE_PACKED, &p);
		segment_add(o, &p, passage_key_hash(&p, o->seed));
	}
	return E_OK;
}

static enum err
load_rows(struct open_segment *o)
{
	sqlite3_stmt *s = NULL;
	enum err e = E_OK;
	int rc = sqlite3_prepare_v2(o->own, "SELECT first, n, sum, data FROM rows ORDER BY first", -1, &s, NULL);
	while (!rc && !e && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		rc = SQLITE_OK;
		e = load_blob(o, s);
	}
	if (!e && rc != SQLITE_DONE)
		e = failed(o, sqlite3_extended_errcode(o->own));
	sqlite3_finalize(s);
	return e;
}

static enum err
load_mark(struct open_segment *o)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(o->own, "SELECT segment, seq FROM mark", -1, &s, NULL);
	if (!rc && (rc = sqlite3_step(s)) == SQLITE_ROW)
		o->marked = (uint64_t)sqlite3_column_int64(s, 0) << 32 | (uint32_t)sqlite3_column_int64(s, 1);
	sqlite3_finalize(s);
	return rc == SQLITE_ROW || rc == SQLITE_DONE ? E_OK : failed(o, sqlite3_extended_errcode(o->own));
}

enum err
segment_load(struct open_segment **ret, const char *path, enum passage_series s, uint32_t number, uint32_t cap, uint64_t seed)
{
	struct open_segment *o = segment_new(s, number, cap, seed);
	enum err e = file_open(o, path, 0);
	if (e || (e = load_rows(o)) || (e = load_mark(o))) {
		segment_free(o);
		return e;
	}
	segment_publish(o);
	*ret = o;
	return E_OK;
}

/* With a connection of its own: this is rare, and the writer's is the writer's. */
enum err
segment_raw_read(const struct open_segment *o, uint32_t seq, struct buf *ret)
{
	sqlite3 *own = NULL;
	sqlite3_stmt *s = NULL;
	enum err e = E_NOT_FOUND;
	int rc = sqlite3_open_v2(o->path, &own, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY, NULL);
	if (!rc)
		rc = sqlite3_prepare_v2(own, "SELECT body FROM raw WHERE seq = ?1", -1, &s, NULL);
	if (!rc && !(rc = sqlite3_bind_int64(s, 1, seq)) && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		buf_put(ret, (struct slice){ sqlite3_column_blob(s, 0), (size_t)sqlite3_column_bytes(s, 0) });
		e = E_OK;
	}
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		e = lite_rc_err(own, rc);
	sqlite3_finalize(s);
	sqlite3_close(own);
	return e;
}

enum err
segment_raw_each(const struct open_segment *o, enum err (*fn)(void *ctx, uint32_t seq, struct slice body), void *ctx)
{
	sqlite3 *own = NULL;
	sqlite3_stmt *s = NULL;
	enum err e = E_OK;
	int rc = sqlite3_open_v2(o->path, &own, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READONLY, NULL);
	if (!rc)
		rc = sqlite3_prepare_v2(own, "SELECT seq, body FROM raw ORDER BY seq", -1, &s, NULL);
	while (!rc && !e && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		rc = SQLITE_OK;
		e = fn(ctx, (uint32_t)sqlite3_column_int64(s, 0),
		    (struct slice){ sqlite3_column_blob(s, 1), (size_t)sqlite3_column_bytes(s, 1) });
	}
	if (!e && rc != SQLITE_DONE)
		e = lite_rc_err(own, rc);
	sqlite3_finalize(s);
	sqlite3_close(own);
	return e;
}

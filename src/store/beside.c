/* SPDX-License-Identifier: Apache-2.0 */
#include "store/beside_.h"

#include <sqlite3.h>
#include "base/hash.h"
#include "base/log.h"
#include "store/sqlite_.h"

#define OVERLAYS_MAX 10000000

struct beside {
	sqlite3 *own;
	pthread_mutex_t lock;		/* the connection */
	pthread_rwlock_t overlay_lock;	/* the map */
	struct int_map overlay;
	_Atomic int64_t n_overlays, n_held;
};

static const char schema[] =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF; PRAGMA cache_size=-1024;"
    "BEGIN IMMEDIATE;"
    "CREATE TABLE IF NOT EXISTS overlay (id INTEGER PRIMARY KEY, plate INTEGER NOT NULL, class INTEGER NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS held (id INTEGER NOT NULL, hold INTEGER NOT NULL, plate INTEGER NOT NULL, at INTEGER NOT NULL,"
    " row BLOB NOT NULL, PRIMARY KEY (id, hold)) STRICT, WITHOUT ROWID;"
    "CREATE INDEX IF NOT EXISTS held_plate ON held (plate, at); CREATE INDEX IF NOT EXISTS held_at ON held (at);"
    "CREATE INDEX IF NOT EXISTS held_hold ON held (hold);"
    "CREATE TABLE IF NOT EXISTS segment (number INTEGER PRIMARY KEY, series INTEGER NOT NULL, rows INTEGER NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS next (one INTEGER PRIMARY KEY CHECK (one = 1), number INTEGER NOT NULL) STRICT;"
    "CREATE TABLE IF NOT EXISTS name (one INTEGER PRIMARY KEY CHECK (one = 1), text TEXT NOT NULL) STRICT;"
    "INSERT OR IGNORE INTO name VALUES (1, lower(hex(randomblob(16))));"
    "COMMIT;";

static enum err
failed(struct beside *b, int rc, const char *text)
{
	enum err e = lite_rc_err(b->own, rc);
	log_at(LOG_ERROR, "history.beside", KV("code", LI(rc)), KV("error", LS(sqlite3_errmsg(b->own))), KV("sql", LS(text)));
	return e;
}

/* ---- statements: rare enough to be prepared each time ---- */

struct ask {
	struct beside *b;
	sqlite3_stmt *s;
	const char *text;
	int rc;
};

static struct ask
ask(struct beside *b, const char *text)
{
	struct ask a = { .b = b, .text = text };
	pthread_mutex_lock(&b->lock);
	a.rc = sqlite3_prepare_v2(b->own, text, -1, &a.s, NULL);
	return a;
}

static void
bind(struct ask *a, int i, int64_t v)
{
	if (!a->rc)
		a->rc = sqlite3_bind_int64(a->s, i, v);
}

static bool
row(struct ask *a)
{
	if (!a->rc)
		a->rc = sqlite3_step(a->s);
	bool there = a->rc == SQLITE_ROW;
	if (there)
		a->rc = SQLITE_OK;
	return there;
}

static enum err
end(struct ask *a)
{
	enum err e = a->rc == SQLITE_OK || a->rc == SQLITE_DONE ? E_OK : failed(a->b, sqlite3_extended_errcode(a->b->own), a->text);
	sqlite3_finalize(a->s);
	pthread_mutex_unlock(&a->b->lock);
	return e;
}

static enum err
run(struct beside *b, const char *text, int64_t v1, int64_t v2, int64_t v3)
{
	struct ask a = ask(b, text);
	int n = a.rc ? 0 : sqlite3_bind_parameter_count(a.s);
	const int64_t v[] = { v1, v2, v3 };
	for (int i = 0; i < n; i++)
		bind(&a, i + 1, v[i]);
	(void)row(&a);
	return end(&a);
}

/* ---- opening ---- */

static void
overlay_note(struct beside *b, const struct history_overlay *o)
{
	struct history_overlay *copy = mem_alloc(sizeof *copy);
	*copy = *o;
	pthread_rwlock_wrlock(&b->overlay_lock);
	void *old = int_map_get(&b->overlay, o->id);
	if (int_map_put(&b->overlay, o->id, copy)) {
		log_at(LOG_ERROR, "history.overlays_full", KV("id", LI(o->id)));
		mem_free(copy);
	} else {
		mem_free(old);
	}
	b->n_overlays = (int64_t)b->overlay.n;
	pthread_rwlock_unlock(&b->overlay_lock);
}

static enum err
load(struct beside *b)
{
	struct ask a = ask(b, "SELECT id, plate, class FROM overlay");
	while (row(&a))
		overlay_note(b, &(struct history_overlay){ .id = sqlite3_column_int64(a.s, 0),
		    .plate = (plate_t)sqlite3_column_int64(a.s, 1), .class_code = (uint8_t)sqlite3_column_int(a.s, 2) });
	return end(&a);
}

static enum err
held_count(struct beside *b)
{
	struct ask a = ask(b, "SELECT count(*) FROM held");
	if (row(&a))
		b->n_held = sqlite3_column_int64(a.s, 0);
	return end(&a);
}

enum err
beside_open(struct beside **ret, const char *dir)
{
	char path[PATH_LEN];
	struct beside *b = mem_alloc(sizeof *b);
	path_join(path, sizeof path, dir, "history.db");
	pthread_mutexattr_t again;
	pthread_mutexattr_init(&again);
	pthread_mutexattr_settype(&again, PTHREAD_MUTEX_RECURSIVE);
	pthread_mutex_init(&b->lock, &again);	/* a transaction holds it over several statements */
	pthread_mutexattr_destroy(&again);
	pthread_rwlock_init(&b->overlay_lock, NULL);
	int_map_init(&b->overlay, OVERLAYS_MAX);
	int rc = sqlite3_open_v2(path, &b->own, SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL);
	if (!rc) {
		sqlite3_extended_result_codes(b->own, 1);
		sqlite3_busy_timeout(b->own, 5000);
		sqlite3_db_config(b->own, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
		rc = sqlite3_exec(b->own, schema, NULL, NULL, NULL);
	}
	enum err e = rc ? failed(b, rc, "open") : load(b);
	if (e || (e = held_count(b))) {
		beside_close(b);
		return e;
	}
	*ret = b;
	return E_OK;
}

void
beside_close(struct beside *b)
{
	size_t at = 0;
	int64_t key;
	void *value;
	if (!b)
		return;
	if (sqlite3_close(b->own))
		log_at(LOG_ERROR, "history.close", KV("error", LS(sqlite3_errmsg(b->own))));
	while (int_map_next(&b->overlay, &at, &key, &value))
		mem_free(value);
	int_map_free(&b->overlay);
	mem_free(b);
}

/* ---- segments ---- */

enum err
beside_number(struct beside *b, uint32_t least, uint32_t *ret)
{
	struct ask a = ask(b, "INSERT INTO next (one, number) VALUES (1, ?1) ON CONFLICT (one) DO UPDATE SET"
	    " number = max(number + 1, excluded.number) RETURNING number");
	int64_t n = 0;
	bind(&a, 1, least);
	if (row(&a)) {
		n = sqlite3_column_int64(a.s, 0);
		(void)row(&a);		/* to its end: then it is on the disk */
	}
	enum err e = end(&a);
	if (!e && (n < 1 || n > 99999999))
		e = E_FULL;
	*ret = (uint32_t)n;
	return e;
}

enum err
beside_name(struct beside *b, char ret[HISTORY_NAME_MAX])
{
	struct ask a = ask(b, "SELECT text FROM name");
	bool there = row(&a) && sqlite3_column_bytes(a.s, 0) == HISTORY_NAME_MAX - 1;
	enum err e;
	if (there)
		memcpy(ret, sqlite3_column_text(a.s, 0), HISTORY_NAME_MAX);
	e = end(&a);
	return e ? e : there ? E_OK : E_CORRUPT;
}

enum err
beside_segment(struct beside *b, uint32_t number, enum passage_series s, int64_t rows)
{
	return run(b, "INSERT INTO segment (number, series, rows) VALUES (?1, ?2, ?3)"
	    " ON CONFLICT (number) DO UPDATE SET rows = excluded.rows", number, s, rows);
}

enum err
beside_segment_gone(struct beside *b, uint32_t number)
{
	struct ask a = ask(b, "SELECT id FROM overlay WHERE id >> 32 = ?1");
	int64_t *id = NULL;
	size_t n = 0, cap = 0;
	bind(&a, 1, number);
	while (row(&a)) {
		if (n == cap)
			id = mem_resize(id, mul_size(cap = cap ? 2 * cap : 64, sizeof *id));
		id[n++] = sqlite3_column_int64(a.s, 0);
	}
	enum err e = end(&a);
	for (size_t i = 0; i < n && !e; i++)
		if (!beside_is_held(b, id[i]))
			e = beside_overlay_drop(b, id[i]);
	mem_free(id);
	return e ? e : run(b, "DELETE FROM segment WHERE number = ?1", number, 0, 0);
}

enum err
beside_segments(struct beside *b, void (*fn)(void *ctx, uint32_t number, enum passage_series s, int64_t rows), void *ctx)
{
	struct ask a = ask(b, "SELECT number, series, rows FROM segment ORDER BY number");
	while (row(&a))
		fn(ctx, (uint32_t)sqlite3_column_int64(a.s, 0), (enum passage_series)sqlite3_column_int(a.s, 1), sqlite3_column_int64(a.s, 2));
	return end(&a);
}

/* ---- overlays ---- */

bool
beside_overlay(struct beside *b, int64_t id, struct history_overlay *ret)
{
	if (!b->n_overlays)
		return false;
	pthread_rwlock_rdlock(&b->overlay_lock);
	const struct history_overlay *o = int_map_get(&b->overlay, id);
	if (o)
		*ret = *o;
	pthread_rwlock_unlock(&b->overlay_lock);
	return o;
}

enum err
beside_overlay_put(struct beside *b, const struct history_overlay *o)
{
	if (b->n_overlays >= OVERLAYS_MAX)
		return E_FULL;
	enum err e = run(b, "INSERT INTO overlay (id, plate, class) VALUES (?1, ?2, ?3)"
	    " ON CONFLICT (id) DO UPDATE SET plate = excluded.plate, class = excluded.class", o->id, (int64_t)o->plate, o->class_code);
	if (!e)
		overlay_note(b, o);
	return e;
}

enum err
beside_overlay_drop(struct beside *b, int64_t id)
{
	enum err e = run(b, "DELETE FROM overlay WHERE id = ?1", id, 0, 0);
	if (e)
		return e;
	pthread_rwlock_wrlock(&b->overlay_lock);
	mem_free(int_map_del(&b->overlay, id));
	b->n_overlays = (int64_t)b->overlay.n;
	pthread_rwlock_unlock(&b->overlay_lock);
	return E_OK;
}

enum err
beside_overlay_drop_if(struct beside *b, int64_t id)
{
	struct history_overlay o;
	return beside_overlay(b, id, &o) ? beside_overlay_drop(b, id) : E_OK;
}

size_t
beside_overlays_like(struct beside *b, plate_t want, plate_t mask, int64_t **ret)
{
	size_t at = 0, n = 0, cap = 0;
	int64_t key;
	void *value;
	*ret = NULL;
	if (!b->n_overlays)
		return 0;
	pthread_rwlock_rdlock(&b->overlay_lock);
	while (int_map_next(&b->overlay, &at, &key, &value)) {
		const struct history_overlay *o = value;
		if ((o->plate & mask) != (want & mask))
			continue;
		if (n == cap)
			*ret = mem_resize(*ret, mul_size(cap = cap ? 2 * cap : 16, sizeof **ret));
		(*ret)[n++] = key;
	}
	pthread_rwlock_unlock(&b->overlay_lock);
	return n;
}

/* ---- holds ---- */

static void
hold_one(struct ask *a, int64_t hold, const struct history_row *r, int64_t *n)
{
	uint8_t packed[PASSAGE_PACKED];
	passage_pack(&r->p, packed);
	bind(a, 1, r->id);
	bind(a, 2, hold);
	bind(a, 3, (int64_t)r->p.plate);
	bind(a, 4, r->p.at_ms);
	if (!a->rc)
		a->rc = sqlite3_bind_blob(a->s, 5, packed, sizeof packed, SQLITE_TRANSIENT);
	(void)row(a);
	if (a->rc == SQLITE_DONE) {
		*n += sqlite3_changes(a->b->own);
		a->rc = sqlite3_reset(a->s);
	}
}

static enum err
hold_all(struct beside *b, int64_t hold, const struct history_row *r, int n, int64_t *fresh)
{
	enum err e = run(b, "BEGIN IMMEDIATE", 0, 0, 0);
	if (e)
		return e;
	struct ask a = ask(b, "INSERT INTO held (id, hold, plate, at, row) VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT DO NOTHING");
	for (int i = 0; i < n && !a.rc; i++)
		hold_one(&a, hold, &r[i], fresh);
	e = end(&a);
	if (!e)
		e = run(b, "COMMIT", 0, 0, 0);
	if (e && !sqlite3_get_autocommit(b->own) && run(b, "ROLLBACK", 0, 0, 0))
		log_at(LOG_ERROR, "history.rollback", KV("hold", LI(hold)));
	return e;
}

enum err
beside_hold(struct beside *b, int64_t hold, const struct history_row *r, int n, int64_t *ret_n)
{
	int64_t fresh = 0;
	pthread_mutex_lock(&b->lock);
	enum err e = hold_all(b, hold, r, n, &fresh);
	pthread_mutex_unlock(&b->lock);
	if (!e) {
		b->n_held += fresh;
		*ret_n += fresh;
	}
	return e;
}

enum err
beside_release(struct beside *b, int64_t hold)
{
	enum err e = run(b, "DELETE FROM held WHERE hold = ?1", hold, 0, 0);
	return e ? e : held_count(b);
}

int64_t
beside_held_count(struct beside *b)
{
	return b->n_held;
}

bool
beside_is_held(struct beside *b, int64_t id)
{
	struct passage p;
	return b->n_held && !beside_held_one(b, id, &p);
}

static bool
unpack(sqlite3_stmt *s, int col, int64_t id, struct passage *ret)
{
	if (sqlite3_column_bytes(s, col) != PASSAGE_PACKED)
		return false;
	passage_unpack(sqlite3_column_blob(s, col), ret);
	ret->seq = (uint32_t)id;
	return true;
}

enum err
beside_held_one(struct beside *b, int64_t id, struct passage *ret)
{
	struct ask a = ask(b, "SELECT row FROM held WHERE id = ?1 LIMIT 1");
	bind(&a, 1, id);
	bool there = row(&a), whole = there && unpack(a.s, 0, id, ret);
	enum err e = end(&a);
	return e ? e : !there ? E_NOT_FOUND : whole ? E_OK : E_CORRUPT;
}

enum err
beside_held_each(struct beside *b, const struct history_query *q, bool (*fn)(void *ctx, int64_t id, const struct passage *p), void *ctx)
{
	bool exact = search_exact(q), more = true;
	int64_t last = 0;
	struct passage p;
	if (!b->n_held)
		return E_OK;
	struct ask a = ask(b, exact ? "SELECT id, row FROM held WHERE at >= ?1 AND at < ?2 AND plate = ?3 ORDER BY id" :
	    "SELECT id, row FROM held WHERE at >= ?1 AND at < ?2 ORDER BY id");
	bind(&a, 1, q->from_ms);
	bind(&a, 2, q->to_ms);
	if (exact)
		bind(&a, 3, (int64_t)q->want);
	while (more && row(&a)) {
		int64_t id = sqlite3_column_int64(a.s, 0);
		if (id != last && unpack(a.s, 1, id, &p))
			more = fn(ctx, id, &p);
		last = id;
	}
	return end(&a);
}

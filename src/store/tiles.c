/* SPDX-License-Identifier: Apache-2.0 */
/* tiles.c - one connection to a file of tiles, two statements, one lock. */
#include "store/tiles.h"

#include <math.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include "base/log.h"

#define TEXT_MAX 65536		/* of one value of the metadata */

struct tiles {
	sqlite3 *db;
	sqlite3_stmt *get;
	pthread_mutex_t lock;		/* the statement and its row */
	struct tiles_info info;
	dev_t dev;
	ino_t ino;
	struct timespec changed;
};

static enum err
code(int rc)
{
	switch (rc & 0xff) {
	case SQLITE_OK: case SQLITE_ROW: case SQLITE_DONE:
		return E_OK;
	case SQLITE_CANTOPEN:
		return E_NOT_FOUND;
	case SQLITE_FULL:
		return E_DISK_FULL;
	case SQLITE_BUSY: case SQLITE_LOCKED: case SQLITE_IOERR:
		return E_STORE;
	default:
		return E_CORRUPT;
	}
}

/* ---- opening ---- */

/* The file may come from anywhere: no extensions, no schema that runs code, bounded values and statements. */
static void
defend(sqlite3 *db)
{
	(void)sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	(void)sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	(void)sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	(void)sqlite3_limit(db, SQLITE_LIMIT_LENGTH, (int)TILES_TILE_MAX + TEXT_MAX);
	(void)sqlite3_limit(db, SQLITE_LIMIT_SQL_LENGTH, TEXT_MAX);
	(void)sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	(void)sqlite3_exec(db, "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -2048; PRAGMA query_only = ON",
	    NULL, NULL, NULL);
	(void)sqlite3_busy_timeout(db, 1000);
}

static void
copy_text(char *to, size_t max, const char *text)
{
	struct slice s = slice_of(text);

	while (s.n && (s.n >= max || !utf8_valid(s)))	/* cut at a whole character */
		s.n--;
	memcpy(to, s.p ? s.p : "", s.n);
	to[s.n] = 0;
}

static bool
has_name(const char *names, struct slice want)
{
	struct slice rest = slice_of(names), name;

	while (slice_cut(&rest, ',', &name))
		if (slice_eq(name, want))
			return true;
	return false;
}

/* "json" holds {"vector_layers":[{"id":"road",..},..]}: only the names are taken, without a parser of JSON here. */
static void
layer_names(struct tiles_info *i, const char *json)
{
	size_t n = 0;

	for (const char *p = json; (p = strstr(p, "\"id\"")); p += 4) {
		const char *from = strchr(p + 4, '"'), *to = from ? strchr(from + 1, '"') : NULL;
		size_t len = to ? (size_t)(to - from - 1) : 0;
		if (!len || strspn(from + 1, "abcdefghijklmnopqrstuvwxyz_0123456789") < len || n + len + 2 > sizeof i->layers ||
		    has_name(i->layers, (struct slice){ from + 1, len }))
			continue;
		if (n)
			i->layers[n++] = ',';
		memcpy(i->layers + n, from + 1, len);
		n += len;
		i->layers[n] = 0;
	}
}

static void
take_bounds(struct tiles_info *i, const char *value)
{
	double v[4];

	if (sscanf(value, "%lf,%lf,%lf,%lf", &v[0], &v[1], &v[2], &v[3]) != 4)
		return;
	for (int k = 0; k < 4; k++)
		if (!isfinite(v[k]) || fabs(v[k]) > (k % 2 ? 90 : 180))
			return;
	if (v[0] > v[2] || v[1] > v[3])
		return;
	i->west = v[0];
	i->south = v[1];
	i->east = v[2];
	i->north = v[3];
}

static void
take(struct tiles_info *i, const char *name, const char *value)
{
	int64_t v = 0;
	bool number = slice_int(slice_of(value), &v);

	if (!strcmp(name, "bounds"))
		take_bounds(i, value);
	else if (!strcmp(name, "minzoom") && number && v >= 0 && v <= TILES_ZOOM_MAX)
		i->min_zoom = (int)v;
	else if (!strcmp(name, "maxzoom") && number && v >= 0 && v <= TILES_ZOOM_MAX)
		i->max_zoom = (int)v;
	else if (!strcmp(name, "attribution"))
		copy_text(i->attribution, sizeof i->attribution, value);
	else if (!strcmp(name, "json"))
		layer_names(i, value);
	else if (!strcmp(name, "luan_simulated"))
		i->simulated = v == 1;
	else if (!strcmp(name, "luan_made_ms") && number)
		i->made_ms = v;
}

static enum err
read_info(struct tiles *t)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(t->db, "SELECT name, value FROM metadata LIMIT 200", -1, &st, NULL);

	t->info = (struct tiles_info){ .west = -180, .south = -85, .east = 180, .north = 85, .max_zoom = 14 };
	while (rc == SQLITE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		const char *name = (const char *)sqlite3_column_text(st, 0), *value = (const char *)sqlite3_column_text(st, 1);
		if (name && value && sqlite3_column_bytes(st, 1) < TEXT_MAX)
			take(&t->info, name, value);
		rc = SQLITE_OK;
	}
	(void)sqlite3_finalize(st);
	return code(rc);
}

static enum err
open_file(struct tiles *t, const char *path)
{
	struct stat st;
	enum err e;

	if (stat(path, &st) || !S_ISREG(st.st_mode))
		return E_NOT_FOUND;
	t->dev = st.st_dev;
	t->ino = st.st_ino;
	t->changed = st.st_mtim;
	if ((e = code(sqlite3_open_v2(path, &t->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL))))
		return e;
	defend(t->db);
	if ((e = read_info(t)))
		return e;
	return code(sqlite3_prepare_v3(t->db, "SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3",
	    -1, SQLITE_PREPARE_PERSISTENT, &t->get, NULL));
}

enum err
tiles_open(struct tiles **ret, const char *path)
{
	struct tiles *t = mem_alloc(sizeof *t);
	enum err e;

	pthread_mutex_init(&t->lock, NULL);
	if ((e = open_file(t, path))) {
		tiles_close(t);
		return e;
	}
	*ret = t;
	return E_OK;
}

void
tiles_close(struct tiles *t)
{
	if (!t)
		return;
	(void)sqlite3_finalize(t->get);
	(void)sqlite3_close(t->db);
	pthread_mutex_destroy(&t->lock);
	mem_free(t);
}

void
tiles_info(const struct tiles *t, struct tiles_info *ret)
{
	*ret = t->info;
}

bool
tiles_outdated(const struct tiles *t, const char *path)
{
	struct stat st;

	return stat(path, &st) || st.st_dev != t->dev || st.st_ino != t->ino || st.st_mtim.tv_sec != t->changed.tv_sec ||
	    st.st_mtim.tv_nsec != t->changed.tv_nsec;
}

/* ---- reading ---- */

static bool
is_tile(const void *p, int n)
{
	return p && n >= 18 && n <= (int)TILES_TILE_MAX && !memcmp(p, "\x1f\x8b\x08", 3);
}

static enum err
read_tile(struct tiles *t, struct arena *a, struct slice *ret)
{
	int rc = sqlite3_step(t->get), n;
	const void *p;

	if (rc == SQLITE_DONE)
		return E_NOT_FOUND;
	if (rc != SQLITE_ROW)
		return code(rc);
	p = sqlite3_column_blob(t->get, 0);
	n = sqlite3_column_bytes(t->get, 0);
	if (!is_tile(p, n))
		return E_CORRUPT;
	*ret = arena_copy(a, (struct slice){ p, (size_t)n });
	return E_OK;
}

enum err
tiles_get(struct tiles *t, int z, int64_t x, int64_t y, struct arena *a, struct slice *ret)
{
	enum err e;

	if (z < 0 || z > TILES_ZOOM_MAX || x < 0 || y < 0 || x >= 1LL << z || y >= 1LL << z)
		return E_NOT_FOUND;
	pthread_mutex_lock(&t->lock);
	(void)sqlite3_bind_int(t->get, 1, z);
	(void)sqlite3_bind_int64(t->get, 2, x);
	(void)sqlite3_bind_int64(t->get, 3, (1LL << z) - 1 - y);
	e = read_tile(t, a, ret);
	(void)sqlite3_reset(t->get);
	pthread_mutex_unlock(&t->lock);
	if (e && e != E_NOT_FOUND)
		log_at(LOG_WARN, "tiles.read", KV("error", LS(err_name(e))), KV("zoom", LI(z)), KV("x", LI(x)), KV("y", LI(y)));
	return e;
}

enum err
tiles_check(struct tiles *t, int64_t *ret_n, int64_t *ret_bytes)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(t->db, "SELECT zoom_level, tile_column, tile_row, tile_data FROM tiles", -1, &st, NULL);
	enum err e = code(rc);

	*ret_n = *ret_bytes = 0;
	while (!e && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		int64_t z = sqlite3_column_int64(st, 0), x = sqlite3_column_int64(st, 1), y = sqlite3_column_int64(st, 2);
		const void *p = sqlite3_column_blob(st, 3);
		int n = sqlite3_column_bytes(st, 3);
		if (z < 0 || z > TILES_ZOOM_MAX || x < 0 || y < 0 || x >= 1LL << z || y >= 1LL << z || !is_tile(p, n))
			e = E_CORRUPT;
		(*ret_n)++;
		*ret_bytes += n;
	}
	if (!e)
		e = code(rc);
	(void)sqlite3_finalize(st);
	return e;
}

/* ---- stamping a fresh file ---- */

static int
put(sqlite3 *db, const char *name, const char *value)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(db, "INSERT INTO metadata (name, value) VALUES (?1, ?2)", -1, &st, NULL);

	if (rc == SQLITE_OK) {
		(void)sqlite3_bind_text(st, 1, name, -1, SQLITE_STATIC);
		(void)sqlite3_bind_text(st, 2, value, -1, SQLITE_STATIC);
		rc = sqlite3_step(st);
	}
	(void)sqlite3_finalize(st);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

enum err
tiles_stamp(const char *path, const struct tiles_info *i)
{
	sqlite3 *db = NULL;
	char made[32];
	int rc = sqlite3_open_v2(path, &db, SQLITE_OPEN_READWRITE, NULL);

	(void)snprintf(made, sizeof made, "%lld", (long long)i->made_ms);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, "BEGIN IMMEDIATE;"
		    "DELETE FROM metadata WHERE name IN ('attribution', 'luan_simulated', 'luan_made_ms')", NULL, NULL, NULL);
	if (rc == SQLITE_OK)
		rc = put(db, "attribution", i->attribution);
	if (rc == SQLITE_OK)
		rc = put(db, "luan_simulated", i->simulated ? "1" : "0");
	if (rc == SQLITE_OK)
		rc = put(db, "luan_made_ms", made);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	(void)sqlite3_close(db);
	return code(rc);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* backup_history.c - passages and pictures into an archive, while another process takes more of them in.
 *
 *   mark ─► records (backup.c) ─► history.db ─► segments ─► packs ─► positions
 *
 * Passages are copied after the records that speak of them, pictures after the passages that name them, so nothing of the
 * archive leads nowhere. Passages may be newer than the records: the mark "matched up to" is that of before the records, so
 * that after a restore they are matched again. A segment that is sealed meanwhile is taken as the sealed one. */
#include "store/backup_.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/log.h"
#include "store/disk_.h"
#include "store/sqlite_.h"

#define PASSES 100
#define NAME 64

/* ---- SQLite files ---- */

static enum err
lite_failed(sqlite3 *s, int rc, const char *path)
{
	if (rc == SQLITE_CANTOPEN && access(path, F_OK) && errno == ENOENT)
		return E_NOT_FOUND;
	log_at(LOG_ERROR, "backup.sqlite", KV("code", LI(rc)), KV("path", LS(path)), KV("error", LS(s ? sqlite3_errmsg(s) : "")));
	return lite_rc_err(s, rc);
}

static enum err
lite_open(const char *path, sqlite3 **ret)
{
	int rc = sqlite3_open_v2(path, ret, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (!rc) {
		sqlite3_extended_result_codes(*ret, 1);
		sqlite3_busy_timeout(*ret, 5000);
		sqlite3_db_config(*ret, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
	}
	return rc ? lite_failed(*ret, rc, path) : E_OK;
}

static enum err
pages_copy(sqlite3 *from, const char *path, const char *to)
{
	sqlite3 *copy = NULL;
	unlink(to);
	int rc = sqlite3_open_v2(to, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
	if (!rc)
		rc = sqlite3_exec(copy, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF;", NULL, NULL, NULL);
	sqlite3_backup *b = rc ? NULL : sqlite3_backup_init(copy, "main", from, "main");
	if (b) {
		rc = sqlite3_backup_step(b, -1);	/* all at once: what is written meanwhile cannot make it begin again */
		sqlite3_backup_finish(b);
	}
	enum err e = rc == SQLITE_DONE ? E_OK : lite_failed(copy, rc, path);
	sqlite3_close(copy);
	return e;
}

/* E_NOT_FOUND too when it was removed meanwhile: then its WAL may have gone before it was read. */
static enum err
lite_copy(const char *path, const char *to)
{
	sqlite3 *from = NULL;
	enum err e = lite_open(path, &from);
	if (!e)
		e = pages_copy(from, path, to);
	sqlite3_close(from);
	return access(path, F_OK) && errno == ENOENT ? E_NOT_FOUND : e;
}

static enum err
exec(const char *path, const char *sql)
{
	sqlite3 *s = NULL;
	enum err e = lite_open(path, &s);
	int rc = e ? 0 : sqlite3_exec(s, sql, NULL, NULL, NULL);
	if (rc)
		e = lite_failed(s, rc, path);
	sqlite3_close(s);
	return e;
}

/* ---- what there is ---- */

struct names {
	char (*at)[NAME];
	size_t n, cap;
};

static void
names_add(struct names *l, const char *name)
{
	if (l->n == l->cap)
		l->at = mem_resize(l->at, mul_size(l->cap = l->cap ? 2 * l->cap : 64, NAME));
	snprintf(l->at[l->n++], NAME, "%s", name);
}

static int
by_name(const void *a, const void *b)
{
	return strcmp(a, b);
}

static bool
ends(const char *name, const char *suffix)
{
	size_t n = strlen(name), m = strlen(suffix);
	return n > m && n < NAME && strcmp(name + n - m, suffix) == 0;
}

static enum err
names_read(const char *dir, const char *suffix, const char *other, struct names *ret)
{
	DIR *d = opendir(dir);
	if (!d)
		return errno == ENOENT ? E_OK : disk_err("opendir", dir);
	for (struct dirent *e; (e = readdir(d)); )
		if (ends(e->d_name, suffix) || (other && ends(e->d_name, other)))
			names_add(ret, e->d_name);
	closedir(d);
	if (ret->n)
		qsort(ret->at, ret->n, NAME, by_name);
	return E_OK;
}

/* "live-00000012.open" and "live-00000012.seg" are the same segment. */
static bool
has_segment(const struct names *l, const char *name)
{
	size_t n = (size_t)(strrchr(name, '.') - name);
	for (size_t i = 0; i < l->n; i++)
		if (strncmp(l->at[i], name, n + 1) == 0)
			return true;
	return false;
}

/* ---- into the archive ---- */

static enum err
add_path(struct backup *b, const char *path, const char *dir, const char *name)
{
	char member[TAR_NAME];
	fd_scoped fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return disk_err("open", path);
	snprintf(member, sizeof member, "%s/%s", dir, name);
	enum err e = tar_begin(&b->tar, member);
	if (!e)
		e = backup_copy_fd(&b->tar, fd);
	return e ? e : tar_end(&b->tar, NULL);
}

struct history_copy {
	struct backup *b;
	char dir[PATH_LEN], scratch[PATH_LEN + 16], beside[PATH_LEN + 16];
	struct names done;
	int64_t segment, seq;		/* the mark before the records */
};

/* A segment that is being made has no tables yet: nothing in it was acknowledged, and no record speaks of it. */
static bool
is_begun(const char *path)
{
	sqlite3 *s = NULL;
	sqlite3_stmt *q = NULL;
	bool there = !lite_open(path, &s) &&
	    !sqlite3_prepare_v2(s, "SELECT 1 FROM sqlite_master WHERE name = 'mark'", -1, &q, NULL) && sqlite3_step(q) == SQLITE_ROW;
	sqlite3_finalize(q);
	sqlite3_close(s);
	return there;
}

/* E_DONE: there is nothing in it yet. */
static enum err
add_open(struct history_copy *c, const char *path, const char *name)
{
	char sql[160];
	enum err e = lite_copy(path, c->scratch);
	if (!e && !is_begun(c->scratch)) {
		unlink(c->scratch);
		return E_DONE;
	}
	if (e)
		return e;
	snprintf(sql, sizeof sql, "PRAGMA journal_mode=DELETE; UPDATE mark SET segment = %lld, seq = %lld;", (long long)c->segment,
	    (long long)c->seq);
	if (!(e = exec(c->scratch, sql)))
		e = add_path(c->b, c->scratch, "passages", name);
	unlink(c->scratch);
	return e;
}

/* One look at the folder: *ret_again when something had gone under another name. */
static enum err
segments_pass(struct history_copy *c, bool *ret_again)
{
	struct names now = { 0 };
	enum err e = names_read(c->dir, ".open", ".seg", &now);
	*ret_again = false;
	for (size_t i = now.n; i-- > 0 && !e; ) {	/* .seg before .open */
		char path[PATH_LEN];
		if (has_segment(&c->done, now.at[i]))
			continue;
		path_join(path, sizeof path, c->dir, now.at[i]);
		e = ends(now.at[i], ".seg") ? add_path(c->b, path, "passages", now.at[i]) : add_open(c, path, now.at[i]);
		if (e == E_NOT_FOUND || e == E_DONE) {
			*ret_again |= e == E_NOT_FOUND;
			e = E_OK;
			continue;
		}
		names_add(&c->done, now.at[i]);
		c->b->result.segments++;
	}
	mem_free(now.at);
	return e;
}

/* A segment that was removed while the others were copied is not missing after a restore. */
static int
forget_one(void *ctx, int n, char **value, char **column)
{
	struct history_copy *c = ctx;
	char name[NAME], sql[80];
	snprintf(name, sizeof name, "-%08lld.", strtoll(value[0], NULL, 10));
	for (size_t i = 0; i < c->done.n; i++)
		if (strstr(c->done.at[i], name))
			return 0;
	snprintf(sql, sizeof sql, "DELETE FROM segment WHERE number = %lld", strtoll(value[0], NULL, 10));
	return exec(c->beside, sql) != E_OK;
}

static enum err
add_beside(struct history_copy *c)
{
	sqlite3 *s = NULL;
	enum err e = exec(c->beside, "PRAGMA journal_mode=DELETE;");
	if (!e && !(e = lite_open(c->beside, &s))) {
		char **row = NULL;
		int n = 0, columns;
		int rc = sqlite3_get_table(s, "SELECT number FROM segment", &row, &n, &columns, NULL);
		sqlite3_close(s);
		for (int i = 1; !rc && i <= n; i++)
			rc = forget_one(c, 1, &row[i], NULL);
		sqlite3_free_table(row);
		e = rc ? E_STORE : E_OK;
	}
	return e ? e : add_path(c->b, c->beside, "passages", "history.db");
}

static enum err
add_passages(struct history_copy *c)
{
	char path[PATH_LEN];
	bool again = true;
	path_join(path, sizeof path, c->dir, "history.db");
	enum err e = lite_copy(path, c->beside);
	if (e)
		return e == E_NOT_FOUND ? E_OK : e;	/* no passages have ever come */
	for (int i = 0; i < PASSES && again && !e; i++)
		e = segments_pass(c, &again);
	if (!e)
		e = again ? E_BUSY : add_beside(c);
	unlink(c->beside);
	return e;
}

static enum err
add_pictures(struct backup *b)
{
	char dir[PATH_LEN], path[PATH_LEN];
	struct names now = { 0 };
	path_join(dir, sizeof dir, db_data_dir(b->o->db), "pictures");
	enum err e = names_read(dir, ".pack", NULL, &now);
	for (size_t i = 0; i < now.n && !e; i++) {
		path_join(path, sizeof path, dir, now.at[i]);
		e = add_path(b, path, "pictures", now.at[i]);
		if (e == E_NOT_FOUND)
			e = E_OK;		/* its days are over */
		else
			b->result.packs++;
	}
	mem_free(now.at);
	return e;
}

/* A store of its own (terminal/positions.h); newer than the records, which do not speak of it. */
static enum err
add_positions(struct backup *b)
{
	char path[PATH_LEN], scratch[PATH_LEN + 16];
	path_join(path, sizeof path, db_data_dir(b->o->db), "positions/luan.db");
	snprintf(scratch, sizeof scratch, "%s.positions", b->o->path);
	enum err e = lite_copy(path, scratch);
	if (e)
		return e == E_NOT_FOUND ? E_OK : e;	/* nothing has ever moved */
	if (!(e = exec(scratch, "PRAGMA journal_mode=DELETE;")))
		e = add_path(b, scratch, "positions", "luan.db");
	unlink(scratch);
	b->result.positions += !e;
	return e;
}

enum err
backup_history(struct backup *b)
{
	struct history_copy c = { .b = b, .segment = (int64_t)(b->mark >> 32), .seq = (int64_t)(b->mark & 0xffffffff) };
	path_join(c.dir, sizeof c.dir, db_data_dir(b->o->db), "passages");
	snprintf(c.scratch, sizeof c.scratch, "%s.segment", b->o->path);
	snprintf(c.beside, sizeof c.beside, "%s.history", b->o->path);
	enum err e = add_passages(&c);
	mem_free(c.done.at);
	if (!e)
		e = add_pictures(b);
	return e ? e : add_positions(b);
}

/* ---- the mark ---- */

static uint64_t
mark_of(const char *path)
{
	sqlite3 *s = NULL;
	sqlite3_stmt *q = NULL;
	uint64_t mark = 0;
	if (!lite_open(path, &s) && !sqlite3_prepare_v2(s, "SELECT segment, seq FROM mark", -1, &q, NULL) && sqlite3_step(q) == SQLITE_ROW)
		mark = (uint64_t)sqlite3_column_int64(q, 0) << 32 | (uint32_t)sqlite3_column_int64(q, 1);
	sqlite3_finalize(q);
	sqlite3_close(s);
	return mark;
}

/* Of the newest segment that has one; 0 (everything is matched again) where there is none. */
enum err
backup_mark(struct backup *b)
{
	char dir[PATH_LEN], path[PATH_LEN];
	struct names now = { 0 };
	path_join(dir, sizeof dir, db_data_dir(b->o->db), "passages");
	enum err e = names_read(dir, ".open", NULL, &now);
	for (size_t i = now.n; i-- > 0 && !e && !b->mark; ) {
		path_join(path, sizeof path, dir, now.at[i]);
		if (strncmp(now.at[i], "live-", 5) == 0)
			b->mark = mark_of(path);
	}
	mem_free(now.at);
	return e;
}

/* ---- out of it ---- */

static enum err
folder(const char *data_dir, const char *name, size_t n)
{
	char dir[PATH_LEN], text[16];
	snprintf(text, sizeof text, "%.*s", (int)n, name);
	path_join(dir, sizeof dir, data_dir, text);
	enum err e = disk_mkdir(dir);
	return e ? e : disk_sync_dir(data_dir);
}

enum err
restore_history(struct tar_in *t, const char *data_dir)
{
	char path[PATH_LEN], dir[PATH_LEN], chunk[16384];
	const char *slash = strchr(t->name, '/');
	enum err e = strchr(slash + 1, '/') || slash[1] == '.' ? E_CORRUPT : folder(data_dir, t->name, (size_t)(slash - t->name));
	if (e)
		return e;
	path_join(path, sizeof path, data_dir, t->name);
	fd_scoped fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return disk_err("open", path);
	for (uint64_t from = 0; from < t->size && !e; ) {
		size_t n;
		if (!(e = tar_read(t, from, chunk, sizeof chunk, &n)))
			e = disk_write(fd, (struct slice){ chunk, n });
		from += n;
	}
	if (!e && fsync(fd))
		e = disk_err("fsync", path);
	snprintf(dir, sizeof dir, "%s", path);
	*strrchr(dir, '/') = 0;
	return e ? e : disk_sync_dir(dir);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* backup.c - what both kinds of store have in common: files, extras, the order of things. */
#include "store/backup_.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/limits.h"
#include "base/log.h"
#include "store/db_.h"
#include "store/disk_.h"
#include "store/migrate.h"

/* ---- writing ---- */

enum err
backup_add(struct backup *b, const char *name, struct slice content)
{
	char member[TAR_NAME];
	if ((size_t)snprintf(member, sizeof member, "extra/%s", name) >= sizeof member || content.n > LIMIT_FILE_BODY)
		return E_TOO_LARGE;
	enum err e = tar_begin(&b->tar, member);
	if (!e)
		e = tar_data(&b->tar, content);
	return e ? e : tar_end(&b->tar, NULL);
}

enum err
backup_copy_fd(struct tar_out *t, int fd)
{
	static _Thread_local char chunk[TAR_CHUNK];
	enum err e = E_OK;
	for (ssize_t n; !e && (n = read(fd, chunk, sizeof chunk)) != 0; )
		e = n < 0 ? disk_err("read", "") : tar_data(t, (struct slice){ chunk, (size_t)n });
	return e;
}

/* A damaged file must not keep the others from being saved. */
static enum err
add_file(void *ctx, const struct file_hash *h)
{
	struct backup *b = ctx;
	fd_scoped fd = -1;
	uint64_t size;
	char name[TAR_NAME], hex[65];
	enum err e = file_open(b->o->files, h, &fd, &size);
	if (e)
		return e == E_NOT_FOUND ? E_OK : e;	/* lawfully removed meanwhile */
	snprintf(name, sizeof name, "files/%.2s/%s", h->hex, h->hex + 2);
	if ((e = tar_begin(&b->tar, name)) || (e = backup_copy_fd(&b->tar, fd)))
		return e;
	unsigned char sum[32];
	crypto_hash_sha256_state state = b->tar.sum;
	crypto_hash_sha256_final(&state, sum);
	sodium_bin2hex(hex, sizeof hex, sum, sizeof sum);
	if (strcmp(hex, h->hex) != 0) {
		log_at(LOG_ERROR, "backup.file_damaged", KV("file", LS(h->hex)));
		b->result.damaged++;
		return tar_drop(&b->tar);
	}
	b->result.files++;
	return tar_end(&b->tar, NULL);
}

static enum err
add_all(struct backup *b)
{
	reader_scoped c = NULL;
	char scratch[1040];
	enum err e = backup_mark(b);
	if (e || (e = db_reader(b->o->db, &c)) || (e = db_snapshot(c)))
		return e;
	snprintf(scratch, sizeof scratch, "%s.records", b->o->path);
	e = c->driver->dump(c, &b->tar, scratch);
	if (!e && b->o->extra)
		e = b->o->extra(b->o->ctx, c, b);
	db_reader_release(&c);
	if (!e && b->o->files)
		e = file_each(b->o->files, add_file, b);
	return e ? e : backup_history(b);
}

enum err
backup_write(const struct backup_options *o, struct backup_result *ret)
{
	struct backup b = { .o = o };
	enum err e = tar_create(&b.tar, o->path);
	if (e)
		return e;
	if (!(e = add_all(&b)))
		e = tar_finish(&b.tar);
	else
		tar_abandon(&b.tar);
	b.result.bytes = (int64_t)b.tar.at;
	if (!e)
		*ret = b.result;
	return e;
}

/* ---- restoring ---- */

enum err
backup_verify(const char *path)
{
	struct tar_in t;
	enum err e = tar_open(&t, path);
	if (e)
		return e;
	e = tar_verify(&t);
	tar_close(&t);
	return e;
}

static enum err
dir_empty(const char *path)
{
	DIR *d = opendir(path);
	bool empty = true;
	if (!d)
		return errno == ENOENT ? E_OK : disk_err("opendir", path);
	for (struct dirent *entry; (entry = readdir(d)); )
		empty &= strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
	closedir(d);
	return empty ? E_OK : E_EXISTS;
}

static enum err
tables_none(struct db *db)
{
	reader_scoped c = NULL;
	struct arena a;
	struct db_table_list l;
	enum err e = db_reader(db, &c);
	if (e)
		return e;
	arena_init(&a);
	e = db_tables(c, &a, &l);
	arena_free(&a);
	return e ? e : l.n ? E_EXISTS : E_OK;
}

struct restore {
	const struct restore_options *o;
	struct tar_in tar;
	struct file_store *files;
	struct backup_result result;
};

static enum err
member_whole(struct tar_in *t, struct arena *a, struct slice *ret)
{
	if (t->size > LIMIT_FILE_BODY)
		return E_CORRUPT;
	char *p = arena_alloc(a, (size_t)t->size + 1);
	for (uint64_t from = 0; from < t->size; ) {
		size_t n;
		enum err e = tar_read(t, from, p + from, (size_t)(t->size - from), &n);
		if (e)
			return e;
		from += n;
	}
	*ret = (struct slice){ p, (size_t)t->size };
	return E_OK;
}

static enum err
member_restore(struct restore *r, struct arena *a)
{
	struct slice name = slice_of(r->tar.name), content;
	bool file = slice_starts(name, "files/"), extra = slice_starts(name, "extra/");
	if (slice_is(name, "positions/luan.db")) {
		r->result.positions++;
		return restore_history(&r->tar, r->o->data_dir);
	}
	if (slice_starts(name, "passages/") || slice_starts(name, "pictures/")) {
		*(*name.p == 'p' && name.p[1] == 'a' ? &r->result.segments : &r->result.packs) += !slice_is(name, "passages/history.db");
		return restore_history(&r->tar, r->o->data_dir);
	}
	if (!file && !extra)
		return E_OK;
	enum err e = member_whole(&r->tar, a, &content);
	if (e)
		return e;
	if (extra)
		return r->o->extra ? r->o->extra(r->o->ctx, name.p + strlen("extra/"), content) : E_OK;
	struct file_hash h;
	char want[TAR_NAME];
	if ((e = file_put(r->files, content, &h)))
		return e;
	snprintf(want, sizeof want, "files/%.2s/%s", h.hex, h.hex + 2);
	r->result.files++;
	return strcmp(want, r->tar.name) == 0 ? E_OK : E_CORRUPT;
}

static enum err
members_restore(struct restore *r)
{
	struct arena a;
	enum err e;
	arena_init(&a);
	tar_rewind(&r->tar);
	while ((e = tar_next(&r->tar)) == E_OK && !(e = member_restore(r, &a)))
		arena_free(&a);
	arena_free(&a);
	return e == E_DONE ? E_OK : e;
}

/* Records come last: a store without records is plainly not restored. */
static enum err
restore_into(struct restore *r, const struct driver *driver)
{
	struct db *db = NULL;
	enum err e = E_OK;
	if (driver->kind == DB_POSTGRES) {
		if ((e = db_open(&db, &(struct db_options){ .data_dir = r->o->data_dir, .url = r->o->url })))
			return e;
		e = tables_none(db);
	}
	if (!e)
		e = file_store_open(&r->files, r->o->data_dir, 0);
	if (!e)
		e = members_restore(r);
	file_store_close(r->files);
	if (!e)
		e = driver->load(db, &r->tar, r->o->data_dir);
	db_close(db);
	return e;
}

enum err
backup_restore(const struct restore_options *o, struct backup_result *ret)
{
	const struct driver *driver = driver_of(o->url ? o->url : "sqlite");
	struct restore r = { .o = o };
	enum err e = driver ? tar_open(&r.tar, o->path) : E_BAD_VALUE;
	if (e)
		return e;
	if (!(e = tar_verify(&r.tar)) && !(e = tar_next(&r.tar))) {
		bool sqlite = strcmp(r.tar.name, "records/luan.db") == 0;
		if (sqlite != (driver->kind == DB_SQLITE)) {
			log_at(LOG_ERROR, "backup.other_store", KV("backup_of", LS(sqlite ? "sqlite" : "postgres")));
			e = E_BAD_VALUE;
		}
	}
	if (!e && !(e = dir_empty(o->data_dir)))
		e = restore_into(&r, driver);
	r.result.bytes = (int64_t)r.tar.end;
	tar_close(&r.tar);
	if (!e)
		*ret = r.result;
	return e;
}

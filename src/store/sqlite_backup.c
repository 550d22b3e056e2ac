/* SPDX-License-Identifier: Apache-2.0 */
/* sqlite_backup.c - pages of a snapshot into an archive, and back. */
#include <fcntl.h>
#include <unistd.h>
#include "base/log.h"
#include "store/disk_.h"
#include "store/sqlite_.h"
#include "store/tar_.h"

#define PAGES 1024		/* copied at once */

/* The source reads within the snapshot of its connection, so nothing written meanwhile makes it begin again. */
static enum err
pages_copy(struct lite_conn *l, const char *to)
{
	sqlite3 *copy;
	int rc = sqlite3_open_v2(to, &copy, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL);
	if (!rc)
		rc = sqlite3_exec(copy, "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-1024;",
		    NULL, NULL, NULL);
	sqlite3_backup *b = rc ? NULL : sqlite3_backup_init(copy, "main", l->own, "main");
	if (b) {
		while ((rc = sqlite3_backup_step(b, PAGES)) == SQLITE_OK)
			;
		sqlite3_backup_finish(b);
	}
	enum err e = E_OK;
	if (rc != SQLITE_DONE) {
		bool full = rc == SQLITE_FULL || (rc & 0xff) == SQLITE_IOERR;
		log_at(LOG_ERROR, "backup.sqlite", KV("code", LI(rc)), KV("error", LS(sqlite3_errmsg(copy))));
		e = full ? E_DISK_FULL : E_STORE;
	}
	sqlite3_close(copy);
	return e;
}

enum err
lite_dump(struct conn *c, struct tar_out *t, const char *scratch)
{
	static _Thread_local char chunk[TAR_CHUNK];
	unlink(scratch);
	enum err e = pages_copy((struct lite_conn *)c, scratch);
	fd_scoped fd = e ? -1 : open(scratch, O_RDONLY | O_CLOEXEC);
	unlink(scratch);
	if (e || fd < 0)
		return e ? e : disk_err("open", scratch);
	e = tar_begin(t, "records/luan.db");
	for (ssize_t n; !e && (n = read(fd, chunk, sizeof chunk)) != 0; )
		e = n < 0 ? disk_err("read", scratch) : tar_data(t, (struct slice){ chunk, (size_t)n });
	return e ? e : tar_end(t, NULL);
}

static enum err
extract(struct tar_in *t, const char *path)
{
	static _Thread_local char chunk[TAR_CHUNK];
	fd_scoped fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd < 0)
		return disk_err("open", path);
	for (uint64_t from = 0; from < t->size; ) {
		size_t n;
		enum err e = tar_read(t, from, chunk, sizeof chunk, &n);
		if (e || (e = disk_write(fd, (struct slice){ chunk, n })))
			return e;
		from += n;
	}
	return fsync(fd) ? disk_err("fsync", path) : E_OK;
}

enum err
lite_load(struct db *none, struct tar_in *t, const char *data_dir)
{
	char path[PATH_LEN], part[PATH_LEN];
	path_join(path, sizeof path, data_dir, "luan.db");
	path_join(part, sizeof part, data_dir, "luan.db.part");
	tar_rewind(t);
	enum err e = tar_next(t);
	if (!e)
		e = strcmp(t->name, "records/luan.db") == 0 ? extract(t, part) : E_CORRUPT;
	if (!e && rename(part, path))
		e = disk_err("rename", path);
	return e ? e : disk_sync_dir(data_dir);
}

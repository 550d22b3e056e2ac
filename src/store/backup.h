/* SPDX-License-Identifier: Apache-2.0 */
/* backup.h - one file that holds a store as it was at one moment, made while the store works.
 *
 *   records/..   SQLite: luan.db, copied page by page from a snapshot. PostgreSQL: definitions and COPY texts read in one
 *                REPEATABLE READ transaction by ourselves, since the server's library comes without pg_dump.
 *   extra/..     what the caller adds from the same snapshot: head of the audit chain, keys
 *   files/..     every file there is (files are put before the record that names them, so none of the snapshot is missing)
 *   passages/..  segments and what lies beside them (history.h); newer than the records, and then matched again
 *   pictures/..  packs (pack.h); newer than the passages
 *   positions/.. where everything that moves was (terminal/positions.h)
 *   MANIFEST     SHA-256 of each; without it, or with a byte changed, the backup is refused
 *
 * Shape      a tar archive; written beside its name, fsynced, renamed.
 * Errors     E_EXISTS: there is such a backup already; the target of a restore is not empty. E_CORRUPT: a hash does not
 *            match, nothing was touched. E_BAD_VALUE: the backup is of the other kind of store.
 */
#ifndef STORE_BACKUP_H
#define STORE_BACKUP_H
#include "store/db.h"
#include "store/file.h"

struct backup;
struct backup_result {
	int64_t files, bytes;
	int64_t segments, packs;	/* of passages and pictures */
	int64_t positions;		/* 1: the store of positions is there */
	int64_t damaged;		/* files whose content is not what their name says: left out, named in the log */
};
struct backup_options {
	const char *path;
	struct db *db;
	struct file_store *files;
	enum err (*extra)(void *ctx, struct conn *snapshot, struct backup *b);	/* calls backup_add; may be NULL */
	void *ctx;
};
enum err backup_write(const struct backup_options *o, struct backup_result *ret) must_check;
enum err backup_add(struct backup *b, const char *name, struct slice content) must_check;

struct restore_options {
	const char *path;
	const char *data_dir;		/* absent or empty */
	const char *url;		/* NULL: sqlite; of PostgreSQL: a database without tables */
	enum err (*extra)(void *ctx, const char *name, struct slice content);	/* in the order added; may be NULL */
	void *ctx;
};
enum err backup_restore(const struct restore_options *o, struct backup_result *ret) must_check;
enum err backup_verify(const char *path) must_check;
#endif

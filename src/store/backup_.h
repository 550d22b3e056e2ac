/* SPDX-License-Identifier: Apache-2.0 */
/* backup_.h - one archive being written: backup.c has the order, backup_history.c passages and pictures. */
#ifndef STORE_BACKUP__H
#define STORE_BACKUP__H
#include "store/backup.h"
#include "store/tar_.h"

struct backup {
	struct tar_out tar;
	const struct backup_options *o;
	struct backup_result result;
	uint64_t mark;			/* passages matched up to, before the records: segment << 32 | seq */
};
enum err backup_copy_fd(struct tar_out *t, int fd) must_check;
enum err backup_mark(struct backup *b) must_check;
enum err backup_history(struct backup *b) must_check;
enum err restore_history(struct tar_in *t, const char *data_dir) must_check;	/* a member passages/.., pictures/.. or positions/.. */
#endif

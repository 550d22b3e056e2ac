/* SPDX-License-Identifier: Apache-2.0 */
/* tar_.h - one file of many members, the last of which, MANIFEST, holds the SHA-256 of all others.
 *
 *   luan-backup 1
 *   <sha256>  <size>  <name>        in the order of the members
 *   end <sha256 of the lines above>
 *
 * Shape   ustar; sizes above 8 GiB in base 256. Names up to 99 bytes of [A-Za-z0-9._/-], never absolute, no "..".
 * Cost    streams; no memory by the number of members.
 */
#ifndef STORE_TAR__H
#define STORE_TAR__H
#include <sodium.h>
#include "base/err.h"

#define TAR_NAME 100
#define TAR_CHUNK 65536

struct tar_out {
	int fd, list;			/* the archive; lines of the manifest so far */
	char path[1024], temporary[1040], list_path[1040];
	uint64_t at, header;		/* write position; header of the open member */
	char name[TAR_NAME];
	crypto_hash_sha256_state sum, list_sum;
};
enum err tar_create(struct tar_out *t, const char *path) must_check;	/* E_EXISTS when there is one */
enum err tar_begin(struct tar_out *t, const char *name) must_check;
enum err tar_data(struct tar_out *t, struct slice s) must_check;
enum err tar_end(struct tar_out *t, char ret_hex[65]) must_check;	/* ret_hex may be NULL */
enum err tar_drop(struct tar_out *t) must_check;			/* the open member was not worth it */
enum err tar_finish(struct tar_out *t) must_check;	/* manifest, fsync, rename */
void tar_abandon(struct tar_out *t);

struct tar_in {
	int fd;
	uint64_t at, size, end;		/* next header; data of this member; of the file */
	uint64_t data;			/* offset of the data of this member */
	char name[TAR_NAME];
};
enum err tar_open(struct tar_in *t, const char *path) must_check;
enum err tar_next(struct tar_in *t) must_check;		/* E_DONE behind the last */
enum err tar_read(struct tar_in *t, uint64_t from, char *p, size_t n, size_t *ret) must_check;	/* of this member */
enum err tar_verify(struct tar_in *t) must_check;	/* all of it; E_CORRUPT; then at the beginning again */
void tar_rewind(struct tar_in *t);
void tar_close(struct tar_in *t);
#endif

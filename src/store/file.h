/* SPDX-License-Identifier: Apache-2.0 */
/* file.h - content-addressed files: a file is named by the SHA-256 of its bytes and never changes.
 *
 * Shape      DATA/files/ab/cdef...; written to DATA/files/new/, fsynced, renamed, directory fsynced.
 * Limits     LIMIT_FILE_BODY for one; a budget of disk for all (0: none), counted in the background after
 *            opening; below 5 % free nothing is taken in (E_DISK_FULL).
 * Threads    every function but close may be called from any thread at any time.
 * Errors     E_DISK_FULL, E_STORE, E_TOO_LARGE, E_NOT_FOUND, E_CORRUPT (content does not match its name).
 */
#ifndef STORE_FILE_H
#define STORE_FILE_H
#include "base/arena.h"
#include "base/err.h"

struct file_store;
struct file_hash {
	char hex[65];
};
enum err file_store_open(struct file_store **ret, const char *data_dir, uint64_t budget_bytes) must_check;
void file_store_close(struct file_store *s);
enum err file_put(struct file_store *s, struct slice content, struct file_hash *ret) must_check;	/* durable when it returns */
enum err file_open(struct file_store *s, const struct file_hash *h, int *ret_fd, uint64_t *ret_size) must_check;
enum err file_read(struct file_store *s, const struct file_hash *h, struct arena *a, struct slice *ret) must_check; /* verifies the hash */
enum err file_remove(struct file_store *s, const struct file_hash *h) must_check;
/* Every file, in no order: until visit answers an error, which is then the answer. */
enum err file_each(struct file_store *s, enum err (*visit)(void *ctx, const struct file_hash *h), void *ctx) must_check;
uint64_t file_store_bytes(struct file_store *s);	/* taken by all files */
bool file_hash_parse(struct slice s, struct file_hash *ret) must_check;
#endif

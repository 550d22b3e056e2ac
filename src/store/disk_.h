/* SPDX-License-Identifier: Apache-2.0 */
/* disk_.h - small things done to directories and descriptors, durably. */
#ifndef STORE_DISK__H
#define STORE_DISK__H
#include "base/err.h"

enum err disk_err(const char *what, const char *path);	/* of errno; logs */
enum err disk_mkdir(const char *path) must_check;	/* one level, 0700; there already is well */
enum err disk_sync_dir(const char *path) must_check;
/* One at a time: dir/lock, which goes with the process however it ends. E_IN_USE: another has it. */
enum err disk_lock(const char *dir, int *ret_fd) must_check;
enum err disk_write(int fd, struct slice s) must_check;	/* all of it */
bool disk_read_all(int fd, char *p, size_t n) must_check;	/* exactly n */
void fd_close(int *fd);
#define fd_scoped __attribute__((cleanup(fd_close))) int
void path_join(char *ret, size_t size, const char *dir, const char *name);	/* dir/name; too long is a bug */
#define PATH_LEN 1024
#endif

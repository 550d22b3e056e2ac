/* SPDX-License-Identifier: Apache-2.0 */
/* disk.c - what the C library leaves to be forgotten: whole writes, synced directories. */
#include "store/disk_.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/log.h"

enum err
disk_err(const char *what, const char *path)
{
	int e = errno;
	if (e == ENOENT)
		return E_NOT_FOUND;
	log_at(LOG_ERROR, "store.disk", KV("call", LS(what)), KV("path", LS(path)), KV("error", LS(strerror(e))));
	return e == ENOSPC || e == EDQUOT || e == EFBIG ? E_DISK_FULL : E_STORE;
}

enum err
disk_mkdir(const char *path)
{
	return mkdir(path, 0700) == 0 || errno == EEXIST ? E_OK : disk_err("mkdir", path);
}

enum err
disk_sync_dir(const char *path)
{
	fd_scoped fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	return fd >= 0 && fsync(fd) == 0 ? E_OK : disk_err("fsync", path);
}

enum err
disk_lock(const char *dir, int *ret_fd)
{
	char path[PATH_LEN];
	path_join(path, sizeof path, dir, "lock");
	fd_scoped fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return disk_err("open", path);
	while (flock(fd, LOCK_EX | LOCK_NB))
		if (errno != EINTR)
			return errno == EWOULDBLOCK ? E_IN_USE : disk_err("flock", path);
	*ret_fd = fd;
	fd = -1;
	return E_OK;
}

enum err
disk_write(int fd, struct slice s)
{
	while (s.n) {
		ssize_t n = write(fd, s.p, s.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return disk_err("write", "");
		s.p += n;
		s.n -= (size_t)n;
	}
	return E_OK;
}

bool
disk_read_all(int fd, char *p, size_t n)
{
	while (n) {
		ssize_t got = read(fd, p, n);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		p += got;
		n -= (size_t)got;
	}
	return true;
}

void
fd_close(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void
path_join(char *ret, size_t size, const char *dir, const char *name)
{
	if ((size_t)snprintf(ret, size, "%s/%s", dir, name) >= size)
		die("store: a path is too long");
}

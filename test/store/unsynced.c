/* SPDX-License-Identifier: Apache-2.0 */
/* unsynced.c - an LD_PRELOAD library that cuts the power: what was not fsynced by then is lost.
 *
 * Every change under UNSYNCED_DIR goes into a log of what it undid; fsync of a file strikes out the writes to it, fsync
 * of a directory the names changed in it. At the UNSYNCED_AT-th change the log is played backwards and the process
 * killed. A disk may also have written what nobody asked it to: with UNSYNCED_KEEP=P each sector not synced survives with
 * P percent, and of the changed names a beginning of the log does.
 *
 *   UNSYNCED_DIR   absolute path          UNSYNCED_AT    count of the change to die at; 0: never
 *   UNSYNCED_SEED  for UNSYNCED_KEEP      UNSYNCED_LIE   planted fault: fsync does nothing for files whose path ends in this
 *                                                        ("x"), contains it ("*x"), or directories that do ("/x")
 *
 * Shared memory is not followed: the -shm of SQLite is rebuilt by whoever comes first. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#define FDS 4096
#define FILES 65536
#define SECTOR 512

enum kind { WRITE, SIZE, CREATE, UNLINK, RENAME, MKDIR };
struct change {
	enum kind kind;
	int file;			/* WRITE, SIZE: index of the file */
	bool synced, kept;
	off_t at, old_size, new_size;
	size_t n, old_n;		/* bytes written; bytes that were there before */
	char *old, *now;
	char *path, *to, *grave;	/* of names */
};
struct file {
	dev_t dev;
	ino_t ino;
	int fd;				/* never closed: closing would drop the locks of the process */
	char path[PATH_MAX];
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct change **changes;
static size_t n_changes, cap_changes;
static struct file **files;
static int n_files;
static int file_of_fd[FDS];		/* index + 1 */
static char dir_of_fd[FDS][256];	/* of directories under the root */
static char root[PATH_MAX], lie[64];
static long die_at, counter;
static int keep;
static uint64_t seed;
static int graves;

#define REAL(name) real_##name
static int (*REAL(open))(const char *, int, ...);
static int (*REAL(openat))(int, const char *, int, ...);
static ssize_t (*REAL(write))(int, const void *, size_t);
static ssize_t (*REAL(pwrite))(int, const void *, size_t, off_t);
static ssize_t (*REAL(writev))(int, const struct iovec *, int);
static int (*REAL(ftruncate))(int, off_t);
static int (*REAL(fsync))(int);
static int (*REAL(rename))(const char *, const char *);
static int (*REAL(unlink))(const char *);
static int (*REAL(unlinkat))(int, const char *, int);
static int (*REAL(mkdir))(const char *, mode_t);
static int (*REAL(close))(int);

__attribute__((constructor)) static void
begin(void)
{
	const char *s;
	REAL(open) = dlsym(RTLD_NEXT, "open");
	REAL(openat) = dlsym(RTLD_NEXT, "openat");
	REAL(write) = dlsym(RTLD_NEXT, "write");
	REAL(pwrite) = dlsym(RTLD_NEXT, "pwrite");
	REAL(writev) = dlsym(RTLD_NEXT, "writev");
	REAL(ftruncate) = dlsym(RTLD_NEXT, "ftruncate");
	REAL(fsync) = dlsym(RTLD_NEXT, "fsync");
	REAL(rename) = dlsym(RTLD_NEXT, "rename");
	REAL(unlink) = dlsym(RTLD_NEXT, "unlink");
	REAL(unlinkat) = dlsym(RTLD_NEXT, "unlinkat");
	REAL(mkdir) = dlsym(RTLD_NEXT, "mkdir");
	REAL(close) = dlsym(RTLD_NEXT, "close");
	snprintf(root, sizeof root, "%s", (s = getenv("UNSYNCED_DIR")) ? s : "");
	snprintf(lie, sizeof lie, "%s", (s = getenv("UNSYNCED_LIE")) ? s : "");
	die_at = (s = getenv("UNSYNCED_AT")) ? strtol(s, NULL, 10) : 0;
	keep = (s = getenv("UNSYNCED_KEEP")) ? (int)strtol(s, NULL, 10) : 0;
	seed = (s = getenv("UNSYNCED_SEED")) ? strtoull(s, NULL, 10) : 1;
	files = calloc(FILES, sizeof *files);
}

static uint64_t
random_next(void)
{
	seed += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t z = seed;
	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

static bool
ours(const char *path)
{
	size_t n = strlen(root);
	return n && strncmp(path, root, n) == 0 && (path[n] == '/' || !path[n]) && !strstr(path, "/.grave") &&
	    !(strlen(path) > 4 && strcmp(path + strlen(path) - 4, "-shm") == 0);
}

static struct change *
change_add(enum kind kind, const char *path)
{
	struct change *c = calloc(1, sizeof *c);
	c->kind = kind;
	c->path = path ? strdup(path) : NULL;
	if (n_changes == cap_changes) {
		cap_changes = cap_changes ? 2 * cap_changes : 1024;
		changes = realloc(changes, cap_changes * sizeof *changes);
	}
	return changes[n_changes++] = c;
}

static void
parent(const char *path, char ret[PATH_MAX])
{
	snprintf(ret, PATH_MAX, "%s", path);
	char *slash = strrchr(ret, '/');
	if (slash)
		*slash = 0;
}

/* ---- the end ---- */

/* Backwards to what is certainly on the disk; what each write had made of it is kept for survivors. */
static void
undo_data(void)
{
	for (size_t i = n_changes; i-- > 0; ) {
		struct change *c = changes[i];
		if (c->synced || c->kind > SIZE)
			continue;
		int fd = files[c->file]->fd;
		if (c->kind == WRITE) {
			c->now = malloc(c->n + 1);
			if (pread(fd, c->now, c->n, c->at) != (ssize_t)c->n)
				abort();
			if (c->old_n && REAL(pwrite)(fd, c->old, c->old_n, c->at) != (ssize_t)c->old_n)
				abort();
		}
		if (REAL(ftruncate)(fd, c->old_size))
			abort();
		if (c->kind == SIZE && c->old_n && REAL(pwrite)(fd, c->old, c->old_n, c->at) != (ssize_t)c->old_n)
			abort();
	}
}

static void
survive_data(void)
{
	for (size_t i = 0; keep && i < n_changes; i++) {
		struct change *c = changes[i];
		if (c->synced || c->kind > SIZE)
			continue;
		int fd = files[c->file]->fd;
		if (c->kind == SIZE) {
			if (random_next() % 100 < (uint64_t)keep && REAL(ftruncate)(fd, c->new_size))
				abort();
			continue;
		}
		for (size_t from = 0; from < c->n; from += SECTOR) {
			size_t n = c->n - from < SECTOR ? c->n - from : SECTOR;
			if (random_next() % 100 < (uint64_t)keep)
				if (REAL(pwrite)(fd, c->now + from, n, c->at + (off_t)from) != (ssize_t)n)
					abort();
		}
	}
}

static void
undo_names(void)
{
	size_t from = keep ? random_next() % (n_changes + 1) : 0;
	for (size_t i = n_changes; i-- > from; ) {
		struct change *c = changes[i];
		if (c->synced)
			continue;
		if (c->kind == CREATE)
			REAL(unlink)(c->path);
		if (c->kind == MKDIR)
			REAL(unlinkat)(AT_FDCWD, c->path, AT_REMOVEDIR);
		if (c->kind == RENAME)
			REAL(rename)(c->to, c->path);
		if (c->grave)
			REAL(rename)(c->grave, c->kind == RENAME ? c->to : c->path);
	}
	for (size_t i = 0; i < n_changes; i++)
		if (changes[i]->grave)
			REAL(unlink)(changes[i]->grave);
}

/* Before each change, with the lock held. */
static void
count(void)
{
	if (++counter != die_at)
		return;
	undo_data();
	survive_data();
	undo_names();
	kill(getpid(), SIGKILL);
	for (;;)
		pause();
}

/* ---- files ---- */

static int
file_index(int fd, const char *path)
{
	struct stat st;
	if (fstat(fd, &st) || !S_ISREG(st.st_mode))
		return -1;
	for (int i = 0; i < n_files; i++)
		if (files[i]->dev == st.st_dev && files[i]->ino == st.st_ino)
			return i;
	if (n_files == FILES)
		abort();
	struct file *f = calloc(1, sizeof *f);
	f->dev = st.st_dev;
	f->ino = st.st_ino;
	f->fd = REAL(open)(path, O_RDWR | O_CLOEXEC);
	snprintf(f->path, sizeof f->path, "%s", path);
	files[n_files] = f;
	return n_files++;
}

static int
opened(int fd, const char *path, int flags, bool existed)
{
	struct stat st;
	if (fd < 0 || fd >= FDS)
		return fd;
	file_of_fd[fd] = 0;
	dir_of_fd[fd][0] = 0;
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode))
		snprintf(dir_of_fd[fd], sizeof dir_of_fd[fd], "%s", path);
	else if ((flags & O_ACCMODE) != O_RDONLY)
		file_of_fd[fd] = file_index(fd, path) + 1;
	if ((flags & O_CREAT) && !existed)
		change_add(CREATE, path);
	return fd;
}

static int
open_any(const char *path, int flags, mode_t mode)
{
	struct stat st;
	if (!ours(path))
		return REAL(open)(path, flags, mode);
	pthread_mutex_lock(&lock);
	bool existed = stat(path, &st) == 0;
	if ((flags & O_CREAT) && !existed)
		count();
	if ((flags & O_TRUNC) && existed && st.st_size)
		abort();		/* nobody under test does this */
	int fd = opened(REAL(open)(path, flags, mode), path, flags, existed);
	pthread_mutex_unlock(&lock);
	return fd;
}

#define MODE_OF(flags, mode) \
	do { \
		va_list ap_; \
		va_start(ap_, flags); \
		mode = (flags) & O_CREAT ? va_arg(ap_, mode_t) : 0; \
		va_end(ap_); \
	} while (0)

#pragma GCC diagnostic ignored "-Wmissing-prototypes"
int
open(const char *path, int flags, ...)
{
	mode_t mode;
	MODE_OF(flags, mode);
	return open_any(path, flags, mode);
}

int
open64(const char *path, int flags, ...)
{
	mode_t mode;
	MODE_OF(flags, mode);
	return open_any(path, flags, mode);
}

int
__open_2(const char *path, int flags)
{
	return open_any(path, flags, 0);
}

int
__open64_2(const char *path, int flags)
{
	return open_any(path, flags, 0);
}

int
openat(int at, const char *path, int flags, ...)
{
	mode_t mode;
	MODE_OF(flags, mode);
	return *path == '/' ? open_any(path, flags, mode) : REAL(openat)(at, path, flags, mode);
}

int
creat(const char *path, mode_t mode)
{
	return open_any(path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

int
close(int fd)
{
	pthread_mutex_lock(&lock);
	if (fd >= 0 && fd < FDS) {
		file_of_fd[fd] = 0;
		dir_of_fd[fd][0] = 0;
	}
	int ret = REAL(close)(fd);
	pthread_mutex_unlock(&lock);
	return ret;
}

/* ---- data ---- */

static int
tracked(int fd)
{
	return fd >= 0 && fd < FDS ? file_of_fd[fd] - 1 : -1;
}

static off_t
size_of(int fd)
{
	struct stat st;
	if (fstat(fd, &st))
		abort();
	return st.st_size;
}

/* What was at [at, at + n) before, with the lock held. */
static struct change *
data_change(enum kind kind, int file, off_t at, size_t n)
{
	struct change *c = change_add(kind, NULL);
	c->file = file;
	c->at = at;
	c->n = n;
	c->old_size = size_of(files[file]->fd);
	c->old = malloc(n + 1);
	ssize_t got = at < c->old_size ? pread(files[file]->fd, c->old, n, at) : 0;
	c->old_n = got > 0 ? (size_t)got : 0;
	return c;
}

static ssize_t
write_any(int fd, const void *p, size_t n, off_t at, bool seek)
{
	pthread_mutex_lock(&lock);
	int file = tracked(fd);
	if (file < 0) {
		pthread_mutex_unlock(&lock);
		return seek ? REAL(write)(fd, p, n) : REAL(pwrite)(fd, p, n, at);
	}
	count();
	if (seek)
		at = lseek(fd, 0, SEEK_CUR);
	struct change *c = data_change(WRITE, file, at, n);
	ssize_t got = seek ? REAL(write)(fd, p, n) : REAL(pwrite)(fd, p, n, at);
	c->n = got > 0 ? (size_t)got : 0;
	if (c->old_n > c->n)
		c->old_n = c->n;
	pthread_mutex_unlock(&lock);
	return got;
}

ssize_t
write(int fd, const void *p, size_t n)
{
	return write_any(fd, p, n, 0, true);
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t at)
{
	return write_any(fd, p, n, at, false);
}

ssize_t
pwrite64(int fd, const void *p, size_t n, off_t at)
{
	return write_any(fd, p, n, at, false);
}

ssize_t
writev(int fd, const struct iovec *v, int n)
{
	if (tracked(fd) >= 0)
		abort();		/* nobody under test does this */
	return REAL(writev)(fd, v, n);
}

static int
truncate_any(int fd, off_t size)
{
	pthread_mutex_lock(&lock);
	int file = tracked(fd);
	if (file >= 0) {
		count();
		off_t old = size_of(fd);
		struct change *c = data_change(SIZE, file, size, size < old ? (size_t)(old - size) : 0);
		c->new_size = size;
	}
	int ret = REAL(ftruncate)(fd, size);
	pthread_mutex_unlock(&lock);
	return ret;
}

int
ftruncate(int fd, off_t size)
{
	return truncate_any(fd, size);
}

int
ftruncate64(int fd, off_t size)
{
	return truncate_any(fd, size);
}

int
posix_fallocate64(int fd, off_t at, off_t n)
{
	return EOPNOTSUPP;
}

int
fallocate64(int fd, int mode, off_t at, off_t n)
{
	errno = EOPNOTSUPP;
	return -1;
}

/* ---- syncing ---- */

static bool
of_directory(const struct change *c, const char *dir)
{
	char a[PATH_MAX], b[PATH_MAX] = "";
	if (c->kind <= SIZE)
		return false;
	parent(c->path, a);
	if (c->kind == RENAME)
		parent(c->to, b);
	return strcmp(a, dir) == 0 || strcmp(b, dir) == 0;
}

/* Struck-out changes are forgotten, so that the log stays as short as what is not synced. */
static void
forget(void)
{
	size_t n = 0;
	for (size_t i = 0; i < n_changes; i++) {
		struct change *c = changes[i];
		if (!c->synced) {
			changes[n++] = c;
			continue;
		}
		if (c->grave)
			REAL(unlink)(c->grave);
		free(c->path);
		free(c->to);
		free(c->grave);
		free(c->old);
		free(c);
	}
	n_changes = n;
}

static bool
lied_about(const char *path, bool directory)
{
	size_t n = strlen(lie), len = strlen(path);
	if (!n || directory != (*lie == '/'))
		return false;
	if (*lie == '*' || *lie == '/')
		return strstr(path, lie + 1) != NULL;
	return len >= n && strcmp(path + len - n, lie) == 0;
}

static int
sync_any(int fd)
{
	pthread_mutex_lock(&lock);
	int file = tracked(fd);
	const char *dir = fd >= 0 && fd < FDS ? dir_of_fd[fd] : "";
	if (file < 0 && !*dir) {
		pthread_mutex_unlock(&lock);
		return REAL(fsync)(fd);
	}
	count();
	if (!lied_about(file >= 0 ? files[file]->path : dir, file < 0))
		for (size_t i = 0; i < n_changes; i++) {
			struct change *c = changes[i];
			c->synced |= file >= 0 ? c->kind <= SIZE && c->file == file : of_directory(c, dir);
		}
	forget();
	pthread_mutex_unlock(&lock);
	return 0;
}

int
fsync(int fd)
{
	return sync_any(fd);
}

int
fdatasync(int fd)
{
	return sync_any(fd);
}

/* ---- names ---- */

/* Keeps what a name stood for, in case the change of the name is lost. */
static void
bury(struct change *c, const char *path)
{
	struct stat st;
	if (stat(path, &st) || !S_ISREG(st.st_mode))
		return;
	do {			/* those of an earlier life may still be there */
		free(c->grave);
		if (asprintf(&c->grave, "%s/.grave%d", root, graves++) < 0)
			abort();
	} while (link(path, c->grave) && errno == EEXIST);
	if (access(c->grave, F_OK))
		abort();
}

int
rename(const char *from, const char *to)
{
	if (!ours(from) || !ours(to))
		return REAL(rename)(from, to);
	pthread_mutex_lock(&lock);
	count();
	struct change *c = change_add(RENAME, from);
	c->to = strdup(to);
	bury(c, to);
	int ret = REAL(rename)(from, to);
	pthread_mutex_unlock(&lock);
	return ret;
}

int
unlink(const char *path)
{
	struct stat st;
	if (!ours(path))
		return REAL(unlink)(path);
	pthread_mutex_lock(&lock);
	if (stat(path, &st) == 0) {
		count();
		bury(change_add(UNLINK, path), path);
	}
	int ret = REAL(unlink)(path);
	pthread_mutex_unlock(&lock);
	return ret;
}

int
unlinkat(int at, const char *path, int flags)
{
	char whole[PATH_MAX];
	if (at >= 0 && at < FDS && dir_of_fd[at][0] && *path != '/' && !flags) {
		snprintf(whole, sizeof whole, "%s/%s", dir_of_fd[at], path);
		return unlink(whole);
	}
	return REAL(unlinkat)(at, path, flags);
}

int
mkdir(const char *path, mode_t mode)
{
	struct stat st;
	if (!ours(path))
		return REAL(mkdir)(path, mode);
	pthread_mutex_lock(&lock);
	bool existed = stat(path, &st) == 0;
	if (!existed)
		count();
	int ret = REAL(mkdir)(path, mode);
	if (!ret)
		change_add(MKDIR, path);
	pthread_mutex_unlock(&lock);
	return ret;
}

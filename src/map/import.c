/* SPDX-License-Identifier: Apache-2.0 */
#include "map/import.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/clock.h"
#include "map/map.h"
#include "net/json.h"
#include "store/tiles.h"

#define TOLD_MAX 4096		/* bytes of the helper's answer */

struct paths {
	char helper[PATH_MAX], source[PATH_MAX], fresh[PATH_MAX], final[PATH_MAX];
};

/* Beside luan where it is installed, in the folder beside luan's where it was built. */
static bool
find_helper(char ret[PATH_MAX])
{
	static const char *const where[] = { "luan-map", "../map/luan-map", "../libexec/luan-map" };
	char self[PATH_MAX - 32], *slash;
	ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);

	if (n <= 0)
		return false;
	self[n] = 0;
	if (!(slash = strrchr(self, '/')))
		return false;
	*slash = 0;
	for (size_t i = 0; i < N_ELEMS(where); i++) {
		(void)snprintf(ret, PATH_MAX, "%s/%s", self, where[i]);
		if (!access(ret, X_OK))
			return true;
	}
	return false;
}

static enum err
find_paths(struct paths *p, const char *data_dir, const char *file)
{
	struct stat st;

	if (!find_helper(p->helper)) {
		(void)fprintf(stderr, "luan: 没有 luan-map（编译时缺 GDAL：libgdal-dev）/ luan was built without GDAL\n");
		return E_NOT_FOUND;
	}
	if (stat(data_dir, &st) || !S_ISDIR(st.st_mode) || !realpath(file, p->source) || stat(p->source, &st))
		return E_NOT_FOUND;
	if (S_ISREG(st.st_mode) && st.st_size > MAP_SOURCE_MAX)
		return E_TOO_LARGE;
	if (snprintf(p->fresh, sizeof p->fresh, "%s/.map-%ld.mbtiles", data_dir, (long)getpid()) >= (int)sizeof p->fresh ||
	    snprintf(p->final, sizeof p->final, "%s/" MAP_FILE, data_dir) >= (int)sizeof p->final)
		return E_TOO_LARGE;
	return E_OK;
}

/* ---- the helper's process ---- */

static void
bound(int what, rlim_t most)
{
	struct rlimit l = { most, most };

	if (setrlimit(what, &l))
		_exit(126);
}

/* The parsers of GDAL meet whatever the file holds: they get neither rights nor more of the machine than a map needs. */
static void
become_helper(const struct paths *p, int out)
{
	char *argv[] = { (char *)(uintptr_t)p->helper, (char *)(uintptr_t)p->source, (char *)(uintptr_t)p->fresh, NULL };
	char locale[] = "LC_ALL=C.UTF-8", path[] = "PATH=/usr/bin:/bin", *env[] = { locale, path, NULL };

	(void)prctl(PR_SET_PDEATHSIG, SIGKILL);
	(void)prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
	bound(RLIMIT_CORE, 0);
	bound(RLIMIT_CPU, 4 * 3600);
	bound(RLIMIT_NOFILE, 128);
	bound(RLIMIT_FSIZE, 64ULL << 30);
#ifndef __SANITIZE_ADDRESS__
	bound(RLIMIT_AS, 6ULL << 30);
#endif
	if (dup2(out, 1) < 0)
		_exit(126);
	execve(p->helper, argv, env);
	_exit(127);
}

static size_t
read_all(int fd, char *to, size_t max)
{
	size_t n = 0;
	ssize_t got;

	while (n < max && ((got = read(fd, to + n, max - n)) > 0 || (got < 0 && errno == EINTR)))
		n += got > 0 ? (size_t)got : 0;
	return n;
}

static enum err
run(const struct paths *p, char told[TOLD_MAX], size_t *ret_n)
{
	int fd[2], status = -1;
	pid_t child;

	if (pipe2(fd, O_CLOEXEC))
		return E_STORE;
	(void)fflush(NULL);
	if (!(child = fork()))
		become_helper(p, fd[1]);
	(void)close(fd[1]);
	if (child > 0) {
		*ret_n = read_all(fd[0], told, TOLD_MAX);
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
	}
	(void)close(fd[0]);
	if (child < 0)
		return E_STORE;
	return WIFEXITED(status) && !WEXITSTATUS(status) ? E_OK : E_BAD_BODY;
}

/* ---- what it made ---- */

static enum err
read_report(struct slice told, struct map_report *ret, bool *ret_osm)
{
	json_scoped j = NULL;
	size_t at;
	enum err e = json_read(told, &j, &at);

	if (e)
		return E_BAD_BODY;
	ret->features = json_integer_value(json_object_get(j, "features"));
	ret->kept = json_integer_value(json_object_get(j, "kept"));
	ret->skipped = json_integer_value(json_object_get(j, "skipped"));
	ret->simulated = json_is_true(json_object_get(j, "simulated"));
	*ret_osm = json_is_true(json_object_get(j, "osm"));
	return E_OK;
}

static enum err
verify(const char *path, struct map_report *r)
{
	struct tiles *t;
	enum err e = tiles_open(&t, path);

	if (e)
		return e;
	e = tiles_check(t, &r->tiles, &r->bytes);
	tiles_close(t);
	return e ? e : r->tiles ? E_OK : E_BAD_BODY;
}

/* On the disk before it has its name. */
static enum err
put_in_place(const struct paths *p)
{
	int fd = open(p->fresh, O_RDONLY | O_CLOEXEC);
	bool good = fd >= 0 && !fsync(fd);

	if (fd >= 0)
		(void)close(fd);
	return good && !rename(p->fresh, p->final) ? E_OK : errno == ENOSPC ? E_DISK_FULL : E_STORE;
}

static void
clean(const struct paths *p)
{
	static const char *const tail[] = { "", "-journal", ".temp.db", ".temp.db-journal" };
	char path[PATH_MAX + 32];

	for (size_t i = 0; i < N_ELEMS(tail); i++) {
		(void)snprintf(path, sizeof path, "%s%s", p->fresh, tail[i]);
		(void)unlink(path);
	}
}

static enum err
make(const struct paths *p, const char *attribution, struct map_report *ret)
{
	struct tiles_info i = { .made_ms = clock_now_ms() };
	char told[TOLD_MAX];
	size_t n = 0;
	bool osm = false;
	enum err e;

	if ((e = run(p, told, &n)) || (e = read_report((struct slice){ told, n }, ret, &osm)) || (e = verify(p->fresh, ret)))
		return e;
	i.simulated = ret->simulated;
	if (!attribution && osm)
		attribution = "© OpenStreetMap contributors";	/* ODbL 4.3 */
	(void)snprintf(i.attribution, sizeof i.attribution, "%s", attribution ? attribution : "");
	if ((e = tiles_stamp(p->fresh, &i)))
		return e;
	return put_in_place(p);
}

enum err
map_import(const char *data_dir, const char *file, const char *attribution, struct map_report *ret)
{
	struct paths p;
	enum err e;

	*ret = (struct map_report){ 0 };
	if ((e = find_paths(&p, data_dir, file)))
		return e;
	clean(&p);
	e = make(&p, attribution, ret);
	clean(&p);
	return e;
}

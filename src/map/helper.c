/* SPDX-License-Identifier: Apache-2.0 */
#include "map/helper_.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/slice.h"

/* Beside luan where it is installed, in the folder beside luan's where it was built. */
static bool
find(char ret[PATH_MAX])
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

enum err
helper_find(char ret[PATH_MAX])
{
	if (find(ret))
		return E_OK;
	(void)fprintf(stderr, "luan: 没有 luan-map（编译时缺 GDAL：libgdal-dev）/ luan was built without GDAL\n");
	return E_NOT_FOUND;
}

static void
bound(int what, rlim_t most)
{
	struct rlimit l = { most, most };

	if (setrlimit(what, &l))
		_exit(126);
}

/* The parsers of GDAL meet whatever the file holds: they get neither rights nor more of the machine than a map needs. */
static void
become_helper(char *const argv[], int out)
{
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
	execve(argv[0], argv, env);
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

enum err
helper_run(char *const argv[], char told[HELPER_TOLD_MAX], size_t *ret_n)
{
	int fd[2], status = -1;
	pid_t child;

	if (pipe2(fd, O_CLOEXEC))
		return E_STORE;
	(void)fflush(NULL);
	if (!(child = fork()))
		become_helper(argv, fd[1]);
	(void)close(fd[1]);
	if (child > 0) {
		*ret_n = read_all(fd[0], told, HELPER_TOLD_MAX);
		while (waitpid(child, &status, 0) < 0 && errno == EINTR)
			;
	}
	(void)close(fd[0]);
	if (child < 0)
		return E_STORE;
	return WIFEXITED(status) && !WEXITSTATUS(status) ? E_OK : E_BAD_BODY;
}

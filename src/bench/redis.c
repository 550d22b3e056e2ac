/* SPDX-License-Identifier: Apache-2.0 */
/* redis.c - the same question asked of Redis: is this plate in a set of so many, pipelined by hundreds, by its own
 * measuring program over a unix socket, on the same machine in the same run. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/bench_.h"

#define PIPELINE "100"
extern char **environ;

struct redis {
	char socket[200], file[200];
	pid_t server;
};

/* Runs a program; its standard input from `in`, its output into `out` (NULL: nowhere). */
static bool
launch(char *const *argv, const char *in, int out, pid_t *ret)
{
	posix_spawn_file_actions_t a;
	bool ok;

	posix_spawn_file_actions_init(&a);
	posix_spawn_file_actions_addopen(&a, 0, in ? in : "/dev/null", O_RDONLY, 0);
	if (out >= 0)
		posix_spawn_file_actions_adddup2(&a, out, 1);
	else
		posix_spawn_file_actions_addopen(&a, 1, "/dev/null", O_WRONLY, 0);
	posix_spawn_file_actions_addopen(&a, 2, "/dev/null", O_WRONLY, 0);
	ok = !posix_spawnp(ret, argv[0], &a, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&a);
	return ok;
}

static bool
ended_well(pid_t pid)
{
	int status = 0;

	while (waitpid(pid, &status, 0) < 0)
		if (errno != EINTR)
			return false;
	return WIFEXITED(status) && !WEXITSTATUS(status);
}

#define WORD(s) ((char[]){ s })

static bool
start(struct redis *r)
{
	char *argv[] = { WORD("redis-server"), WORD("--port"), WORD("0"), WORD("--unixsocket"), r->socket, WORD("--save"), WORD(""),
		WORD("--appendonly"), WORD("no"), NULL };

	if (!launch(argv, NULL, -1, &r->server))
		return false;
	for (int i = 0; i < 200; i++, usleep(20000))
		if (!access(r->socket, F_OK))
			return true;
	return false;
}

static void
put_word(FILE *f, const char *word)
{
	(void)fprintf(f, "$%zu\r\n%s\r\n", strlen(word), word);
}

/* Members as redis-benchmark makes its numbers: twelve digits. */
static bool
fill(struct redis *r, int64_t n)
{
	char *argv[] = { WORD("redis-cli"), WORD("-s"), r->socket, WORD("--pipe"), NULL }, word[32];
	FILE *f = fopen(r->file, "w");
	pid_t pid;

	if (!f)
		return false;
	for (int64_t i = 0; i < n; i++) {
		(void)fputs("*3\r\n", f);
		put_word(f, "SADD");
		put_word(f, "watch");
		(void)snprintf(word, sizeof word, "%012lld", (long long)i);
		put_word(f, word);
	}
	return !fclose(f) && launch(argv, r->file, -1, &pid) && ended_well(pid);
}

/* "SISMEMBER ...","812345.67",... : the second column of the last line. */
static double
rate_of(struct redis *r, int64_t n, const char *member)
{
	char range[24], count[24], text[4096] = "", *at;
	char *argv[] = { WORD("redis-benchmark"), WORD("-s"), r->socket, WORD("-n"), count, WORD("-P"), WORD(PIPELINE), WORD("-c"), WORD("4"),
		WORD("-r"), range, WORD("--csv"), WORD("SISMEMBER"), WORD("watch"), (char *)(uintptr_t)member, NULL };
	int out[2];
	size_t have = 0;
	ssize_t got;
	pid_t pid;

	(void)snprintf(range, sizeof range, "%lld", (long long)n);
	(void)snprintf(count, sizeof count, "%lld", (long long)n * 2);
	if (pipe2(out, O_CLOEXEC) || !launch(argv, NULL, out[1], &pid))
		return 0;
	close(out[1]);
	while (have < sizeof text - 1 && (got = read(out[0], text + have, sizeof text - 1 - have)) > 0)
		have += (size_t)got;
	close(out[0]);
	at = ended_well(pid) ? strrchr(text, 'S') : NULL;
	at = at ? strstr(at, "\",\"") : NULL;
	return at ? strtod(at + 3, NULL) : 0;
}

bool
redis_membership(struct bench *b, int64_t n, double *ret_present, double *ret_absent)
{
	struct redis r = { .server = 0 };
	bool ok;

	(void)snprintf(r.socket, sizeof r.socket, "/tmp/luan-bench-redis-%d.sock", (int)getpid());
	(void)snprintf(r.file, sizeof r.file, "%s/redis.txt", b->o.dir);
	ok = start(&r) && fill(&r, n);
	*ret_present = ok ? rate_of(&r, n, "__rand_int__") : 0;
	*ret_absent = ok ? rate_of(&r, n, "x__rand_int__") : 0;
	if (r.server > 0) {
		(void)kill(r.server, SIGTERM);
		(void)ended_well(r.server);
	}
	(void)unlink(r.file);
	(void)unlink(r.socket);
	return ok && *ret_present > 0 && *ret_absent > 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* server.c - this program once more, as the server that is measured. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bench/bench_.h"
#include "net/client.h"

#define WORD(s) ((char *)(uintptr_t)(s))	/* argv is not const, though nobody writes to it */

static volatile sig_atomic_t running;	/* to be taken along when the bench itself is stopped */

static void
on_stop(int sig)
{
	if (running)
		kill((pid_t)running, SIGTERM);
	_exit(128 + sig);
}

static enum err
spawn(const struct bench *b, char *const *argv, pid_t *ret_pid, int *ret_out)
{
	posix_spawn_file_actions_t fa;
	int end[2], rc;

	if (pipe2(end, O_CLOEXEC))
		return E_INTERNAL;
	posix_spawn_file_actions_init(&fa);
	posix_spawn_file_actions_adddup2(&fa, end[1], 1);
	rc = posix_spawn(ret_pid, b->o.self, &fa, NULL, argv, environ);
	posix_spawn_file_actions_destroy(&fa);
	close(end[1]);
	if (rc) {
		close(end[0]);
		return E_INTERNAL;
	}
	running = *ret_pid;
	(void)signal(SIGINT, on_stop);
	(void)signal(SIGTERM, on_stop);
	*ret_out = end[0];
	return E_OK;
}

/* "http://127.0.0.1:0 (40123) .." is the first line, "device http://127.0.0.1:0 (40124)" or "terminal tcp://.." the second where there is one. */
static enum err
read_port(struct server *s, char ret[64])
{
	char line[256];
	size_t n = 0;
	struct slice text;
	int64_t port;

	while (n < sizeof line && read(s->out, line + n, 1) == 1 && line[n] != '\n')
		n++;
	text = (struct slice){ line, n };
	while (text.n && text.p[0] != '(')
		text.p++, text.n--;
	for (n = 0; n < text.n && text.p[n] != ')'; n++)
		;
	if (n < 2 || !slice_int((struct slice){ text.p + 1, n - 1 }, &port))
		return E_GONE;
	(void)snprintf(ret, 64, "127.0.0.1:%lld", (long long)port);
	return E_OK;
}

static enum err
wait_ready(struct server *s, int64_t began)
{
	struct client *c;
	struct client_reply r = { 0 };
	enum err e = client_open(&c, s->address, 5000);

	if (e)
		return e;
	for (;;) {
		e = client_call(c, "GET", "/readyz", NULL, (struct slice){ NULL, 0 }, &r);
		if (e || r.status == 200 || now_us() - began > 60000000)
			break;
		usleep(1000);
	}
	s->ready_us = now_us() - began;
	if (!e && r.status != 200)
		e = E_TIMEOUT;
	client_close(c);
	return e;
}

static enum err
start(struct bench *b, const char *data, const char *port, struct server *ret)
{
	char *argv[] = { WORD("luan"), WORD("serve"), WORD("--data"), WORD(data), WORD("--store"), WORD(b->o.store),
		WORD("--http"), WORD("127.0.0.1:0"), WORD("--max-per-address"), WORD("4096"), WORD("--log-level"), WORD("error"),
		port ? WORD(port) : NULL, WORD("127.0.0.1:0"), WORD("--terminal-max-connections"), WORD("60000"), NULL };
	struct server s = { 0 };
	int64_t began = now_us();
	enum err e;

	if ((e = spawn(b, argv, &s.pid, &s.out)))
		return bench_failed("server", e);
	e = read_port(&s, s.address);
	if (!e && port)
		e = read_port(&s, !strcmp(port, "--device") ? s.device : s.terminal);
	if (e || (e = wait_ready(&s, began))) {
		server_stop(&s);
		return bench_failed("server", e);
	}
	*ret = s;
	return E_OK;
}

enum err
server_start(struct bench *b, const char *data, struct server *ret)
{
	return start(b, data, NULL, ret);
}

enum err
server_start_device(struct bench *b, const char *data, struct server *ret)
{
	return start(b, data, "--device", ret);
}

enum err
server_start_terminal(struct bench *b, const char *data, struct server *ret)
{
	return start(b, data, "--terminal", ret);
}

void
server_stop(struct server *s)
{
	if (s->pid <= 0)
		return;
	kill(s->pid, SIGTERM);
	while (waitpid(s->pid, NULL, 0) < 0 && errno == EINTR)
		;
	close(s->out);
	running = 0;
	s->pid = 0;
}

static int64_t
proc_number(pid_t pid, const char *file, const char *key)
{
	char path[64], line[512];
	int64_t v = -1;
	size_t n = strlen(key);
	FILE *f;

	(void)snprintf(path, sizeof path, "/proc/%d/%s", (int)pid, file);
	if (!(f = fopen(path, "re")))
		return -1;
	while (v < 0 && fgets(line, sizeof line, f))
		if (!strncmp(line, key, n))
			v = strtoll(line + n, NULL, 10);
	(void)fclose(f);
	return v;
}

int64_t
server_rss(const struct server *s)
{
	return proc_number(s->pid, "status", "VmRSS:") * 1024;
}

int64_t
server_cpu_us(const struct server *s)
{
	char path[64], line[1024] = "";
	const char *at;
	long long user = 0, sys = 0;
	FILE *f;

	(void)snprintf(path, sizeof path, "/proc/%d/stat", (int)s->pid);
	if (!(f = fopen(path, "re")))
		return 0;
	at = fgets(line, sizeof line, f) ? strrchr(line, ')') : NULL;
	(void)fclose(f);
	if (!at || sscanf(at + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lld %lld", &user, &sys) != 2)
		return 0;
	return (user + sys) * (1000000 / sysconf(_SC_CLK_TCK));
}

enum err
program_run(struct bench *b, char *const *argv, int64_t *ret_us, int64_t *ret_peak_rss)
{
	char line[512];
	struct rusage ru = { 0 };
	int64_t began = now_us();
	int out, status = 0;
	pid_t pid;
	ssize_t n;
	enum err e = spawn(b, argv, &pid, &out);

	if (e)
		return bench_failed(argv[1], e);
	while ((n = read(out, line, sizeof line)) > 0)
		(void)fwrite(line, 1, (size_t)n, stderr);
	close(out);
	while (wait4(pid, &status, 0, &ru) < 0 && errno == EINTR)
		;
	running = 0;
	*ret_us = now_us() - began;
	*ret_peak_rss = ru.ru_maxrss * 1024;
	return WIFEXITED(status) && WEXITSTATUS(status) == 0 ? E_OK : E_INTERNAL;
}

enum err
sign_in_as(struct bench *b, const struct server *s, const char *user, const char **ret_header)
{
	static const char key[] = "\"token\":\"";
	struct slice body = arena_printf(&b->arena, "{\"user\":\"%s\",\"password\":\"" BENCH_PASSWORD "\"}", user);
	struct client *c;
	struct client_reply r = { 0 };
	const char *at, *end = NULL;
	enum err e = client_open(&c, s->address, 20000);

	if (e)
		return bench_failed("sign-in", e);
	e = client_call(c, "POST", "/api/v1/session", "Content-Type: application/json\r\n", body, &r);
	at = e ? NULL : memmem(r.body.p, r.body.n, key, sizeof key - 1);
	if (at)
		end = memchr(at + sizeof key - 1, '"', r.body.n - (size_t)(at + sizeof key - 1 - r.body.p));
	if (end)
		*ret_header = arena_printf(&b->arena, "Authorization: Bearer %.*s\r\nContent-Type: application/json\r\n",
		    (int)(end - at - (ssize_t)sizeof key + 1), at + sizeof key - 1).p;
	else if (!e)
		(void)fprintf(stderr, "bench: sign-in as %s: %d %.*s\n", user, r.status, (int)r.body.n, r.body.p);
	client_close(c);
	return end ? E_OK : bench_failed("sign-in", e ? e : E_BAD_CREDENTIALS);
}

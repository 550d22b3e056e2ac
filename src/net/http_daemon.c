/* SPDX-License-Identifier: Apache-2.0 */
/* The event loops: each thread drives a daemon of libmicrohttpd of its own on the one listening socket.
 *
 * The library's own threads are not used: when 128 events come at once it waits for more before it handles
 * them (it asks epoll again, with its full timeout), so a burst of clients could stand still for seconds.
 * Here the waiting is ours, and MHD_run is only called to handle what is there.
 */
#include <poll.h>
#include <sched.h>
#include <sys/eventfd.h>
#include <unistd.h>
#include "base/limits.h"
#include "base/log.h"
#include "net/http_.h"

#define WAIT_MS 1000			/* at most: the library's own timeouts are in seconds */
#define PARKED_MS 10			/* the library would not wait at all while a request is parked */

/* Escapes stay as they came: the strict reading is ours. */
static size_t
leave_escaped(void *ctx, struct MHD_Connection *mhd, char *s)
{
	(void)ctx;
	(void)mhd;
	return strlen(s);
}

static void
on_log(void *ctx, const char *fmt, va_list ap)
{
	char line[256];

	(void)ctx;
	vsnprintf(line, sizeof(line), fmt, ap);
	log_at(LOG_DEBUG, "http.library", KV("says", LSL(slice_trim(slice_of(line)))));
}

static struct MHD_Daemon *
start_library(struct loop *l, char *cert, char *key, char *ca)
{
	struct http_server *s = l->server;
	unsigned flags = MHD_USE_EPOLL | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_TURBO | MHD_USE_ERROR_LOG |
	    (s->tls ? MHD_USE_TLS : 0);
	struct MHD_OptionItem tls[] = {
		{ MHD_OPTION_HTTPS_MEM_CERT, 0, cert },
		{ MHD_OPTION_HTTPS_MEM_KEY, 0, key },
		{ MHD_OPTION_HTTPS_PRIORITIES, 0, (void *)(uintptr_t)"NORMAL:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2" },
		{ ca ? MHD_OPTION_HTTPS_MEM_TRUST : MHD_OPTION_END, 0, ca },
		{ MHD_OPTION_END, 0, NULL },
	};
	unsigned share = (unsigned)((s->o.max_connections + s->o.loop_threads - 1) / s->o.loop_threads);

	return MHD_start_daemon(flags, 0, conns_admit, s, loop_request, s,
	    MHD_OPTION_EXTERNAL_LOGGER, on_log, s,
	    MHD_OPTION_LISTEN_SOCKET, s->listen_fd,
	    MHD_OPTION_NOTIFY_CONNECTION, conns_notify, l,
	    MHD_OPTION_NOTIFY_COMPLETED, loop_completed, s,
	    MHD_OPTION_URI_LOG_CALLBACK, loop_request_line, s,
	    MHD_OPTION_UNESCAPE_CALLBACK, leave_escaped, s,
	    MHD_OPTION_CONNECTION_LIMIT, share,
	    MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)s->o.idle_s,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HTTP_CONN_MEMORY,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1,
	    MHD_OPTION_SIGPIPE_HANDLED_BY_APP, 1,
	    MHD_OPTION_ARRAY, s->tls ? tls : tls + N_ELEMS(tls) - 1,
	    MHD_OPTION_END);
}

static int
next_wait(const struct loop *l)
{
	MHD_UNSIGNED_LONG_LONG ms;

	if (l->parked && !l->moved)
		return PARKED_MS;
	return MHD_get_timeout(l->mhd, &ms) == MHD_YES && ms < WAIT_MS ? (int)ms : WAIT_MS;
}

static void
wake(struct bell *b)
{
	uint64_t one = 1;

	if (write(b->fd, &one, sizeof(one)) < 0)
		log_at(LOG_ERROR, "http.wake", KV("fd", LI(b->fd)));
}

static struct bell *
bell_new(void)
{
	struct bell *b = mem_alloc(sizeof(*b));

	b->refs = 1;
	b->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (b->fd < 0)
		die("http: no eventfd");
	return b;
}

void
bell_unref(struct bell *b)
{
	if (atomic_fetch_sub(&b->refs, 1) != 1)
		return;
	close(b->fd);
	mem_free(b);
}

void
bell_ring(struct bell *b)
{
	atomic_store(&b->pending, true);
	if (atomic_exchange(&b->asleep, false))
		wake(b);
}

/* A resumption that falls into a run of the library can be swallowed by it: it clears its own signal without having
 * looked again. So nothing depends on that signal: a resumption is noted here, where the loop looks before it waits,
 * and the first one that finds it waiting wakes it. */
void
loop_resume(struct loop *l, struct MHD_Connection *mhd)
{
	atomic_fetch_add(&l->wakers, 1);
	MHD_resume_connection(mhd);
	bell_ring(l->bell);
	atomic_fetch_sub(&l->wakers, 1);
}

static void *
loop(void *arg)
{
	struct loop *l = arg;
	const union MHD_DaemonInfo *info = MHD_get_daemon_info(l->mhd, MHD_DAEMON_INFO_EPOLL_FD);
	struct bell *b = l->bell;
	struct pollfd fd[] = { { info->epoll_fd, POLLIN, 0 }, { b->fd, POLLIN, 0 } };
	uint64_t n;
	bool listening = true;

	while (!atomic_load(&l->stop)) {
		atomic_store(&b->asleep, true);
		poll(fd, N_ELEMS(fd), atomic_load(&b->pending) ? 0 : next_wait(l));
		atomic_store(&b->asleep, false);
		atomic_store(&b->pending, false);
		if (fd[1].revents && read(b->fd, &n, sizeof(n)) < 0)
			log_at(LOG_ERROR, "http.wake", KV("fd", LI(b->fd)));
		if (listening && atomic_load(&l->quiet)) {
			MHD_quiesce_daemon(l->mhd);
			listening = false;
		}
		l->moved = false;
		MHD_run(l->mhd);
	}
	MHD_stop_daemon(l->mhd);
	return NULL;
}

void
daemons_quiet(struct http_server *s)
{
	for (int i = 0; i < s->nloop; i++) {
		atomic_store(&s->loop[i].quiet, true);
		wake(s->loop[i].bell);
	}
}

void
daemons_stop(struct http_server *s)
{
	daemons_quiet(s);
	for (int i = 0; i < s->nloop; i++) {
		atomic_store(&s->loop[i].stop, true);
		wake(s->loop[i].bell);
		pthread_join(s->loop[i].thread, NULL);
		while (atomic_load(&s->loop[i].wakers))
			sched_yield();	/* answered the last request and has not returned from it */
		bell_unref(s->loop[i].bell);
	}
}

enum err
daemons_start(struct http_server *s, char *cert, char *key, char *ca)
{
	for (int i = 0; i < s->o.loop_threads; i++) {
		struct loop *l = &s->loop[i];

		l->server = s;
		l->mhd = start_library(l, cert, key, ca);
		if (!l->mhd) {
			daemons_stop(s);	/* those that run already */
			return s->tls ? E_BAD_VALUE : E_INTERNAL;
		}
		l->bell = bell_new();
		work_thread(&l->thread, loop, l);
		s->nloop++;
	}
	return E_OK;
}

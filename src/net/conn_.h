/* SPDX-License-Identifier: Apache-2.0 */
/* conn_.h - connections, the event loops that own them, and when each has to be done with what it is doing. */
#ifndef NET_CONN__H
#define NET_CONN__H
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include "net/http.h"

struct req;

enum conn_phase { CONN_IDLE, CONN_HEADERS, CONN_BODY, CONN_HANDLED, CONN_SENDING, CONN_STREAM };

/* Wakes a loop. It outlives the loop while a request that was parked there has not been answered. */
struct bell {
	_Atomic int refs;
	int fd;				/* eventfd */
	_Atomic bool asleep, pending;	/* the loop is about to wait, or waits; there is something for it */
};

struct loop {
	struct http_server *server;
	struct MHD_Daemon *mhd;
	pthread_t thread;
	struct bell *bell;
	_Atomic bool quiet, stop;	/* accept no more; end */
	_Atomic int wakers;		/* threads inside loop_resume */
	int parked;			/* requests that wait awake; only the loop's own thread */
	bool moved;			/* something other than waiting happened in this run */
};

struct conn {
	struct conn *next, *prev;	/* in conns.head */
	struct http_server *server;
	struct loop *loop;
	int fd;
	bool counted;			/* in the table of addresses */
	bool hung_up;			/* the client sends nothing more */
	_Atomic int phase;
	_Atomic int64_t due_ms;		/* monotonic; shut down when passed; INT64_MAX: none */
	pthread_mutex_t lock;		/* guards req against a stop */
	struct req *req;
	unsigned char key[16];		/* address that counts: IPv4, or the /64 of IPv6 */
	char peer[48];
};

struct peer;
struct conns {
	pthread_mutex_t lock;
	struct conn *head;
	int n;
	struct peer *bucket[1024];	/* connections by address */
	int max_per_address;
	int hangups;			/* epoll of all descriptors, for EPOLLRDHUP */
	pthread_t sweeper;
	pthread_cond_t wake;
	bool stop;
};

/* http_conn.c: connections, the addresses they come from, and the sweeper that ends the slow ones. */
void conns_start(struct conns *cs, int max_per_address);
void conns_stop(struct conns *cs);
enum MHD_Result conns_admit(void *server, const struct sockaddr *addr, socklen_t n);
void conns_notify(void *loop, struct MHD_Connection *c, void **ctx, enum MHD_ConnectionNotificationCode what);
void conn_phase(struct conn *c, enum conn_phase phase, int64_t seconds);	/* 0 seconds: no deadline */
void conns_end_streams(struct conns *cs);
void conns_each(struct conns *cs, void (*fn)(struct conn *c));

/* http_daemon.c */
/* Instead of MHD_resume_connection: from any thread; the connection may be gone when it returns. */
void loop_resume(struct loop *l, struct MHD_Connection *mhd);
void bell_ring(struct bell *b);
void bell_unref(struct bell *b);
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* tcp.h - a server of bytes: tens of thousands of connections, one thread, no protocol.
 *
 *   accept ─► opened   bytes ─► data (what it leaves is kept and comes again, with more)   end, error, tcp_close ─► closed
 *
 * Threads    every callback and tcp_send, tcp_close run on the server's own thread; tcp_wake from any: woken is called soon.
 * Bounds     in_max bytes kept between two calls of data, out_max waiting to be sent: beyond, the connection ends. Buffers exist only
 *            while something is in them: an idle connection costs some 200 bytes and the kernel's.
 * Errors     E_BAD_VALUE not an address, E_IN_USE taken. More connections than max: closed at once and counted.
 */
#ifndef NET_TCP_H
#define NET_TCP_H
#include "base/err.h"

struct tcp_server;
struct tcp_conn;
struct tcp_use {
	void (*opened)(void *ctx, struct tcp_conn *c);
	size_t (*data)(void *ctx, struct tcp_conn *c, struct slice in);	/* how many bytes were used */
	void (*closed)(void *ctx, struct tcp_conn *c);	/* the last that is heard of it */
	void (*turn)(void *ctx);	/* a round of events is over */
	void (*woken)(void *ctx);
	void (*tick)(void *ctx);	/* once a second */
	void *ctx;
};
struct tcp_options {
	const char *address;		/* "127.0.0.1:8208", "[::]:8208"; port 0: any */
	size_t max_connections, in_max, out_max;
	struct tcp_use use;
};
enum err tcp_start(struct tcp_server **ret, const struct tcp_options *o) must_check;
int tcp_port(const struct tcp_server *s);
void tcp_stop(struct tcp_server *s);		/* ends all connections; no callback runs after it */
void tcp_wake(struct tcp_server *s);

void tcp_send(struct tcp_conn *c, struct slice bytes);
void tcp_close(struct tcp_conn *c);		/* after what waits was tried once; closed is called at the end of the round */
void **tcp_user(struct tcp_conn *c);		/* whatever the callbacks keep with it */
struct tcp_conn *tcp_next(struct tcp_server *s, struct tcp_conn *after);	/* all open ones; NULL: from the first */
int64_t tcp_heard_ms(const struct tcp_conn *c);	/* monotonic: when bytes came last */

struct tcp_stats {
	int64_t open, accepted, refused, bytes_in, bytes_out, overflowed;
};
void tcp_stats(struct tcp_server *s, struct tcp_stats *ret);
#endif

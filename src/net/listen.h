/* SPDX-License-Identifier: Apache-2.0 */
/* listen.h - one event stream (server-sent events) read event by event: a screen, for bench and tests.
 *
 * Shape   one connection, blocking; IP addresses only; chunked answers.
 * Limits  an event of 64 KiB.
 * Errors  E_GONE no connection or it ended; E_BAD_BODY not a stream; E_TIMEOUT nothing in time.
 */
#ifndef NET_LISTEN_H
#define NET_LISTEN_H
#include "base/err.h"
#include "base/slice.h"

struct listen;
struct listen_event {
	struct slice name, data;	/* until the next call */
	int64_t at_us;			/* monotonic, when its last byte was read */
};
enum err listen_open(struct listen **ret, const char *address, const char *target, const char *headers) must_check;
enum err listen_next(struct listen *l, int wait_ms, struct listen_event *ret) must_check;
void listen_close(struct listen *l);
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* wire.h - one outgoing TCP connection that never waits: for programs that play terminals.
 *
 * Shape   IP addresses only, "127.0.0.1:8208". What the kernel does not take at once is lost with the connection: terminals send little.
 * Errors  E_GONE cannot connect, or the other side closed.
 */
#ifndef NET_WIRE_H
#define NET_WIRE_H
#include "base/err.h"
#include "base/slice.h"

struct wire;
enum err wire_open(struct wire **ret, const char *address) must_check;	/* waits for the connection itself */
void wire_close(struct wire *w);
enum err wire_send(struct wire *w, struct slice bytes) must_check;
enum err wire_read(struct wire *w, char *space, size_t max, size_t *ret_n) must_check;	/* 0: nothing yet */
#endif

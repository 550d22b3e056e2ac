/* SPDX-License-Identifier: Apache-2.0 */
/* reply_.h - an HTTP/1.1 answer as it lies in a buffer, for the client and the load generator. */
#ifndef NET_REPLY__H
#define NET_REPLY__H
#include "base/buf.h"

struct reply {
	int status;
	bool keeps;			/* the connection stays open */
	struct slice head;		/* header lines after the status line, each ending in CRLF */
	struct slice body;		/* chunks are joined in place */
};
enum reply_found { REPLY_MORE, REPLY_WHOLE, REPLY_BAD };

/* Looks for a whole answer at the beginning of p. `closed`: nothing follows any more; `bodiless`: it was HEAD.
 * *ret_n is how many bytes it took. */
enum reply_found reply_find(char *p, size_t n, bool closed, bool bodiless, struct reply *ret, size_t *ret_n);
struct slice reply_header(struct slice head, const char *name);
int dial(const char *address, bool wait);	/* a connected (or connecting) socket, -1: no; IP addresses only */
#endif

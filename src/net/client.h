/* SPDX-License-Identifier: Apache-2.0 */
/* client.h - a small blocking HTTP/1.1 client for our own servers: bench, health checks, tests.
 *
 * Shape   one kept-alive connection, one call at a time. No TLS, no redirects; IP addresses only.
 * Limits  an answer of LIMIT_ANSWER bytes.
 * Errors  E_GONE cannot connect, or the connection broke; E_TIMEOUT no answer in time; E_BAD_BODY not an HTTP
 *         answer; E_TOO_LARGE. An answer of error is no error here: look at its status.
 */
#ifndef NET_CLIENT_H
#define NET_CLIENT_H
#include "base/buf.h"
#include "base/err.h"

struct client;
struct client_reply {
	int status;
	struct slice head, body;	/* until the next call */
};

enum err client_open(struct client **ret, const char *address, int timeout_ms) must_check;
void client_close(struct client *c);
/* headers: "Name: value\r\n..." or NULL. Host and Content-Length are added. A GET on a connection that the server
 * has closed meanwhile is sent once more on a new one; nothing else ever is. */
enum err client_call(struct client *c, const char *method, const char *target, const char *headers,
    struct slice body, struct client_reply *ret) must_check;
struct slice client_header(const struct client_reply *r, const char *name);
/* A whole request as bytes, for client_call and load_run. */
void client_request(struct buf *b, const char *method, const char *target, const char *headers, struct slice body);
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* server.h - a server with a route of every kind, and sockets that misbehave on purpose. */
#ifndef TEST_SERVER_H
#define TEST_SERVER_H
#include "../base/tap.h"
#include "net/client.h"
#include "net/http.h"

struct server {
	struct http_server *http;
	int port;
	char address[32];
};

/* Routes: /hello, /quick, /echo (1 MiB), /small (100 bytes), /show (method, path, query, cookie), /late (answers from
 * another thread after 50 ms), /never (held until released), /slow (300 ms on its worker), /big (4 MiB), /pull,
 * /file, /fault, /step, /read, /export (held; worth by name). */
void server_start(struct server *s, struct http_options o);
void server_stop(struct server *s);
void server_release(void);		/* lets held requests be answered */
int server_held(void);
extern int server_pulls_done;
extern struct http_request *server_forgotten;	/* of /forget: never answered by its handler */
void server_release_one(void);

struct client *server_client(struct server *s);
struct http_stats server_stats(struct server *s);
int64_t server_bodies(struct server *s);	/* bytes of bodies held, once answers under way have settled */

int raw_open(struct server *s);
void raw_send(int fd, struct slice bytes);
/* Reads until the peer closes, `until` has been seen, or ms have passed; what was read is NUL-terminated. */
size_t raw_read(int fd, char *to, size_t max, const char *until, int ms);
size_t raw_ask(struct server *s, struct slice bytes, char *to, size_t max);	/* open, send, read all, close */
bool raw_closed(int fd, int ms);	/* the peer has closed within that time */
void wait_ms(int ms);
int64_t now_ms(void);
#endif

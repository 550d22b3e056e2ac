/* SPDX-License-Identifier: Apache-2.0 */
/* console.h - an account at the server's own interface: what the simulated city asks and applies for like anybody else.
 *
 * Errors  E_BAD_CREDENTIALS sign-in refused; E_GONE, E_TIMEOUT of the connection; E_BAD_BODY not JSON. A refusal by the server
 *         (4xx, 5xx) is E_FORBIDDEN, its status and words in 'said'.
 */
#ifndef CITY_CONSOLE_H
#define CITY_CONSOLE_H
#include "net/client.h"
#include "net/json.h"

struct console {
	struct client *client;
	char head[512];
	char said[240];
	int status;
};
enum err console_open(struct console *c, const char *address, const char *user, const char *password) must_check;
void console_close(struct console *c);
/* A connection that the server closed while nobody spoke is made anew; the session goes on. */
enum err console_again(struct console *c, const char *address) must_check;
enum err console_get(struct console *c, const char *target, json_t **ret) must_check;	/* below /api/v1/ */
enum err console_post(struct console *c, const char *target, const char *reason, struct slice body, json_t **ret) must_check;
/* Each row of a list, page by page; fn may stop it with an error. */
typedef enum err console_row_fn(void *ctx, json_t *row);
enum err console_each(struct console *c, const char *list, console_row_fn *fn, void *ctx) must_check;
#endif

/* SPDX-License-Identifier: Apache-2.0 */
#include "city/console.h"

#include <stdio.h>

#include "base/limits.h"

static enum err
call(struct console *c, const char *method, const char *target, const char *reason, struct slice body, json_t **ret)
{
	char path[512], head[1024];
	struct client_reply r;
	struct buf quoted;
	size_t at;
	enum err e;

	(void)snprintf(path, sizeof path, "/api/v1/%s", target);
	buf_init(&quoted, KIB(1));
	for (const char *p = reason; p && *p; p++)	/* header texts are percent-encoded beyond ASCII */
		buf_printf(&quoted, (unsigned char)*p < 0x80 ? "%c" : "%%%02X", (unsigned char)*p);
	(void)snprintf(head, sizeof head, "%s%s%.*s%s", c->head, quoted.n ? "Luan-Reason: " : "", (int)quoted.n, quoted.n ? quoted.p : "",
	    quoted.n ? "\r\n" : "");
	buf_free(&quoted);
	if ((e = client_call(c->client, method, path, head, body, &r)))
		return e;
	c->status = r.status;
	(void)snprintf(c->said, sizeof c->said, "%.*s", (int)(r.body.n < 200 ? r.body.n : 200), r.body.p ? r.body.p : "");
	if (r.status >= 300)
		return r.status == 503 ? E_BUSY : E_FORBIDDEN;
	return json_read(r.body, ret, &at);
}

enum err
console_open(struct console *c, const char *address, const char *user, const char *password)
{
	json_scoped j = NULL;
	struct buf b;
	struct slice token;
	enum err e;

	*c = (struct console){ .head = "Content-Type: application/json\r\n" };
	if ((e = client_open(&c->client, address, 30000)))
		return e;
	buf_init(&b, KIB(4));
	buf_puts(&b, "{\"user\":");
	buf_json(&b, slice_of(user));
	buf_puts(&b, ",\"password\":");
	buf_json(&b, slice_of(password));
	buf_putc(&b, '}');
	e = call(c, "POST", "session", NULL, buf_slice(&b), &j);
	buf_free(&b);
	token = e ? (struct slice){ NULL, 0 } : json_slice(json_object_get(j, "token"));
	if (e || !token.n || token.n > 256) {
		console_close(c);
		return e == E_GONE || e == E_TIMEOUT ? e : E_BAD_CREDENTIALS;
	}
	(void)snprintf(c->head, sizeof c->head, "Authorization: Bearer %.*s\r\nContent-Type: application/json\r\n", (int)token.n, token.p);
	return E_OK;
}

void
console_close(struct console *c)
{
	if (c->client)
		client_close(c->client);
	c->client = NULL;
}

enum err
console_again(struct console *c, const char *address)
{
	if (c->client)
		client_close(c->client);
	c->client = NULL;
	return client_open(&c->client, address, 30000);
}

enum err
console_get(struct console *c, const char *target, json_t **ret)
{
	return call(c, "GET", target, NULL, (struct slice){ NULL, 0 }, ret);
}

enum err
console_post(struct console *c, const char *target, const char *reason, struct slice body, json_t **ret)
{
	return call(c, "POST", target, reason, body, ret);
}

enum err
console_each(struct console *c, const char *list, console_row_fn *fn, void *ctx)
{
	char target[400], cursor[256] = "";
	enum err e = E_OK;

	do {
		json_scoped page = NULL;
		json_t *row;
		size_t i;
		(void)snprintf(target, sizeof target, "%s%climit=500%s%s", list, strchr(list, '?') ? '&' : '?', *cursor ? "&cursor=" : "", cursor);
		if ((e = console_get(c, target, &page)))
			break;
		json_array_foreach(json_object_get(page, "items"), i, row)
			if ((e = fn(ctx, row)))
				return e;
		(void)snprintf(cursor, sizeof cursor, "%.*s", (int)json_slice(json_object_get(page, "next")).n,
		    json_slice(json_object_get(page, "next")).n ? json_slice(json_object_get(page, "next")).p : "");
	} while (*cursor);
	return e;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/idempotency.h"

#include <sodium.h>
#include <string.h>

#include "base/clock.h"
#include "engine/engine.h"
#include "engine/record.h"

#define ANSWER_KEPT MIB(4)		/* 10,000 refusals of a bulk step */
#define KEY_KEPT_MS (3 * DAY_MS)

enum err
idempotency_take(struct call *c, const struct http_request *rq, struct idempotency *ret)
{
	unsigned char hash[crypto_generichash_BYTES];
	crypto_generichash_state st;

	*ret = (struct idempotency){ .key = http_header(rq, "Idempotency-Key") };
	if (!ret->key.p)
		return E_OK;
	for (size_t i = 0; i < ret->key.n; i++)
		if (ret->key.p[i] < 0x21 || ret->key.p[i] > 0x7e)
			ret->key.n = 0;
	if (ret->key.n < 1 || ret->key.n > 64)
		return refuse_text(c, E_BAD_VALUE, "Idempotency-Key", "须为1至64个可见字符", "must be 1 to 64 printable characters");
	crypto_generichash_init(&st, NULL, 0, sizeof hash);
	crypto_generichash_update(&st, (const unsigned char *)&rq->method, sizeof rq->method);
	crypto_generichash_update(&st, (const unsigned char *)rq->path.p, rq->path.n);
	crypto_generichash_update(&st, (const unsigned char *)"\0", 1);
	crypto_generichash_update(&st, (const unsigned char *)(rq->body.n ? rq->body.p : ""), rq->body.n);
	crypto_generichash_final(&st, hash, sizeof hash);
	sodium_bin2hex(ret->request, sizeof ret->request, hash, sizeof hash);
	return E_OK;
}

enum err
idempotency_met(struct call *c, const struct idempotency *i, struct kept_answer *ret)
{
	stmt_scoped st = NULL;
	enum err e;

	*ret = (struct kept_answer){ 0 };
	if (!i->key.n)
		return E_OK;
	if ((e = sql(c->conn, &st, "SELECT request, status, location, etag, answer FROM idempotency WHERE person = ?1 AND key = ?2")))
		return e;
	sql_int(st, 1, c->who->person);
	sql_text(st, 2, i->key);
	if ((e = sql_step(st)))
		return e == E_DONE ? E_OK : e;
	if (!slice_is(col_text(st, 0), i->request))
		return refuse_text(c, E_REPLAY, "Idempotency-Key", NULL, NULL);
	ret->status = (int)col_int(st, 1);
	if (!col_null(st, 2))
		ret->location = arena_copy(c->arena, col_text(st, 2));
	if (!col_null(st, 3))
		ret->etag = arena_copy(c->arena, col_text(st, 3));
	ret->body = arena_copy(c->arena, col_text(st, 4));
	return E_DONE;
}

enum err
idempotency_keep(struct call *c, const struct idempotency *i, const struct kept_answer *a)
{
	stmt_scoped st = NULL;
	enum err e;

	if (!i->key.n)
		return E_OK;
	if (a->body.n > ANSWER_KEPT)
		return refuse(c, E_FULL, NULL, -1);
	if ((e = sql(c->conn, &st, "INSERT INTO idempotency (person, key, request, status, location, etag, answer, created_at)"
	    " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")))
		return e;
	sql_int(st, 1, c->who->person);
	sql_text(st, 2, i->key);
	sql_text(st, 3, slice_of(i->request));
	sql_int(st, 4, a->status);
	sql_text(st, 5, a->location);
	sql_text(st, 6, a->etag);
	sql_text(st, 7, a->body);
	sql_int(st, 8, c->now_ms);
	return sql_run(st);
}

static enum err
prune(struct call *c, void *ctx)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "DELETE FROM idempotency WHERE created_at < ?1");

	(void)ctx;
	if (e)
		return e;
	sql_int(st, 1, c->now_ms - KEY_KEPT_MS);
	return sql_run(st);
}

enum err
idempotency_prune(struct engine *e, void *ctx)
{
	(void)ctx;
	return engine_write(e, NULL, prune, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "people/guess.h"

struct digest
guess_account(const struct people_key *k, struct slice user)
{
	return digest_keyed(k, "account", user);
}

struct digest
guess_address(const struct people_key *k, struct slice peer)
{
	return digest_keyed(k, "address", peer);
}

enum err
guess_read(struct conn *c, const struct digest *d, struct backoff *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT n, last_at FROM sign_in_fail WHERE who = ?1");

	*ret = (struct backoff){ 0 };
	if (e)
		return e;
	sql_blob(st, 1, digest_slice(d));
	if ((e = sql_step(st)))
		return e == E_DONE ? E_OK : e;
	*ret = (struct backoff){ col_int(st, 0), col_int(st, 1) };
	return E_OK;
}

enum err
guess_failed(struct conn *c, const struct digest *d, const struct backoff_rule *r, int64_t now_ms,
    int64_t *ret_until_ms)
{
	stmt_scoped st = NULL;
	struct backoff b;
	enum err e = guess_read(c, d, &b);

	if (e)
		return e;
	backoff_failed(r, &b, now_ms);
	*ret_until_ms = backoff_until_ms(r, &b);
	if ((e = sql(c, &st, "INSERT INTO sign_in_fail (who, n, last_at) VALUES (?1, ?2, ?3)"
	    " ON CONFLICT (who) DO UPDATE SET n = excluded.n, last_at = excluded.last_at")))
		return e;
	sql_blob(st, 1, digest_slice(d));
	sql_int(st, 2, b.n);
	sql_int(st, 3, b.last_ms);
	return sql_run(st);
}

enum err
guess_clear(struct conn *c, const struct digest *d)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "DELETE FROM sign_in_fail WHERE who = ?1");

	if (e)
		return e;
	sql_blob(st, 1, digest_slice(d));
	return sql_run(st);
}

enum err
guess_prune(struct conn *c, int64_t now_ms)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "DELETE FROM sign_in_fail WHERE last_at < ?1");

	if (e)
		return e;
	sql_int(st, 1, now_ms - backoff_account.forget_ms);
	return sql_run(st);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "people/second_factor.h"
#include <sodium.h>
#include "base/hash.h"
#include "people/people_.h"
#include "people/totp.h"

static enum err
unseal(struct call *c, struct people *p, int64_t person, const char *column, struct slice *ret,
    int64_t *ret_step)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, !strcmp(column, "totp_pending") ?
	    "SELECT totp_pending, totp_step FROM credential WHERE person = ?1" :
	    "SELECT totp_secret, totp_step FROM credential WHERE person = ?1");

	*ret = (struct slice){ NULL, 0 };
	if (e)
		return e;
	sql_int(st, 1, person);
	if ((e = sql_step(st)))
		return e == E_DONE ? E_NOT_FOUND : e;
	*ret_step = col_int(st, 1);
	return col_null(st, 0) ? E_NOT_FOUND
			       : seal_open(&p->key, col_blob(st, 0), person, c->arena, ret);
}

enum err
second_factor_begin(
    struct call *c, struct people *p, struct slice *ret_secret, struct slice *ret_uri)
{
	unsigned char secret[TOTP_SECRET];
	struct slice user = { NULL, 0 }, sealed;
	stmt_scoped st = NULL;
	stmt_scoped up = NULL;
	struct buf b;
	enum err e = sql(c->conn, &st,
	    "SELECT p.\"user\", CASE WHEN k.totp_secret IS NULL THEN 0 ELSE 1 END FROM person p"
	    " JOIN credential k ON k.person = p.id WHERE p.id = ?1");

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, c->who->person);
	if ((e = sql_step(st)))
		return refuse(c, e == E_DONE ? E_NOT_FOUND : e, NULL, -1);
	if (col_int(st, 1))
		return refuse_text(c, E_EXISTS, NULL, "已登记动态口令，须先取消",
		    "A second factor is enrolled already; remove it first");
	user = arena_copy(c->arena, col_text(st, 0));
	randombytes_buf(secret, sizeof(secret));
	sealed = seal(
	    &p->key, (struct slice){ (char *)secret, sizeof(secret) }, c->who->person, c->arena);
	if ((e = sql(c->conn, &up, "UPDATE credential SET totp_pending = ?2 WHERE person = ?1")))
		return refuse(c, e, NULL, -1);
	sql_int(up, 1, c->who->person);
	sql_blob(up, 2, sealed);
	if ((e = sql_run(up)))
		return refuse(c, e, NULL, -1);
	buf_init(&b, 64);
	base32_encode(&b, (struct slice){ (char *)secret, sizeof(secret) });
	*ret_secret = arena_copy(c->arena, buf_slice(&b));
	buf_free(&b);
	sodium_memzero(secret, sizeof(secret));
	*ret_uri = totp_uri(c->arena, *ret_secret, user, "luan");
	return audit_note(c, "totp_begin", "person", c->who->person, (struct slice){ NULL, 0 });
}

static void
make_code(char ret[RECOVERY_CODE + 1])
{
	static const char set[] = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

	for (int i = 0; i < RECOVERY_CODE; i++)
		ret[i] = i == 5 ? '-' : set[randombytes_uniform(32)];
	ret[RECOVERY_CODE] = 0;
}

/* As typed by people: small letters, blanks, with or without the dash. */
static struct digest
code_digest(const struct people_key *k, int64_t person, struct slice typed)
{
	char plain[64];
	size_t n = (size_t)snprintf(plain, 24, "%lld:", (long long)person);

	for (size_t i = 0; i < typed.n && n < sizeof(plain); i++) {
		char ch = typed.p[i];
		if (ch == '-' || ch == ' ')
			continue;
		plain[n++] = ch >= 'a' && ch <= 'z' ? (char)(ch - 32) : ch;
	}
	return digest_keyed(k, "recovery", (struct slice){ plain, n });
}

static enum err
insert_code(struct call *c, struct people *p, const char *code)
{
	struct digest d = code_digest(&p->key, c->who->person, slice_of(code));
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "INSERT INTO recovery_code (person, code) VALUES (?1, ?2)");

	if (e)
		return e;
	sql_int(st, 1, c->who->person);
	sql_blob(st, 2, digest_slice(&d));
	return sql_run(st);
}

enum err
second_factor_confirm(struct call *c, struct people *p, struct slice code,
    char ret[RECOVERY_CODES][RECOVERY_CODE + 1])
{
	struct slice secret;
	int64_t last, step;
	stmt_scoped st = NULL;
	enum err e = unseal(c, p, c->who->person, "totp_pending", &secret, &last);

	if (e == E_NOT_FOUND)
		return refuse_text(
		    c, E_GUARD, NULL, "请先申请登记动态口令", "Begin the enrolment first");
	if (e)
		return refuse(c, e, NULL, -1);
	if (!totp_check(secret, code, session_now_ms(p), last, &step))
		return refuse_text(c, E_BAD_VALUE, "totp", "动态口令不符，请检查手机时间",
		    "The code does not fit; check the clock of the phone");
	if ((e = sql(c->conn, &st,
		 "UPDATE credential SET totp_secret = totp_pending, totp_pending = NULL, totp_step "
		 "= ?2 WHERE person = ?1")))
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, c->who->person);
	sql_int(st, 2, step);
	if ((e = sql_run(st)) ||
	    (e = people_do(
		 c->conn, "DELETE FROM recovery_code WHERE person = ?1", c->who->person, 0, NULL)))
		return refuse(c, e, NULL, -1);
	if ((e = people_mark(c->conn)))
		return refuse(c, e, NULL, -1);
	for (int i = 0; i < RECOVERY_CODES; i++) {
		make_code(ret[i]);
		if ((e = insert_code(c, p, ret[i])))
			return refuse(c, e, NULL, -1);
	}
	return audit_note(c, "totp_enrolled", "person", c->who->person, (struct slice){ NULL, 0 });
}

enum err
second_factor_remove(struct call *c, int64_t person)
{
	enum err e = people_do(c->conn,
	    "UPDATE credential SET totp_secret = NULL, totp_pending = NULL WHERE person = ?1",
	    person, 0, NULL);

	if (!e)
		e = people_do(
		    c->conn, "DELETE FROM recovery_code WHERE person = ?1", person, 0, NULL);
	if (!e)
		e = people_mark(c->conn);
	return e ? refuse(c, e, NULL, -1)
		 : audit_note(c, "totp_removed", "person", person, (struct slice){ NULL, 0 });
}

static enum err
use_recovery(struct call *c, struct people *p, int64_t person, struct slice code, bool *ret_fits)
{
	struct digest d = code_digest(&p->key, person, code);
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st,
	    "UPDATE recovery_code SET used_at = ?3 WHERE person = ?1 AND code = ?2 AND used_at IS "
	    "NULL");

	if (e)
		return e;
	sql_int(st, 1, person);
	sql_blob(st, 2, digest_slice(&d));
	sql_int(st, 3, c->now_ms);
	if ((e = sql_run(st)))
		return e;
	*ret_fits = sql_changes(st) == 1;
	return *ret_fits ? audit_note(
			       c, "recovery_code_used", "person", person, (struct slice){ NULL, 0 })
			 : E_OK;
}

enum err
second_factor_use(
    struct call *c, struct people *p, int64_t person, struct slice code, bool *ret_fits)
{
	struct slice secret;
	int64_t last, step = 0, n;
	enum err e = unseal(c, p, person, "totp_secret", &secret, &last);

	*ret_fits = false;
	if (e)
		return e == E_NOT_FOUND ? E_OK : e;
	if (!totp_check(secret, code, session_now_ms(p), last, &step))
		return use_recovery(c, p, person, code, ret_fits);
	e = people_do(c->conn,
	    "UPDATE credential SET totp_step = ?2 WHERE person = ?1 AND totp_step < ?2", person,
	    step, &n);
	*ret_fits = !e && n == 1;
	return e;
}

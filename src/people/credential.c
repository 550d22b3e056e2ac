/* SPDX-License-Identifier: Apache-2.0 */
#include "people/credential.h"
#include <sodium.h>
#include "people/password.h"
#include "people/people_.h"
#include "people/sign_in.h"

struct old_passwords {
	char user[64];
	int n;				/* the present one first */
	char hash[PASSWORD_KEPT][PASSWORD_HASH_MAX];
};

static enum err
read_hashes(struct conn *c, int64_t person, struct old_passwords *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st,
	    "SELECT hash, at FROM credential_old WHERE person = ?1 ORDER BY at DESC LIMIT 4");

	if (e)
		return e;
	sql_int(st, 1, person);
	while (ret->n < PASSWORD_KEPT && !(e = sql_step(st)))
		snprintf(ret->hash[ret->n++], PASSWORD_HASH_MAX, "%.*s", (int)col_text(st, 0).n,
		    col_text(st, 0).p);
	return e == E_DONE ? E_OK : e;
}

static enum err
read_old(struct people *p, int64_t person, struct old_passwords *ret)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err e = db_reader(p->engine->db, &c);

	*ret = (struct old_passwords){ 0 };
	if (e || (e = sql(c, &st,
		      "SELECT k.hash, p.\"user\" FROM credential k JOIN person p ON p.id = "
		      "k.person WHERE k.person = ?1")))
		return e;
	sql_int(st, 1, person);
	if ((e = sql_step(st)))
		return e == E_DONE ? E_NOT_FOUND : e;
	snprintf(ret->hash[ret->n++], PASSWORD_HASH_MAX, "%.*s", (int)col_text(st, 0).n,
	    col_text(st, 0).p);
	snprintf(ret->user, sizeof(ret->user), "%.*s", (int)col_text(st, 1).n, col_text(st, 1).p);
	sql_done(st);
	return read_hashes(c, person, ret);
}

struct change_job {
	struct people *p;
	struct password_change *x;
	struct old_passwords old;
	char hash[PASSWORD_HASH_MAX];
	bool lost;
};

static enum err
write_failure(struct call *c, void *ctx)
{
	struct change_job *j = ctx;

	c->who = j->x->who;
	c->peer = j->x->peer;
	c->request_id = j->x->request_id;
	return sign_in_failed(c, slice_of(j->old.user), j->x->who->person, "password");
}

static enum err
confirm(struct people *p, struct change_job *j)
{
	enum err e;

	if ((e = read_old(p, j->x->who->person, &j->old)) ||
	    (e = sign_in_wait(p, slice_of(j->old.user), j->x->peer, &j->x->wait_s)))
		return e;
	if (password_matches(j->x->old, j->old.hash[0]))
		return E_OK;
	e = engine_write(p->engine, NULL, write_failure, j);
	return e ? e : E_BAD_CREDENTIALS;
}

enum err
password_confirm(struct people *p, struct password_change *x, struct arena *a)
{
	struct change_job *j = arena_new(a, struct change_job);

	j->x = x;
	return confirm(p, j);
}

static enum err
keep_old(struct call *c, int64_t person)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st,
	    "INSERT INTO credential_old (person, at, hash) SELECT person, ?2, hash FROM credential "
	    "WHERE person = ?1");

	if (e)
		return e;
	sql_int(st, 1, person);
	sql_int(st, 2, c->now_ms);
	if ((e = sql_run(st)))
		return e;
	return people_do(c->conn,
	    "DELETE FROM credential_old WHERE person = ?1 AND at NOT IN"
	    " (SELECT at FROM credential_old WHERE person = ?1 ORDER BY at DESC LIMIT 4)",
	    person, 0, NULL);
}

static enum err
upsert(struct call *c, int64_t person, const char *hash, bool must)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st,
	    "INSERT INTO credential (person, hash, must_change, changed_at, used_at, totp_step)"
	    " VALUES (?1, ?2, ?3, ?4, ?4, 0) ON CONFLICT (person) DO UPDATE SET hash = "
	    "excluded.hash,"
	    " must_change = excluded.must_change, changed_at = excluded.changed_at");

	if (e)
		return e;
	sql_int(st, 1, person);
	sql_text(st, 2, slice_of(hash));
	sql_int(st, 3, must);
	sql_int(st, 4, c->now_ms);
	return sql_run(st);
}

enum err
credential_set(struct call *c, int64_t person, const char *hash, bool must)
{
	enum err e;

	if ((e = keep_old(c, person)) || (e = upsert(c, person, hash, must)) ||
	    (e = session_end_person(c->conn, person, 0, c->now_ms, "password")))
		return refuse(c, e, NULL, -1);
	return audit_note(c, must ? "password_issued" : "password_set", "person", person,
	    (struct slice){ NULL, 0 });
}

static enum err
write_change(struct call *c, void *ctx)
{
	struct change_job *j = ctx;
	const struct who *w = j->x->who;
	stmt_scoped st = NULL;
	int64_t n;
	enum err e;

	c->who = w;
	c->peer = j->x->peer;
	c->request_id = j->x->request_id;
	if ((e = keep_old(c, w->person)) ||
	    (e = sql(c->conn, &st,
		 "UPDATE credential SET hash = ?2, must_change = 0, changed_at = ?3 WHERE person = "
		 "?1 AND hash = ?4")))
		return e;
	sql_int(st, 1, w->person);
	sql_text(st, 2, slice_of(j->hash));
	sql_int(st, 3, c->now_ms);
	sql_text(st, 4, slice_of(j->old.hash[0]));
	if ((e = sql_run(st)))
		return e;
	n = sql_changes(st);
	if (n != 1)
		return E_LOST_RACE;
	if ((e = session_end_person(c->conn, w->person, w->session, c->now_ms, "password")))
		return e;
	return audit_note(c, "password_changed", "person", w->person, (struct slice){ NULL, 0 });
}

static enum err
judge_new(struct change_job *j)
{
	struct password_change *x = j->x;
	enum err e = password_judge(x->new, slice_of(j->old.user), &x->zh, &x->en);

	for (int i = 0; !e && i < j->old.n; i++)
		if (password_matches(x->new, j->old.hash[i])) {
			x->zh = "不得与最近五次使用的密码相同";
			x->en = "It must not be one of the last five";
			e = E_WEAK_PASSWORD;
		}
	return e;
}

enum err
password_change(struct people *p, struct password_change *x, struct arena *a)
{
	struct change_job *j = arena_new(a, struct change_job);
	enum err e;

	j->p = p;
	j->x = x;
	if ((e = confirm(p, j)) || (e = judge_new(j)) || (e = password_hash(x->new, j->hash)))
		return e;
	e = engine_write(p->engine, NULL, write_change, j);
	sodium_memzero(j->hash, sizeof(j->hash));
	if (!e)
		session_recheck(p);
	return e;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "people/admin.h"
#include <sodium.h>
#include "base/clock.h"
#include "engine/record.h"
#include "engine/units.h"
#include "people/credential.h"
#include "people/grant.h"
#include "people/people_.h"
#include "people/person.h"
#include "people/sign_in.h"
#include "people/unit.h"

struct adding {
	const struct account_new *n;
	char hash[PASSWORD_HASH_MAX];
	bool must;
	int64_t person;
};

static enum err
hash_of(const struct account_new *n, struct account_made *ret, char hash[PASSWORD_HASH_MAX])
{
	const char *zh, *en;
	enum err e;

	if (!n->password.n) {
		password_make(ret->password);
		return password_hash(slice_of(ret->password), hash);
	}
	if ((e = password_judge(n->password, n->user, &zh, &en))) {
		ret->zh = slice_of(zh);
		ret->en = slice_of(en);
		return e;
	}
	if (!n->hash)
		return password_hash(n->password, hash);
	(void)snprintf(hash, PASSWORD_HASH_MAX, "%s", n->hash);
	return E_OK;
}

static enum err
add_grant(struct call *c, const struct adding *a, int64_t unit, int role)
{
	struct row *g = row_new(c->arena, &grant_record), *after;
	enum err e;

	g->unit = unit;
	g->state = grant_is_requested;
	row_set_int(g, grant_person, a->person);
	row_set_text(g, grant_role, slice_of(role_name((enum role_bit)role)));
	row_set_int(g, grant_persons, a->n->persons);
	row_set_text(g, grant_purpose, S("由系统管理命令建立 / made on the command line"));
	if ((e = record_create(c, g)))
		return e;
	return record_fire(
	    c, &grant_record, g->id, 0, "approve", row_new(c->arena, &grant_record), 0, &after);
}

static enum err
add(struct call *c, void *ctx)
{
	struct adding *a = ctx;
	struct row *p = row_new(c->arena, &person_record);
	enum err e;

	p->unit = a->n->unit ? a->n->unit : units_root();
	p->state = person_is_active;
	row_set_text(p, person_user, a->n->user);
	row_set_text(p, person_name, a->n->name.n ? a->n->name : a->n->user);
	row_set_text(p, person_category, slice_of(a->n->category ? a->n->category : "police"));
	if (a->n->police_no.n)
		row_set_text(p, person_police_no, a->n->police_no);
	if ((e = record_create(c, p)))
		return e;
	a->person = p->id;
	for (int i = 0; !e && i < ROLE_COUNT; i++)
		if (a->n->roles & (1u << i))
			e = add_grant(c, a, p->unit, i);
	return e ? e : credential_set(c, p->id, a->hash, a->must);
}

/* What the body of a request would be refused for: here nobody has read it yet. */
static bool
user_fits(struct slice user)
{
	if (user.n < 2 || user.n > 48 || user.p[0] < 'a' || user.p[0] > 'z')
		return false;
	for (size_t i = 0; i < user.n; i++)
		if (!((user.p[i] >= 'a' && user.p[i] <= 'z') ||
			(user.p[i] >= '0' && user.p[i] <= '9') || strchr("._@-", user.p[i])))
			return false;
	return true;
}

enum err
account_add(struct engine *e, const struct account_new *n, struct account_made *ret)
{
	struct adding a = { .n = n, .must = !n->password.n || n->must_change };
	enum err err;

	*ret = (struct account_made){ 0 };
	if (!user_fits(n->user) || !utf8_valid(n->name) || utf8_count(n->name) > 40) {
		ret->zh = S("用户名须以小写字母开头，2至48位；姓名至多40字");
		ret->en = S("The user name begins with a small letter and has 2 to 48 characters; "
			    "the name at most 40");
		return E_BAD_VALUE;
	}
	if ((err = hash_of(n, ret, a.hash)) || (err = engine_write(e, "luan user add", add, &a)))
		return err;
	ret->person = a.person;
	return E_OK;
}

static enum err
find_user(struct call *c, struct slice user, int64_t *ret, bool *ret_locked)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT id, state FROM person WHERE \"user\" = ?1");

	if (e)
		return e;
	sql_text(st, 1, user);
	if ((e = sql_step(st)))
		return e == E_DONE ? E_NOT_FOUND : e;
	*ret = col_int(st, 0);
	*ret_locked = slice_is(col_text(st, 1), "locked");
	return E_OK;
}

static enum err
set_password(struct call *c, void *ctx)
{
	struct adding *a = ctx;
	bool locked;
	enum err e = find_user(c, a->n->user, &a->person, &locked);

	if (e || (e = credential_set(c, a->person, a->hash, a->must)))
		return e;
	return sign_in_forgive(c, a->n->user);
}

enum err
account_password(
    struct engine *e, struct slice user, struct slice password, struct account_made *ret)
{
	struct account_new n = { .user = user, .password = password };
	struct adding a = { .n = &n, .must = true };
	enum err err;

	*ret = (struct account_made){ 0 };
	if ((err = hash_of(&n, ret, a.hash)) ||
	    (err = engine_write(e, "luan user password", set_password, &a)))
		return err;
	ret->person = a.person;
	session_recheck(people_here(e));
	return E_OK;
}

static enum err
unlock(struct call *c, void *ctx)
{
	struct slice *user = ctx;
	struct row *after;
	int64_t person;
	bool locked;
	enum err e = find_user(c, *user, &person, &locked);

	if (e || (e = sign_in_forgive(c, *user)))
		return e;
	if (!locked)
		return audit_note(
		    c, "sign_in_forgiven", "person", person, (struct slice){ NULL, 0 });
	return record_fire(
	    c, &person_record, person, 0, "unlock", row_new(c->arena, &person_record), 0, &after);
}

enum err
account_unlock(struct engine *e, struct slice user)
{
	return engine_write(e, "luan user unlock", unlock, &user);
}

static enum err
put_roles(struct conn *c, int64_t person, struct buf *b)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st,
	    "SELECT g.role, u.name FROM \"grant\" g JOIN unit u ON u.id = g.unit WHERE g.person = "
	    "?1"
	    " AND g.state = 'in_force' AND (g.to_at IS NULL OR g.to_at > ?2) ORDER BY g.id");

	if (e)
		return e;
	sql_int(st, 1, person);
	sql_int(st, 2, clock_now_ms());
	for (int n = 0; !(e = sql_step(st)); n++) {
		buf_puts(b, n ? ", " : "");
		buf_put(b, col_text(st, 0));
		buf_putc(b, '@');
		buf_put(b, col_text(st, 1));
	}
	return e == E_DONE ? E_OK : e;
}

struct listed {
	int64_t person;
	struct slice user, state, note;
};

static enum err
read_listed(struct conn *c, struct arena *a, struct listed **ret, size_t *ret_n)
{
	stmt_scoped st = NULL;
	int64_t max;
	size_t n = 0;
	enum err e = people_count(c, "SELECT COUNT(*) FROM person", 0, 0, &max);

	if (e || (e = sql(c, &st,
		      "SELECT p.id, p.\"user\", p.state, k.must_change, CASE WHEN k.totp_secret IS "
		      "NULL THEN 0 ELSE 1 END"
		      " FROM person p"
		      " LEFT JOIN credential k ON k.person = p.id ORDER BY p.\"user\"")))
		return e;
	*ret = arena_array(a, struct listed, (size_t)max + 1);
	while (n < (size_t)max && !(e = sql_step(st)))
		(*ret)[n++] = (struct listed){ col_int(st, 0), arena_copy(a, col_text(st, 1)),
			arena_copy(a, col_text(st, 2)),
			slice_of(col_null(st, 3)  ? "no password"
				 : col_int(st, 3) ? "must change"
				 : col_int(st, 4) ? "totp"
						  : "") };
	*ret_n = n;
	return e == E_DONE ? E_OK : e;
}

enum err
account_list(struct engine *e, struct buf *b)
{
	reader_scoped c = NULL;
	struct listed *l;
	struct arena a;
	size_t n = 0;
	enum err err = db_reader(e->db, &c);

	arena_init(&a);
	if (!err)
		err = read_listed(c, &a, &l, &n);
	for (size_t i = 0; !err && i < n; i++) {
		buf_printf(b, "%-26.*s %-8.*s %-12.*s ", (int)l[i].user.n, l[i].user.p,
		    (int)l[i].state.n, l[i].state.p, (int)l[i].note.n, l[i].note.p);
		err = put_roles(c, l[i].person, b);
		buf_putc(b, '\n');
	}
	arena_free(&a);
	return err;
}

/* ---- the first ones ---- */

static enum err
make_root(struct call *c, void *ctx)
{
	struct row *u = row_new(c->arena, &unit_record);
	char today[TIME_TEXT_MAX];

	(void)ctx;
	date_print(beijing_day(c->now_ms), today);
	u->state = unit_is_active;
	row_set_text(u, unit_code, S("000000000000"));
	row_set_text(u, unit_name, S("交通警察支队"));
	row_set_text(u, unit_short_name, S("支队"));
	row_set_text(u, unit_level, S("detachment"));
	row_set_text(u, unit_valid_from, slice_of(today));
	return record_create(c, u);
}

enum err
admin_first(struct engine *e, struct slice password, struct admin_first ret[ADMINS_FIRST])
{
	static const struct {
		const char *user, *name;
		unsigned role;
	} first[ADMINS_FIRST] = {
		{ "admin", "系统管理员", R_sysadmin },
		{ "secadmin", "安全管理员", R_secadmin },
		{ "auditor", "审计管理员", R_auditor },
	};
	enum err err = units_root() ? E_OK : engine_write(e, "luan init", make_root, NULL);

	for (int i = 0; !err && i < ADMINS_FIRST; i++) {
		struct account_new n = { .user = slice_of(first[i].user),
			.name = slice_of(first[i].name),
			.category = "staff",
			.roles = first[i].role };
		if (i == 0)
			n.password = password;
		ret[i].user = first[i].user;
		err = account_add(e, &n, &ret[i].made);
	}
	return err;
}

static enum err
user_exists(struct engine *e, const char *user, bool *ret)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err err = db_reader(e->db, &c);

	if (err || (err = sql(c, &st, "SELECT 1 FROM person WHERE \"user\" = ?1")))
		return err;
	sql_text(st, 1, slice_of(user));
	err = sql_step(st);
	*ret = err == E_OK;
	return err == E_DONE ? E_OK : err;
}

enum err
admin_demo(struct engine *e, int64_t unit, struct slice password, int64_t *ret_made)
{
	struct account_made made;
	bool there = false;
	enum err err = E_OK;

	*ret_made = 0;
	for (int i = 0; !err && i < ROLE_COUNT; i++) {
		struct account_new n = { .user = slice_of(role_name((enum role_bit)i)),
			.name = title_zh(role_title((enum role_bit)i)),
			.unit = unit,
			.roles = 1u << i,
			.password = password };
		n.persons = !((1u << i) & (R_ADMINS | R_maintainer | R_device | R_engineer));
		if (((1u << i) & R_citizen) ||
		    (err = user_exists(e, role_name((enum role_bit)i), &there)) || there)
			continue;
		err = account_add(e, &n, &made);
		*ret_made += !err;
	}
	return err;
}

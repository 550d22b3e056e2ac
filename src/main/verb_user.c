/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "main/options.h"
#include "main/pages.h"
#include "people/admin.h"
#include "people/people.h"

static int64_t
unit_of(struct engine *e, const char *code)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;

	if (!code || db_reader(e->db, &c) || sql(c, &st, "SELECT id FROM unit WHERE code = ?1"))
		return 0;
	sql_text(st, 1, slice_of(code));
	return sql_step(st) ? -1 : col_int(st, 0);
}

static int
told(enum err e, const struct account_made *m, const char *user)
{
	if (e && m->zh.n)
		(void)fprintf(stderr, "luan: %.*s / %.*s\n", (int)m->zh.n, m->zh.p, (int)m->en.n, m->en.p);
	if (e)
		return fail("user", e);
	if (m->password[0])
		(void)printf("%s  %s\n", user, m->password);
	return 0;
}

static int
add(struct config *c, struct engine *e)
{
	const char *user = config_str(c, "user"), *role = config_str(c, "role");
	struct account_new n = { .user = slice_of(user), .name = slice_of(config_str(c, "name")),
		.roles = role ? role_named(slice_of(role)) : 0, .password = slice_of(config_str(c, "password")),
		.must_change = true, .unit = unit_of(e, config_str(c, "unit")) };
	struct account_made made = { 0 };

	if (role && !n.roles)
		return (void)fprintf(stderr, "luan: --role: 没有这个角色 / no such role\n"), 2;
	if (n.unit < 0)
		return (void)fprintf(stderr, "luan: --unit: 没有这个单位代码 / no such unit code\n"), 2;
	return told(account_add(e, &n, &made), &made, user);
}

static int
run(struct config *c, struct engine *e, const char *what)
{
	const char *user = config_str(c, "user");
	struct account_made made = { 0 };
	struct buf b;
	enum err err;

	if (!strcmp(what, "list")) {
		buf_init(&b, MIB(16));
		err = account_list(e, &b);
		(void)fwrite(b.p, 1, b.n, stdout);
		buf_free(&b);
		return err ? fail("user", err) : 0;
	}
	if (!user)
		return (void)fprintf(stderr, "luan: --user\n"), 2;
	if (!strcmp(what, "add"))
		return add(c, e);
	if (!strcmp(what, "password"))
		return told(account_password(e, slice_of(user), slice_of(config_str(c, "password")), &made), &made, user);
	return told(account_unlock(e, slice_of(user)), &made, user);
}

int
verb_user(struct config *c, int argc, char **argv)
{
	static const char *const known[] = { "add", "password", "list", "unlock" };
	struct engine_options o = engine_options(c);
	struct engine *e;
	struct people *p;
	enum err err;
	bool ok = false;
	int rc;

	for (size_t i = 0; argc == 1 && i < N_ELEMS(known); i++)
		ok |= !strcmp(argv[0], known[i]);
	if (!ok)
		return (void)fprintf(stderr, "luan user add|password|list|unlock --user NAME [--name .. --role .. --unit CODE]\n"), 2;
	if ((err = engine_open(&e, &o, all_pages())))
		return fail("user", err);
	if ((err = people_open(&p, e))) {
		engine_close(e);
		return fail("user", err);
	}
	e->signin = people_signin(p);
	rc = run(c, e, argv[0]);
	people_close(p);
	engine_close(e);
	return rc;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* break_glass_report.c - whoever breaks the glass is heard: an urgent notice, once for each taking.
 * */
#include "base/clock.h"
#include "base/log.h"
#include "engine/record.h"
#include "engine/units.h"
#include "people/break_glass.h"
#include "people/people_.h"

#define MARK "break_glass_reported"	/* in people_lock: the last row that was reported */

struct taken {
	int64_t row, unit, from_ms, to_ms;
	struct slice name, role;
};

static enum err
next_taken(struct call *c, struct taken *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st,
	    "SELECT b.id, b.unit, b.from_at, b.to_at, p.name, b.role FROM break_glass b"
	    " JOIN person p ON p.id = b.person WHERE b.id > COALESCE("
	    "(SELECT n FROM people_lock WHERE name = '" MARK "'), 0) ORDER BY b.id LIMIT 1");

	if (e || (e = sql_step(st)))
		return e;
	*ret = (struct taken){ col_int(st, 0), col_int(st, 1), col_int(st, 2), col_int(st, 3),
		arena_copy(c->arena, col_text(st, 4)), arena_copy(c->arena, col_text(st, 5)) };
	return E_OK;
}

static enum err
mark(struct call *c, int64_t row)
{
	return people_do(c->conn,
	    "INSERT INTO people_lock (name, n) VALUES ('" MARK "', ?1)"
	    " ON CONFLICT (name) DO UPDATE SET n = excluded.n",
	    row, 0, NULL);
}

static struct slice
role_zh(struct slice role)
{
	unsigned bit = role_named(role);

	return bit ? title_zh(role_title((enum role_bit)__builtin_ctz(bit))) : role;
}

static struct slice
words(struct call *c, const struct taken *t)
{
	struct slice unit = units_name(t->unit, c->arena), role = role_zh(t->role);
	char from[TIME_TEXT_MAX], to[TIME_TEXT_MAX];

	time_print_local(t->from_ms, from);
	time_print_local(t->to_ms, to);
	return arena_printf(c->arena,
	    "%.*s于%s紧急取得%.*s的“%.*s”权限，至%s止。事由见紧急授权第%"
	    "lld号，须由督察或审计管理员复核。\n"
	    "%.*s took the role %.*s over %.*s in an emergency, until %s (break-glass grant %lld); "
	    "supervision or the audit administrator must review it.",
	    (int)t->name.n, t->name.p, from, (int)unit.n, unit.p, (int)role.n, role.p, to,
	    (long long)t->row, (int)t->name.n, t->name.p, (int)t->role.n, t->role.p, (int)unit.n,
	    unit.p, to, (long long)t->row);
}

/* The page of notices stands in a folder above this one: it is asked for by name and may be absent.
 * */
static enum err
give_notice(struct call *c, const struct record *notice, const struct taken *t)
{
	struct slice text = words(c, t);
	struct row *draft = row_new(c->arena, notice), *after;
	uint64_t set;
	enum err e = E_OK;
	json_t *body = json_pack("{s:s, s:s, s:b, s:s#, s:[{s:I}, {s:I}]}", "subject",
	    "紧急授权报告", "kind", "warning", "urgent", 1, "body", text.p, text.n, "to", "unit",
	    (json_int_t)units_root(), "unit", (json_int_t)t->unit);

	if (!body)
		return E_INTERNAL;
	draft->unit = units_root();
	draft->state = 0;
	e = record_take(c, notice, body, TAKE_CREATE, NULL, draft, &set);
	json_decref(body);
	if (e || (e = record_create(c, draft)))
		return e;
	return record_fire(
	    c, notice, draft->id, 0, "publish", row_new(c->arena, notice), 0, &after);
}

static enum err
report_one(struct call *c, void *ctx)
{
	const struct record *notice = record_named(c->engine, S("notice"));
	struct taken t;
	enum err e = next_taken(c, &t);

	*(bool *)ctx = e == E_OK;
	if (e)
		return e == E_DONE ? E_OK : e;
	if (notice && (e = give_notice(c, notice, &t)))
		return e;
	return mark(c, t.row);
}

static enum err
any_waiting(struct engine *e, int64_t *ret)
{
	reader_scoped c = NULL;
	enum err err = db_reader(e->db, &c);

	return err ? err
		   : people_count(c,
			 "SELECT COUNT(*) FROM break_glass WHERE id > COALESCE("
			 "(SELECT n FROM people_lock WHERE name = '" MARK "'), 0)",
			 0, 0, ret);
}

enum err
break_glass_report(struct engine *e)
{
	int64_t waiting;
	bool more = true;
	enum err err = any_waiting(e, &waiting);

	while (!err && waiting && more)
		err = engine_write(e, NULL, report_one, &more);
	return err;
}

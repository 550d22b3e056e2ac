/* SPDX-License-Identifier: Apache-2.0 */
#define _XOPEN_SOURCE 700
#include <stdlib.h>
#include <unistd.h>
#include "house.h"
#include "../base/tree.h"
#include "base/limits.h"
#include "engine/deadline.h"
#include "engine/finding.h"
#include "engine/records.h"
#include "people/password.h"
#include "people/session_.h"
#include "store/migrate.h"

static const struct record *const records[] = {
	&unit_record, &person_record, &grant_record, &break_glass_record, &setting_record,
	&calendar_day_record, &legal_term_record, &finding_record, &notice_record, &receipt_record,
};
extern const struct rule break_glass_rules_rules[];
extern const int break_glass_rules_nrules;
static const char *(*const tables[])(enum db_kind) = { people_ddl };
static const struct rule *rules[8];
static struct pages pages;

static void
open_store(struct house *h, bool create)
{
	struct engine_options o = { .data_dir = h->dir,
		.store_url = getenv("LUAN_TEST_STORE"),
		.file_budget = MIB(16),
		.create = create };

	for (int i = 0; i < break_glass_rules_nrules && i < 8; i++)
		rules[i] = &break_glass_rules_rules[i];
	pages = (struct pages){ records, (int)N_ELEMS(records), NULL, 0, rules,
		break_glass_rules_nrules, tables, 1 };
	assert_int_equal(engine_open(&h->engine, &o, &pages), E_OK);
	assert_int_equal(people_open(&h->people, h->engine), E_OK);
}

static enum err
drop_all(void *ctx, struct conn *c)
{
	struct db_table_list l;
	struct arena a;
	enum err e;

	(void)ctx;
	arena_init(&a);
	e = db_tables(c, &a, &l);
	for (int i = 0; !e && i < l.n; i++)
		e = sql_exec(c, arena_printf(&a, "DROP TABLE \"%s\" CASCADE", l.table[i].name).p);
	arena_free(&a);
	return e;
}

/* The server of LUAN_TEST_STORE is one for all tests of the program. */
static void
empty_store(struct house *h)
{
	struct db *db;

	if (!getenv("LUAN_TEST_STORE"))
		return;
	assert_int_equal(db_open(&db, &(struct db_options){ .data_dir = h->dir,
					  .url = getenv("LUAN_TEST_STORE") }),
	    E_OK);
	assert_int_equal(db_write(db, drop_all, NULL), E_OK);
	db_close(db);
}

struct making {
	const char *code, *name, *level;
	int64_t parent, id;
};

static enum err
make_unit(struct call *c, void *ctx)
{
	struct making *m = ctx;
	struct row *u = row_new(c->arena, &unit_record);
	enum err e;

	u->state = unit_is_active;
	row_set_text(u, unit_code, slice_of(m->code));
	row_set_text(u, unit_name, slice_of(m->name));
	row_set_text(u, unit_level, slice_of(m->level));
	if (m->parent)
		row_set_int(u, unit_parent, m->parent);
	row_set_text(u, unit_valid_from, S("2010-01-01"));
	e = record_create(c, u);
	m->id = u->id;
	return e;
}

static int64_t
new_unit(struct house *h, const char *code, const char *name, const char *level, int64_t parent)
{
	struct making m = { code, name, level, parent, 0 };

	assert_int_equal(engine_write(h->engine, NULL, make_unit, &m), E_OK);
	return m.id;
}

int64_t
house_person(struct house *h, const char *user, unsigned roles, int64_t unit)
{
	static char hash[PASSWORD_HASH_MAX];	/* one for all: each costs a tenth of a second */
	struct account_new n = { .user = slice_of(user),
		.name = slice_of(user),
		.unit = unit,
		.roles = roles,
		.password = S(GOOD_PASSWORD),
		.hash = hash };
	struct account_made m;

	if (!hash[0])
		assert_int_equal(password_hash(S(GOOD_PASSWORD), hash), E_OK);

	assert_int_equal(account_add(h->engine, &n, &m), E_OK);
	return m.person;
}

int
house_empty(void **state)
{
	struct house *h = mem_alloc(sizeof(*h));

	password_memory(MIB(1));	/* these tests are about who may sign in, not about guessing */
	snprintf(h->dir, sizeof(h->dir), "/tmp/luan-people-XXXXXX");
	assert_non_null(mkdtemp(h->dir));
	arena_init(&h->arena);
	h->now_ms = START_MS;
	clock_simulate(h->now_ms);
	empty_store(h);
	open_store(h, true);
	*state = h;
	return 0;
}

int
house_open(void **state)
{
	struct house *h;

	house_empty(state);
	h = *state;
	h->detachment = new_unit(h, "370303000000", "支队", "detachment", 0);
	h->admin = house_person(h, "admin", R_sysadmin, h->detachment);
	h->secadmin = house_person(h, "secadmin", R_secadmin, h->detachment);
	h->auditor = house_person(h, "auditor", R_auditor, h->detachment);
	h->east = new_unit(h, "370303000001", "东大队", "brigade", h->detachment);
	h->west = new_unit(h, "370303000002", "西大队", "brigade", h->detachment);
	h->squadron = new_unit(h, "370303000003", "东一中队", "squadron", h->east);
	h->wang = house_person(h, "wang", R_leader, h->east);
	h->li = house_person(h, "li", R_officer, h->squadron);
	return 0;
}

int
house_close(void **state)
{
	struct house *h = *state;

	people_close(h->people);
	engine_close(h->engine);
	clock_simulate(0);
	tree_remove(h->dir);
	arena_free(&h->arena);
	mem_free(h);
	return 0;
}

void
house_reopen(struct house *h)
{
	people_close(h->people);
	engine_close(h->engine);
	open_store(h, false);
}

void
house_go(struct house *h, int64_t ms)
{
	h->now_ms += ms;
	clock_simulate(h->now_ms);
}

enum err
house_sign_in(
    struct house *h, const char *user, const char *password, const char *code, struct sign_in *ret)
{
	struct sign_in s = { .user = slice_of(user),
		.password = slice_of(password),
		.code = slice_of(code),
		.peer = S("192.0.2.7"),
		.agent = S("test"),
		.request_id = "test" };
	enum err e = sign_in(h->people, &s, &h->arena);

	if (ret)
		*ret = s;
	return e;
}

struct sign_in
house_in(struct house *h, const char *user)
{
	struct sign_in s;

	assert_int_equal(house_sign_in(h, user, GOOD_PASSWORD, NULL, &s), E_OK);
	return s;
}

enum err
house_check(struct house *h, const struct sign_in *s)
{
	struct session_ask a = { .token = slice_of(s->session.token) };
	const struct who *w;
	enum err e = session_check(h->people, &a, &w, NULL);

	if (!e)
		who_release(w);
	return e;
}

struct as {
	struct who who;
	enum err (*fn)(struct call *c, void *ctx);
	void *ctx;
};

static enum err
run_as(struct call *c, void *ctx)
{
	struct as *a = ctx;

	c->who = &a->who;
	c->reason = S("for the test");
	return a->fn(c, a->ctx);
}

static void
load_rights(struct house *h, int64_t person, struct who *w)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;

	*w = (struct who){ .person = person };
	assert_int_equal(db_reader(h->engine->db, &c), E_OK);
	assert_int_equal(sql(c, &st,
			     "SELECT g.role, g.unit, g.from_at, g.to_at, p.unit FROM \"grant\" g "
			     "JOIN person p ON p.id = g.person"
			     " WHERE g.person = ?1 AND g.state = 'in_force'"),
	    E_OK);
	sql_int(st, 1, person);
	while (!sql_step(st)) {
		w->grant[w->ngrant++] = (struct grant){ role_named(col_text(st, 0)), col_int(st, 1),
			col_int(st, 2), col_null(st, 3) ? INT64_MAX : col_int(st, 3), true };
		w->unit = col_int(st, 4);
	}
}

enum err
house_as(struct house *h, int64_t person, enum err (*fn)(struct call *c, void *ctx), void *ctx)
{
	struct as a = { .fn = fn, .ctx = ctx };

	load_rights(h, person, &a.who);
	return engine_write(h->engine, NULL, run_as, &a);
}

struct firing {
	const struct record *rec;
	int64_t id;
	const char *verb;
};

static enum err
fire(struct call *c, void *ctx)
{
	struct firing *f = ctx;
	struct row *after;

	return record_fire(c, f->rec, f->id, 0, f->verb, row_new(c->arena, f->rec), 0, &after);
}

enum err
house_fire(struct house *h, int64_t person, const struct record *rec, int64_t id, const char *verb)
{
	struct firing f = { rec, id, verb };

	return house_as(h, person, fire, &f);
}

struct asking {
	int64_t holder, unit, to_ms, id;
	unsigned role;
};

static enum err
ask(struct call *c, void *ctx)
{
	struct asking *a = ctx;
	struct row *g = row_new(c->arena, &grant_record);
	enum err e;

	g->unit = a->unit;
	g->state = grant_is_requested;
	row_set_int(g, grant_person, a->holder);
	row_set_text(g, grant_role, slice_of(role_name((enum role_bit)__builtin_ctz(a->role))));
	if (a->to_ms)
		row_set_int(g, grant_to_at, a->to_ms);
	row_set_text(g, grant_purpose, S("for the test"));
	e = record_create(c, g);
	a->id = g->id;
	return e;
}

enum err
house_ask(struct house *h, int64_t person, int64_t holder, unsigned role, int64_t unit,
    int64_t to_ms, int64_t *ret_id)
{
	struct asking a = { holder, unit, to_ms, 0, role };
	enum err e = house_as(h, person, ask, &a);

	*ret_id = a.id;
	return e;
}

int64_t
house_count(struct house *h, const char *sql_text)
{
	reader_scoped c = NULL;
	int64_t n;

	assert_int_equal(db_reader(h->engine->db, &c), E_OK);
	assert_int_equal(people_count(c, sql_text, 0, 0, &n), E_OK);
	return n;
}

struct setting_change {
	enum setting s;
	int64_t value;
};

static enum err
set_value(struct call *c, void *ctx)
{
	static const char *const code[] = {
#define SETTING(code_, least_, most_, value_, unit_, name_) #code_,
#include "people/setting_default.def"
#undef SETTING
	};
	struct setting_change *x = ctx;
	struct row *change = row_new(c->arena, &setting_record), *after;
	stmt_scoped st = NULL;
	int64_t id;
	enum err e = sql(c->conn, &st, "SELECT id FROM setting WHERE code = ?1");

	if (e)
		return e;
	sql_text(st, 1, slice_of(code[x->s]));
	if ((e = sql_step(st)))
		return e;
	id = col_int(st, 0);
	sql_done(st);
	row_set_int(change, setting_value, x->value);
	return record_patch(c, &setting_record, id, 0, change, 1ull << setting_value, &after);
}

void
house_set(struct house *h, enum setting s, int64_t value)
{
	struct setting_change x = { s, value };

	assert_int_equal(house_as(h, h->secadmin, set_value, &x), E_OK);
	assert_int_equal(setting(s), value);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* desk.h - an engine in a directory of its own, on the driver of LUAN_TEST_STORE, with units, matters, terms,
 * calendar and findings:   1 detachment ── 2 brigade ── 3 squadron
 *                                        └ 4 other brigade
 */
#ifndef TEST_ENGINE_DESK_H
#define TEST_ENGINE_DESK_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ftw.h>
#include <unistd.h>
#include "engine/calendar_day.h"
#include "engine/deadline.h"
#include "engine/engine.h"
#include "engine/event.h"
#include "engine/finding.h"
#include "engine/legal_term.h"
#include "engine/record.h"
#include "engine/timer.h"
#include "engine/units.h"
#include "store/migrate.h"

#define NAME unit
#define DEF "unit.def"
#include "engine/declare.h"
#define NAME matter
#define DEF "matter.def"
#include "engine/declare.h"

#define ok(call) assert_int_equal((call), E_OK)

static const struct record *const desk_records[] = {
	&unit_record, &calendar_day_record, &legal_term_record, &finding_record, &matter_record,
};
static const struct rule *desk_rules[8];
static struct pages desk_pages = {
	.record = desk_records, .nrecord = (int)N_ELEMS(desk_records), .rule = desk_rules,
};

static struct arena scratch;		/* for the texts of one test */
struct desk {
	struct engine *engine;
	char dir[64];
};

static inline int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	return remove(path);
}

static inline enum err
drop_all(void *ctx, struct conn *c)
{
	struct arena a;
	struct db_table_list l;
	arena_init(&a);
	enum err e = db_tables(c, &a, &l);
	for (int i = 0; !e && i < l.n; i++)
		e = sql_exec(c, arena_printf(&a, "DROP TABLE \"%s\"%s", l.table[i].name,
		    db_kind(conn_db(c)) == DB_POSTGRES ? " CASCADE" : "").p);
	arena_free(&a);
	return e;
}

static inline void
empty_store(const char *dir)
{
	struct db *db;
	ok(db_open(&db, &(struct db_options){ .data_dir = dir, .url = getenv("LUAN_TEST_STORE") }));
	ok(db_write(db, drop_all, NULL));
	db_close(db);
}

static inline enum err
make_units(struct call *c, void *ctx)
{
	static const int64_t parent[] = { 0, 1, 2, 1 };
	for (size_t i = 0; i < N_ELEMS(parent); i++) {
		struct row *u = row_new(c->arena, &unit_record);
		u->unit = 1;
		row_set_text(u, unit_name, arena_printf(c->arena, "单位%d", (int)i + 1));
		if (parent[i])
			row_set_int(u, unit_parent, parent[i]);
		enum err e = record_create(c, u);
		if (e)
			return e;
	}
	return E_OK;
}

static inline int
desk_setup(void **state)
{
	struct desk *d = calloc(1, sizeof *d);
	reader_scoped c = NULL;
	snprintf(d->dir, sizeof d->dir, "/tmp/luan-desk-XXXXXX");
	assert_non_null(mkdtemp(d->dir));
	if (getenv("LUAN_TEST_STORE"))
		empty_store(d->dir);
	ok(engine_open(&d->engine, &(struct engine_options){ .data_dir = d->dir, .store_url = getenv("LUAN_TEST_STORE"),
	    .create = true, .simulated = true }, &desk_pages));
	ok(engine_write(d->engine, NULL, make_units, NULL));
	ok(db_reader(d->engine->db, &c));
	ok(units_load(c));
	*state = d;
	return 0;
}

static inline int
desk_teardown(void **state)
{
	struct desk *d = *state;
	clock_simulate(0);
	engine_close(d->engine);
	deadline_unload();
	arena_free(&scratch);
	nftw(d->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	free(d);
	return 0;
}

static inline enum err
run_script(void *ctx, struct conn *c)
{
	return sql_exec(c, ctx);
}

static inline void
script(struct desk *d, const char *text)
{
	ok(db_write(d->engine->db, run_script, (void *)(uintptr_t)text));
}

static inline int64_t
number(struct desk *d, const char *text)
{
	reader_scoped c = NULL;
	stmt_scoped s = NULL;
	ok(db_reader(d->engine->db, &c));
	ok(sql(c, &s, text));
	ok(sql_step(s));
	return col_null(s, 0) ? 0 : col_int(s, 0);
}

/* The first column of the first row, "" when there is none. */
static inline const char *
word(struct desk *d, const char *text)
{
	static char out[4096];
	reader_scoped c = NULL;
	stmt_scoped s = NULL;
	ok(db_reader(d->engine->db, &c));
	ok(sql(c, &s, text));
	out[0] = 0;
	if (!sql_step(s) && !col_null(s, 0))
		snprintf(out, sizeof out, "%.*s", (int)col_text(s, 0).n, col_text(s, 0).p);
	return out;
}

static inline bool
on_postgres(struct desk *d)
{
	return db_kind(d->engine->db) == DB_POSTGRES;
}
#define DESK_TEST(f) cmocka_unit_test_setup_teardown(f, desk_setup, desk_teardown)
#endif

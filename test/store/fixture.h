/* SPDX-License-Identifier: Apache-2.0 */
/* fixture.h - a store in a directory of its own, on the driver of LUAN_TEST_STORE; emptied before each test. */
#ifndef TEST_STORE_FIXTURE_H
#define TEST_STORE_FIXTURE_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <ftw.h>
#include <unistd.h>
#include "store/db.h"
#include "store/migrate.h"

#define ok(call) assert_int_equal((call), E_OK)
#define err_is(call, want) assert_string_equal(err_name(call), #want)

struct store {
	struct db *db;
	struct arena arena;
	char dir[64];
};

static inline int
remove_one(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	return remove(path);
}

static inline void
remove_dir(const char *dir)
{
	nftw(dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

static inline enum err
drop_all(void *ctx, struct conn *c)
{
	struct arena a;
	struct db_table_list l;
	arena_init(&a);
	enum err e = db_tables(c, &a, &l);
	for (int i = 0; !e && i < l.n; i++)
		e = sql_exec(c, arena_printf(&a, "DROP TABLE %s%s", l.table[i].name,
		    db_kind(conn_db(c)) == DB_POSTGRES ? " CASCADE" : "").p);
	arena_free(&a);
	return e;
}

static inline void
store_open(struct store *s)
{
	ok(db_open(&s->db, &(struct db_options){ .data_dir = s->dir, .url = getenv("LUAN_TEST_STORE") }));
}

static inline int
store_setup(void **state)
{
	struct store *s = calloc(1, sizeof *s);
	snprintf(s->dir, sizeof s->dir, "/tmp/luan-store-XXXXXX");
	assert_non_null(mkdtemp(s->dir));
	store_open(s);
	ok(db_write(s->db, drop_all, NULL));
	*state = s;
	return 0;
}

static inline int
store_teardown(void **state)
{
	struct store *s = *state;
	db_close(s->db);
	arena_free(&s->arena);
	remove_dir(s->dir);
	free(s);
	return 0;
}

static inline enum err
run_script(void *ctx, struct conn *c)
{
	return sql_exec(c, ctx);
}

static inline int64_t
number(struct db *db, const char *text)
{
	reader_scoped c = NULL;
	stmt_scoped s = NULL;
	ok(db_reader(db, &c));
	ok(sql(c, &s, text));
	ok(sql_step(s));
	return col_int(s, 0);
}
#define STORE_TEST(f) cmocka_unit_test_setup_teardown(f, store_setup, store_teardown)
#endif

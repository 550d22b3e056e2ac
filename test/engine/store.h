/* SPDX-License-Identifier: Apache-2.0 */
/* store.h - a store in a directory of its own (LUAN_TEST_STORE: an empty PostgreSQL) with the tables of the test pages and a small tree of units:
 *
 *   1 detachment ─┬─ 2 brigade east ─── 4 squadron
 *                 └─ 3 brigade west
 */
#ifndef TEST_ENGINE_STORE_H
#define TEST_ENGINE_STORE_H
#include <ftw.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <unistd.h>
#include <cmocka.h>
#include "base/limits.h"
#include "engine/shown.h"
#include "engine/table_.h"
#include "engine/units.h"
#include "pages.h"

struct store {
	char dir[64];
	struct engine *engine;
	struct arena arena;
	struct conn *conn;		/* a reader */
	struct who who;
	struct call call;
};

static enum err
store_script(void *script, struct conn *c)
{
	return sql_exec(c, script);
}

static inline void
store_exec(struct store *s, const char *script)
{
	assert_int_equal(db_write(s->engine->db, store_script, (void *)(uintptr_t)script), E_OK);
}

static inline void
store_open(struct store *s)
{
	struct db_options o = { .readers = 2, .url = getenv("LUAN_TEST_STORE") };
	struct buf ddl;
	enum db_kind kind;
	*s = (struct store){ .dir = "/tmp/luan-test-XXXXXX" };
	assert_non_null(mkdtemp(s->dir));
	s->engine = engine_for_pages(&test_pages);
	o.data_dir = s->dir;
	assert_int_equal(db_open(&s->engine->db, &o), E_OK);
	kind = db_kind(s->engine->db);
	s->engine->options.data_dir = s->dir;
	s->engine->hub = sse_hub_new();
	assert_int_equal(audit_keys_open(&s->engine->keys, s->dir), E_OK);
	buf_init(&ddl, MIB(1));
	for (int i = 0; i < test_pages.nrecord; i++)
		ddl_record(kind, test_pages.record[i], &ddl);
	buf_puts(&ddl, "CREATE TABLE unit(id BIGINT PRIMARY KEY, parent BIGINT, name TEXT);"
	    "INSERT INTO unit VALUES (1, NULL, '支队'), (2, 1, '东大队'), (3, 1, '西大队'), (4, 2, '中队');");
	buf_puts(&ddl, ddl_engine(kind));
	buf_puts(&ddl, audit_ddl(kind));
	buf_puts(&ddl, shown_ddl(kind));
	buf_putc(&ddl, '\0');
	store_exec(s, ddl.p);
	buf_free(&ddl);
	arena_init(&s->arena);
	assert_int_equal(db_reader(s->engine->db, &s->conn), E_OK);
	assert_int_equal(units_load(s->conn), E_OK);
}

static inline int
store_remove(const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	return remove(path);
}

static inline void
store_close(struct store *s)
{
	db_reader_release(&s->conn);
	engine_close(s->engine);
	arena_free(&s->arena);
	nftw(s->dir, store_remove, 16, FTW_DEPTH | FTW_PHYS);
}

/* A fresh call of a person; grants are added with `granted`. person 0 is the system. */
static inline struct call *
asked_by(struct store *s, int64_t person)
{
	s->who = (struct who){ .person = person, .unit = 1, .name = "王建国" };
	s->call = (struct call){ .engine = s->engine, .arena = &s->arena, .conn = s->conn, .who = &s->who,
		.now_ms = 1700000000000 };
	return &s->call;
}

static inline struct grant *
granted(struct store *s, unsigned role, int64_t unit)
{
	struct grant *g = &s->who.grant[s->who.ngrant++];
	*g = (struct grant){ .role = role, .unit = unit, .from_ms = 0, .to_ms = INT64_MAX };
	return g;
}
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* migrate.h - which release wrote this store, what must be changed in it, and what is in it.
 *
 * Shape      table meta (key, value): "schema" number of the newest migration applied, "release" newest release that
 *            wrote, "stamp" what kind of store it is ("simulated": a simulated clock is allowed).
 *            Additive changes are the engine's, from its pages; a migration is for what destroys or converts.
 * Errors     E_NEWER_STORE: a later release wrote here, nothing is touched.
 * Invariant  a migration and its number are committed together; migrations of a new store are never run.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H
#include "store/db.h"

struct migration {
	int number;			/* ascending from 1 */
	const char *name;
	const char *sqlite, *postgres;	/* scripts of several statements */
};
struct migrate_plan {
	int release;			/* of this program, a number that grows */
	const struct migration *list;
	size_t n;
	const char *stamp;		/* of a new store; NULL: "" */
	bool apply;			/* else pending migrations are only counted */
};
struct migrate_state {
	bool fresh;			/* there was no table before */
	int schema;			/* newest migration applied */
	int pending;			/* not applied, since plan.apply is false */
	char stamp[32];
};
enum err migrate_open(struct db *db, const struct migrate_plan *plan, struct migrate_state *ret) must_check;

enum err meta_get(struct conn *c, const char *key, struct arena *a, struct slice *ret) must_check;	/* E_NOT_FOUND */
enum err meta_set(struct conn *c, const char *key, struct slice value) must_check;	/* inside a job */

/* What is in the store: tables by name, columns in order, indexes by name. */
struct db_column {
	const char *name;
	enum col_type type;
	bool notnull, primary;
};
struct db_index {
	const char *name;
	const char *columns;		/* "unit, code"; an expression is "?" */
	bool unique;
	bool automatic;			/* made by UNIQUE or PRIMARY KEY of the table */
};
struct db_table {
	const char *name;
	struct db_column *column;
	int n_columns;
	struct db_index *index;
	int n_indexes;
};
struct db_table_list {
	struct db_table *table;
	int n;
};
enum err db_tables(struct conn *c, struct arena *a, struct db_table_list *ret) must_check;
const struct db_table *db_table_find(const struct db_table_list *l, const char *name);
const struct db_column *db_column_find(const struct db_table *t, const char *name);
const struct db_index *db_index_find(const struct db_table *t, const char *name);
#endif

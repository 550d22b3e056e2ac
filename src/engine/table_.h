/* SPDX-License-Identifier: Apache-2.0 */
/* table_.h - the SQL of a record: how its columns are named, read and bound. Private to engine/.
 *
 * Shape   the first COLUMNS_COMMON columns of every SELECT are the same for all records (NULL where a record
 *         has none), then its fields in order; a POINT takes two columns, <name>_lon and <name>_lat (deg e7).
 */
#ifndef ENGINE_TABLE_PRIVATE_H
#define ENGINE_TABLE_PRIVATE_H
#include "base/buf.h"
#include "engine/call.h"
#include "engine/row.h"

#define COLUMNS_COMMON 14

bool record_has_due(const struct record *rec);		/* some state has a TERM */
void table_columns(const struct record *rec, const char *alias, struct buf *b);	/* the SELECT list */
struct row *table_read(const struct stmt *st, const struct record *rec, struct arena *a);	/* the row at the cursor */
int table_bind(struct stmt *st, int i, const struct type *t, const struct value *v);	/* the next free parameter */
void table_value(const struct stmt *st, int *col, const struct type *t, struct arena *a, struct value *ret);
void table_name(struct buf *b, const char *name);	/* quoted */
const char *record_sql_get(struct engine *e, const struct record *rec);		/* .. WHERE t.id = ?1 */
const char *record_sql_insert(struct engine *e, const struct record *rec);	/* for sql_insert */

/* DDL of one record, its parts and indexes; of the engine's own tables; PostgreSQL's foreign keys follow all tables. */
void ddl_record(enum db_kind k, const struct record *rec, struct buf *b);
void ddl_record_keys(enum db_kind k, const struct record *rec, struct buf *b);
void ddl_indexes(const struct record *rec, struct buf *b);	/* a line each; those of its parts are not among them */
void ddl_column(enum db_kind k, const struct field *f, struct buf *b);
const char *ddl_engine(enum db_kind k);	/* attachment, share, idempotency */
#endif

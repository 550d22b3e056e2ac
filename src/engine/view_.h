/* SPDX-License-Identifier: Apache-2.0 */
/* view_.h - how a question is put to the store. Private to engine/.
 *
 *   SELECT kind, count(*) FROM {lamp} WHERE seen_at >= :from GROUP BY kind
 *     │  arguments become numbered parameters with their type; :now is the moment of the call
 *     │  {lamp} becomes scoped_lamp, {lamp.bulb} its parts scoped_lamp_bulb
 *     ▼
 *   WITH scoped_lamp AS NOT MATERIALIZED (SELECT .. FROM lamp WHERE <scope, masks>) SELECT kind, count(*) FROM scoped_lamp ..
 *
 * The same text serves both stores; the connection is restricted, so nothing but scoped_* can be read. The
 * system sees the rows of all units, and personal data masked like everybody without a reason.
 */
#ifndef ENGINE_VIEW__H
#define ENGINE_VIEW__H
#include "base/buf.h"
#include "base/limits.h"
#include "engine/row.h"
#include "engine/view.h"

#define VIEW_ARGS 24
#define VIEW_ROWS 10000			/* of one answer; more are cut off with a warning */
#define VIEW_SQL_MAX KIB(512)

/* Run the result under conn_restrict(c->conn, true). E_INTERNAL: the page names what is no record. */
enum err view_scoped_sql(struct call *c, const char *sql, struct buf *out) must_check;
/* The same, telling the first record whose personal data stands open in it, NULL: none. */
enum err view_scoped_persons(struct call *c, const char *sql, struct buf *out, const struct record **ret_persons) must_check;

struct cell {
	struct value v;			/* V_NULL, V_INT, V_TEXT, V_POINT; */
	double real;			/* the number, of V_INT too */
	bool is_real;			/* not a whole number: v is V_NULL */
};
struct table {				/* an answer in memory, in the arena */
	int ncol;
	size_t nrow;
	struct cell *cell;		/* nrow * ncol */
	bool cut;			/* there were more rows */
	const struct record *persons;	/* whose personal data was open to the call; NULL: none */
};
struct view_args {
	struct value value[VIEW_ARGS];	/* by argument index */
	int from, to;			/* indexes of the period, -1: none */
};
enum err view_take_args(struct call *c, const struct view *v, const json_t *args, struct view_args *ret) must_check;
enum err view_table(struct call *c, const struct view *v, const struct view_args *args, struct table *ret) must_check;
struct cell *table_cell(const struct table *t, size_t row, int col);

struct rest;
void rest_view(struct rest *r);		/* GET and POST /api/v1/views/<name>; GET /api/v1/views */
#endif

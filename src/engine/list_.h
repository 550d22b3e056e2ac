/* SPDX-License-Identifier: Apache-2.0 */
/* list_.h - how a list becomes SQL. Private to engine/.
 *
 * Order and cursor: rows with a value come first, by (value, id); rows without one follow, by id. Each half is a
 * query of its own, so that both find their place through the index (column, id) in either store:
 *
 *   .. WHERE <scope> AND <filters> AND col IS NOT NULL AND (col, id) > (?, ?) ORDER BY col, id LIMIT n
 *   .. WHERE <scope> AND <filters> AND col IS NULL     AND id > ?            ORDER BY id      LIMIT n
 *
 * SQLite keeps no statistics, so which index leads is decided here, by counting in the index, up to LIST_FEW:
 *   few rows fit one condition      that condition leads, all else is looked at row by row, then sorted
 *   many rows fit every condition   the order leads, and enough rows fit soon
 * Both cost some thousand rows at most, however many there are. PostgreSQL decides by itself.
 *
 * The cursor is "v<value>|<id>" or "n|<id>" in base64url.
 */
#ifndef ENGINE_LIST_PRIVATE_H
#define ENGINE_LIST_PRIVATE_H
#include "engine/record.h"

#define LIST_PARAMS 600
#define LIST_FEW 3000
enum { LEAD_ORDER = -1, LEAD_SCOPE = -2, LEAD_NOBODY = -3 };
struct list_plan {
	int lead;		/* a filter, or LEAD_*; LEAD_NOBODY: left to the store */
	int with;		/* a filter that leads together with it: state, behind the unit; -1: none */
	bool few;		/* fetched by the lead, then sorted */
};
struct list_sql {
	struct buf text;
	struct value param[LIST_PARAMS];
	int nparam;
	struct list_plan plan;
};
void list_where(struct call *c, const struct list_query *q, struct list_sql *s);	/* " WHERE .." without order */
const char *list_column(const struct record *rec, int col);	/* bare column name of a field or COL_* */
enum err list_bind(struct stmt *st, const struct list_sql *s) must_check;
struct list_sql *list_sql_new(struct arena *a);
#endif

/* SPDX-License-Identifier: Apache-2.0 */
#include "people/break_glass.h"
#include "engine/audit.h"
#include "engine/guard.h"
#include "engine/row.h"
#include "engine/timer.h"
#include "engine/units.h"
#include "people/people_.h"
#include "people/setting.h"

#define HOUR_MS 3600000LL

static enum err
already_taken(struct call *c, const struct row *b)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st,
	    "SELECT 1 FROM break_glass WHERE person = ?1 AND role = ?2 AND unit = ?3"
	    " AND state = 'taken' AND to_at > ?4 LIMIT 1");

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, c->who->person);
	sql_text(st, 2, row_text(b, break_glass_role));
	sql_int(st, 3, b->unit);
	sql_int(st, 4, c->now_ms);
	e = sql_step(st);
	return e == E_DONE ? E_OK : refuse(c, e ? e : E_EXISTS, NULL, -1);
}

/* The taking: whoever creates the row holds the right from this moment. */
static enum err
break_glass_check(struct call *c, struct row *b)
{
	struct slice detail = arena_printf(c->arena, "{\"role\":\"%s\",\"unit\":%lld}",
	    row_text(b, break_glass_role).p, (long long)b->unit);
	enum err e;

	if (!c->who->person)
		return refuse(c, E_FORBIDDEN, NULL, -1);
	if (!units_known(b->unit))
		return refuse_text(c, E_BAD_VALUE, "unit", NULL, NULL);
	if ((e = already_taken(c, b)))
		return e;
	row_set_int(b, break_glass_person, c->who->person);
	row_set_int(b, break_glass_from_at, c->now_ms);
	row_set_int(b, break_glass_to_at, c->now_ms + setting(SET_break_glass_h) * HOUR_MS);
	if ((e = people_mark(c->conn)))
		return refuse(c, e, NULL, -1);
	return conn_writes(c->conn) ? audit_note(c, "break_glass", "person", c->who->person, detail)
				    : E_OK;
}

static enum err
break_glass_close(struct call *c, struct row *b)
{
	row_set_int(b, break_glass_to_at, c->now_ms);
	return people_mark(c->conn);
}

static enum err
break_glass_has_lapsed(struct call *c, const struct row *b)
{
	return row_time(b, break_glass_to_at) <= c->now_ms ? E_OK : refuse(c, E_GUARD, NULL, -1);
}

static void
break_glass_changed(struct call *c, const struct row *b)
{
	(void)b;
	session_recheck(people_here(c->engine));
	/* reported now, not at the next turn */
	timer_kick(c->engine, PEOPLE_TIMER_GRANTS);
	timer_kick(c->engine, "break_glass_unreviewed");
	timer_kick(c->engine, "break_glass_report");
}

#define NAME break_glass
#define DEF "people/break_glass.def"
#include "engine/define.h"

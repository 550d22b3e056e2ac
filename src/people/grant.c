/* SPDX-License-Identifier: Apache-2.0 */
#include "people/grant.h"
#include "engine/guard.h"
#include "engine/row.h"
#include "engine/units.h"
#include "people/people_.h"

static const struct choice role_choice[] = {
#define ROLE(n, title) { #n, title },
#include "engine/role.def"
#undef ROLE
	{ NULL, NULL } };
#define ROLE_CHOICE { .kind = K_CHOICE, .choice = role_choice }

static enum err
lock(struct call *c)
{
	enum err e = people_lock(c->conn, "grant");

	return e ? refuse(c, e, NULL, -1) : E_OK;
}

/* [from, to) of the grant; one that does not say when begins now. */
static bool
meets(const struct call *c, const struct row *g, int64_t from, int64_t to)
{
	int64_t my_from = row_empty(g, grant_from_at) ? c->now_ms : row_time(g, grant_from_at);
	int64_t my_to = row_empty(g, grant_to_at) ? INT64_MAX : row_time(g, grant_to_at);

	return my_from < to && from < my_to;
}

/* System, security and audit administration are three people: level three of GB/T 22239. */
static enum err
keeps_apart(struct call *c, const struct row *g)
{
	unsigned mine = role_named(row_text(g, grant_role)), other;
	stmt_scoped st = NULL;
	enum err e;

	if (!(mine & R_ADMINS))
		return E_OK;
	if ((e = sql(c->conn, &st,
		 "SELECT role, from_at, to_at FROM \"grant\" WHERE person = ?1 AND state = "
		 "'in_force' AND id <> ?2")))
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, row_ref(g, grant_person));
	sql_int(st, 2, g->id);
	while (!(e = sql_step(st))) {
		other = role_named(col_text(st, 0));
		if ((other & R_ADMINS) && other != mine &&
		    meets(c, g, col_int(st, 1), col_null(st, 2) ? INT64_MAX : col_int(st, 2)))
			return refuse(c, E_SEPARATION, &grant_record, grant_role);
	}
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

static enum err
check_period(struct call *c, const struct row *g)
{
	int64_t from = row_empty(g, grant_from_at) ? c->now_ms : row_time(g, grant_from_at);

	if (row_empty(g, grant_to_at))
		return E_OK;
	if (row_time(g, grant_to_at) <= from || row_time(g, grant_to_at) <= c->now_ms)
		return refuse_text(c, E_BAD_VALUE, "to_at", "止期须晚于起期和当前时间",
		    "must be later than its beginning and than now");
	return E_OK;
}

static enum err
check_room(struct call *c, const struct row *g)
{
	int64_t n;
	enum err e = people_count(c->conn,
	    "SELECT COUNT(*) FROM \"grant\" WHERE person = ?1 AND id <> ?2"
	    " AND state IN ('requested', 'in_force')",
	    row_ref(g, grant_person), g->id, &n);

	if (e)
		return refuse(c, e, NULL, -1);
	return n < LIMIT_GRANTS / 2 ? E_OK
				    : refuse_text(c, E_FULL, "person", "此人的授权过多",
					  "This person holds too many grants");
}

static enum err
check_holder(struct call *c, const struct row *g)
{
	int64_t n;
	enum err e =
	    people_count(c->conn, "SELECT COUNT(*) FROM person WHERE id = ?1 AND state <> 'left'",
		row_ref(g, grant_person), 0, &n);

	if (e)
		return refuse(c, e, NULL, -1);
	return n ? E_OK
		 : refuse_text(c, E_BAD_VALUE, "person", "此人已离岗", "This person has left");
}

static enum err
grant_check(struct call *c, struct row *g)
{
	enum err e;

	if (c->who->person)
		row_set_int(g, grant_asked_by, c->who->person);
	if ((e = check_period(c, g)) || (e = check_holder(c, g)) || (e = check_room(c, g)))
		return e;
	return keeps_apart(c, g);
}

/* Two people beside the holder: one asks, another approves, neither approves what he will hold
 * himself. */
static enum err
grant_may_begin(struct call *c, const struct row *g)
{
	enum err e;

	if (c->who->person &&
	    (g->created_by == c->who->person || row_ref(g, grant_person) == c->who->person))
		return refuse(c, E_SECOND_PERSON, NULL, -1);
	if ((e = lock(c)) || (e = check_holder(c, g)))
		return e;
	if (!row_empty(g, grant_to_at) && row_time(g, grant_to_at) <= c->now_ms)
		return refuse_text(c, E_GUARD, "to_at", "授权期已过", "Its period has passed");
	return keeps_apart(c, g);
}

static enum err
grant_begin(struct call *c, struct row *g)
{
	if (row_empty(g, grant_from_at))
		row_set_int(g, grant_from_at, c->now_ms);
	if (c->who->person)
		row_set_int(g, grant_approved_by, c->who->person);
	return people_mark(c->conn);
}

/* Somebody else must hold security administration over all units, without an end, and be able to
 * sign in. */
static enum err
other_secadmin(struct call *c, int64_t person)
{
	int64_t n;
	enum err e = people_count(c->conn,
	    "SELECT COUNT(*) FROM \"grant\" g JOIN person p ON p.id = g.person"
	    " JOIN credential k ON k.person = p.id WHERE g.role = 'secadmin' AND g.state = 'in_force' AND g.to_at IS NULL AND g.unit = "
	    "?2"
	    " AND p.state = 'active' AND p.id <> ?1",
	    person, units_root(), &n);

	if (e)
		return refuse(c, e, NULL, -1);
	return n ? E_OK : refuse(c, E_LAST_ONE, NULL, -1);
}

enum err
grant_keeps_secadmin(struct call *c, int64_t person)
{
	int64_t mine;
	enum err e = lock(c);

	if (e)
		return e;
	e = people_count(c->conn,
	    "SELECT COUNT(*) FROM \"grant\" WHERE person = ?1 AND role = 'secadmin' AND state = "
	    "'in_force'"
	    " AND to_at IS NULL AND unit = ?2",
	    person, units_root(), &mine);
	if (e)
		return refuse(c, e, NULL, -1);
	return mine ? other_secadmin(c, person) : E_OK;
}

static enum err
grant_may_end(struct call *c, const struct row *g)
{
	enum err e = lock(c);

	if (e)
		return e;
	if (!row_is(g, grant_role, "secadmin") || !row_empty(g, grant_to_at) ||
	    g->unit != units_root())
		return E_OK;
	return other_secadmin(c, row_ref(g, grant_person));
}

static enum err
grant_close(struct call *c, struct row *g)
{
	row_set_int(g, grant_to_at, c->now_ms);
	return people_mark(c->conn);
}

static enum err
grant_has_lapsed(struct call *c, const struct row *g)
{
	return !row_empty(g, grant_to_at) && row_time(g, grant_to_at) <= c->now_ms
		   ? E_OK
		   : refuse(c, E_GUARD, NULL, -1);
}

static void
grant_changed(struct call *c, const struct row *g)
{
	(void)g;
	session_recheck(people_here(c->engine));
}

#define NAME grant
#define DEF "people/grant.def"
#include "engine/define.h"

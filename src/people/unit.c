/* SPDX-License-Identifier: Apache-2.0 */
#include "people/unit.h"
#include "base/clock.h"
#include "base/log.h"
#include "engine/engine.h"
#include "engine/guard.h"
#include "engine/row.h"
#include "engine/units.h"
#include "people/people_.h"

#define ROLES (R_sysadmin | R_personnel)

/* A unit stands below one of a lower rank; so no kind stands below itself. */
static const struct {
	const char *level;
	int rank;
} rank_of[] = {
	{ "detachment", 0 },
	{ "brigade", 1 },
	{ "vehicle_office", 2 },
	{ "squadron", 3 },
	{ "crash_section", 3 },
	{ "station", 4 },
	{ "exam_centre", 4 },
	{ "section", 5 },
};

static int
rank(struct slice level)
{
	for (size_t i = 0; i < N_ELEMS(rank_of); i++)
		if (slice_is(level, rank_of[i].level))
			return rank_of[i].rank;
	return -1;
}

static enum err
bad_parent(struct call *c, const char *zh, const char *en)
{
	return refuse_text(c, E_BAD_VALUE, "parent", zh, en);
}

struct above {			/* a unit on the way up */
	int64_t parent;
	int rank;
	bool active;
};

static enum err
read_unit(struct conn *c, int64_t id, struct above *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT parent, level, state FROM unit WHERE id = ?1");

	if (e)
		return e;
	sql_int(st, 1, id);
	if ((e = sql_step(st)))
		return e == E_DONE ? E_NOT_FOUND : e;
	*ret = (struct above){ col_int(st, 0), rank(col_text(st, 1)),
		slice_is(col_text(st, 2), "active") };
	return E_OK;
}

/* Levels below the unit: 0 when it has no children. */
static enum err
height(struct conn *c, int64_t id, int64_t *ret)
{
	*ret = 0;
	return id == 0
		   ? E_OK
		   : people_count(c,
			 "WITH RECURSIVE below(id, depth) AS (SELECT id, 0 FROM unit WHERE id = ?1"
			 " UNION ALL SELECT unit.id, below.depth + 1 FROM unit JOIN below ON "
			 "unit.parent = below.id WHERE below.depth < 64)"
			 " SELECT MAX(depth) FROM below",
			 id, 0, ret);
}

/* Up to the root: the unit itself must not be met, and the tree must not become too deep. */
static enum err
check_way_up(struct call *c, const struct row *d)
{
	int64_t at = row_ref(d, unit_parent), below;
	struct above u;
	enum err e = height(c->conn, d->id, &below);

	for (int depth = 1; !e && at; depth++) {
		if (at == d->id)
			return bad_parent(c, "单位不能隶属于自身或其下级",
			    "A unit cannot stand below itself or one of its own");
		if (depth + below >= UNIT_DEPTH)
			return bad_parent(
			    c, "单位层级过深", "The tree of units would become too deep");
		if ((e = read_unit(c->conn, at, &u)))
			break;
		at = u.parent;
	}
	return e == E_NOT_FOUND ? bad_parent(c, "上级单位不存在", "There is no such parent unit") :
	    e ? refuse(c, e, NULL, -1) : E_OK;
}

static enum err
check_root(struct call *c, const struct row *d)
{
	int64_t other;
	enum err e = people_count(c->conn,
	    "SELECT COUNT(*) FROM unit WHERE parent IS NULL AND id <> ?1", d->id, 0, &other);

	if (e)
		return refuse(c, e, NULL, -1);
	return other ? refuse(c, E_MISSING, &unit_record, unit_parent) : E_OK;
}

static enum err
check_parent(struct call *c, const struct row *d, int64_t was)
{
	struct above u;
	enum err e;

	if (row_empty(d, unit_parent))
		return check_root(c, d);
	if ((e = check_way_up(c, d)))
		return e;
	if ((e = read_unit(c->conn, row_ref(d, unit_parent), &u)))
		return refuse(c, e, NULL, -1);
	if (u.rank >= rank(row_text(d, unit_level)))
		return bad_parent(c, "上级单位的类别不能低于或等于本单位",
		    "The parent must be of a higher kind than the unit");
	if (row_ref(d, unit_parent) == was)
		return E_OK;
	if (!u.active)
		return bad_parent(c, "上级单位已撤销", "The parent unit has ended");
	return may(c, ROLES, row_ref(d, unit_parent))
		   ? E_OK
		   : refuse(c, E_FORBIDDEN, &unit_record, unit_parent);
}

static enum err
unit_check(struct call *c, struct row *d)
{
	struct slice from = row_text(d, unit_valid_from), to = row_text(d, unit_valid_to);
	struct above old = { 0 };
	enum err e;

	if (to.n && from.n && strcmp(to.p, from.p) <= 0)
		return refuse_text(c, E_BAD_VALUE, "valid_to", "撤销日期须晚于成立日期",
		    "must be later than the day it came into being");
	if ((e = people_lock(c->conn, "unit")))
		return refuse(c, e, NULL, -1);
	if (d->id && !may(c, ROLES, d->id))
		return refuse(c, E_FORBIDDEN, NULL, -1);
	if (d->id && (e = read_unit(c->conn, d->id, &old)))
		return refuse(c, e, NULL, -1);
	if (!d->id)
		d->unit = row_ref(d, unit_parent);	/* a unit belongs to the one above it */
	return check_parent(c, d, old.parent);
}

static enum err
unit_may_end(struct call *c, const struct row *u)
{
	int64_t n;
	enum err e;

	if (!may(c, R_sysadmin, u->id))
		return refuse(c, E_FORBIDDEN, NULL, -1);
	if ((e = people_count(c->conn,
		 "SELECT COUNT(*) FROM unit WHERE parent = ?1 AND state = 'active'", u->id, 0, &n)))
		return refuse(c, e, NULL, -1);
	if (n)
		return refuse_text(
		    c, E_IN_USE, NULL, "仍有下级单位", "Units below it are still in being");
	if ((e = people_count(c->conn,
		 "SELECT COUNT(*) FROM person WHERE unit = ?1 AND state <> 'left'", u->id, 0, &n)))
		return refuse(c, e, NULL, -1);
	return n ? refuse_text(c, E_IN_USE, NULL, "仍有在岗人员", "People still belong to it")
		 : E_OK;
}

static enum err
unit_set_end(struct call *c, struct row *u)
{
	char today[TIME_TEXT_MAX];

	if (!row_empty(u, unit_valid_to))
		return E_OK;
	date_print(beijing_day(c->now_ms), today);
	row_set_text(u, unit_valid_to, slice_of(today));
	return E_OK;
}

static enum err
unit_may_revive(struct call *c, const struct row *u)
{
	struct above up;
	enum err e;

	if (!may(c, R_sysadmin, u->id))
		return refuse(c, E_FORBIDDEN, NULL, -1);
	if (row_empty(u, unit_parent))
		return E_OK;
	if ((e = read_unit(c->conn, row_ref(u, unit_parent), &up)))
		return refuse(c, e, NULL, -1);
	return up.active
		   ? E_OK
		   : refuse_text(c, E_GUARD, NULL, "上级单位已撤销", "The parent unit has ended");
}

static enum err
unit_unset_end(struct call *c, struct row *u)
{
	(void)c;
	row_clear(u, unit_valid_to);
	return E_OK;
}

/* The tree in memory follows the table; whoever asks meanwhile sees the old generation whole. */
static void
unit_changed(struct call *c, const struct row *u)
{
	reader_scoped r = NULL;
	enum err e = db_reader(c->engine->db, &r);

	(void)u;
	if (!e)
		e = units_load(r);
	if (e)
		log_at(LOG_ERROR, "units.load", KV("error", LS(err_name(e))));
}

#define NAME unit
#define DEF "people/unit.def"
#include "engine/define.h"

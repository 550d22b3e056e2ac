/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/law.h"

#include <string.h>

#include "base/clock.h"
#include "cases/authority.h"
#include "cases/enforcement_rule.h"
#include "engine/deadline.h"
#include "engine/record.h"
#include "engine/units.h"

enum err
law_authority(struct call *c, const char *code, int64_t at_ms, struct row **ret)
{
	enum err e = first_version(c, &authority_record, slice_of(code), at_ms, ret);

	return e != E_NOT_FOUND ? e : refuse_named(c, E_GUARD, "authority",
	    arena_printf(c->arena, "没有有效的处罚权限：%s", code), arena_printf(c->arena, "no authority is in force for: %s", code));
}

int64_t
law_figure(struct call *c, const char *code, int64_t otherwise)
{
	struct row *r;

	return first_version(c, &enforcement_rule_record, slice_of(code), c->now_ms, &r) ? otherwise : row_int(r, enforcement_rule_value);
}

static bool
is_of(struct slice level, bool city)
{
	return slice_is(level, "detachment") || (!city && slice_is(level, "brigade"));
}

static enum err
nearest(struct call *c, int64_t unit, bool city, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT level FROM unit WHERE id = ?1");

	if (e)
		return refuse(c, e, NULL, -1);
	for (*ret = unit; *ret; *ret = units_parent(*ret)) {
		sql_int(st, 1, *ret);
		if ((e = sql_step(st)) || is_of(col_text(st, 0), city))
			break;
		sql_done(st);
	}
	return e && e != E_DONE ? refuse(c, e, NULL, -1) : E_OK;
}

enum err
law_decider(struct call *c, const struct row *authority, int64_t unit, int64_t *ret)
{
	*ret = unit;
	return row_is(authority, authority_level, "any") ? E_OK : nearest(c, unit, row_is(authority, authority_level, "city"), ret);
}

enum err
law_county(struct call *c, int64_t unit, int64_t *ret)
{
	enum err e = nearest(c, unit, false, ret);

	*ret = *ret ? *ret : unit;
	return e;
}

enum err
law_may_decide(struct call *c, const struct row *authority, unsigned roles, int64_t unit)
{
	bool city = row_is(authority, authority_level, "city");
	int64_t decider;
	enum err e;

	if (row_is(authority, authority_level, "police_county"))
		return refuse_text(c, E_FORBIDDEN, "authority", "由县级公安机关决定（违法处理程序规定6/3）", "the county public security organ decides");
	if ((e = law_decider(c, authority, unit, &decider)))
		return e;
	if (decider && may(c, roles, decider))
		return E_OK;
	return refuse_text(c, E_FORBIDDEN, "authority", city ? "须由设区的市公安机关交通管理部门决定" : "须由县级以上公安机关交通管理部门决定",
	    city ? "the traffic authority of the city decides" : "a traffic authority of county level or above decides");
}

enum err
law_term_end(struct call *c, const char *term, int64_t from_ms, int64_t *ret_end_ms)
{
	struct slice why;

	return deadline_reckon(c, slice_of(term), from_ms, ret_end_ms, &why);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* figure.c - the figures and rules of the desk that are in force now. */
#include "dispatch/dispatch.h"
#include "dispatch/dispatch_figure.h"
#include "dispatch/incident_rule.h"
#include "engine/first.h"

static enum err
none_in_force(struct call *c, const char *field, struct slice code)
{
	return refuse_named(c, E_NOT_FOUND, field, arena_printf(c->arena, "没有现行有效的参数：%.*s", (int)code.n, code.p),
	    arena_printf(c->arena, "no version in force: %.*s", (int)code.n, code.p));
}

enum err
dispatch_figure(struct call *c, const char *code, int64_t *ret)
{
	struct row *r;
	enum err e = first_version(c, &dispatch_figure_record, slice_of(code), c->now_ms, &r);

	if (!e)
		*ret = row_int(r, dispatch_figure_value);
	return e == E_NOT_FOUND ? none_in_force(c, "dispatch_figure", slice_of(code)) : e;
}

enum err
incident_rule_of(struct call *c, struct slice kind, struct row **ret)
{
	enum err e = first_version(c, &incident_rule_record, kind, c->now_ms, ret);

	return e == E_NOT_FOUND ? none_in_force(c, "incident_rule", kind) : e;
}

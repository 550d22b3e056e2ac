/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/call.h"

#include "engine/units.h"

enum err
refuse_named(struct call *c, enum err e, const char *field, struct slice zh, struct slice en)
{
	if (!c->err)
		c->err = e;
	if (c->nfault < CALL_FAULTS)
		c->fault[c->nfault++] = (struct http_fault){ field, e, zh, en };
	return e;
}

enum err
refuse_text(struct call *c, enum err e, const char *field, const char *zh, const char *en)
{
	return refuse_named(c, e, field, slice_of(zh), slice_of(en));
}

enum err
refuse(struct call *c, enum err e, const struct record *rec, int field)
{
	return refuse_text(c, e, rec && field >= 0 ? rec->field[field].name : NULL, NULL, NULL);
}

static bool
in_force(const struct grant *g, int64_t now)
{
	return g->from_ms <= now && now < g->to_ms;
}

static bool
covered(const struct call *c, unsigned roles, int64_t unit, bool persons)
{
	if (c->who->person == 0 || c->as_system)
		return true;
	for (int i = 0; i < c->who->ngrant; i++) {
		const struct grant *g = &c->who->grant[i];
		if ((g->role & roles) && in_force(g, c->now_ms) && (!persons || g->persons) &&
		    (unit == 0 || units_within(unit, g->unit)))
			return true;
	}
	return false;
}

bool
may(const struct call *c, unsigned roles, int64_t unit)
{
	return covered(c, roles, unit, false);
}

bool
may_persons(const struct call *c, unsigned roles, int64_t unit)
{
	return covered(c, roles, unit, true) && (c->who->person == 0 || c->reason.n > 0);
}

unsigned
roles_of(const struct call *c)
{
	unsigned roles = 0;

	for (int i = 0; i < c->who->ngrant; i++)
		if (in_force(&c->who->grant[i], c->now_ms))
			roles |= c->who->grant[i].role;
	return roles;
}

void
call_keep(struct call *c, enum err (*fn)(struct call *c, void *ctx), void *ctx)
{
	c->kept = fn;
	c->kept_ctx = ctx;
}

/* With faults of its own: those of the refusal are still to be answered. */
enum err
call_kept(struct call *c)
{
	enum err (*fn)(struct call *, void *) = c->kept;
	struct call own = *c;

	c->kept = NULL;
	if (!fn)
		return E_OK;
	own.kept = NULL;
	own.err = E_OK;
	own.nfault = 0;
	return fn(&own, c->kept_ctx);
}

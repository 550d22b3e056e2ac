/* SPDX-License-Identifier: Apache-2.0 */
#include <assert.h>
#include "engine/scope_.h"
#include "engine/units.h"

static bool
grant_holds(const struct call *c, const struct grant *g, unsigned roles, bool persons)
{
	return (g->role & roles) && g->from_ms <= c->now_ms && c->now_ms < g->to_ms && (g->persons || !persons);
}

/* Another grant reaches all that this one does; of two equal ones the first stays. */
static bool
grant_within_other(const struct call *c, int i, unsigned roles, bool persons)
{
	const struct grant *g = &c->who->grant[i];
	for (int k = 0; k < c->who->ngrant; k++) {
		const struct grant *o = &c->who->grant[k];
		if (k == i || !grant_holds(c, o, roles, persons))
			continue;
		if (o->unit == g->unit ? k < i : units_within(g->unit, o->unit))
			return true;
	}
	return false;
}

void
scope_cover(struct call *c, unsigned roles, bool persons, struct cover *ret)
{
	size_t max;

	*ret = (struct cover){ 0 };
	if (c->who->person == 0) {
		ret->all = ret->any = true;
		return;
	}
	max = units_count();		/* the tree may grow meanwhile */
	ret->unit = arena_array(c->arena, int64_t, max + 1);
	for (int i = 0; i < c->who->ngrant; i++) {
		const struct grant *g = &c->who->grant[i];
		int64_t *below;
		size_t n;
		if (!grant_holds(c, g, roles, persons))
			continue;
		ret->any = true;
		ret->all |= units_root() != 0 && g->unit == units_root();
		if (ret->all || grant_within_other(c, i, roles, persons))
			continue;
		n = units_below(g->unit, c->arena, &below);
		for (size_t k = 0; k < n && ret->n < max; k++)
			ret->unit[ret->n++] = below[k];
	}
}

static void
put_column(struct buf *out, const char *alias, const char *column)
{
	buf_printf(out, "%s%s%s", alias, *alias ? "." : "", column);
}

static void
put_units(struct buf *out, const struct cover *v)
{
	buf_puts(out, " IN (");
	for (size_t i = 0; i < v->n; i++) {
		if (i)
			buf_putc(out, ',');
		buf_int(out, v->unit[i]);
	}
	buf_putc(out, ')');
}

/* SHARED_AS: whoever sees the row that it belongs to, and nobody else, not even the unit it came from. */
static void
put_shared(struct buf *out, const struct record *rec, const char *alias, const struct cover *v)
{
	const struct field *as = rec->shared_as ? &rec->field[rec->shared_as - 1] : NULL;

	if (!as)
		buf_puts(out, " OR ");
	put_column(out, alias, as ? as->name : "id");
	buf_printf(out, " IN (SELECT share.row FROM share WHERE share.record = '%s' AND share.unit", as ? as->type.ref->name : rec->name);
	put_units(out, v);
	buf_putc(out, ')');
}

static void
put_own(struct buf *out, const char *alias, int64_t person)
{
	buf_puts(out, " OR ");
	put_column(out, alias, "created_by");
	buf_printf(out, " = %lld", (long long)person);
}

static void
put_cover(struct buf *out, const char *alias, const struct cover *v)
{
	if (v->all) {
		buf_puts(out, "1=1");
	} else if (v->n == 0) {
		buf_puts(out, "1=0");
	} else {
		put_column(out, alias, "unit");
		put_units(out, v);
	}
}

void
scope_sql(struct call *c, const struct record *rec, unsigned roles, const char *alias, struct buf *out)
{
	unsigned staff = rec->scope == SCOPE_OWN ? roles & ~(unsigned)R_citizen : roles;
	struct cover v, citizen = { 0 };
	bool shared, own;

	assert(c->who);
	scope_cover(c, staff, false, &v);
	if (rec->scope == SCOPE_NONE) {
		buf_puts(out, v.any ? "1=1" : "1=0");
		return;
	}
	if (rec->scope == SCOPE_OWN && (roles & R_citizen))
		scope_cover(c, R_citizen, false, &citizen);
	shared = rec->scope == SCOPE_SHARED && !v.all && v.n > 0;
	own = citizen.any && !v.all;
	if (shared || own)
		buf_putc(out, '(');
	if (!shared || !rec->shared_as)
		put_cover(out, alias, &v);
	if (shared)
		put_shared(out, rec, alias, &v);
	if (own)
		put_own(out, alias, c->who->person);
	if (shared || own)
		buf_putc(out, ')');
}

void
scope_persons_sql(struct call *c, const struct record *rec, unsigned roles, const char *alias, struct buf *out)
{
	struct cover v = { 0 };
	assert(c->who && rec);
	if (c->reason.n > 0 || c->who->person == 0)
		scope_cover(c, roles, true, &v);
	if (rec->scope == SCOPE_NONE)
		buf_puts(out, v.any ? "1=1" : "1=0");
	else
		put_cover(out, alias, &v);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* tollgates.c - which tollgates a call may see passages of: those of the units its grants cover. */
#include <stdlib.h>

#include "engine/units.h"
#include "passage/passages_.h"

#define GATES_MAX 100000

static void
take_gate(struct call *c, const struct stmt *st, struct tollgates *ret)
{
	int64_t unit = col_int(st, 1);

	if (!may(c, PASSAGE_ROLES, unit)) {
		ret->all = false;
		return;
	}
	ret->gate[ret->n++] = (struct tollgate){ .id = (uint32_t)col_int(st, 0),
		.unit = unit,
		.title = arena_copy(c->arena, col_text(st, 2)),
		.place = { (int32_t)col_int(st, 3), (int32_t)col_int(st, 4) },
		.persons = may_persons(c, PASSAGE_ROLES, unit) };
	ret->any_persons |= ret->gate[ret->n - 1].persons;
}

static enum err
count_gates(struct call *c, size_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT count(*) FROM tollgate");

	if (e || (e = sql_step(st)))
		return e;
	*ret = (size_t)col_int(st, 0);
	return *ret > GATES_MAX ? E_FULL : E_OK;
}

enum err
tollgates_visible(struct call *c, struct tollgates *ret)
{
	stmt_scoped st = NULL;
	size_t max = 0;
	enum err e;

	*ret = (struct tollgates){ .all = true };
	if ((e = db_snapshot(c->conn)) || (e = count_gates(c, &max)) ||
	    (e = sql(c->conn, &st, "SELECT id, unit, name, place_lon, place_lat FROM tollgate ORDER BY id")))
		return e;
	ret->gate = arena_array(c->arena, struct tollgate, max + 1);
	while (!(e = sql_step(st)) && ret->n < max)
		take_gate(c, st, ret);
	ret->all &= may(c, PASSAGE_ROLES, units_root());
	return e == E_DONE ? E_OK : e;
}

static int
by_id(const void *key, const void *row)
{
	uint32_t id = *(const uint32_t *)key, other = ((const struct tollgate *)row)->id;

	return id < other ? -1 : id > other;
}

const struct tollgate *
tollgate_of(const struct tollgates *t, uint32_t id)
{
	return t->n ? bsearch(&id, t->gate, t->n, sizeof *t->gate, by_id) : NULL;
}

static int
by_number(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

static bool
asked_for(const struct question *q, uint32_t id)
{
	return !q->tollgates.n || bsearch(&id, q->tollgates.id, q->tollgates.n, sizeof id, by_number);
}

/* A tollgate outside the caller's units does not exist for him. One that he names must be open to him so far back. */
static enum err
all_known(struct inquiry *a)
{
	const struct tollgate *t;
	enum err e = E_OK;

	for (size_t i = 0; i < a->q.tollgates.n && !e; i++)
		if ((t = tollgate_of(&a->gates, a->q.tollgates.id[i])))
			e = inquiry_in_tier(a, t->unit);
		else
			return refuse_text(&a->call, E_BAD_VALUE, "tollgates", "没有这个卡口，或不在管辖范围",
			    "no such tollgate, or outside your area");
	return e;
}

enum err
inquiry_gates(struct inquiry *a, bool persons, struct ids *ret, bool *ret_all)
{
	enum err e;

	if (a->q.tollgates.n)
		qsort(a->q.tollgates.id, a->q.tollgates.n, sizeof *a->q.tollgates.id, by_number);
	if (a->q.unit && (!units_known(a->q.unit) || !may(&a->call, PASSAGE_ROLES, a->q.unit)))
		return refuse_text(&a->call, E_BAD_VALUE, "unit", NULL, NULL);
	if ((e = all_known(a)))
		return e;
	*ret = (struct ids){ arena_array(a->call.arena, uint32_t, a->gates.n + 1), 0 };
	for (size_t i = 0; i < a->gates.n; i++) {
		const struct tollgate *t = &a->gates.gate[i];
		if ((t->persons || !persons) && (!a->roles || may(&a->call, a->roles, t->unit)) && asked_for(&a->q, t->id) &&
		    (!a->q.unit || units_within(t->unit, a->q.unit)))
			ret->id[ret->n++] = t->id;
	}
	*ret_all = a->gates.all && ret->n == a->gates.n && !a->q.tollgates.n && !a->q.unit;
	return E_OK;
}

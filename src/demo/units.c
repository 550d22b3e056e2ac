/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/demo_.h"
#include "people/unit.h"

static int64_t unit_id[256];

int64_t
demo_unit(size_t place)
{
	return unit_id[place];
}

uint64_t
demo_random(uint64_t *state)
{
	uint64_t z = *state += 0x9e3779b97f4a7c15ull;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
	return z ^ (z >> 31);
}

int
demo_below(uint64_t *state, int n)
{
	return (int)(demo_random(state) % (uint64_t)n);
}

double
demo_spread(uint64_t *state)
{
	double sum = 0;

	for (int i = 0; i < 6; i++)
		sum += (double)(demo_random(state) >> 11) / 9007199254740992.0;
	return (sum - 3) * 1.0;
}

/* 370303 and a running number: the form of a unit code, in a range of the demo's own. */
static enum err
make_unit(struct call *c, size_t i)
{
	const struct place *p = &demo_place[i];
	struct row *r = row_new(c->arena, &unit_record);
	enum err e;

	row_set_text(r, unit_code, arena_printf(c->arena, "%s%06zu", p->area, i * 100));
	row_set_text(r, unit_name, slice_of(p->name));
	row_set_text(r, unit_short_name, slice_of(p->short_name));
	row_set_text(r, unit_level, slice_of(p->level));
	row_set_text(r, unit_area_code, slice_of(p->area));
	row_set_text(r, unit_valid_from, S("2019-01-01"));
	row_set_point(r, unit_place, (struct point){ (int32_t)(p->lon * 1e7), (int32_t)(p->lat * 1e7) });
	if (p->parent)
		row_set_int(r, unit_parent, unit_id[demo_place_named(p->parent)]);
	if ((e = record_create(c, r)))
		return e;
	unit_id[i] = r->id;
	return E_OK;
}

enum err
demo_units(struct call *c, void *demo)
{
	enum err e = E_OK;

	(void)demo;
	for (size_t i = 0; i < demo_nplace && !e; i++)
		e = make_unit(c, i);
	return e;
}

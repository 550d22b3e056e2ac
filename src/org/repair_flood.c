/* SPDX-License-Identifier: Apache-2.0 */
/* repair_flood.c - when most devices of a unit fail together it is the network or the power, and one order is enough.
 *
 * A device that has failed too short a time to be a fault counts already: a network goes down at once, the keepalives that tell it do
 * not, and the first order shall not be written before the extent is known.
 */
#include "engine/units.h"
#include "org/device_limit.h"
#include "org/repair_.h"

static struct flood_unit *
unit_at(const struct flood *f, int64_t unit)
{
	size_t lo = 0, hi = f->n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (f->unit[mid].unit < unit)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < f->n && f->unit[lo].unit == unit ? &f->unit[lo] : NULL;
}

static enum err
read_units(struct call *c, struct flood *f)
{
	stmt_scoped st = NULL;
	size_t cap = units_count() + 16;
	enum err e = sql(c->conn, &st, "SELECT unit, count(*) FROM device WHERE state IN ('active', 'faulty') GROUP BY unit ORDER BY unit");

	f->unit = arena_array(c->arena, struct flood_unit, cap);
	while (!e && f->n < cap && !(e = sql_step(st)))
		f->unit[f->n++] = (struct flood_unit){ .unit = col_int(st, 0), .devices = col_int(st, 1) };
	return e == E_DONE ? E_OK : e;
}

static void
below(const struct flood *f, int64_t top, int64_t *ret_devices, int64_t *ret_sick)
{
	*ret_devices = *ret_sick = 0;
	for (size_t i = 0; i < f->n; i++)
		if (units_within(f->unit[i].unit, top)) {
			*ret_devices += f->unit[i].devices;
			*ret_sick += f->unit[i].sick;
		}
}

static int64_t
highest_common(const struct flood *f, int64_t unit)
{
	int64_t found = 0, devices, sick;

	for (int64_t u = unit; u; u = units_parent(u)) {
		below(f, u, &devices, &sick);
		if (sick >= f->least && sick * 1000 >= devices * f->permille)
			found = u;
	}
	return found;
}

enum err
flood_read(struct call *c, const struct offences *o, struct flood *ret)
{
	enum err e;

	*ret = (struct flood){ 0 };
	if ((e = device_limit_read(c, "flood_least", &ret->least)) || (e = device_limit_read(c, "flood_permille", &ret->permille)))
		return e;
	if ((e = read_units(c, ret)))
		return e;
	for (size_t i = 0; i < o->n; i++) {
		struct flood_unit *u = o->item[i].measured > 0 ? unit_at(ret, o->item[i].unit) : NULL;
		if (u)
			u->sick++;
	}
	for (size_t i = 0; i < ret->n; i++)
		if (ret->unit[i].sick)
			ret->unit[i].common = highest_common(ret, ret->unit[i].unit);
	return E_OK;
}

int64_t
flood_common(const struct flood *f, int64_t unit)
{
	const struct flood_unit *u = unit_at(f, unit);

	return u ? u->common : 0;
}

int64_t
flood_sick(const struct flood *f, int64_t top)
{
	int64_t devices, sick;

	below(f, top, &devices, &sick);
	return sick;
}

bool
flood_over(const struct flood *f, int64_t top)
{
	int64_t devices, sick;

	below(f, top, &devices, &sick);
	return sick * 2000 < devices * f->permille;
}

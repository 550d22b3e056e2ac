/* SPDX-License-Identifier: Apache-2.0 */
/* checks.c - what the stations of the demo looked at in the days before: simulated. */
#include "base/clock.h"
#include "demo/demo_.h"
#include "dispatch/station.h"
#include "dispatch/station_check.h"

#define EACH 8				/* vehicles a station */

static enum err
make_check(struct call *c, int64_t station, uint64_t *random, int64_t at_ms)
{
	static const char *const kinds[] = { "coach", "tour", "dangerous", "heavy", "heavy", "van" };
	struct row *r = row_new(c->arena, &station_check_record);
	const char *kind = kinds[demo_below(random, (int)N_ELEMS(kinds))];
	int64_t approved = 30 + demo_below(random, 20);
	bool fault = demo_below(random, 6) == 0;

	row_set_int(r, station_check_station, station);
	row_set_int(r, station_check_checked_at, at_ms);
	row_set_text(r, station_check_kind, slice_of(kind));
	row_set_text(r, station_check_plate, arena_printf(c->arena, "鲁C%c%04d", 'A' + demo_below(random, 8), demo_below(random, 10000)));
	row_set_text(r, station_check_plate_class, S("01"));
	row_set_int(r, station_check_approved, approved);
	row_set_int(r, station_check_passengers, fault ? approved + 2 : approved - demo_below(random, 15));
	row_set_int(r, station_check_driving_min, 20 + demo_below(random, 200));
	if (!strcmp(kind, "dangerous"))
		row_set_text(r, station_check_goods, S("汽油（模拟）"));
	row_set_text(r, station_check_result, fault ? S("corrected") : S("passed"));
	return record_create(c, r);
}

static enum err
make_all(struct call *c, void *demo)
{
	const struct demo *d = demo;
	uint64_t random = d->seed + 35;
	stmt_scoped st = NULL;
	int64_t id[64];
	size_t n = 0;
	enum err e = sql(c->conn, &st, "SELECT id FROM station ORDER BY id LIMIT 64");

	if (e)
		return e;
	while (n < N_ELEMS(id) && !(e = sql_step(st)))
		id[n++] = col_int(st, 0);
	e = e == E_DONE ? E_OK : e;
	for (size_t i = 0; i < n && !e; i++)
		for (int k = 0; k < EACH && !e; k++)
			e = make_check(c, id[i], &random, d->now_ms - DAY_MS - (int64_t)demo_below(&random, 5 * 86400) * 1000);
	return e;
}

enum err
demo_checks(struct demo *d)
{
	return engine_write(d->engine, "模拟数据", make_all, d);
}

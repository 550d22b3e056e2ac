/* SPDX-License-Identifier: Apache-2.0 */
/* stations.c - the stations of the demo organisation, each before its nearest tollgates. Simulated but for the names of the towns. */
#include <stdlib.h>

#include "demo/demo_.h"
#include "dispatch/station.h"

#define BEFORE 4			/* tollgates before a station */
#define BEFORE_M 8000

struct gate_at {
	int64_t id;
	double metres;
};

static int
by_metres(const void *a, const void *b)
{
	const struct gate_at *x = a, *y = b;

	return x->metres < y->metres ? -1 : x->metres > y->metres;
}

static enum err
put_approach(struct call *c, struct row *r, struct point at)
{
	stmt_scoped st = NULL;
	struct gate_at *list = arena_array(c->arena, struct gate_at, 20000);
	enum err e = sql(c->conn, &st, "SELECT id, place_lon, place_lat FROM tollgate ORDER BY id LIMIT 20000");
	size_t n = 0;

	if (e)
		return e;
	while (!(e = sql_step(st)) && n < 20000) {
		double metres = geo_distance_m(at, (struct point){ (int32_t)col_int(st, 1), (int32_t)col_int(st, 2) });
		if (metres < BEFORE_M)
			list[n++] = (struct gate_at){ col_int(st, 0), metres };
	}
	qsort(list, n, sizeof *list, by_metres);
	for (size_t i = 0; i < n && i < BEFORE; i++) {
		struct value *v = row_add_part(r, 0)->value;
		v[station_approach_tollgate] = (struct value){ .kind = V_INT, .i = list[i].id };
		v[station_approach_metres] = (struct value){ .kind = V_INT, .i = (int64_t)list[i].metres };
	}
	return e == E_DONE || e == E_OK ? E_OK : e;
}

static enum err
make_station(struct call *c, size_t i)
{
	const struct place *p = &demo_place[i];
	struct point at = { (int32_t)(p->lon * 1e7), (int32_t)(p->lat * 1e7) };
	struct row *r = row_new(c->arena, &station_record);
	enum err e;

	r->unit = demo_unit(i);
	row_set_text(r, station_name, slice_of(p->name));
	row_set_point(r, station_place, at);
	row_set_text(r, station_road, i % 3 ? S("main_road") : S("highway"));
	row_set_text(r, station_site, S("roadside"));
	row_set_int(r, station_weighbridge, i % 3 == 0);
	row_set_int(r, station_alcohol_tester, 1);
	row_set_text(r, station_equipment, S("模拟数据：警示标志、锥筒、停车示意牌"));
	if ((e = put_approach(c, r, at)))
		return e;
	return record_create(c, r);
}

static enum err
make_all(struct call *c, void *demo)
{
	enum err e = E_OK;

	(void)demo;
	for (size_t i = 0; i < demo_nplace && !e; i++)
		if (slice_is(slice_of(demo_place[i].level), "station"))
			e = make_station(c, i);
	return e;
}

enum err
demo_stations(struct demo *d)
{
	return engine_write(d->engine, "模拟数据", make_all, d);
}

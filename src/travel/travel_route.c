/* SPDX-License-Identifier: Apache-2.0 */
#include "travel/travel_route.h"

#include "engine/record.h"

#define BUCKET_MS 300000

/* Counting begins where a bucket does. */
static int64_t
bucket_of(int64_t ms)
{
	return ms - ms % BUCKET_MS;
}

static enum err
travel_route_check(struct call *c, struct row *draft)
{
	int n = 0;

	for (int i = 0; i < draft->npart_row; i++)
		for (int k = 0; k < i; k++)
			if (draft->part_row[i].value[travel_route_gate_tollgate].i == draft->part_row[k].value[travel_route_gate_tollgate].i)
				return refuse_text(c, E_BAD_VALUE, "gate", "同一卡口不能出现两次", "the same tollgate twice");
	for (int i = 0; i < draft->npart_row; i++)
		n += draft->part_row[i].value[travel_route_gate_tollgate].i > 0;
	if (draft->parts_given && n < 2)
		return refuse_text(c, E_MISSING, "gate", "至少两个卡口", "at least two tollgates");
	if (row_empty(draft, travel_route_counted_to))
		row_set_int(draft, travel_route_counted_to, bucket_of(row_time(draft, travel_route_counted_from)));
	return E_OK;
}

/* What was counted from then on is counted again: passages have come later, or the tollgates of the route have changed. */
static enum err
travel_route_recount(struct call *c, struct row *draft)
{
	int64_t from = bucket_of(row_time(draft, travel_route_counted_from));
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "DELETE FROM route_time WHERE route = ?1 AND at >= ?2");

	if (e)
		return e;
	sql_int(st, 1, draft->id);
	sql_int(st, 2, from);
	row_set_int(draft, travel_route_counted_to, from);
	return sql_run(st);
}

#define NAME travel_route
#define DEF "travel/travel_route.def"
#include "engine/define.h"

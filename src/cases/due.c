/* SPDX-License-Identifier: Apache-2.0 */
/* due.c - what happens to cases by the clock: fines that were not paid fall due, hearing periods end. */
#include "base/clock.h"
#include "cases/cases.h"
#include "cases/on_site.h"
#include "cases/violation_case.h"
#include "engine/record.h"
#include "engine/timer.h"

#define CHUNK 500

struct ripe {
	const char *text, *verb;
	int64_t id[CHUNK];
	int n;
};

static enum err
find(struct engine *e, struct ripe *r)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err err;

	r->n = 0;
	if ((err = db_reader(e->db, &c)) || (err = sql(c, &st, r->text)))
		return err;
	sql_int(st, 1, clock_now_ms());
	while (r->n < CHUNK && !(err = sql_step(st)))
		r->id[r->n++] = col_int(st, 0);
	return err == E_DONE ? E_OK : err;
}

static enum err
fire_ripe(struct call *c, void *ctx)
{
	struct ripe *r = ctx;
	struct fire_result result[CHUNK];

	return record_fire_all(c, &violation_case_record, r->id, (size_t)r->n, r->verb, row_new(c->arena, &violation_case_record), 0, result);
}

static enum err
due_tick(struct engine *e, void *ctx)
{
	static const struct ripe all[] = {
		{ .text = "SELECT id FROM violation_case WHERE state = 'served' AND due_at <= ?1 ORDER BY due_at LIMIT 500", .verb = "fall_due" },
		{ .text = "SELECT id FROM violation_case WHERE state = 'told' AND due_term = 'hearing_apply' AND due_at <= ?1 ORDER BY due_at LIMIT 500", .verb = "lapse" },
	};
	struct ripe *r = mem_alloc(sizeof *r);
	enum err err = E_OK;

	(void)ctx;
	for (size_t i = 0; i < N_ELEMS(all) && !err; i++)
		do {
			*r = all[i];
			if (!(err = find(e, r)) && r->n)
				err = engine_write(e, "期限届满", fire_ripe, r);
		} while (!err && r->n == CHUNK);
	mem_free(r);
	return err;
}

enum err
cases_timers(struct engine *e)
{
	enum err err = timer_add(e, "cases.due", 10000, due_tick, NULL);

	return err ? err : timer_add(e, "cases.clips", 30000, on_site_tick, NULL);
}

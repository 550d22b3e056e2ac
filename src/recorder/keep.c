/* SPDX-License-Identifier: Apache-2.0 */
/* keep.c - clips that were kept long enough expire: nothing else ever ends one. */
#include "base/clock.h"
#include "engine/record.h"
#include "engine/timer.h"
#include "recorder/clip.h"
#include "recorder/recorders.h"

#define CHUNK 500

struct ripe {
	int64_t after;
	int64_t id[CHUNK];
	int n;
};

/* Whether one may go is for the step to say: what is on hold is asked about each time. */
static enum err
find(struct engine *e, struct ripe *r)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err err;

	r->n = 0;
	if ((err = db_reader(e->db, &c)) || (err = sql(c, &st, "SELECT id FROM clip WHERE state = 'kept' AND keep_until <= ?1 AND id > ?2 ORDER BY id LIMIT 500")))
		return err;
	sql_int(st, 1, clock_now_ms());
	sql_int(st, 2, r->after);
	while (r->n < CHUNK && !(err = sql_step(st)))
		r->after = r->id[r->n++] = col_int(st, 0);
	return err == E_DONE ? E_OK : err;
}

static enum err
expire(struct call *c, void *ctx)
{
	struct ripe *r = ctx;
	struct fire_result result[CHUNK];

	return record_fire_all(c, &clip_record, r->id, (size_t)r->n, "expire", row_new(c->arena, &clip_record), 0, result);
}

static enum err
tick(struct engine *e, void *ctx)
{
	struct ripe *r = mem_alloc(sizeof *r);
	enum err err;

	(void)ctx;
	r->after = 0;
	do {
		if (!(err = find(e, r)) && r->n)
			err = engine_write(e, "保存期满", expire, r);
	} while (!err && r->n == CHUNK);
	mem_free(r);
	return err;
}

enum err
recorder_timers(struct engine *e)
{
	return timer_add(e, "recorder.keep", 3600000, tick, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* image_link.c - an image that came before its vehicle finds it: what came in the last minutes without a passage is asked for again. */
#include "base/clock.h"
#include "engine/call.h"
#include "engine/timer.h"
#include "ingest/port_.h"
#include "ingest/recent.h"
#include "passage/device_image.h"

#define LOOK_MS 10000
#define ROWS 500

struct unlinked {
	int64_t row[ROWS], passage[ROWS];
	int n;
};

static enum err
find(struct engine *e, struct port *p, struct unlinked *u)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	int64_t mono = clock_mono_ms();
	enum err err;

	u->n = 0;
	if ((err = db_reader(e->db, &c)) || (err = sql(c, &st, "SELECT id, sender, object_id FROM device_image WHERE passage IS NULL AND sender IS NOT NULL AND at > ?1"
	    " ORDER BY id DESC LIMIT 500")))
		return err;
	sql_int(st, 1, clock_now_ms() - RECENT_MS);
	while (!(err = sql_step(st))) {
		int64_t passage = recent_get(p->recent, (uint32_t)col_int(st, 1), col_text(st, 2), mono);
		if (!passage)
			continue;
		u->row[u->n] = col_int(st, 0);
		u->passage[u->n++] = passage;
	}
	return err == E_DONE ? E_OK : err;
}

static enum err
link_all(struct call *c, void *ctx)
{
	const struct unlinked *u = ctx;

	for (int i = 0; i < u->n; i++) {
		enum err e = image_link(c, u->row[i], u->passage[i]);
		if (e)
			return e;
	}
	return E_OK;
}

static enum err
look(struct engine *e, void *ctx)
{
	struct port *p = ctx;
	struct unlinked u;
	enum err err = E_OK;

	(void)pthread_mutex_lock(&p->timers);
	if (!p->stopped && !(err = find(e, p, &u)) && u.n)
		err = engine_write(e, "图像关联过车", link_all, &u);
	(void)pthread_mutex_unlock(&p->timers);
	return err;
}

enum err
image_link(struct call *c, int64_t image, int64_t passage)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "UPDATE device_image SET passage = ?2 WHERE id = ?1 AND passage IS NULL");

	if (e)
		return e;
	sql_int(st, 1, image);
	sql_int(st, 2, passage);
	return sql_run(st);
}

enum err
image_link_start(struct port *p)
{
	return timer_add(p->o.engine, "images", LOOK_MS, look, p);
}

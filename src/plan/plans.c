/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/plans.h"

#include "base/log.h"
#include "engine/ripe.h"
#include "engine/timer.h"
#include "plan/feed_.h"
#include "plan/plans_.h"
#include "plan/poll_.h"
#include "plan/take.h"

/* ---- messages ---- */

struct reading {
	struct feed feed;
	enum err e;
};

static void *
read_content(const struct message *m, struct arena *a)
{
	struct reading *r = arena_new(a, struct reading);

	r->e = feed_read(message_text(m, "content"), a, &r->feed);
	return r;
}

static enum err
take_feed(struct call *c, struct message *m)
{
	const struct reading *r = m->ahead ? m->ahead : read_content(m, c->arena);
	struct taken told;
	enum err e;

	if (r->e)
		return E_OK;		/* malformed */
	if ((e = warnings_take(c, &r->feed, &told)))
		return e;
	m->outcome = OUT_TAKEN;
	buf_putc(&m->answer, ',');
	taken_json(&told, &m->answer);
	if (c->engine->timers)
		timer_kick(c->engine, "weather.weigh");
	return E_OK;
}

const struct gate_kind weather_messages[] = { { "weather", "feed", take_feed, false, read_content }, { NULL, NULL, NULL, false, NULL } };

/* ---- timers ---- */

struct weighed {
	struct call *c;
	int64_t id;
	const char *failed;		/* what did not come about */
};

static enum err
weigh_nested(void *ctx, struct conn *conn)
{
	struct weighed *x = ctx;
	struct row *w;
	enum err e = record_load(x->c, &weather_warning_record, x->id, &w);

	(void)conn;
	return e ? e : weigh(x->c, w);
}

static enum err
end_nested(void *ctx, struct conn *conn)
{
	struct weighed *x = ctx;
	struct row *w, *old;
	enum err e = record_load(x->c, &weather_warning_record, x->id, &w);

	(void)conn;
	if (e || !row_ref(w, weather_warning_follows) || (e = record_load(x->c, &weather_warning_record, row_ref(w, weather_warning_follows), &old)))
		return e;
	return weigh_end(x->c, old);
}

/* Behind what it says already: what was refused, and why. */
static enum err
mark_nested(void *ctx, struct conn *conn)
{
	struct weighed *x = ctx;
	struct row *change = row_new(x->c->arena, &weather_warning_record), *w, *after;
	enum err e = record_load(x->c, &weather_warning_record, x->id, &w);
	struct slice told;

	(void)conn;
	if (e)
		return e;
	told = row_text(w, weather_warning_told);
	row_set_text(change, weather_warning_told, words_cut(arena_printf(x->c->arena, "%s%s%.*s", x->failed, told.n ? "；" : "", (int)told.n, told.n ? told.p : ""), 400));
	return record_patch(x->c, &weather_warning_record, x->id, 0, change, 1ull << weather_warning_told, &after);
}

static enum err
alone(struct weighed *x, enum err (*run)(void *ctx, struct conn *c))
{
	x->c->err = E_OK;
	x->c->nfault = 0;
	x->c->kept = NULL;
	return db_nested(x->c->conn, run, x);
}

static bool
of_store(enum err e)
{
	return e == E_STORE || e == E_DISK_FULL || e == E_TIMEOUT || e == E_CORRUPT;
}

/* By itself: what is refused is undone and stands in the warning, the others go on. Only the store's own errors end the job. */
static enum err
alone_or_marked(struct call *c, int64_t id, enum err (*run)(void *ctx, struct conn *c), const char *what)
{
	struct weighed x = { .c = c, .id = id };
	enum err e = alone(&x, run);
	struct slice why = c->nfault && c->fault[0].detail_zh.n ? c->fault[0].detail_zh : slice_of(err_zh(e));

	if (!e || of_store(e))
		return e;
	log_at(LOG_ERROR, "weather.not_weighed", KV("warning", LI(id)), KV("error", LS(err_name(e))));
	x.failed = arena_printf(c->arena, "%s：%.*s", what, (int)why.n, why.p).p;
	e = alone(&x, mark_nested);
	c->err = E_OK;
	c->nfault = 0;
	return of_store(e) ? e : E_OK;	/* unmarked, it is weighed again next time */
}

/* Warnings that nobody has weighed yet, oldest first; and what they take the place of ends. */
static enum err
weigh_new(struct call *c, void *ctx)
{
	struct ids fresh;
	enum err e = all_ids(c, "SELECT id FROM weather_warning WHERE told IS NULL AND state = 'in_force' ORDER BY issued_at, id", NULL, 0, &fresh);

	(void)ctx;
	for (int i = 0; i < fresh.n && !e; i++)
		if (!(e = alone_or_marked(c, fresh.id[i], weigh_nested, "未能处理，请人工处理")))
			e = alone_or_marked(c, fresh.id[i], end_nested, "被取代预警的预案未能处理，请人工处理");
	return e;
}

/* A proposal to change a plan that is over by now. */
static enum err
overtake_idle(struct call *c, void *ctx)
{
	struct ids idle;
	struct row *after;
	enum err e = all_ids(c, "SELECT x.id FROM plan_change x JOIN plan p ON p.id = x.plan WHERE x.state = 'proposed' AND p.state NOT IN ('approved', 'running')",
	    NULL, 0, &idle);

	(void)ctx;
	for (int i = 0; i < idle.n && !e; i++)
		e = record_fire_as_system(c, &plan_change_record, idle.id[i], "overtake", &after);
	return e;
}

/* Asked on a reader first: most of the time there is nothing, and a job would cost a commit. */
static enum err
any(struct engine *e, const char *text, bool *ret)
{
	reader_scoped conn = NULL;
	stmt_scoped st = NULL;
	enum err err = db_reader(e->db, &conn);

	if (err || (err = sql(conn, &st, text)))
		return err;
	err = sql_step(st);
	*ret = !err;
	return err == E_DONE ? E_OK : err;
}

static enum err
weigh_tick(struct engine *e, void *ctx)
{
	bool fresh = false, idle = false;
	enum err err;

	(void)ctx;
	if ((err = any(e, "SELECT id FROM weather_warning WHERE told IS NULL AND state = 'in_force' LIMIT 1", &fresh)) ||
	    (err = any(e, "SELECT x.id FROM plan_change x JOIN plan p ON p.id = x.plan WHERE x.state = 'proposed' AND p.state NOT IN ('approved', 'running') LIMIT 1", &idle)))
		return err;
	if (fresh && (err = engine_write(e, "气象预警", weigh_new, NULL)))
		return err;
	return idle ? engine_write(e, "预案已结束", overtake_idle, NULL) : E_OK;
}

static enum err
expire_tick(struct engine *e, void *ctx)
{
	static const struct ripe over = { &weather_warning_record, "expire", "to_at", "state = 'in_force'", "预警止时已到" };
	int64_t fired;

	(void)ctx;
	return ripe_fire(e, &over, &fired);
}

static enum err
begin_tick(struct engine *e, void *ctx)
{
	static const struct ripe ripe = { &plan_record, "begin", "begins_at", "state = 'approved'", "预案已批准，开始时间已到" };
	int64_t fired;

	(void)ctx;
	return ripe_fire(e, &ripe, &fired);
}

enum err
plans_timers(struct engine *e)
{
	enum err err;

	if ((err = timer_add(e, "weather.poll", POLL_MS, poll_tick, NULL)) || (err = timer_add(e, "weather.weigh", 3000, weigh_tick, NULL)) ||
	    (err = timer_add(e, "weather.expire", 30000, expire_tick, NULL)))
		return err;
	return timer_add(e, "plan.begin", 2000, begin_tick, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* interceptor.c - the tap and the timer: see interceptor.h.
 *
 *   passages ──► tap ──► transitions (memory)
 *   timer ─┬─ once: the newest passages on disk ─► transitions
 *          ├─ sightings since the last turn ─► outlook ─► forecast_place
 *          ├─ alarms shared further ─► interceptions shared the same
 *          └─ alarms that ended ─► interceptions lapse
 */
#include "dispatch/interceptor.h"

#include "base/log.h"
#include "dispatch/forecast_place.h"
#include "dispatch/forecast_serve.h"
#include "dispatch/interception.h"
#include "dispatch/interception_rule.h"
#include "dispatch/relearn.h"
#include "engine/first.h"
#include "engine/record.h"
#include "engine/stream.h"
#include "engine/timer.h"
#include "match/alarm.h"
#include "match/raise.h"

#define TICK_MS 1000
#define BATCH 200			/* alarms, interceptions in one turn */
#define LOOK 10000			/* sightings looked at in one turn */

struct interceptor {
	struct passage_tap tap;		/* first: the tap hands it back */
	struct passage_tap *next;
	struct engine *engine;
	struct transitions *learned;
	struct relearn again;		/* the timer's */
	int64_t mark;			/* the last sighting that was looked at; -1: none yet */
};
static _Atomic(struct interceptor *) here;

struct transitions *
interceptor_learned(void)
{
	struct interceptor *i = atomic_load(&here);

	return i ? i->learned : NULL;
}

void
interceptor_wake(struct engine *e)
{
	timer_kick(e, INTERCEPTOR_TIMER);
}

/* ---- the tap ---- */

static void
tap_passages(struct passage_tap *t, const struct passage *row, size_t n)
{
	struct interceptor *i = (struct interceptor *)t;

	transitions_learn(i->learned, row, n);
	if (i->next)
		i->next->passages(i->next, row, n);
}

static void
tap_device(struct passage_tap *t, uint32_t device, bool online, int32_t clock_ms)
{
	struct interceptor *i = (struct interceptor *)t;

	if (i->next)
		i->next->device(i->next, device, online, clock_ms);
}

struct passage_tap *
interceptor_tap(struct interceptor *i)
{
	return &i->tap;
}

/* ---- what was foreseen ---- */

static enum err
note_place(struct call *c, const struct row *alarm, const struct outlook *o, int nth)
{
	const struct forecast_next *x = &o->f.next[nth];
	struct row *r = row_new(c->arena, &forecast_place_record);

	r->unit = alarm->unit;
	row_set_int(r, forecast_place_at, c->now_ms);
	row_set_int(r, forecast_place_alarm, alarm->id);
	row_set_int(r, forecast_place_passage, o->passage);
	row_set_int(r, forecast_place_seen_at, o->last_ms);
	row_set_int(r, forecast_place_seen, o->seen);
	row_set_int(r, forecast_place_nth, nth + 1);
	row_set_int(r, forecast_place_tollgate, x->id);
	row_set_int(r, forecast_place_permille, x->permille);
	row_set_int(r, forecast_place_eta_from, x->from_ms);
	row_set_int(r, forecast_place_eta, x->eta_ms);
	row_set_int(r, forecast_place_eta_to, x->to_ms);
	row_set_int(r, forecast_place_learned, x->n);
	row_set_text(r, forecast_place_method, o->roads ? S("roads") : S("straight"));
	return stream_append(c, r);
}

static enum err
running_of(struct call *c, int64_t alarm, struct row **ret)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM interception WHERE alarm = ?1 AND state IN ('running', 'following', 'followed') ORDER BY id DESC LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(alarm) }, 1, &id);

	*ret = NULL;
	return e || !id ? e : record_load(c, &interception_record, id, ret);
}

static enum err
foresee(struct call *c, int64_t alarm_id)
{
	struct row *alarm, *running;
	struct outlook o;
	enum err e;

	if ((e = record_load(c, &alarm_record, alarm_id, &alarm)) || (e = running_of(c, alarm_id, &running)) ||
	    (e = outlook_make(c, alarm, running, interceptor_learned(), &o)))
		return e;
	for (size_t i = 0; i < o.f.n && !e; i++)
		e = note_place(c, alarm, &o, (int)i);
	return e;
}

struct turn {
	struct interceptor *i;
	int64_t id[BATCH], mark;
	int n;
};

static enum err
foresee_job(struct call *c, void *ctx)
{
	struct turn *t = ctx;
	enum err e = E_OK;

	for (int i = 0; i < t->n && !e; i++)
		e = foresee(c, t->id[i]);
	return e;
}

static enum err
read_sightings(struct conn *c, int64_t upto, struct turn *t)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT s.alarm, max(s.id) FROM sighting s JOIN alarm a ON a.id = s.alarm WHERE s.id > ?1 AND s.id <= ?2 AND a.open_key IS NOT NULL"
	    " GROUP BY s.alarm ORDER BY 2 LIMIT 200");

	if (e)
		return e;
	sql_int(st, 1, t->i->mark);
	sql_int(st, 2, upto);
	while (!(e = sql_step(st)) && t->n < BATCH) {
		t->id[t->n++] = col_int(st, 0);
		t->mark = col_int(st, 1);
	}
	return e == E_DONE ? E_OK : e;
}

static enum err
last_sighting(struct conn *c, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT coalesce(max(id), 0) FROM sighting");

	if (e || (e = sql_step(st)))
		return e;
	*ret = col_int(st, 0);
	return E_OK;
}

static enum err
look_at_sightings(struct interceptor *i)
{
	struct turn *t = mem_alloc(sizeof *t);
	int64_t upto = 0;
	enum err e = E_OK;

	*t = (struct turn){ .i = i };
	{
		reader_scoped c = NULL;
		if (!(e = db_reader(i->engine->db, &c)) && !(e = last_sighting(c, &upto)) && i->mark >= 0) {
			upto = upto < i->mark + LOOK ? upto : i->mark + LOOK;
			e = read_sightings(c, upto, t);
		}
	}
	if (e) {
		mem_free(t);
		return e;
	}
	if (t->n)
		e = engine_write(i->engine, "去向预测", foresee_job, t);
	if (!e)			/* so many at most in a turn: the rest of a flood next second */
		i->mark = t->n == BATCH ? t->mark : upto;
	mem_free(t);
	return e;
}

/* ---- with the alarm ---- */

static enum err
share_job(struct call *c, void *ctx)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "INSERT INTO share (record, row, unit, created_at, created_by) SELECT 'interception', i.id, s.unit, CAST(?1 AS BIGINT), 0"
	    " FROM interception i JOIN (SELECT row, unit FROM share WHERE record = 'alarm' UNION SELECT id, unit FROM alarm WHERE open_key IS NOT NULL) s ON s.row = i.alarm"
	    " WHERE i.open_key IS NOT NULL AND i.unit <> s.unit ON CONFLICT (record, row, unit) DO NOTHING");

	(void)ctx;
	if (e)
		return e;
	sql_int(st, 1, c->now_ms);
	return sql_run(st);
}

static enum err
lapse_job(struct call *c, void *ctx)
{
	struct turn *t = ctx;
	struct row *after;
	enum err e = E_OK;

	for (int i = 0; i < t->n && !e; i++)
		e = record_fire_as_system(c, &interception_record, t->id[i], "lapse", &after);
	return e;
}

/* Ids of a statement's first column, BATCH at most. */
static enum err
read_ids(struct interceptor *i, const char *text, struct turn *t)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err e = db_reader(i->engine->db, &c);

	if (e || (e = sql(c, &st, text)))
		return e;
	while (t->n < BATCH && !(e = sql_step(st)))
		t->id[t->n++] = col_int(st, 0);
	return e == E_DONE || e == E_OK ? E_OK : e;
}

static enum err
go_with_alarms(struct interceptor *i)
{
	struct turn *apart = mem_alloc(sizeof *apart), *ended = mem_alloc(sizeof *ended);
	enum err e;

	*apart = (struct turn){ .i = i };
	*ended = (struct turn){ .i = i };
	if (!(e = read_ids(i, "SELECT i.id FROM interception i JOIN (SELECT row, unit FROM share WHERE record = 'alarm' UNION SELECT id, unit FROM alarm) s ON s.row = i.alarm"
	    " WHERE i.open_key IS NOT NULL AND i.unit <> s.unit"
	    " AND NOT EXISTS (SELECT 1 FROM share x WHERE x.record = 'interception' AND x.row = i.id AND x.unit = s.unit) LIMIT 1", apart)) && apart->n)
		e = engine_write(i->engine, "拦截与预警同步", share_job, NULL);
	if (!e && !(e = read_ids(i, "SELECT i.id FROM interception i JOIN alarm a ON a.id = i.alarm WHERE i.state IN ('running', 'following', 'followed')"
	    " AND a.state IN ('closed', 'misread') LIMIT 200", ended)) && ended->n)
		e = engine_write(i->engine, "预警已办结", lapse_job, ended);
	mem_free(apart);
	mem_free(ended);
	return e;
}

static enum err
tick(struct engine *e, void *ctx)
{
	struct interceptor *i = ctx;
	enum err err = relearn_turn(&i->again, i->learned);

	(void)e;
	if (err)
		log_at(LOG_WARN, "interceptor.relearn", KV("error", LS(err_name(err))));
	return (err = look_at_sightings(i)) ? err : go_with_alarms(i);
}

/* ---- life ---- */

enum err
interceptor_open(struct interceptor **ret, struct engine *e, struct passage_tap *next, struct history *h)
{
	struct interceptor *i = mem_alloc(sizeof *i);
	enum err err;

	*i = (struct interceptor){ .tap = { tap_passages, tap_device }, .next = next, .engine = e, .mark = -1, .again = relearn_from(h),
		.learned = transitions_new(TRANSITION_SEEN, TRANSITION_PAIRS) };
	*ret = i;
	atomic_store(&here, i);
	if ((err = interception_rule_make(e)))
		return err;
	return timer_add(e, INTERCEPTOR_TIMER, TICK_MS, tick, i);
}

void
interceptor_close(struct interceptor *i)
{
	if (!i)
		return;
	timer_stop(i->engine);		/* none of ours may be running any more */
	atomic_store(&here, NULL);
	transitions_free(i->learned);
	mem_free(i);
}

size_t
interceptor_routes(struct interceptor *i, struct http_route *route, size_t max)
{
	return forecast_routes(i->engine, route, max);
}

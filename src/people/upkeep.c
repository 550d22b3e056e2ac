/* SPDX-License-Identifier: Apache-2.0 */
/* upkeep.c - what happens to people by the clock: sessions end, grants lapse, accounts nobody uses
 * are locked. */
#include "base/clock.h"
#include "base/log.h"
#include "engine/record.h"
#include "engine/timer.h"
#include "engine/units.h"
#include "people/break_glass.h"
#include "people/grant.h"
#include "people/guess.h"
#include "people/people_.h"
#include "people/person.h"
#include "people/session_.h"
#include "people/setting.h"

#define BATCH 500
#define SESSION_KEEP_MS (90 * DAY_MS)

/* Rows that a step is due for, each in a transaction of its own: one that is refused holds up
 * none. */
struct due {
	const struct record *rec;
	const char *verb;
	const char *text;		/* SELECT id .. ?1 */
	int64_t before_ms;
	const char *reason;
	int64_t id[BATCH];
	size_t n;
};

static enum err
read_due(struct people *p, struct due *d)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err e = db_reader(p->engine->db, &c);

	d->n = 0;
	if (e || (e = sql(c, &st, d->text)))
		return e;
	sql_int(st, 1, d->before_ms);
	while (d->n < BATCH && !(e = sql_step(st)))
		d->id[d->n++] = col_int(st, 0);
	return e == E_DONE ? E_OK : e;
}

struct one_due {
	struct due *d;
	int64_t id;
};

static enum err
fire(struct call *c, void *ctx)
{
	struct one_due *o = ctx;
	struct row *after;

	return record_fire(
	    c, o->d->rec, o->id, 0, o->d->verb, row_new(c->arena, o->d->rec), 0, &after);
}

/* Refusals of the page (the last security administrator, a row that another server has moved) are
 * no failures. */
static bool
is_refusal(enum err e)
{
	return e == E_LAST_ONE || e == E_NO_STEP || e == E_LOST_RACE || e == E_GUARD ||
	       e == E_SECOND_PERSON;
}

static enum err
fire_due(struct people *p, struct due *d)
{
	enum err e = read_due(p, d);

	for (size_t i = 0; !e && i < d->n; i++) {
		struct one_due o = { d, d->id[i] };
		e = engine_write(p->engine, d->reason, fire, &o);
		if (is_refusal(e))
			e = E_OK;
	}
	return e;
}

static enum err
lapse(struct people *p)
{
	struct due grants = { .rec = &grant_record,
		.verb = "lapse",
		.before_ms = clock_now_ms(),
		.text = "SELECT id FROM \"grant\" WHERE state = 'in_force' AND to_at <= ?1 ORDER "
			"BY id LIMIT 500" };
	struct due taken = { .rec = &break_glass_record,
		.verb = "expire",
		.before_ms = clock_now_ms(),
		.text = "SELECT id FROM break_glass WHERE state = 'taken' AND to_at <= ?1 ORDER BY "
			"id LIMIT 500" };
	enum err e = fire_due(p, &grants);

	return e ? e : fire_due(p, &taken);
}

/* A person who is signed in uses the account. The last security administrator stays: his page
 * refuses the step. */
static enum err
lock_unused(struct people *p)
{
	char reason[80];
	struct due d = { .rec = &person_record,
		.verb = "lock",
		.reason = reason,
		.before_ms = session_now_ms(p) - setting(SET_unused_days) * DAY_MS,
		.text = "SELECT p.id FROM person p JOIN credential k ON k.person = p.id WHERE "
			"p.state = 'active' AND k.used_at <= ?1"
			" AND NOT EXISTS (SELECT 1 FROM session s WHERE s.person = p.id AND "
			"s.ended_at IS NULL AND s.last_seen_at > ?1)"
			" ORDER BY p.id LIMIT 500" };

	snprintf(reason, sizeof(reason), "连续%lld天未使用", (long long)setting(SET_unused_days));
	return fire_due(p, &d);
}

/* ---- other servers of the same store ---- */

/* What another server changed about people: its grants, locks and revocations must hold here within
 * the second. */
static enum err
notice_changes(struct people *p)
{
	reader_scoped c = NULL;
	int64_t n;
	enum err e;

	if (db_kind(p->engine->db) != DB_POSTGRES)
		return E_OK;
	if ((e = db_reader(p->engine->db, &c)) ||
	    (e = people_count(c, "SELECT CAST(SUM(n) AS BIGINT) FROM people_lock WHERE name IN ('changes', 'unit')", 0, 0, &n)))
		return e;
	if (n == p->seen_changes)
		return E_OK;
	if ((e = setting_load(c)) || (e = units_load(c)))
		return e;
	p->seen_changes = n;
	session_recheck(p);
	return E_OK;
}

static enum err
prune(void *ctx, struct conn *c)
{
	int64_t now = *(int64_t *)ctx;
	enum err e = guess_prune(c, now);

	return e ? e
		 : people_do(c, "DELETE FROM session WHERE ended_at < ?1", now - SESSION_KEEP_MS, 0,
		       NULL);
}

/* ---- the timers ---- */

static enum err
tick_sessions(struct engine *e, void *ctx)
{
	struct people *p = ctx;
	enum err err = notice_changes(p);

	(void)e;
	if (err || (err = session_refresh(p)))
		return err;
	return session_expire(p);
}

static enum err
tick_minute(struct engine *e, void *ctx)
{
	enum err err = break_glass_report(e);

	if (err || (err = session_write_seen(ctx)))
		return err;
	return lapse(ctx);
}

static enum err
tick_hour(struct engine *e, void *ctx)
{
	int64_t now = session_now_ms(ctx);
	enum err err = lock_unused(ctx);

	return err ? err : db_write(e->db, prune, &now);
}

static const struct {
	const char *name;
	int64_t every_ms;
	timer_fn *fn;
} timers[] = {
	{ PEOPLE_TIMER, 1000, tick_sessions },
	{ PEOPLE_TIMER_GRANTS, SESSION_WRITE_MS, tick_minute },
	{ "people.unused", 3600000, tick_hour },
};

enum err
people_timers(struct people *p)
{
	enum err e = E_OK;

	for (size_t i = 0; !e && i < N_ELEMS(timers); i++)
		e = timer_add(p->engine, timers[i].name, timers[i].every_ms, timers[i].fn, p);
	return e;
}

enum err
people_tick(struct people *p)
{
	enum err e = E_OK;

	for (size_t i = 0; !e && i < N_ELEMS(timers); i++)
		e = timers[i].fn(p->engine, p);
	return e;
}

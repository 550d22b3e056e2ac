/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/timer.h"

#include <assert.h>
#include <pthread.h>
#include <time.h>
#include "base/clock.h"
#include "base/log.h"
#include "engine/deadline.h"
#include "engine/event.h"
#include "engine/rule_.h"

#define THREADS 2
#define SEAL_MS 1000
#define LAW_MS 30000
#define DEADLINE_MS 60000
#define PRUNE_MS (3600 * 1000LL)
#define FIRST_MS 500		/* a new timer runs soon after the start, not a whole period later */

struct timer {
	timer_fn *fn;
	void *ctx;
	int64_t due_ms;
	struct timer_state state;
};
struct timers {
	pthread_mutex_t lock;		/* guards all of it */
	pthread_cond_t change;
	struct timer timer[TIMERS_MAX];
	int n, threads;
	bool stopping;
	pthread_t thread[THREADS];
};

/* Made by the first who needs it: folders add their timers between engine_open and engine_start. */
static struct timers *
table_of(struct engine *e)
{
	pthread_condattr_t attr;

	if (e->timers)
		return e->timers;
	e->timers = mem_alloc(sizeof *e->timers);
	pthread_mutex_init(&e->timers->lock, NULL);
	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&e->timers->change, &attr);
	pthread_condattr_destroy(&attr);
	return e->timers;
}

enum err
timer_add(struct engine *e, const char *name, int64_t every_ms, timer_fn *fn, void *ctx)
{
	struct timers *t = table_of(e);
	enum err err = E_FULL;

	assert(every_ms > 0 && fn);
	pthread_mutex_lock(&t->lock);
	if (t->n < TIMERS_MAX) {
		t->timer[t->n++] = (struct timer){ .fn = fn, .ctx = ctx,
			.due_ms = clock_mono_ms() + (every_ms < FIRST_MS ? every_ms : FIRST_MS),
			.state = { .name = name, .every_ms = every_ms } };
		pthread_cond_broadcast(&t->change);
		err = E_OK;
	}
	pthread_mutex_unlock(&t->lock);
	return err;
}

/* The one that has been due longest, or when the next will be. */
static struct timer *
pick(struct timers *t, int64_t now, int64_t *ret_next)
{
	struct timer *best = NULL;

	*ret_next = now + 60000;
	for (int i = 0; i < t->n; i++) {
		struct timer *r = &t->timer[i];
		if (r->state.running)
			continue;
		if (r->due_ms <= now && (!best || r->due_ms < best->due_ms))
			best = r;
		else if (r->due_ms < *ret_next)
			*ret_next = r->due_ms;
	}
	return best;
}

static void
wait_until(struct timers *t, int64_t mono_ms)
{
	struct timespec ts = { mono_ms / 1000, mono_ms % 1000 * 1000000 };

	pthread_cond_timedwait(&t->change, &t->lock, &ts);
}

/* Called with the lock held, which is let go during the run. */
static void
run(struct engine *e, struct timer *r)
{
	int64_t began = clock_mono_ms(), took;
	enum err err;

	r->state.running = true;
	r->due_ms = began + r->state.every_ms;	/* a kick during the run may bring it forward */
	pthread_mutex_unlock(&e->timers->lock);
	err = r->fn(e, r->ctx);
	took = clock_mono_ms() - began;
	if (err)
		log_at(LOG_WARN, "timer.failed", KV("timer", LS(r->state.name)),
		    KV("error", LS(err_name(err))));
	pthread_mutex_lock(&e->timers->lock);
	r->state.running = false;
	r->state.runs++;
	r->state.errors += err != E_OK;
	r->state.last_err = err;
	r->state.last_at_ms = clock_now_ms();
	r->state.last_took_ms = took;
	r->state.longest_ms = took > r->state.longest_ms ? took : r->state.longest_ms;
	pthread_cond_broadcast(&e->timers->change);
}

static void *
loop(void *arg)
{
	struct engine *e = arg;
	struct timers *t = e->timers;
	int64_t next;

	pthread_mutex_lock(&t->lock);
	while (!t->stopping) {
		struct timer *r = pick(t, clock_mono_ms(), &next);
		if (r)
			run(e, r);
		else
			wait_until(t, next);
	}
	pthread_mutex_unlock(&t->lock);
	return NULL;
}

void
timer_kick(struct engine *e, const char *name)
{
	struct timers *t = e->timers;

	if (!t)
		return;
	pthread_mutex_lock(&t->lock);
	for (int i = 0; i < t->n; i++)
		if (!strcmp(t->timer[i].state.name, name))
			t->timer[i].due_ms = clock_mono_ms();
	pthread_cond_broadcast(&t->change);
	pthread_mutex_unlock(&t->lock);
}

int
timers_state(struct engine *e, struct timer_state *ret, int max)
{
	struct timers *t = e->timers;
	int n = 0;

	if (!t)
		return 0;
	pthread_mutex_lock(&t->lock);
	for (; n < t->n && n < max; n++)
		ret[n] = t->timer[n].state;
	pthread_mutex_unlock(&t->lock);
	return n;
}

void
timers_json(struct engine *e, struct buf *b)
{
	struct timer_state state[TIMERS_MAX];
	int n = timers_state(e, state, TIMERS_MAX);

	buf_putc(b, '[');
	for (int i = 0; i < n; i++) {
		const struct timer_state *s = &state[i];
		buf_puts(b, i ? ",{\"name\":" : "{\"name\":");
		buf_json(b, slice_of(s->name));
		buf_printf(b,
		    ",\"every_s\":%.1f,\"runs\":%lld,\"errors\":%lld,\"last_took_ms\":%lld,\"longest_ms\":%lld,\"last_err\":",
		    (double)s->every_ms / 1000, (long long)s->runs, (long long)s->errors,
		    (long long)s->last_took_ms, (long long)s->longest_ms);
		buf_json(
		    b, s->last_err ? slice_of(err_name(s->last_err)) : (struct slice){ NULL, 0 });
		buf_puts(b, ",\"last_at\":");
		if (s->last_at_ms) {
			buf_putc(b, '"');
			buf_time(b, s->last_at_ms);
			buf_putc(b, '"');
		} else {
			buf_puts(b, "null");
		}
		buf_puts(b, s->running ? ",\"running\":true}" : ",\"running\":false}");
	}
	buf_putc(b, ']');
}

/* ---- the engine's own ---- */

static enum err seal(struct engine *e, void *ctx) { return audit_seal(e); }
static enum err law(struct engine *e, void *ctx) { return deadline_law_refresh(e); }
static enum err deadlines(struct engine *e, void *ctx) { return deadline_tick(e); }
static enum err prune(struct engine *e, void *ctx) { return event_prune(e); }

static enum err
rule(struct engine *e, void *ctx)
{
	return rule_tick(e, ctx);
}

static enum err
add_own(struct engine *e)
{
	static const struct { const char *name; int64_t every_ms; timer_fn *fn; } own[] = {
		{ "audit.seal", SEAL_MS, seal }, { "law", LAW_MS, law },
		{ "deadlines", DEADLINE_MS, deadlines }, { "events.prune", PRUNE_MS, prune },
	};
	enum err err;

	for (size_t i = 0; i < N_ELEMS(own); i++)
		if ((err = timer_add(e, own[i].name, own[i].every_ms, own[i].fn, NULL)))
			return err;
	for (int i = 0; i < e->pages->nrule; i++) {
		const struct rule *r = e->pages->rule[i];
		if ((err = timer_add(e, r->name, r->every_s * 1000LL, rule, (void *)(uintptr_t)r)))
			return err;
	}
	return E_OK;
}

enum err
timer_start(struct engine *e)
{
	struct timers *t = table_of(e);
	enum err err = add_own(e);

	if (err)
		return err;
	while (t->threads < THREADS) {
		if (pthread_create(&t->thread[t->threads], NULL, loop, e))
			return E_INTERNAL;
		t->threads++;
	}
	return E_OK;
}

void
timer_stop(struct engine *e)
{
	struct timers *t = e->timers;

	if (!t)
		return;
	pthread_mutex_lock(&t->lock);
	t->stopping = true;
	pthread_cond_broadcast(&t->change);
	pthread_mutex_unlock(&t->lock);
	while (t->threads > 0)
		pthread_join(t->thread[--t->threads], NULL);
	pthread_cond_destroy(&t->change);
	pthread_mutex_destroy(&t->lock);
	mem_free(t);
	e->timers = NULL;
}

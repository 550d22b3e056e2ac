/* SPDX-License-Identifier: Apache-2.0 */
/* picture.c - the tap, the thread that makes the picture every second, the texts for whoever watches.
 *
 *   intake ──► flow (counters) ─┐
 *   port ────► told (devices) ──┼─ tick: snapshot ─► text of a scope ─► event: live, GET live
 *   store ──── lists, counts ───┘        (made when the first asks, kept until the next tick)
 */
#include "base/clock.h"
#include "base/log.h"
#include "engine/event.h"
#include "engine/metrics.h"
#include "engine/signin.h"
#include "engine/timer.h"
#include "picture/replay_.h"

#define REST_TICKS 2		/* flow, devices and figures every other tick; units in each; states when the log has gone on */
#define LISTS_MS 10000		/* how often lists and states of devices are read */
#define TEXT_MAX MIB(8)

/* ---- the tap ---- */

static void
tap_passages(struct passage_tap *t, const struct passage *row, size_t n)
{
	flow_add(((struct picture *)t)->flow, row, n, clock_now_ms());
}

struct device_told *
picture_device(struct picture *p, uint32_t id, bool make)
{
	_Atomic(struct device_told *) *at = &p->told[id / 1024 % N_ELEMS(p->told)];
	struct device_told *c = atomic_load_explicit(at, memory_order_acquire), *fresh;

	if (id >= DEVICES_MAX)
		return NULL;
	if (!c && make) {
		fresh = mem_alloc(sizeof *fresh * 1024);
		if (atomic_compare_exchange_strong(at, &c, fresh))
			c = fresh;
		else
			mem_free(fresh);
	}
	return c ? &c[id % 1024] : NULL;
}

static void
tap_device(struct passage_tap *t, uint32_t device, bool online, int32_t clock_ms)
{
	struct device_told *d = picture_device((struct picture *)t, device, true);

	if (!d)
		return;
	d->clock_ms = clock_ms;
	d->online = online ? ONLINE_YES : ONLINE_NO;
}

struct passage_tap *
picture_tap(struct picture *p)
{
	return &p->tap;
}

/* ---- texts ---- */

static void
texts_free(struct picture *p)
{
	for (size_t i = 0; i < p->ntext; i++) {
		sse_text_unref(p->text[i].sse);
		mem_free((void *)(uintptr_t)p->text[i].json.p);
	}
	p->ntext = 0;
}

/* The text of this tick for these eyes; locked. Beyond the room for texts the last place is used again. */
static const struct text *
text_of(struct picture *p, const struct eyes *s, unsigned part)
{
	struct text *t;
	struct buf b;

	for (size_t i = 0; i < p->ntext; i++)
		if (p->text[i].part == part && eyes_same(&p->text[i].scope, s))
			return &p->text[i];
	if (p->ntext == N_ELEMS(p->text)) {
		t = &p->text[--p->ntext];
		sse_text_unref(t->sse);
		mem_free((void *)(uintptr_t)t->json.p);
	}
	buf_init(&b, TEXT_MAX);
	snapshot_json(p, s, part, &b);
	if (b.full) {
		buf_free(&b);
		return NULL;
	}
	t = &p->text[p->ntext++];
	*t = (struct text){ .scope = *s, .part = part, .sse = sse_text_new("live", buf_slice(&b)), .json = { mem_str(buf_slice(&b)), b.n } };
	buf_free(&b);
	return t;
}

static bool
may_see(const struct eyes *s)
{
	return s->everywhere || s->n;
}

static struct sse_text *
live(void *ctx, const struct who *who)
{
	struct picture *p = ctx;
	struct sse_text *ret = NULL;
	const struct text *t;
	struct eyes s;

	picture_eyes(p, who, &s);
	if (!may_see(&s))
		return NULL;
	pthread_mutex_lock(&p->lock);
	if ((t = text_of(p, &s, p->part)))
		ret = sse_text_ref(t->sse);
	pthread_mutex_unlock(&p->lock);
	return ret;
}

/* ---- GET /api/v1/live ---- */

static void
live_serve(struct http_request *rq, void *ctx)
{
	struct picture *p = ctx;
	const struct signin *in = p->engine->signin;
	const struct text *t = NULL;
	struct slice json = { NULL, 0 };
	const struct who *who;
	struct eyes s;
	enum err e;

	if (!(e = in->authenticate(in->ctx, rq, &who))) {
		picture_eyes(p, who, &s);
		in->release(who);
		e = rq->method != HTTP_GET && rq->method != HTTP_HEAD ? E_NO_METHOD : may_see(&s) ? E_OK : E_FORBIDDEN;
	}
	if (!e && rq->path.n != sizeof "/api/v1/live" - 1)
		e = E_NOT_FOUND;
	if (!e) {
		pthread_mutex_lock(&p->lock);
		if ((t = text_of(p, &s, PART_ALL)))
			json = arena_copy(&rq->arena, t->json);
		pthread_mutex_unlock(&p->lock);
		e = t ? E_OK : E_FULL;
	}
	if (e) {
		metrics_refusal(e);
		http_problem(rq, e, NULL, 0);
		return;
	}
	http_answer(rq, 200, "application/json; charset=utf-8", json);
}

size_t
picture_routes(struct picture *p, struct http_route *route, size_t max)
{
	if (max < PICTURE_ROUTES)
		return 0;
	route[0] = (struct http_route){ .prefix = "/api/v1/live", .handle = live_serve, .ctx = p };
	route[1] = (struct http_route){ .prefix = REPLAY_PREFIX, .handle = replay_serve, .ctx = p };
	return PICTURE_ROUTES;
}

/* ---- the thread ---- */

/* The stream never says a number before the events up to it: they are on their way within milliseconds. */
static void
wait_for_events(const struct picture *p, int64_t seq)
{
	struct timespec nap = { 0, 2000000 };

	for (int i = 0; i < 100 && sse_last(p->engine->hub) < seq; i++)
		(void)nanosleep(&nap, NULL);
}

static void
tick(struct picture *p)
{
	int64_t mono = clock_mono_ms(), now = clock_now_ms();
	bool all = !p->listed_ms || mono - p->listed_ms >= LISTS_MS, rest = all || p->tick++ % REST_TICKS == 0, news = false;
	enum err e = rest ? snapshot_read(p, now, all) : E_OK;

	if (!e && all)
		p->listed_ms = mono;
	if (!e)
		e = shown_now_read(p, &news);
	if (e && e != E_SHUTDOWN)
		log_at(LOG_WARN, "picture.read", KV("error", LS(err_name(e))));
	if (news)
		wait_for_events(p, p->snap.shown->seq);
	pthread_mutex_lock(&p->lock);
	if (rest)
		snapshot_flow(p, now);
	p->snap.at_ms = now;
	shown_now_units(p, now);
	p->part = PART_UNITS | (rest || news ? PART_SHOWN : 0) | (rest ? PART_REST : 0);
	texts_free(p);
	pthread_mutex_unlock(&p->lock);
}

static void *
loop(void *arg)
{
	struct picture *p = arg;
	bool go = true;

	while (go) {
		int64_t until = clock_mono_ms() + PICTURE_TICK_MS;
		struct timespec at = { until / 1000, until % 1000 * 1000000L };
		pthread_mutex_lock(&p->lock);
		while (!p->stop && clock_mono_ms() < until)
			if (pthread_cond_timedwait(&p->wake, &p->lock, &at))
				break;
		go = !p->stop;
		pthread_mutex_unlock(&p->lock);
		if (!go)
			break;
		tick(p);
		sse_live_tick(p->engine->hub);
	}
	return NULL;
}

/* What was passed today before this start, from the rollups of the history. */
static enum err
load_today(struct picture *p)
{
	int64_t now = clock_now_ms(), midnight = beijing_start_ms(beijing_day(now));
	uint32_t *id = mem_alloc(sizeof *id * (p->snap.ngate + 1));
	struct history_count *row = NULL;
	size_t n = 0;
	struct arena a;
	enum err e;

	arena_init(&a);
	for (size_t i = 0; i < p->snap.ngate; i++)
		id[i] = p->snap.gate[i].id;
	e = history_counts(p->history, id, p->snap.ngate, false, midnight, now, DAY_MS, &a, &row, &n);
	for (size_t k = 0; k < n && !e; k++)
		for (size_t i = 0; i < p->snap.ngate; i++)
			if (p->snap.gate[i].id == row[k].tollgate) {
				p->snap.gate[i].before += row[k].n;		/* without repeats, as flow counts */
				p->snap.gate[i].before_unread += row[k].unread;
			}
	arena_free(&a);
	mem_free(id);
	return e;
}

static enum err
begin(struct picture *p)
{
	pthread_condattr_t mono;
	enum err e;

	pthread_condattr_init(&mono);
	pthread_condattr_setclock(&mono, CLOCK_MONOTONIC);
	pthread_cond_init(&p->wake, &mono);
	pthread_condattr_destroy(&mono);
	if ((e = shown_catch_up(p->engine)))
		return e;
	p->snap.since_ms = clock_now_ms();
	p->snap.day = beijing_day(p->snap.since_ms);
	if ((e = snapshot_read(p, p->snap.since_ms, true)))
		return e;
	if (p->history && p->snap.ngate && (e = load_today(p)))	/* a figure too low is better than no server */
		log_at(LOG_WARN, "picture.today", KV("error", LS(err_name(e))));
	tick(p);
	if (pthread_create(&p->thread, NULL, loop, p))
		return E_INTERNAL;
	p->running = true;
	if ((e = timer_add(p->engine, "replay_prune", 3600000, replay_prune, NULL)))
		return e;
	event_live(p->engine, live, p);
	return E_OK;
}

static void
picture_kinds(struct picture *p)
{
	const struct pages *pages = p->engine->pages;

	p->kind[p->nkind++] = record_named(p->engine, S("tollgate"));
	for (int i = 0; i < pages->nrecord && p->nkind < KINDS_MAX; i++)
		if (pages->record[i]->nshow)
			p->kind[p->nkind++] = pages->record[i];
	p->patrol = -1;
	for (int k = 1; k < p->nkind; k++)
		if (!strcmp(p->kind[k]->name, "patrol"))
			p->patrol = k;
}

enum err
picture_open(struct picture **ret, struct engine *e, struct history *h)
{
	struct picture *p = mem_alloc(sizeof *p);
	enum err err;

	p->tap = (struct passage_tap){ tap_passages, tap_device };
	p->engine = e;
	p->history = h;
	p->flow = flow_new();
	picture_kinds(p);
	pthread_mutex_init(&p->lock, NULL);
	if ((err = begin(p))) {
		picture_close(p);
		return err;
	}
	*ret = p;
	return E_OK;
}

void
picture_positions(struct picture *p, struct positions *stored)
{
	p->positions = stored;
}

void
picture_close(struct picture *p)
{
	if (!p)
		return;
	event_live(p->engine, NULL, NULL);
	if (p->running) {
		pthread_mutex_lock(&p->lock);
		p->stop = true;
		pthread_cond_broadcast(&p->wake);
		pthread_mutex_unlock(&p->lock);
		pthread_join(p->thread, NULL);
	}
	texts_free(p);
	snapshot_free(&p->snap);
	flow_free(p->flow);
	for (size_t i = 0; i < N_ELEMS(p->told); i++)
		mem_free(p->told[i]);
	pthread_cond_destroy(&p->wake);
	pthread_mutex_destroy(&p->lock);
	mem_free(p);
}

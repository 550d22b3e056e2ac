/* SPDX-License-Identifier: Apache-2.0 */
/* terminal_port.c - opening and closing, and what becomes of connections. */
#include "terminal/terminal_port_.h"

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "engine/timer.h"
#include "people/setting.h"

#define SESSIONS_MAX 1000000
#define SWEEP_TICKS 10

bool
window_over(struct window *w, int64_t most, int64_t now_mono_ms)
{
	if (now_mono_ms - w->from_mono_ms >= 60000 || !w->from_mono_ms)
		*w = (struct window){ now_mono_ms, 0 };
	return ++w->n > most;
}

/* ---- connections: all on their own thread ---- */

static void
opened(void *ctx, struct tcp_conn *c)
{
	struct terminal_port *p = ctx;
	struct line *l = mem_alloc(sizeof *l);

	*l = (struct line){ .tcp = c, .generation = ++p->generation, .opened_mono_ms = clock_mono_ms() };
	*tcp_user(c) = l;
	(void)pthread_mutex_lock(&p->lock);
	if (int_map_put(&p->lines, (int64_t)l->generation, l))
		tcp_close(c);
	(void)pthread_mutex_unlock(&p->lock);
}

static void
closed(void *ctx, struct tcp_conn *c)
{
	struct terminal_port *p = ctx;
	struct line *l = *tcp_user(c);

	(void)pthread_mutex_lock(&p->lock);
	session_leave(p, l);
	(void)int_map_del(&p->lines, (int64_t)l->generation);
	(void)pthread_mutex_unlock(&p->lock);
	mem_free(l->parts);
	mem_free(l);
}

/* Bytes beyond what a terminal can have to say in a minute are let fall. */
static bool
over_budget(struct line *l, size_t n, int64_t now)
{
	if (now - l->bytes_from_ms >= 60000) {
		l->bytes_from_ms = now;
		l->bytes = 0;
	}
	l->bytes += (int64_t)n;
	return l->bytes > (int64_t)LINE_BYTES_MIN;
}

static size_t
data(void *ctx, struct tcp_conn *c, struct slice in)
{
	struct terminal_port *p = ctx;
	struct line *l = *tcp_user(c);
	size_t used;

	if (over_budget(l, in.n, clock_mono_ms())) {
		PORT_COUNT(p, over_budget, 1);
		return in.n;
	}
	(void)pthread_mutex_lock(&p->lock);
	used = talk(p, l, in);
	(void)pthread_mutex_unlock(&p->lock);
	return used;
}

static void
turn(void *ctx)
{
	take_round(ctx);
}

static void
woken(void *ctx)
{
	struct terminal_port *p = ctx;

	take_acknowledge(p);
	talk_send_out(p);
}

/* Who says nothing for long is let go: the network may have lost it without a word. */
static void
sweep(struct terminal_port *p)
{
	int64_t now = clock_mono_ms(), silent = 3 * setting(SET_terminal_silent_s) * 1000;

	silent = silent < 300000 ? 300000 : silent;
	(void)pthread_mutex_lock(&p->lock);
	for (struct tcp_conn *c = p->tcp ? tcp_next(p->tcp, NULL) : NULL, *next; c; c = next) {	/* NULL: it is being stopped */
		const struct line *l = *tcp_user(c);
		next = tcp_next(p->tcp, c);
		if (now - tcp_heard_ms(c) > silent || (!l->session && now - l->opened_mono_ms > UNPROVEN_MS))
			tcp_close(c);
	}
	(void)pthread_mutex_unlock(&p->lock);
}

static void
tick(void *ctx)
{
	struct terminal_port *p = ctx;

	if (++p->ticks % SWEEP_TICKS == 0)
		sweep(p);
}

/* ---- the whole ---- */

static enum err
timers(struct terminal_port *p)
{
	struct engine *e = p->o.engine;
	enum err err;

	if ((err = timer_add(e, "zone.load", 1000, lookout_refresh, p)) || !p->o.address)
		return err;
	if ((err = timer_add(e, "terminal.load", 1000, sessions_load, p)) || (err = timer_add(e, "terminal.presence", 5000, sessions_presence, p)))
		return err;
	return timer_add(e, "terminal.text", 1000, texts_tick, p);
}

enum err
terminal_port_open(struct terminal_port **ret, const struct terminal_port_options *o)
{
	struct terminal_port *p = mem_alloc(sizeof *p);
	enum err e;

	p->o = *o;
	p->out_last = &p->out;
	(void)pthread_mutex_init(&p->lock, NULL);
	(void)pthread_cond_init(&p->emptied, NULL);
	text_map_init(&p->sessions, SESSIONS_MAX);
	int_map_init(&p->lines, SESSIONS_MAX);
	lookout_open(&p->lookout);
	clerk_start(p);
	p->changes = UINT64_MAX;
	if ((e = lookout_refresh(o->engine, p)) || (e = lookout_catch_up(p)) || (o->address && (e = sessions_load(o->engine, p))) || (e = timers(p))) {
		terminal_port_stop(p);
		terminal_port_close(p);
		return e;
	}
	positions_sinks(o->positions, lookout_take, p);
	*ret = p;
	return E_OK;
}

enum err
terminal_port_start(struct terminal_port *p)
{
	struct tcp_options o = { .address = p->o.address, .max_connections = p->o.max_connections, .in_max = LINE_KEPT, .out_max = LINE_OUT,
		.use = { opened, data, closed, turn, woken, tick, p } };

	return p->o.address ? tcp_start(&p->tcp, &o) : E_OK;
}

int
terminal_port_number(const struct terminal_port *p)
{
	return p->tcp ? tcp_port(p->tcp) : 0;
}

/* Connections end first; what they brought is committed, though nobody is told any more. */
void
terminal_port_stop(struct terminal_port *p)
{
	struct tcp_server *tcp = p->tcp;

	(void)pthread_mutex_lock(&p->lock);
	p->stopping = true;
	while (tcp && p->count.waiting)
		(void)pthread_cond_wait(&p->emptied, &p->lock);
	p->tcp = NULL;
	(void)pthread_mutex_unlock(&p->lock);
	tcp_stop(tcp);
	clerk_stop(p);
}

static void
free_rest(struct terminal_port *p)
{
	for (struct out *o = p->out, *next; o; o = next) {
		next = o->next;
		mem_free(o);
	}
	for (struct taking *t = p->done, *next; t; t = next) {
		next = t->next;
		mem_free(t->row);
		mem_free(t->ack);
		mem_free(t);
	}
}

void
terminal_port_close(struct terminal_port *p)
{
	if (!p)
		return;
	free_rest(p);
	lookout_free(&p->lookout);
	text_map_free(&p->sessions);
	int_map_free(&p->lines);
	for (size_t i = 0; i < p->n; i++)
		mem_free(p->all[i]);
	mem_free(p->all);
	(void)pthread_cond_destroy(&p->emptied);
	(void)pthread_mutex_destroy(&p->lock);
	mem_free(p);
}

static int64_t
live_sessions(struct terminal_port *p)
{
	int64_t n = 0;

	(void)pthread_mutex_lock(&p->lock);
	for (size_t i = 0; i < p->n; i++)
		n += p->all[i]->line != NULL;
	(void)pthread_mutex_unlock(&p->lock);
	return n;
}

void
terminal_port_stats(struct terminal_port *p, struct terminal_port_stats *ret)
{
	const struct counters *c = &p->count;
	struct tcp_stats t = { 0 };

	(void)pthread_mutex_lock(&p->lock);
	if (p->tcp)			/* not freed before it is taken away */
		tcp_stats(p->tcp, &t);
	(void)pthread_mutex_unlock(&p->lock);
	*ret = (struct terminal_port_stats){
		.connections = t.open, .accepted = t.accepted, .refused_full = t.refused, .bytes_in = t.bytes_in, .bytes_out = t.bytes_out,
		.overflowed = t.overflowed, .sessions = live_sessions(p), .replaced = c->replaced, .messages = c->messages, .positions = c->positions,
		.acknowledged = c->acknowledged, .not_acknowledged = c->not_acknowledged, .waiting = c->waiting, .registered = c->registered,
		.register_unknown = c->register_unknown, .register_blocked = c->register_blocked, .register_no_vehicle = c->register_no_vehicle,
		.register_other = c->register_other, .register_throttled = c->register_throttled, .authenticated = c->authenticated,
		.auth_refused = c->auth_refused, .auth_throttled = c->auth_throttled, .not_authenticated = c->not_authenticated, .flood = c->flood,
		.over_budget = c->over_budget, .unsupported = c->unsupported, .wrong_body = c->wrong_body, .foreign = c->foreign,
		.parts_dropped = c->parts_dropped, .texts_sent = c->texts_sent, .texts_ended = c->texts_ended, .zone_passages = c->zone_passages,
		.sos = c->sos, .zones = (int64_t)p->lookout.n, .clerk_failed = c->clerk_failed,
	};
	for (int i = 0; i < JT808_GOTS; i++)
		ret->bad[i] = c->bad[i];
}

/* SPDX-License-Identifier: Apache-2.0 */
/* terminal_online.c - that terminals come on line, fall silent or go is written down when it changes. */
#include "terminal/terminal_port_.h"

#include "base/clock.h"
#include "engine/record.h"
#include "people/setting.h"
#include "terminal/terminal_presence.h"

#define PRESENCE_ROWS 500	/* in a job */

bool
session_online(const struct session *s, int64_t now_ms)
{
	return s->line && now_ms - s->heard_ms < setting(SET_terminal_silent_s) * 1000;
}

struct presences {
	size_t n;
	struct {
		struct session *of;
		int64_t row, unit, heard_ms;
		bool online;
	} at[PRESENCE_ROWS];
};

static void
gather(struct terminal_port *p, struct presences *ret)
{
	int64_t now = clock_now_ms();

	ret->n = 0;
	(void)pthread_mutex_lock(&p->lock);
	for (size_t i = 0; i < p->n && ret->n < PRESENCE_ROWS; i++) {
		struct session *s = p->all[i];
		bool online = session_online(s, now);
		if (!s->there || online == s->told_online)
			continue;
		ret->at[ret->n].of = s;
		ret->at[ret->n].row = s->row;
		ret->at[ret->n].unit = s->unit;
		ret->at[ret->n].heard_ms = s->heard_ms;
		ret->at[ret->n++].online = online;
	}
	(void)pthread_mutex_unlock(&p->lock);
}

static enum err
write_presences(struct call *c, void *ctx)
{
	const struct presences *ps = ctx;
	enum err e = E_OK;

	for (size_t i = 0; i < ps->n && !e; i++) {
		struct row *r = row_new(c->arena, &terminal_presence_record);
		r->unit = ps->at[i].unit;
		row_set_int(r, terminal_presence_terminal, ps->at[i].row);
		row_set_int(r, terminal_presence_at, c->now_ms);
		row_set_int(r, terminal_presence_online, ps->at[i].online);
		if (ps->at[i].heard_ms)
			row_set_int(r, terminal_presence_heard_at, ps->at[i].heard_ms);
		e = record_create(c, r);
	}
	return e;
}

enum err
sessions_presence(struct engine *engine, void *port)
{
	struct terminal_port *p = port;
	struct presences *ps = mem_alloc(sizeof *ps);
	enum err e = E_OK;

	do {
		gather(p, ps);
		if (ps->n && !(e = engine_write(engine, "终端在线", write_presences, ps)))
			for (size_t i = 0; i < ps->n; i++)
				ps->at[i].of->told_online = ps->at[i].online;
	} while (!e && ps->n == PRESENCE_ROWS);
	mem_free(ps);
	return e;
}

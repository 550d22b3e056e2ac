/* SPDX-License-Identifier: Apache-2.0 */
/* terminal_text_out.c - texts: sent when the terminal is on line, ended by its answer or by the clock. */
#include "terminal/terminal_port_.h"

#include "base/clock.h"
#include "base/log.h"
#include "engine/record.h"
#include "engine/ripe.h"
#include "terminal/terminal_text.h"

#define TEXTS_EACH 200		/* looked at in a tick */
#define AGAIN_MS 15000		/* not answered: once more */

struct text_task {
	struct task task;
	int64_t row;
	const char *verb;
	struct out *out;		/* when it is sent */
	struct session *session;
};

static enum err
fire(struct call *c, struct task *task)
{
	const struct text_task *t = (const struct text_task *)task;
	struct row *after;

	return record_fire_as_system(c, &terminal_text_record, t->row, t->verb, &after);
}

static void
fired(struct terminal_port *p, struct task *task, enum err e)
{
	struct text_task *t = (struct text_task *)task;
	struct session *s = t->session;

	(void)pthread_mutex_lock(&p->lock);
	if (t->out)
		s->sending = 0;
	if (t->out && !e && s->line) {
		memmove(s->text + 1, s->text, sizeof s->text - sizeof *s->text);
		t->out->head.serial = s->next_serial++;
		s->text[0] = (struct text_out){ t->row, t->out->head.serial };
		talk_out(p, t->out);
		PORT_COUNT(p, texts_sent, 1);
	} else {
		mem_free(t->out);
		PORT_COUNT(p, texts_ended, !t->out && !e);
	}
	(void)pthread_mutex_unlock(&p->lock);
}

/* Lock held. */
static void
give(struct terminal_port *p, struct session *s, int64_t row, const char *verb, struct out *out)
{
	struct text_task *t = mem_alloc(sizeof *t);

	*t = (struct text_task){ .task = { .run = fire, .done = fired, .why = "终端文本" }, .row = row, .verb = verb, .out = out, .session = s };
	if (out)
		s->sending = row;
	if (clerk_give(p, &t->task))
		return;
	if (out)
		s->sending = 0;
	mem_free(out);
}

/* Lock held. Whatever else a terminal answers to is of no interest here. */
void
texts_answered(struct terminal_port *p, struct session *s, const struct jt808_ack *k)
{
	if (k->id != JT808_TEXT)
		return;
	for (int i = 0; i < TEXTS_OUT; i++)
		if (s->text[i].row && s->text[i].serial == k->serial) {
			give(p, s, s->text[i].row, k->result ? "fail" : "deliver", NULL);
			s->text[i].row = 0;
			return;
		}
}

/* ---- what waits ---- */

static struct session *
session_of_row(struct terminal_port *p, int64_t terminal)
{
	for (size_t i = 0; i < p->n; i++)
		if (p->all[i]->row == terminal && p->all[i]->line)
			return p->all[i];
	return NULL;
}

static bool
under_way(const struct session *s, int64_t row)
{
	for (int i = 0; i < TEXTS_OUT; i++)
		if (s->text[i].row == row)
			return true;
	return false;
}

static void
send_text(struct terminal_port *p, int64_t row, int64_t terminal, struct slice text, bool urgent, bool again)
{
	struct session *s = session_of_row(p, terminal);
	char gbk[JT808_BODY - 2];
	struct out *o;
	size_t n;

	if (!s || s->sending || (!again && under_way(s, row)) || !gbk_from_utf8(text, gbk, sizeof gbk, &n))
		return;
	o = mem_alloc(sizeof *o);
	o->session = s;
	o->head = (struct jt808_head){ .id = JT808_TEXT, .version = s->version };
	memcpy(o->head.number, s->as_sent, sizeof o->head.number);
	o->n = jt808_put_text(s->version, JT808_SHOWN | (urgent ? JT808_URGENT | JT808_SPOKEN : 0), (struct slice){ gbk, n }, o->body);
	give(p, s, row, "send", o);
}

static enum err
send_waiting(struct terminal_port *p)
{
	int64_t now = clock_now_ms();
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err e = db_reader(p->o.engine->db, &c);

	if (e || (e = sql(c, &st, "SELECT id, terminal, text, urgent, state FROM terminal_text WHERE (state = 'waiting' OR (state = 'sent' AND sent_at <= ?1))"
	    " AND until_at > ?2 ORDER BY id LIMIT ?3")))
		return e;
	sql_int(st, 1, now - AGAIN_MS);
	sql_int(st, 2, now);
	sql_int(st, 3, TEXTS_EACH);
	(void)pthread_mutex_lock(&p->lock);
	while (!(e = sql_step(st)))
		send_text(p, col_int(st, 0), col_int(st, 1), col_text(st, 2), col_int(st, 3) != 0, slice_is(col_text(st, 4), "sent"));
	(void)pthread_mutex_unlock(&p->lock);
	return e == E_DONE ? E_OK : e;
}

enum err
texts_tick(struct engine *engine, void *port)
{
	static const struct ripe late = { &terminal_text_record, "expire", "until_at", "state IN ('waiting', 'sent')", "终端文本过期" };
	int64_t n;
	enum err e = ripe_fire(engine, &late, &n);

	return e ? e : send_waiting(port);
}

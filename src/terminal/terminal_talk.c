/* SPDX-License-Identifier: Apache-2.0 */
/* terminal_talk.c - what is said on a line: frame by frame, each message to who handles it. */
#include "terminal/terminal_port_.h"

#include "base/clock.h"
#include "people/setting.h"

enum { DONE, FAILED, WRONG, UNSUPPORTED };

void
talk_answer(struct line *l, const struct jt808_head *to, uint16_t id, const uint8_t *body, size_t n)
{
	struct jt808_head h = { .id = id, .version = to->version, .serial = l->session ? l->session->next_serial++ : 0 };
	uint8_t frame[JT808_FRAME];

	memcpy(h.number, to->number, sizeof h.number);
	n = jt808_write(&h, (struct slice){ (const char *)body, n }, frame);
	tcp_send(l->tcp, (struct slice){ (const char *)frame, n });
}

void
talk_ack(struct line *l, const struct jt808_head *to, uint8_t result)
{
	struct jt808_ack k = { to->serial, to->id, result };
	uint8_t body[8];

	talk_answer(l, to, JT808_PLATFORM_ACK, body, jt808_put_ack(&k, body));
}

/* ---- messages ---- */

static void
say_done(struct terminal_port *p, struct line *l, const struct jt808_message *m)
{
	(void)p;
	talk_ack(l, &m->head, DONE);
}

static void
answered(struct terminal_port *p, struct line *l, const struct jt808_message *m)
{
	struct jt808_ack k;

	if (jt808_read_ack(m, &k))
		texts_answered(p, l->session, &k);
	else
		PORT_COUNT(p, wrong_body, 1);
}

static void
positions(struct terminal_port *p, struct line *l, const struct jt808_message *m)
{
	take_positions(p, l, m, 1);
}

static void
nothing(struct terminal_port *p, struct line *l, const struct jt808_message *m)
{
	(void)p;
	(void)l;
	(void)m;
}

static const struct {
	uint16_t id;
	bool open;			/* also for who has not proven itself */
	void (*take)(struct terminal_port *p, struct line *l, const struct jt808_message *m);
} known[] = {
	{ JT808_LOCATION, false, positions }, { JT808_BATCH, false, positions }, { JT808_LOCATED, false, positions },
	{ JT808_HEARTBEAT, false, say_done }, { JT808_ACK, false, answered }, { JT808_ATTRIBUTES, false, nothing },
	{ JT808_LOGOUT, false, say_done }, { JT808_REGISTER, true, session_register }, { JT808_AUTHENTICATE, true, session_prove },
};

/* Whether what it says is from who it proved to be. */
static bool
is_his(struct terminal_port *p, struct line *l, const struct jt808_message *m)
{
	if (!l->session) {
		PORT_COUNT(p, not_authenticated, 1);
		talk_ack(l, &m->head, FAILED);
		return false;
	}
	if (strcmp(jt808_short(m->head.number), l->session->number)) {
		PORT_COUNT(p, foreign, 1);
		talk_ack(l, &m->head, FAILED);
		return false;
	}
	return true;
}

static void
take(struct terminal_port *p, struct line *l, const struct jt808_message *m)
{
	for (size_t i = 0; i < N_ELEMS(known); i++)
		if (known[i].id == m->head.id) {
			if (known[i].open || is_his(p, l, m))
				known[i].take(p, l, m);
			return;
		}
	PORT_COUNT(p, unsupported, 1);
	if (is_his(p, l, m))
		talk_ack(l, &m->head, UNSUPPORTED);
}

/* Of several parts: those who have proven themselves may keep one message of them under way. */
static void
take_part(struct terminal_port *p, struct line *l, struct jt808_message *m)
{
	uint16_t total = m->head.total, first;
	bool bad, whole;

	if (!is_his(p, l, m))
		return;
	if (!l->parts)
		l->parts = mem_alloc(sizeof *l->parts);
	whole = jt808_join(l->parts, m, &bad);
	if (bad) {
		PORT_COUNT(p, parts_dropped, 1);
		talk_ack(l, &m->head, WRONG);
		return;
	}
	first = l->parts->first;
	if (whole && (m->head.id == JT808_BATCH || m->head.id == JT808_LOCATION)) {
		m->head.serial = first;	/* each of the parts is acknowledged, from the first on */
		take_positions(p, l, m, total);
	} else if (whole) {
		take(p, l, m);
	}
	if (whole) {
		mem_free(l->parts);
		l->parts = NULL;
	}
}

static void
one(struct terminal_port *p, struct line *l, struct jt808_message *m)
{
	struct session *s = l->session;

	PORT_COUNT(p, messages, 1);
	if (s) {
		s->messages++;
		s->heard_ms = clock_now_ms();
		if (window_over(&s->rate, setting(SET_terminal_rate_min), clock_mono_ms())) {
			PORT_COUNT(p, flood, 1);
			return;
		}
	}
	if (m->head.encryption) {
		PORT_COUNT(p, unsupported, 1);
		talk_ack(l, &m->head, UNSUPPORTED);
	} else if (m->head.total) {
		take_part(p, l, m);
	} else {
		take(p, l, m);
	}
}

size_t
talk(struct terminal_port *p, struct line *l, struct slice in)
{
	uint8_t space[JT808_PLAIN];
	struct slice rest = in;
	struct jt808_message m;
	enum jt808_got got;

	while ((got = jt808_next(&rest, space, &m)) != JT808_MORE) {
		if (!got) {
			one(p, l, &m);
			continue;
		}
		PORT_COUNT(p, bad[got], 1);
		if (l->session)
			l->session->bad++;
	}
	return in.n - rest.n;
}

/* ---- from other threads ---- */

void
talk_out(struct terminal_port *p, struct out *o)
{
	o->next = NULL;
	*p->out_last = o;
	p->out_last = &o->next;
	if (p->tcp)
		tcp_wake(p->tcp);
}

static struct line *
line_of(struct terminal_port *p, const struct out *o)
{
	if (o->session)
		return o->session->line && (!o->generation || o->session->line->generation == o->generation) ? o->session->line : NULL;
	return int_map_get(&p->lines, (int64_t)o->generation);
}

void
talk_send_out(struct terminal_port *p)
{
	(void)pthread_mutex_lock(&p->lock);
	while (p->out && p->tcp) {
		struct out *o = p->out;
		struct line *l = line_of(p, o);
		uint8_t frame[JT808_FRAME];
		if (!(p->out = o->next))
			p->out_last = &p->out;
		if (l)
			tcp_send(l->tcp, (struct slice){ (const char *)frame, jt808_write(&o->head, (struct slice){ (const char *)o->body, o->n }, frame) });
		mem_free(o);
	}
	(void)pthread_mutex_unlock(&p->lock);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* terminal_take.c - positions: all of a round go to the store together, and each message is acknowledged when they are on disk. */
#include "terminal/terminal_port_.h"

#include "base/clock.h"
#include "base/log.h"

#define WAITING_MAX 200000	/* positions that are on their way to the disk: more are refused, and sent again */
#define ROUND_MAX 5000		/* in a commit of one round */
enum { DONE, FAILED, WRONG };

static void
finish(struct positions_batch *b, enum err e)
{
	struct taking *t = (struct taking *)b;
	struct terminal_port *p = t->port;

	t->result = e;
	(void)pthread_mutex_lock(&p->lock);
	t->next = p->done;
	p->done = t;
	p->count.waiting -= (int64_t)b->n;
	if (!p->count.waiting)
		(void)pthread_cond_broadcast(&p->emptied);
	if (p->tcp)
		tcp_wake(p->tcp);
	(void)pthread_mutex_unlock(&p->lock);
}

static struct taking *
filling(struct terminal_port *p)
{
	struct taking *t = p->filling;

	if (t)
		return t;
	t = mem_alloc(sizeof *t);
	t->port = p;
	t->batch.done = finish;
	return p->filling = t;
}

static struct position *
add_row(struct taking *t)
{
	if (t->batch.n == t->cap_row)
		t->row = mem_resize(t->row, mul_size(t->cap_row = t->cap_row ? 2 * t->cap_row : 64, sizeof *t->row));
	return &t->row[t->batch.n++];
}

static void
add_ack(struct taking *t, const struct ack *a)
{
	if (t->n_ack == t->cap_ack)
		t->ack = mem_resize(t->ack, mul_size(t->cap_ack = t->cap_ack ? 2 * t->cap_ack : 64, sizeof *t->ack));
	t->ack[t->n_ack++] = *a;
}

/* What no place can be said of is kept as nowhere: its alarm counts all the same. */
static struct point
point_of(const struct jt808_location *l)
{
	bool there = l->lon_e6 >= -180000000 && l->lon_e6 <= 180000000 && l->lat_e6 >= -90000000 && l->lat_e6 <= 90000000;

	return there ? (struct point){ (int32_t)(l->lon_e6 * 10), (int32_t)(l->lat_e6 * 10) } : (struct point){ 0, 0 };
}

static void
add(struct taking *t, const struct session *s, const struct jt808_location *l, int64_t now_ms)
{
	*add_row(t) = (struct position){ .fix = { .kind = s->kind, .id = s->carrier, .unit = s->carrier_unit, .at_ms = l->at_ms, .received_ms = now_ms,
		.at = point_of(l), .speed_kmh10 = l->speed_kmh10, .course = l->course, .alarm = l->alarm, .status = l->status } };
}

void
take_positions(struct terminal_port *p, struct line *l, const struct jt808_message *m, uint16_t parts)
{
	struct session *s = l->session;
	struct jt808_location one;
	struct taking *t;
	int64_t now = clock_now_ms();
	size_t at = 0, n = 0, unread = 0;
	bool bad;

	if (p->stopping || !s->carrier || !s->usable || p->count.waiting > WAITING_MAX) {
		PORT_COUNT(p, not_acknowledged, 1);
		talk_ack(l, &m->head, FAILED);
		return;
	}
	t = filling(p);
	while (jt808_each_location(m, &at, &one, &bad)) {
		if (!bad)
			add(t, s, &one, now);
		n += !bad;
		unread += bad;
	}
	s->positions += (int64_t)n;
	p->count.waiting += (int64_t)n;
	PORT_COUNT(p, positions, (int64_t)n);
	if (bad || unread)
		PORT_COUNT(p, wrong_body, 1);
	if (!n)				/* nothing that could be on disk */
		talk_ack(l, &m->head, bad || unread ? WRONG : DONE);
	else
		add_ack(t, &(struct ack){ s, l->generation, m->head.serial, parts, m->head.id, bad });
	if (t->batch.n >= ROUND_MAX)
		take_round(p);
}

void
take_round(struct terminal_port *p)
{
	struct taking *t = p->filling;

	if (!t || !t->batch.n)
		return;
	p->filling = NULL;
	t->batch.row = t->row;
	positions_append(p->o.positions, &t->batch);
}

static void
acknowledge(struct terminal_port *p, const struct ack *a, enum err e)
{
	struct line *l = a->session->line;
	struct jt808_head h = { .id = a->id, .version = a->session->version };

	PORT_COUNT(p, acknowledged, !e);
	PORT_COUNT(p, not_acknowledged, e != E_OK);
	if (!l || l->generation != a->generation)
		return;
	memcpy(h.number, a->session->as_sent, sizeof h.number);
	for (uint16_t i = 0; i < a->parts; i++) {
		h.serial = (uint16_t)(a->serial + i);
		talk_ack(l, &h, e ? FAILED : a->wrong ? WRONG : DONE);
	}
}

void
take_acknowledge(struct terminal_port *p)
{
	struct taking *all;

	(void)pthread_mutex_lock(&p->lock);
	all = p->done;
	p->done = NULL;
	for (struct taking *t = all, *next; t; t = next) {
		next = t->next;
		for (size_t i = 0; i < t->n_ack; i++)
			acknowledge(p, &t->ack[i], t->result);
		mem_free(t->row);
		mem_free(t->ack);
		mem_free(t);
	}
	(void)pthread_mutex_unlock(&p->lock);
}

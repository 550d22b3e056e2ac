/* SPDX-License-Identifier: Apache-2.0 */
/* terminal_session.c - the register in memory: who may speak, who does, and that it is told.
 *
 *   not there ─load─► there ──register (by the clerk)──► proven ──prove──► on a line ──another line, end──► off line */
#include "terminal/terminal_port_.h"

#include <sodium.h>
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "people/setting.h"
#include "terminal/terminal.h"

#define LOOK_MS 5000		/* for what another server changed */

/* ---- the register ---- */

struct session *
session_named(struct terminal_port *p, const char *number)
{
	struct session *s = text_map_get(&p->sessions, slice_of(jt808_short(number)));

	return s && s->there ? s : NULL;
}

void
session_text(char *to, size_t max, struct slice from)
{
	size_t n = from.n < max - 1 ? from.n : max - 1;

	memset(to, 0, max);
	if (n)
		memcpy(to, from.p, n);
}

static struct session *
session_of(struct terminal_port *p, struct slice number)
{
	struct session *s = text_map_get(&p->sessions, number);

	if (s || !number.n || number.n >= sizeof s->number)
		return s;
	s = mem_alloc(sizeof *s);
	memcpy(s->number, number.p, number.n);
	if (text_map_put(&p->sessions, number, s)) {
		mem_free(s);
		return NULL;
	}
	if (p->n == p->cap)
		p->all = mem_resize(p->all, mul_size(p->cap = p->cap ? 2 * p->cap : 256, sizeof *p->all));
	return p->all[p->n++] = s;
}

static const char register_sql[] =
    "SELECT t.phone, t.id, t.unit, t.state, t.code, t.serial, t.vehicle, v.unit, t.person, h.unit,"
    " (SELECT x.online FROM terminal_presence x WHERE x.terminal = t.id ORDER BY x.at DESC LIMIT 1)"
    " FROM terminal t LEFT JOIN fleet_vehicle v ON v.id = t.vehicle LEFT JOIN person h ON h.id = t.person";

struct entry {			/* of the register */
	char number[JT808_NUMBER], serial[SERIAL_MAX];
	int64_t row, unit, carrier, carrier_unit;
	enum where_kind kind;
	bool usable, proven, online;
	uint8_t code[32];
};
struct entries {
	struct entry *at;
	size_t n, cap;
};

static void
read_entry(struct entries *all, struct stmt *st)
{
	struct slice number = col_text(st, 0), code = col_text(st, 4);
	bool vehicle = !col_null(st, 6);
	struct entry *x;
	size_t n;

	if (!number.n || number.n >= sizeof x->number)
		return;
	if (all->n == all->cap)
		all->at = mem_resize(all->at, mul_size(all->cap = all->cap ? 2 * all->cap : 256, sizeof *all->at));
	x = &all->at[all->n++];
	*x = (struct entry){ .row = col_int(st, 1), .unit = col_int(st, 2), .usable = !slice_is(col_text(st, 3), "blocked"), .online = col_int(st, 10) != 0,
		.kind = vehicle ? WHERE_VEHICLE : WHERE_PERSON, .carrier = col_int(st, vehicle ? 6 : 8), .carrier_unit = col_int(st, vehicle ? 7 : 9) };
	x->proven = slice_is(col_text(st, 3), "registered") && sodium_hex2bin(x->code, sizeof x->code, code.p ? code.p : "", code.n, NULL, &n, NULL) == 0 && n == 32;
	session_text(x->number, sizeof x->number, number);
	session_text(x->serial, sizeof x->serial, col_text(st, 5));
}

static void
apply_entry(struct terminal_port *p, const struct entry *x)
{
	struct session *s = session_of(p, slice_of(x->number));

	if (!s)
		return;
	if (!s->row)
		s->told_online = x->online;
	s->there = true;
	s->row = x->row;
	s->unit = x->unit;
	s->usable = x->usable;
	s->kind = x->kind;
	s->carrier = x->carrier;
	s->carrier_unit = x->carrier_unit;
	if (s->registered_in == p->reading)	/* since this reading began: it knows better */
		return;
	s->proven = x->proven;
	memcpy(s->code, x->code, sizeof s->code);
	memcpy(s->serial, x->serial, sizeof s->serial);
}

/* Who is blocked or has gone from the register is put off the line by the thread of the connections. */
static void
put_off(struct terminal_port *p)
{
	for (size_t i = 0; i < p->n; i++) {
		struct session *s = p->all[i];
		struct line *l = s->line;
		if (!l || (s->there && s->usable && s->proven))
			continue;
		l->session = NULL;
		s->line = NULL;
		l->opened_mono_ms = clock_mono_ms();
	}
}

static enum err
read_entries(struct terminal_port *p, struct entries *ret)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err e = db_reader(p->o.engine->db, &c);

	if (e || (e = sql(c, &st, register_sql)))
		return e;
	while (!(e = sql_step(st)))
		read_entry(ret, st);
	return e == E_DONE ? E_OK : e;
}

/* Read without the lock; half a register is none. */
static enum err
read_register(struct terminal_port *p)
{
	struct entries all = { 0 };
	enum err e;

	(void)pthread_mutex_lock(&p->lock);
	p->reading++;
	(void)pthread_mutex_unlock(&p->lock);
	if (!(e = read_entries(p, &all))) {
		(void)pthread_mutex_lock(&p->lock);
		for (size_t i = 0; i < p->n; i++)
			p->all[i]->there = false;
		for (size_t i = 0; i < all.n; i++)
			apply_entry(p, &all.at[i]);
		put_off(p);
		(void)pthread_mutex_unlock(&p->lock);
	}
	mem_free(all.at);
	return e;
}

enum err
sessions_load(struct engine *engine, void *port)
{
	struct terminal_port *p = port;
	static _Atomic int64_t looked_ms;
	uint64_t changes = terminal_changes();
	int64_t now = clock_mono_ms();
	enum err e;

	(void)engine;
	if (changes == p->changes && now - looked_ms < LOOK_MS)
		return E_OK;
	if (!(e = read_register(p))) {
		p->changes = changes;
		looked_ms = now;
	}
	return e;
}

/* ---- proving ---- */

static bool
has_code(const struct session *s, struct slice code)
{
	uint8_t hash[32];

	(void)crypto_hash_sha256(hash, (const uint8_t *)code.p, code.n);
	return s && s->usable && s->proven && sodium_memcmp(hash, s->code, sizeof hash) == 0;
}

/* One line each: where it is now is where it speaks from now. */
static void
join(struct terminal_port *p, struct line *l, struct session *s, const struct jt808_head *h)
{
	struct line *old = s->line;

	if (l->session && l->session != s)
		session_leave(p, l);
	if (old && old != l) {
		old->session = NULL;
		tcp_close(old->tcp);
		PORT_COUNT(p, replaced, 1);
	}
	l->session = s;
	s->line = l;
	s->version = h->version;
	memcpy(s->as_sent, h->number, sizeof s->as_sent);
	s->heard_ms = clock_now_ms();
	if (!old)
		s->since_ms = s->heard_ms;
	memset(s->text, 0, sizeof s->text);
	PORT_COUNT(p, authenticated, 1);
}

void
session_prove(struct terminal_port *p, struct line *l, const struct jt808_message *m)
{
	struct session *s = session_named(p, m->head.number);
	struct slice code;

	if (s && l->session != s && window_over(&s->proofs, setting(SET_terminal_registers_min), clock_mono_ms())) {
		PORT_COUNT(p, auth_throttled, 1);
		tcp_close(l->tcp);	/* who comes so often is held off; the line it had before stays */
		return;
	}
	if (!jt808_read_code(m, &code) || !has_code(s, code)) {
		PORT_COUNT(p, auth_refused, 1);
		talk_ack(l, &m->head, 1);
		return;
	}
	join(p, l, s, &m->head);
	talk_ack(l, &m->head, 0);
}

void
session_leave(struct terminal_port *p, struct line *l)
{
	(void)p;
	if (l->session && l->session->line == l) {
		l->session->line = NULL;
		l->session->since_ms = clock_now_ms();
	}
	l->session = NULL;
}

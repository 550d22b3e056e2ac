/* SPDX-License-Identifier: Apache-2.0 */
/* terminal_register.c - a terminal introduces itself and is given its code, of which only the hash is kept.
 *
 *   register ─► known, not too often, usable, fitted, the same device ─► clerk: hash into the row ─► committed ─► 8100 with the code */
#include "terminal/terminal_port_.h"

#include <sodium.h>
#include "base/clock.h"
#include "engine/record.h"
#include "people/setting.h"
#include "terminal/terminal.h"

enum { DONE, NO_VEHICLE = 2, OTHER_TERMINAL = 3, NO_TERMINAL = 4 };

struct registering {
	struct task task;
	struct session *session;
	uint64_t generation;
	struct jt808_head head;
	char maker[12], model[31], serial[SERIAL_MAX];
	char code[17];
	uint8_t hash[32];
};

static void
set(struct row *r, uint64_t *set_bits, int field, const char *text)
{
	if (!*text || !utf8_valid(slice_of(text)))
		return;
	row_set_text(r, field, slice_of(text));
	*set_bits |= 1ull << field;
}

static enum err
write_registered(struct call *c, struct task *task)
{
	const struct registering *g = (const struct registering *)task;
	struct row *r = row_new(c->arena, &terminal_record), *after;
	uint64_t bits = 0;
	char hex[65];

	sodium_bin2hex(hex, sizeof hex, g->hash, sizeof g->hash);
	set(r, &bits, terminal_maker, g->maker);
	set(r, &bits, terminal_model, g->model);
	set(r, &bits, terminal_serial, g->serial);
	set(r, &bits, terminal_code, hex);
	set(r, &bits, terminal_protocol, g->head.version ? "v2019" : "v2013");
	row_set_int(r, terminal_registered_at, c->now_ms);
	bits |= 1ull << terminal_registered_at;
	return record_fire(c, &terminal_record, g->session->row, 0, "register", r, bits, &after);
}

static void
answer_registered(struct terminal_port *p, const struct registering *g, uint8_t result)
{
	struct out *o = mem_alloc(sizeof *o);

	o->generation = g->generation;
	o->head = g->head;
	o->head.id = JT808_REGISTERED;
	o->head.serial = 0;
	o->n = jt808_put_registered(g->head.serial, result, slice_of(g->code), o->body);
	talk_out(p, o);
}

static void
registered(struct terminal_port *p, struct task *task, enum err e)
{
	struct registering *g = (struct registering *)task;

	(void)pthread_mutex_lock(&p->lock);
	if (!e) {
		memcpy(g->session->code, g->hash, sizeof g->hash);
		session_text(g->session->serial, sizeof g->session->serial, slice_of(g->serial));
		g->session->proven = true;
		g->session->registered_in = p->reading;
		PORT_COUNT(p, registered, 1);
	}
	answer_registered(p, g, e ? NO_TERMINAL : DONE);
	(void)pthread_mutex_unlock(&p->lock);
	sodium_memzero(g->code, sizeof g->code);
}

static void
begin_registering(struct terminal_port *p, struct line *l, struct session *s, const struct jt808_message *m, const struct jt808_register *r)
{
	struct registering *g = mem_alloc(sizeof *g);
	uint8_t secret[8];

	g->task = (struct task){ .run = write_registered, .done = registered, .why = "终端注册" };
	g->session = s;
	g->generation = l->generation;
	g->head = m->head;
	session_text(g->maker, sizeof g->maker, r->maker);
	session_text(g->model, sizeof g->model, r->model);
	session_text(g->serial, sizeof g->serial, r->terminal);
	randombytes_buf(secret, sizeof secret);
	sodium_bin2hex(g->code, sizeof g->code, secret, sizeof secret);
	(void)crypto_hash_sha256(g->hash, (const uint8_t *)g->code, strlen(g->code));
	(void)clerk_give(p, &g->task);
}

static void
refuse_registering(struct line *l, const struct jt808_message *m, uint8_t result)
{
	uint8_t body[8];

	talk_answer(l, &m->head, JT808_REGISTERED, body, jt808_put_registered(m->head.serial, result, S(""), body));
}

/* Nobody has proven anything yet: who is on line elsewhere keeps his code. */
static bool
is_elsewhere(const struct session *s, const struct line *l)
{
	return s->line != l && session_online(s, clock_now_ms());
}

/* The first device that registers under a number keeps it until its id is emptied in the register; one without an id is none. */
void
session_register(struct terminal_port *p, struct line *l, const struct jt808_message *m)
{
	struct session *s = session_named(p, m->head.number);
	struct jt808_register r;

	if (!jt808_read_register(m, &r)) {
		PORT_COUNT(p, wrong_body, 1);
		refuse_registering(l, m, NO_TERMINAL);
	} else if (!s) {
		PORT_COUNT(p, register_unknown, 1);
		refuse_registering(l, m, NO_TERMINAL);
	} else if (window_over(&s->registers, setting(SET_terminal_registers_min), clock_mono_ms())) {
		PORT_COUNT(p, register_throttled, 1);	/* not answered: it comes again by itself */
	} else if (!s->usable) {
		PORT_COUNT(p, register_blocked, 1);
		refuse_registering(l, m, NO_TERMINAL);
	} else if (!s->carrier) {
		PORT_COUNT(p, register_no_vehicle, 1);
		refuse_registering(l, m, NO_VEHICLE);
	} else if (!r.terminal.n || (s->serial[0] && !slice_eq(slice_of(s->serial), r.terminal)) || is_elsewhere(s, l)) {
		PORT_COUNT(p, register_other, 1);
		refuse_registering(l, m, OTHER_TERMINAL);
	} else {
		begin_registering(p, l, s, m, &r);
	}
}

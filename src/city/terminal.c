/* SPDX-License-Identifier: Apache-2.0 */
/* terminal.c - the terminal in a car: registers, authenticates, reports where it is; reconnects as real ones do. */
#include "base/clock.h"
#include "city/crews_.h"
#include "city/dice.h"

#define AGAIN_MS 8000
#define REPORT_MS 5000			/* on the road; a real one says so every 10 to 30 s */
#define STILL_MS 15000

static bool
send_body(struct crew_terminal *t, uint16_t id, const uint8_t *body, size_t n)
{
	struct jt808_head h = { .id = id, .serial = t->serial++ };
	uint8_t frame[JT808_FRAME];
	size_t len;

	(void)snprintf(h.number, sizeof h.number, "0" DEMO_TERMINAL, t->n);
	len = jt808_write(&h, (struct slice){ (const char *)body, n }, frame);
	return !wire_send(t->wire, (struct slice){ (const char *)frame, len });
}

void
terminal_end(struct crew_terminal *t)
{
	wire_close(t->wire);
	t->wire = NULL;
	t->is = TERMINAL_OFF;
	t->nin = 0;
}

static void
connect_one(struct crews *s, struct crew_terminal *t)
{
	uint8_t body[JT808_BODY];
	char plate[16];

	t->again_ms = s->now_ms + AGAIN_MS + dice_below(&s->dice, 4000);
	if (wire_open(&t->wire, s->o->terminal))
		return;
	if (t->code[0]) {
		t->is = TERMINAL_AUTHENTICATES;
		(void)send_body(t, JT808_AUTHENTICATE, body, jt808_put_code(0, slice_of(t->code), body));
		return;
	}
	(void)snprintf(plate, sizeof plate, "C%04d", t->n);
	t->is = TERMINAL_REGISTERS;
	(void)send_body(t, JT808_REGISTER, body, jt808_put_register(0, &(struct jt808_register){ .province = 37, .city = 300, .maker = S("LUAN"),
	    .model = S("SIMULATED"), .terminal = S("CITY"), .plate = slice_of(plate), .plate_colour = 2 }, body));
}

/* 8100: serial 2, result 1, code. */
static void
registered(struct crew_terminal *t, struct slice body)
{
	uint8_t out[JT808_BODY];

	if (body.n < 3 || body.p[2] != 0) {
		terminal_end(t);
		return;
	}
	(void)snprintf(t->code, sizeof t->code, "%.*s", (int)(body.n - 3), body.p + 3);
	t->is = TERMINAL_AUTHENTICATES;
	(void)send_body(t, JT808_AUTHENTICATE, out, jt808_put_code(0, slice_of(t->code), out));
}

static void
take(struct crew_terminal *t, const struct jt808_message *m)
{
	uint8_t out[JT808_BODY];

	if (m->head.id == JT808_REGISTERED)
		registered(t, m->body);
	else if (m->head.id == JT808_PLATFORM_ACK && t->is == TERMINAL_AUTHENTICATES && m->body.n >= 5)
		if (m->body.p[4] == 0)
			t->is = TERMINAL_ON;
		else
			t->code[0] = '\0', terminal_end(t);	/* forgotten there: it registers again */
	else if (m->head.id == JT808_TEXT || m->head.id == JT808_LOCATE)
		(void)send_body(t, JT808_ACK, out, jt808_put_ack(&(struct jt808_ack){ .serial = m->head.serial, .id = m->head.id }, out));
}

static void
listen_to(struct crew_terminal *t)
{
	uint8_t space[JT808_PLAIN];
	struct jt808_message m;
	struct slice rest;
	size_t n = 0;
	enum jt808_got got;

	if (wire_read(t->wire, t->in + t->nin, sizeof t->in - t->nin, &n)) {
		terminal_end(t);
		return;
	}
	rest = (struct slice){ t->in, t->nin += n };
	while (t->wire && rest.n && (got = jt808_next(&rest, space, &m)) != JT808_MORE)
		if (got == JT808_MESSAGE)
			take(t, &m);
	if (!t->wire)
		return;
	memmove(t->in, rest.p, rest.n);
	t->nin = rest.n == sizeof t->in ? 0 : rest.n;
}

static void
report(struct crews *s, struct crew *c)
{
	struct point at = crew_place(s, c);
	uint8_t body[JT808_BODY];
	struct jt808_location l = { .alarm = s->now_ms < c->sos_until_ms ? JT808_SOS : 0, .status = JT808_ACC | JT808_POSITIONED,
		.lat_e6 = at.lat_e7 / 10, .lon_e6 = at.lon_e7 / 10, .at_ms = s->now_ms / 1000 * 1000, .altitude_m = 40,
		.speed_kmh10 = (uint16_t)(c->kmh * 10), .course = (uint16_t)crew_course(s, c) };

	if (!send_body(&c->terminal, JT808_LOCATION, body, jt808_put_location(&l, body))) {
		terminal_end(&c->terminal);
		return;
	}
	c->terminal.report_ms = s->now_ms + (c->kmh > 1 ? REPORT_MS : STILL_MS);
	s->did.reports++;
}

void
terminal_turn(struct crews *s, struct crew *c)
{
	struct crew_terminal *t = &c->terminal;

	if (!c->patrol)
		return;
	if (!t->wire && s->now_ms >= t->again_ms)
		connect_one(s, t);
	if (t->wire)
		listen_to(t);
	if (t->is == TERMINAL_ON && s->now_ms >= t->report_ms && s->now_ms >= c->silent_until_ms)
		report(s, c);
}

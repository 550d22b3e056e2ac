/* SPDX-License-Identifier: Apache-2.0 */
/* terminal_port_.h - how the pieces of the gateway hang together. Private to terminal/.
 *
 *   terminal_port.c     opening, connections       terminal_session.c  who there is, proving; _register.c, _online.c
 *   terminal_talk.c     messages and answers       terminal_take.c     positions, acknowledged after the commit
 *   terminal_clerk.c    what goes into records     terminal_lookout.c    zones and SOS      terminal_links.c  as asked by screens
 *
 * Locks      `lock`: sessions, lines, what waits to be sent. The clerk's own: its queue. lookout.lock: zones. In this order.
 */
#ifndef TERMINAL_TERMINAL_PORT_PRIVATE_H
#define TERMINAL_TERMINAL_PORT_PRIVATE_H
#include <pthread.h>
#include <stdatomic.h>
#include "base/hash.h"
#include "net/tcp.h"
#include "terminal/jt808.h"
#include "terminal/terminal_clerk_.h"
#include "terminal/terminal_lookout_.h"
#include "terminal/terminal_port.h"

#define LINE_KEPT KIB(4)
#define LINE_OUT KIB(16)
#define LINE_BYTES_MIN MIB(4)
#define UNPROVEN_MS 60000	/* a connection that does not say who it is */
#define SERIAL_MAX 31

struct window {			/* so many in this minute */
	int64_t from_mono_ms;
	int32_t n;
};
bool window_over(struct window *w, int64_t most, int64_t now_mono_ms);	/* counts one more */

struct session;
struct line {			/* a connection */
	struct tcp_conn *tcp;
	struct session *session;	/* NULL: nobody yet */
	uint64_t generation;
	int64_t opened_mono_ms, bytes_from_ms;
	int64_t bytes;
	struct jt808_parts *parts;
};
#define TEXTS_OUT 4
struct text_out {
	int64_t row;
	uint16_t serial;
};
struct session {		/* a terminal of the register; lives as long as the program */
	char number[JT808_NUMBER];	/* without leading zeros */
	char as_sent[JT808_NUMBER];
	int64_t row, unit;
	enum where_kind kind;
	int64_t carrier, carrier_unit;	/* carrier 0: fitted to nothing */
	bool there, usable, proven;	/* proven: it has a code */
	uint64_t registered_in;		/* the reading of the register that was the last to begin before */
	uint8_t code[32], version;
	char serial[SERIAL_MAX];
	struct line *line;		/* NULL: off line */
	uint16_t next_serial;
	struct window rate, registers, proofs;
	struct text_out text[TEXTS_OUT];
	int64_t sending;		/* a text that the clerk has to write; one at a time */
	int64_t heard_ms, since_ms;	/* UTC; 0: never */
	int64_t messages, positions, bad;
	bool told_online;
};

/* ---- positions on their way ---- */

struct ack {
	struct session *session;
	uint64_t generation;
	uint16_t serial, parts, id;
	bool wrong;			/* broken off: what could be read is kept */
};
struct taking {
	struct positions_batch batch;
	struct terminal_port *port;
	struct position *row;
	struct ack *ack;
	size_t n_ack, cap_row, cap_ack;
	enum err result;
	struct taking *next;
};
struct out {			/* to be sent by the thread of the connections */
	struct out *next;
	struct session *session;
	uint64_t generation;	/* 0: whichever line it has */
	struct jt808_head head;
	size_t n;
	uint8_t body[JT808_BODY];
};

struct counters {
	_Atomic int64_t replaced, messages, positions, acknowledged, not_acknowledged, waiting;
	_Atomic int64_t registered, register_unknown, register_blocked, register_no_vehicle, register_other, register_throttled;
	_Atomic int64_t authenticated, auth_refused, auth_throttled, not_authenticated, flood, over_budget, unsupported, wrong_body, foreign, parts_dropped;
	_Atomic int64_t bad[JT808_GOTS];
	_Atomic int64_t texts_sent, texts_ended, zone_passages, sos, clerk_failed;
};
struct terminal_port {
	struct terminal_port_options o;
	struct tcp_server *tcp;
	struct clerk clerk;
	pthread_mutex_t lock;
	pthread_cond_t emptied;		/* waiting is 0 */
	struct text_map sessions;	/* by number */
	struct session **all;
	size_t n, cap;
	uint64_t changes, generation;
	uint64_t reading;		/* of the register: counted */
	bool stopping;
	struct int_map lines;		/* by generation */
	struct taking *filling;		/* of this round; the connections' thread */
	struct taking *done;		/* committed, to be acknowledged */
	struct out *out, **out_last;
	struct lookout lookout;
	struct counters count;
	int ticks;
};
#define PORT_COUNT(p, what, by) atomic_fetch_add_explicit(&(p)->count.what, (by), memory_order_relaxed)

/* ---- terminal_session.c, terminal_register.c, terminal_online.c; lock held unless it says otherwise ---- */
enum err sessions_load(struct engine *e, void *port) must_check;	/* timer; takes the lock itself */
enum err sessions_presence(struct engine *e, void *port) must_check;	/* timer; the same */
struct session *session_named(struct terminal_port *p, const char *number);	/* NULL: not in the register */
void session_register(struct terminal_port *p, struct line *l, const struct jt808_message *m);
void session_prove(struct terminal_port *p, struct line *l, const struct jt808_message *m);
void session_leave(struct terminal_port *p, struct line *l);
void session_text(char *to, size_t max, struct slice from);	/* cut to fit, with its end */
bool session_online(const struct session *s, int64_t now_ms);

/* ---- terminal_talk.c ---- */
size_t talk(struct terminal_port *p, struct line *l, struct slice in);
void talk_answer(struct line *l, const struct jt808_head *to, uint16_t id, const uint8_t *body, size_t n);
void talk_ack(struct line *l, const struct jt808_head *to, uint8_t result);
void talk_out(struct terminal_port *p, struct out *o);		/* takes it over; any thread, lock held */
void talk_send_out(struct terminal_port *p);			/* the connections' thread */

/* ---- terminal_take.c ---- */
void take_positions(struct terminal_port *p, struct line *l, const struct jt808_message *m, uint16_t parts);
void take_round(struct terminal_port *p);			/* what this round brought goes to the store */
void take_acknowledge(struct terminal_port *p);

/* ---- terminal_text_out.c ---- */
enum err texts_tick(struct engine *e, void *port) must_check;	/* timer */
void texts_answered(struct terminal_port *p, struct session *s, const struct jt808_ack *k);
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* crews_.h - patrols, their terminals and the calls they are sent to: what the files of that thread share. Private to city/.
 *
 *   crews.c  sign on, drive about, go silent        terminal.c  JT/T 808 over a socket of its own
 *   orders.c obey after a while, refuse, report     calls.c     citizens call, a dispatcher sends, what blocks a road slows the traffic
 *
 * Threads    one beside the traffic; what it slows is handed over under a lock (crews_slow).
 * Accounts   of the demo: patrol1@zhangdian-1 and so on, duty@detachment, dispatcher@detachment; everything at the ordinary interface.
 */
#ifndef CITY_CREWS__H
#define CITY_CREWS__H
#include <pthread.h>

#include "city/city_.h"
#include "city/console.h"
#include "city/route.h"
#include "demo/crews.h"
#include "net/wire.h"
#include "terminal/jt808.h"

#define CALLS_MAX 16			/* at once */
#define SLOW_MAX 256

enum terminal_is { TERMINAL_OFF, TERMINAL_REGISTERS, TERMINAL_AUTHENTICATES, TERMINAL_ON };
struct crew_terminal {
	struct wire *wire;
	enum terminal_is is;
	int n;				/* which terminal, from 1 */
	uint16_t serial;
	int64_t again_ms, report_ms;
	char code[64];
	char in[2 * JT808_FRAME];
	size_t nin;
};
struct crew {
	struct demo_crew who;
	int n;
	struct console leader;
	int64_t person[DEMO_CREW], vehicle, patrol, sign_on_ms;
	struct crew_terminal terminal;
	uint32_t home, goal, arc;	/* junctions; the road it is on */
	double along_m, kmh;
	int64_t moved_ms, silent_until_ms, sos_until_ms;
	int64_t order, act_ms, shift_ends_ms;
	uint32_t to;			/* junction of the order */
	char doing[24];			/* state of the order as read last */
	bool arrived, guarded;
};
struct call_made {			/* an incident that the city told of */
	int64_t incident, look_ms;
	uint32_t arc;
	bool slows;
};
struct storm {
	struct client *wire;
	unsigned char key[32];
	uint64_t nonce;
	int64_t turn_ms, issued_ms;	/* issued_ms 0: the weather is fine */
	int number, slowed;		/* percent of the speed that is left */
};
struct crews_stats {
	int64_t signed_on, reports, storms, calls, ordered, obeyed, refused, closed, said_no;
};
struct crews {
	const struct city_options *o;
	const struct roads *roads;
	struct routes routes;
	struct crew crew[DEMO_CREWS_MAX];
	int n;
	struct console duty, desk;
	uint64_t dice;
	int64_t now_ms, list_ms, call_ms, desk_ms, silence_ms, sos_ms;
	struct storm storm;
	struct call_made call[CALLS_MAX];
	int ncall;
	struct buf b;
	char said[320];			/* the first refusal that was not meant */
	struct crews_stats did;
	pthread_t thread;
	pthread_mutex_t lock;		/* slow, stop */
	bool stop, changed;
	struct {
		uint32_t arc;
		uint8_t percent;
	} slow[SLOW_MAX];
	int nslow, weather;		/* weather: percent of the speed that is left everywhere */
};

/* terminal.c */
void terminal_turn(struct crews *s, struct crew *c);	/* connects, listens, reports when it is time */
void terminal_end(struct crew_terminal *t);

/* orders.c */
void orders_turn(struct crews *s);
void order_step(struct crews *s, struct crew *c);

/* calls.c */
void calls_turn(struct crews *s);
void calls_slow(struct crews *s);	/* what lies on the roads, and the weather: to the traffic */

/* storm.c: a warning comes by the wire of a weather service, vehicles slow down, it is called off. */
void storm_turn(struct crews *s);
void storm_end(struct crews *s);

/* crews.c */
bool crews_post(struct crews *s, struct console *k, const char *target, const char *reason);	/* the body is s->b */
struct point crew_place(const struct crews *s, const struct crew *c);
double crew_course(const struct crews *s, const struct crew *c);
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* terminal_port.h - the gateway for terminals that speak JT/T 808 over TCP, and what is made of their positions.
 *
 *   bytes ─► frames ─► who speaks ─► positions ─► committed ─► 8001 to the terminal, where_put, zones, SOS
 *
 * Shape      one live session a terminal, whatever its address does: a new one ends the old. Who has not registered or proven itself
 *            with its code is answered and counted, and nothing of it is kept. Phones' positions come by positions_api.h to the same sink.
 * Promise    8001 with result 0 to a position means: on disk.
 * Bounds     4 KiB a connection kept between two readings, LINE_BYTES_MIN a minute, SET_terminal_rate_min messages and
 *            SET_terminal_registers_min registrations a terminal; beyond is dropped and counted. A bad packet is counted; the link stays.
 * Threads    one for all connections, one clerk for what is written into the records; done of positions on the store's.
 * Order      open after the engine has started; start when routes stand; stop before positions_close; close after engine_close.
 */
#ifndef TERMINAL_TERMINAL_PORT_H
#define TERMINAL_TERMINAL_PORT_H
#include "engine/engine.h"
#include "terminal/positions.h"

struct terminal_port;
struct terminal_port_options {
	struct engine *engine;
	struct positions *positions;
	const char *address;		/* NULL: no terminals, but zones and SOS of phones */
	size_t max_connections;
};
enum err terminal_port_open(struct terminal_port **ret, const struct terminal_port_options *o) must_check;
enum err terminal_port_start(struct terminal_port *p) must_check;
int terminal_port_number(const struct terminal_port *p);	/* 0: does not listen */
void terminal_port_stop(struct terminal_port *p);
void terminal_port_close(struct terminal_port *p);

/* GET /api/v1/terminal_links?terminal=1,2: how terminals are connected at this moment; an http_handler.
 * {"at","items":[{"id","online","since","heard_at","messages","positions","bad"}]}: those of units that the caller may see. */
void terminal_links_serve(struct http_request *rq, void *port);

struct terminal_port_stats {
	int64_t connections, accepted, refused_full, bytes_in, bytes_out, overflowed;
	int64_t sessions, replaced, messages, positions, acknowledged, not_acknowledged, waiting;
	int64_t registered, register_unknown, register_blocked, register_no_vehicle, register_other, register_throttled;
	int64_t authenticated, auth_refused, auth_throttled, not_authenticated, flood, over_budget, unsupported, wrong_body, foreign, parts_dropped;
	int64_t bad[8];			/* by enum jt808_got */
	int64_t texts_sent, texts_ended, zone_passages, sos, zones, clerk_failed;
};
void terminal_port_stats(struct terminal_port *p, struct terminal_port_stats *ret);
#endif

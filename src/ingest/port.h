/* SPDX-License-Identifier: Apache-2.0 */
/* port.h - the device port: what cameras, checkpoint computers and other platforms say in the language of GA/T 1400.
 *
 *   camera ─► Register (digest) ─► presence ─► Keepalive ..            ┌─► answer, one status an object
 *          ─► MotorVehicles ─► strip ─► gat ─► directory ─► judge ─► sink ─┘ (after the commit)
 *
 * Shape      routes for a second http server (options.machines), below /VIID/. Passages are handled on the event loop and answered
 *            when they are on disk; everything else is handled by workers.
 * Trust      deny by default: every request but Register names its device in User-Identify and comes from the address that registered;
 *            where the device's record names a certificate, over a connection that holds it. Anything else is 401.
 * Errors     HTTP status and GA/T 1400 StatusCode together: 0 taken, 1 fault of ours, 2 busy or disk full (503), 4 not allowed (405, 403),
 *            5 not JSON (400), 6 a value that cannot be used (the object alone is refused).
 * Kept       what is not a passage is kept as it came in STREAM viid_object, without pictures; the picture of an image in the packs, named
 *            by STREAM device_image.
 * Source     GA/T 1400.4 as implemented in the field.
 */
#ifndef INGEST_PORT_H
#define INGEST_PORT_H
#include "ingest/directory.h"
#include "ingest/order.h"
#include "ingest/sink.h"
#include "ingest/tap.h"
#include "net/http.h"

#define PORT_VEHICLES_MAX 5000		/* objects a request */
#define PORT_BODY_MAX ((size_t)8 << 20)	/* what stays of a body */
#define PORT_ARRIVES_MAX ((size_t)96 << 20)	/* with its pictures */

struct port;
struct port_options {
	struct engine *engine;
	struct passage_sink *sink;
	struct passage_tap *tap;	/* NULL: nobody looks */
	struct order_sink *orders;	/* NULL: dispositions are only kept */
	struct pack_store *packs;	/* of images that come by themselves; NULL: they are answered 503 */
};
enum err port_open(struct port **ret, const struct port_options *o) must_check;	/* before engine_start; opens the directory */
size_t port_routes(struct port *p, struct http_route *route, size_t max);
void port_stop(struct port *p);		/* after http_stop of its server: its timers call nobody any more */
void port_close(struct port *p);	/* after port_stop and when the timers have stopped (engine_close) */

struct port_stats {
	int64_t requests, refused_identity, registrations, refused_digest, refused_flood;
	int64_t objects, accepted, refused, quarantined, same, busy, unread;
	int64_t pictures, faces_dropped, not_pictures, unknown_fields, corrected;
	int64_t online, devices;
};
void port_stats(struct port *p, struct port_stats *ret);
#endif

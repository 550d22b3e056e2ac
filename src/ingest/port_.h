/* SPDX-License-Identifier: Apache-2.0 */
/* port_.h - what the files of the device port share. */
#ifndef INGEST_PORT__H
#define INGEST_PORT__H
#include <pthread.h>
#include <stdatomic.h>
#include "ingest/port.h"

#define VIID_JSON "application/VIID+JSON;charset=UTF-8"
#define THROTTLES 512

enum viid_status { VIID_OK, VIID_OTHER, VIID_BUSY, VIID_DEVICE, VIID_NOT_ALLOWED, VIID_BAD_FORMAT, VIID_BAD_CONTENT };

struct port_throttle {			/* failures of one address in one minute; a slot may be shared: then both wait */
	uint64_t peer;
	int64_t from_mono_ms;
	int n;
};
struct port_counters {
	_Atomic int64_t requests, refused_identity, registrations, refused_digest, refused_flood;
	_Atomic int64_t objects, accepted, refused, quarantined, same, busy, unread;
	_Atomic int64_t pictures, faces_dropped, not_pictures, unknown_fields, corrected;
};
struct port {
	struct port_options o;
	bool simulated;
	uint8_t key[32];		/* of the nonces; of this process */
	_Atomic uint64_t issued;	/* the newest nonce */
	pthread_mutex_t timers;		/* held while a timer works */
	bool stopped;			/* under it */
	pthread_mutex_t lock;		/* registering: presence.nonce.., throttle */
	struct port_throttle throttle[THROTTLES];
	struct port_counters count;
	struct recent *recent;		/* recent.h */
};
#define PORT_COUNT(p, what, n) atomic_fetch_add_explicit(&(p)->count.what, (n), memory_order_relaxed)

/* port_session.c: who is speaking. NULL: nobody that is registered; port_who has answered 401 then. */
const struct directory_device *port_known(const struct directory *d, const struct http_request *rq);
const struct directory_device *port_who(struct port *p, const struct directory *d, struct http_request *rq);
void port_challenge(struct port *p, struct http_request *rq, bool stale);
enum err port_prove(struct port *p, const struct directory_device *v, struct http_request *rq, bool *ret_stale) must_check;
bool port_throttled(struct port *p, struct http_request *rq, bool failed);	/* failed: count one more */
void port_alive(struct port *p, const struct directory_device *v);	/* registered for three keepalives more */

/* port_answer.c */
struct port_line {			/* what became of one object */
	struct slice id;
	uint8_t code;			/* enum viid_status */
	uint16_t notes;			/* port_note bits: in words behind "OK" */
	const char *why, *field;	/* of a refusal: "中文|English", the field */
	uint32_t row;			/* index into the intake; UINT32_MAX: none */
};
enum port_note { NOTE_UNKNOWN_TOLLGATE = 1, NOTE_AHEAD = 2, NOTE_OLD = 4, NOTE_FOREIGN = 8, NOTE_QUARANTINED = 15, NOTE_TOLLGATE = 16, NOTE_DEVICE = 32,
	NOTE_PICTURE = 64, NOTE_FACE = 128, NOTE_VALUE = 256, NOTE_SAME = 512, NOTE_DIRECTION = 1024 };
size_t port_local_time(int64_t ms, char out[16]);	/* yyyyMMddHHmmss, Beijing */
void port_answer(struct http_request *rq, int http, enum viid_status code, struct slice id, const char *text);	/* ResponseStatusObject */
void port_answer_list(struct http_request *rq, int http, const struct port_line *line, size_t n);
void port_refuse(struct http_request *rq, enum err e, struct slice id, const char *text);	/* HTTP status and code from e */

/* image_link.c: images that came before their vehicle. */
struct call;
enum err image_link(struct call *c, int64_t image, int64_t passage) must_check;	/* one that has none so far */
enum err image_link_start(struct port *p) must_check;	/* adds its timer */

/* One file a resource. */
void viid_system(struct http_request *rq, void *port);
void viid_vehicles(struct http_request *rq, void *port);
void viid_other(struct http_request *rq, void *port);
#endif

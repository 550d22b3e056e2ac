/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/port_.h"

#include <sodium.h>

#include "base/clock.h"
#include "ingest/reading.h"
#include "ingest/recent.h"
#include "ingest/strip.h"

/* ---- pictures are taken out of every body while it arrives ---- */

static void *
filter_begin(struct http_request *rq, void *ctx)
{
	struct strip *s = strip_new();
	const struct directory *d = directory_hold();

	(void)ctx;
	if (!port_known(d, rq))		/* who is nobody must not use up STRIP_BUDGET; the handler answers 401 */
		strip_deafen(s);
	directory_let_go(d);
	return s;
}

static enum err
filter_take(void *state, struct slice in, char *out, size_t *ret_n)
{
	_Static_assert(HTTP_FILTER_SLACK >= STRIP_SHORT + 16, "what is held back fits");
	return strip_take(state, in, out, ret_n);
}

static void
filter_end(void *state)
{
	strip_free(state);
}

static const struct http_filter filter = { PORT_ARRIVES_MAX, filter_begin, filter_take, filter_end };

size_t
port_routes(struct port *p, struct http_route *route, size_t max)
{
	const struct http_route mine[] = {
		{ .prefix = "/VIID/System/", .handle = viid_system, .ctx = p, .body_max = KIB(16), .quick = true },
		{ .prefix = "/VIID/MotorVehicles", .handle = viid_vehicles, .ctx = p, .body_max = PORT_BODY_MAX, .quick = true, .filter = &filter },
		{ .prefix = "/VIID/", .handle = viid_other, .ctx = p, .body_max = PORT_BODY_MAX, .filter = &filter },
	};

	if (max < N_ELEMS(mine))
		return 0;
	memcpy(route, mine, sizeof mine);
	return N_ELEMS(mine);
}

enum err
port_open(struct port **ret, const struct port_options *o)
{
	struct port *p = mem_alloc(sizeof *p);
	enum err e;

	p->o = *o;
	p->recent = recent_new();
	p->simulated = o->engine->simulated;
	randombytes_buf(p->key, sizeof p->key);
	(void)pthread_mutex_init(&p->lock, NULL);
	(void)pthread_mutex_init(&p->timers, NULL);
	if ((e = directory_open(o->engine)) || (e = reading_start(p)) || (e = image_link_start(p))) {
		port_close(p);
		return e;
	}
	*ret = p;
	return E_OK;
}

void
port_stop(struct port *p)
{
	(void)pthread_mutex_lock(&p->timers);
	p->stopped = true;
	(void)pthread_mutex_unlock(&p->timers);
}

void
port_close(struct port *p)
{
	directory_close();
	sodium_memzero(p->key, sizeof p->key);
	(void)pthread_mutex_destroy(&p->lock);
	(void)pthread_mutex_destroy(&p->timers);
	recent_free(p->recent);
	mem_free(p);
}

void
port_stats(struct port *p, struct port_stats *ret)
{
	const struct port_counters *c = &p->count;
	const struct directory *d = directory_hold();
	int64_t online = 0;

	for (size_t i = 0; i < directory_ndevice(d); i++)
		online += atomic_load_explicit(&directory_device_at(d, i)->presence->online, memory_order_relaxed);
	*ret = (struct port_stats){
		.requests = c->requests, .refused_identity = c->refused_identity, .registrations = c->registrations,
		.refused_digest = c->refused_digest, .refused_flood = c->refused_flood, .objects = c->objects, .accepted = c->accepted,
		.refused = c->refused, .quarantined = c->quarantined, .same = c->same, .busy = c->busy, .unread = c->unread,
		.pictures = c->pictures, .faces_dropped = c->faces_dropped, .not_pictures = c->not_pictures,
		.unknown_fields = c->unknown_fields, .corrected = c->corrected, .online = online, .devices = (int64_t)directory_ndevice(d),
	};
	directory_let_go(d);
}

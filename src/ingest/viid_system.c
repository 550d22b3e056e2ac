/* SPDX-License-Identifier: Apache-2.0 */
/* viid_system.c - Register, Keepalive, UnRegister, Time (GA/T 1400.4, 7.2.1 to 7.2.4). */
#include "base/clock.h"
#include "base/log.h"
#include "ingest/port_.h"
#include "net/json.h"
#include "people/setting.h"

#define NOBODY ((struct slice){ NULL, 0 })

/* {"RegisterObject":{"DeviceID":".."}}; other members are of no use here. */
static bool
device_id(struct http_request *rq, const char *object, struct slice *ret)
{
	json_scoped body = NULL;
	const json_t *o;
	size_t at;

	if (json_read(rq->body, &body, &at) || !(o = json_object_get(body, object)))
		return false;
	*ret = arena_copy(&rq->arena, json_slice(json_object_get(o, "DeviceID")));
	return ret->n && ret->n <= DIRECTORY_CODE_MAX;
}

static void
tell(struct port *p, const struct directory_device *v, bool online)
{
	bool was = atomic_exchange(&v->presence->online, online);

	if (was != online)
		log_at(LOG_INFO, online ? "device.online" : "device.offline", KV("device", LI(v->row)));
	if (p->o.tap)
		p->o.tap->device(p->o.tap, v->row, online, atomic_load(&v->presence->window_clock_ms));
}

static void
refuse_registration(struct port *p, struct http_request *rq, enum err e, bool stale)
{
	if (e == E_TOO_MANY) {
		PORT_COUNT(p, refused_flood, 1);
		port_refuse(rq, e, NOBODY, NULL);
		return;
	}
	PORT_COUNT(p, refused_digest, 1);
	(void)port_throttled(p, rq, !stale);
	port_challenge(p, rq, stale);
}

static void
registers(struct port *p, const struct directory *d, struct http_request *rq)
{
	struct slice id, named = http_header(rq, "User-Identify");
	const struct directory_device *v;
	bool stale;
	enum err e;

	/* Clients that know digest send their first request without its body. */
	if (!http_header(rq, "Authorization").p && !port_throttled(p, rq, false))
		return port_challenge(p, rq, false);
	if (!device_id(rq, "RegisterObject", &id))
		return port_refuse(rq, E_BAD_BODY, NOBODY, "缺少RegisterObject.DeviceID|RegisterObject.DeviceID is missing");
	if (port_throttled(p, rq, false))
		return refuse_registration(p, rq, E_TOO_MANY, false);
	v = named.n && !slice_eq(named, id) ? NULL : directory_device(d, id);
	if ((e = port_prove(p, v, rq, &stale)))
		return refuse_registration(p, rq, e, stale || e == E_REPLAY);
	PORT_COUNT(p, registrations, 1);
	port_alive(p, v);
	tell(p, v, true);
	port_answer(rq, 200, VIID_OK, id, NULL);
}

static void
keeps_alive(struct port *p, const struct directory_device *v, struct http_request *rq)
{
	struct slice id;

	if (!device_id(rq, "KeepaliveObject", &id))
		return port_refuse(rq, E_BAD_BODY, NOBODY, "缺少KeepaliveObject.DeviceID|KeepaliveObject.DeviceID is missing");
	if (!slice_eq(id, v->code))
		return port_refuse(rq, E_FORBIDDEN, id, "与注册的设备不符|not the device that registered");
	port_alive(p, v);
	tell(p, v, true);
	port_answer(rq, 200, VIID_OK, id, NULL);
}

static void
unregisters(struct port *p, const struct directory_device *v, struct http_request *rq)
{
	struct slice id;

	if (!device_id(rq, "UnRegisterObject", &id))
		return port_refuse(rq, E_BAD_BODY, NOBODY, "缺少UnRegisterObject.DeviceID|UnRegisterObject.DeviceID is missing");
	if (!slice_eq(id, v->code))
		return port_refuse(rq, E_FORBIDDEN, id, "与注册的设备不符|not the device that registered");
	atomic_store(&v->presence->until_mono_ms, 0);
	tell(p, v, false);
	port_answer(rq, 200, VIID_OK, id, NULL);
}

static void
tells_time(struct port *p, const struct directory_device *v, struct http_request *rq)
{
	char time[16];

	(void)p;
	(void)v;
	(void)port_local_time(clock_now_ms(), time);
	http_answer(rq, 200, VIID_JSON, arena_printf(&rq->arena, "{\"SystemTimeObject\":{\"VIIDServerID\":\"luan\",\"TimeMode\":\"1\","
	    "\"LocalTime\":\"%s\",\"TimeZone\":\"Asia/Shanghai\"}}", time));
}

static const struct {
	const char *path;
	enum http_method method;
	void (*run)(struct port *p, const struct directory_device *v, struct http_request *rq);
} calls[] = {
	{ "/VIID/System/Keepalive", HTTP_POST, keeps_alive },
	{ "/VIID/System/UnRegister", HTTP_POST, unregisters },
	{ "/VIID/System/Time", HTTP_GET, tells_time },
};

static void
dispatch(struct port *p, const struct directory *d, struct http_request *rq)
{
	const struct directory_device *v;

	if (slice_is(rq->path, "/VIID/System/Register"))
		return rq->method == HTTP_POST ? registers(p, d, rq) : port_refuse(rq, E_NO_METHOD, NOBODY, NULL);
	if (!(v = port_who(p, d, rq)))
		return;
	for (size_t i = 0; i < N_ELEMS(calls); i++)
		if (slice_is(rq->path, calls[i].path))
			return rq->method == calls[i].method ? calls[i].run(p, v, rq) : port_refuse(rq, E_NO_METHOD, NOBODY, NULL);
	port_refuse(rq, E_NOT_FOUND, NOBODY, NULL);
}

void
viid_system(struct http_request *rq, void *port)
{
	struct port *p = port;
	const struct directory *d = directory_hold();

	PORT_COUNT(p, requests, 1);
	dispatch(p, d, rq);
	directory_let_go(d);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "dispatch/forecast_serve.h"

#include "base/clock.h"
#include "base/limits.h"
#include "dispatch/ahead.h"
#include "dispatch/interception.h"
#include "dispatch/interceptor.h"
#include "engine/first.h"
#include "engine/metrics.h"
#include "engine/record.h"
#include "engine/rest.h"
#include "engine/signin.h"
#include "match/alarm.h"
#include "org/tollgate.h"

#define ALARMS "/api/v1/alarms/"
#define INTERCEPTIONS "/api/v1/interceptions/"

struct asked {
	struct call call;
	struct row *alarm, *interception;	/* interception NULL: none runs */
	struct outlook o;
	struct ahead *ahead;
	struct buf answer;
};

/* ---- as JSON ---- */

static void
put_time(struct buf *b, const char *name, int64_t ms)
{
	buf_printf(b, ",\"%s\":\"", name);
	buf_time(b, ms);
	buf_putc(b, '"');
}

static void
put_truth(struct buf *b, const char *name, bool is)
{
	buf_printf(b, ",\"%s\":%s", name, is ? "true" : "false");
}

static void
put_point(struct buf *b, const char *name, struct point p)
{
	buf_printf(b, "%s[%.7f,%.7f]", name, p.lon_e7 * 1e-7, p.lat_e7 * 1e-7);
}

static enum err
put_name(struct asked *a, int64_t tollgate)
{
	struct row *gate;
	enum err e = record_load(&a->call, &tollgate_record, tollgate, &gate);

	if (e)
		return e;
	buf_printf(&a->answer, "\"tollgate\":%lld,\"name\":", (long long)tollgate);
	buf_json(&a->answer, row_text(gate, tollgate_name));
	return E_OK;
}

static void
put_post(struct buf *b, const struct ahead_post *p, const struct forecast_next *where)
{
	buf_printf(b, "{\"kind\":\"%s\",\"patrol\":", p->station ? "station" : "patrol");
	if (p->patrol)
		buf_int(b, p->patrol);
	else
		buf_puts(b, "null");
	if (p->station)
		buf_printf(b, ",\"station\":%lld", (long long)p->station);
	buf_puts(b, ",\"name\":");
	buf_json(b, p->name);
	if (p->shown)
		put_point(b, ",\"place\":", p->at);
	else
		buf_puts(b, ",\"place\":null");
	buf_printf(b, ",\"unit\":%lld,\"officers\":%lld", (long long)p->unit, (long long)p->officers);
	put_truth(b, "free", p->free);
	put_truth(b, "ordered", p->ordered);
	put_truth(b, "may_order", p->may_order && p->patrol);
	put_truth(b, "before", p->patrol && p->ready_ms <= where->eta_ms);
	put_time(b, "ready_at", p->ready_ms);
	buf_putc(b, '}');
}

static enum err
put_next(struct asked *a, const struct forecast_next *x)
{
	struct ahead_post post[AHEAD_POSTS];
	size_t n = ahead_at(a->ahead, x, post);
	struct buf *b = &a->answer;
	enum err e;

	buf_putc(b, '{');
	if ((e = put_name(a, x->id)))
		return e;
	put_point(b, ",\"place\":", x->at);
	buf_printf(b, ",\"permille\":%d,\"learned\":%u,\"overdue\":%s", x->permille, x->n, x->overdue ? "true" : "false");
	put_time(b, "eta_from", x->from_ms);
	put_time(b, "eta", x->eta_ms);
	put_time(b, "eta_to", x->to_ms);
	buf_puts(b, ",\"posts\":[");
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_putc(b, ',');
		put_post(b, &post[i], x);
	}
	buf_puts(b, "]}");
	return E_OK;
}

static enum err
put_seen(struct asked *a)
{
	struct buf *b = &a->answer;
	enum err e;

	if (!a->o.seen) {
		buf_puts(b, ",\"seen\":null");
		return E_OK;
	}
	buf_puts(b, ",\"seen\":{");
	if ((e = put_name(a, a->o.seen)))
		return e;
	put_point(b, ",\"place\":", a->o.last);
	put_time(b, "at", a->o.last_ms);
	if (a->o.course >= 0)
		buf_printf(b, ",\"course\":%.0f}", a->o.course);
	else
		buf_puts(b, ",\"course\":null}");
	return E_OK;
}

static enum err
put_json(struct asked *a)
{
	struct buf *b = &a->answer;
	const struct forecast *f = &a->o.f;
	enum err e;

	buf_printf(b, "{\"alarm\":%lld,\"interception\":", (long long)a->alarm->id);
	if (a->interception)
		buf_int(b, a->interception->id);
	else
		buf_puts(b, "null");
	put_time(b, "at", a->call.now_ms);
	if ((e = put_seen(a)))
		return e;
	buf_printf(b, ",\"by\":\"%s\",\"learned\":%u,\"next\":[", a->o.roads ? "roads" : "straight", a->o.gone);
	for (size_t i = 0; i < f->n; i++) {
		if (i)
			buf_putc(b, ',');
		if ((e = put_next(a, &f->next[i])))
			return e;
	}
	buf_printf(b, "],\"elsewhere\":%d,\"reach_m\":%lld,\"ring\":[", f->elsewhere, (long long)f->reach_m);
	for (int i = 0; a->o.seen && i < FORECAST_RING; i++)
		put_point(b, i ? "," : "", f->ring[i]);
	buf_puts(b, "]}");
	return b->full ? refuse(&a->call, E_FULL, NULL, -1) : E_OK;
}

/* ---- the call ---- */

static enum err
running_of(struct asked *a)
{
	int64_t id;
	enum err e = first_id(&a->call, "SELECT id FROM interception WHERE alarm = ?1 AND state IN ('running', 'following', 'followed') ORDER BY id DESC LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(a->alarm->id) }, 1, &id);

	return e || !id ? e : record_load(&a->call, &interception_record, id, &a->interception);
}

static enum err
find(struct asked *a, int64_t id, bool of_alarm)
{
	struct call *c = &a->call;
	struct row *seen;
	enum err e;

	if (!of_alarm) {
		if ((e = record_get(c, &interception_record, id, &seen)) || (e = record_load(c, &interception_record, id, &a->interception)))
			return e;
		id = row_ref(a->interception, interception_alarm);
	} else if ((e = record_get(c, &alarm_record, id, &seen))) {
		return e;
	}
	if ((e = record_load(c, &alarm_record, id, &a->alarm)))
		return e;
	return of_alarm ? running_of(a) : E_OK;
}

static enum err
look(struct asked *a, int64_t id, bool of_alarm)
{
	struct call *c = &a->call;
	reader_scoped conn = NULL;
	enum err e = db_reader(c->engine->db, &conn);

	if (e)
		return refuse(c, e, NULL, -1);
	c->conn = conn;
	if (!(e = find(a, id, of_alarm)) && !(e = outlook_make(c, a->alarm, a->interception, interceptor_learned(), &a->o)) &&
	    !(e = ahead_read(c, a->alarm->id, &a->ahead)))
		e = put_json(a);
	c->conn = NULL;
	return e;
}

static void
serve(struct engine *engine, struct http_request *rq, int64_t id, bool of_alarm)
{
	struct asked *a = arena_new(&rq->arena, struct asked);
	struct slice answer;
	enum err e;

	*a = (struct asked){ .call = { .engine = engine, .arena = &rq->arena, .now_ms = clock_now_ms(), .request_id = rq->id, .peer = rq->peer } };
	if ((e = engine->signin->authenticate(engine->signin->ctx, rq, &a->call.who))) {
		metrics_refusal(e);
		http_problem(rq, e, NULL, 0);
		return;
	}
	buf_init(&a->answer, LIMIT_ANSWER);
	e = rq->method != HTTP_GET && rq->method != HTTP_HEAD ? refuse(&a->call, E_NO_METHOD, NULL, -1) : look(a, id, of_alarm);
	answer = arena_copy(&rq->arena, buf_slice(&a->answer));
	buf_free(&a->answer);
	engine->signin->release(a->call.who);
	if (e) {
		e = a->call.err ? a->call.err : e;
		metrics_refusal(e);
		http_problem(rq, e, a->call.fault, (size_t)a->call.nfault);
		return;
	}
	http_answer(rq, 200, "application/json; charset=utf-8", answer);
}

static void
serve_below(struct http_request *rq, struct engine *engine, size_t prefix, bool of_alarm)
{
	struct slice rest = { rq->path.p + prefix, rq->path.n - prefix }, id;
	int64_t n;

	if (slice_cut(&rest, '/', &id) && rest.p && slice_is(rest, "forecast") && slice_int(id, &n) && n > 0)
		serve(engine, rq, n, of_alarm);
	else
		rest_serve(rq, engine);
}

static void
serve_alarms(struct http_request *rq, void *engine)
{
	serve_below(rq, engine, sizeof ALARMS - 1, true);
}

static void
serve_interceptions(struct http_request *rq, void *engine)
{
	serve_below(rq, engine, sizeof INTERCEPTIONS - 1, false);
}

size_t
forecast_routes(struct engine *e, struct http_route *route, size_t max)
{
	if (max < FORECAST_ROUTES)
		return 0;
	route[0] = (struct http_route){ .prefix = ALARMS, .handle = serve_alarms, .ctx = e, .body_max = rest_body_max(), .worth = rest_worth };
	route[1] = (struct http_route){ .prefix = INTERCEPTIONS, .handle = serve_interceptions, .ctx = e, .body_max = rest_body_max(), .worth = rest_worth };
	return FORECAST_ROUTES;
}

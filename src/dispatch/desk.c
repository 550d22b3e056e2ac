/* SPDX-License-Identifier: Apache-2.0 */
/* desk.c - questions to the desk: from the path to the function, a look written down before it is answered. */
#include "base/clock.h"
#include "dispatch/desk_.h"
#include "dispatch/dispatch_order.h"
#include "dispatch/incident.h"
#include "dispatch/joint_operation.h"
#include "engine/audit.h"
#include "engine/metrics.h"
#include "engine/record.h"
#include "engine/rest.h"
#include "engine/signin.h"
#include "net/json.h"
#include "net/percent.h"

#define ANSWER_MAX MIB(4)

/* ---- what the questions share ---- */

void
desk_member(struct buf *b, const char *name, struct slice s)
{
	buf_printf(b, ",\"%s\":", name);
	buf_json(b, s);
}

void
desk_words(struct buf *b, const char *code, struct slice zh, struct slice en)
{
	buf_printf(b, "{\"code\":\"%s\"", code);
	desk_member(b, "zh", zh);
	desk_member(b, "en", en);
	buf_putc(b, '}');
}

void
desk_point(struct buf *b, struct point p)
{
	buf_printf(b, "[%.7f,%.7f]", p.lon_e7 / 1e7, p.lat_e7 / 1e7);
}

enum err
desk_place(struct desk *d, const char *name, struct point *ret, bool *ret_there)
{
	const json_t *j = json_object_get(d->body, name), *lon = json_array_get(j, 0), *lat = json_array_get(j, 1);

	*ret_there = j && !json_is_null(j);
	if (!*ret_there)
		return E_OK;
	*ret = (struct point){ (int32_t)(json_number_value(lon) * 1e7), (int32_t)(json_number_value(lat) * 1e7) };
	return json_array_size(j) == 2 && json_is_number(lon) && json_is_number(lat) && point_valid(*ret) ? E_OK :
	    refuse_text(&d->call, E_BAD_VALUE, name, "须为[经度,纬度]", "must be [longitude, latitude]");
}

bool
desk_persons(struct desk *d, int64_t unit)
{
	return may_persons(&d->call, incident_record.can_read, unit);
}

/* ---- the call ---- */

static enum err
take_reason(struct desk *d)
{
	struct slice s = http_header(d->rq, "Luan-Reason"), said = json_slice(json_object_get(d->body, "reason"));

	if (s.n && percent_decode(d->call.arena, s, &s))
		return refuse_text(&d->call, E_BAD_VALUE, "Luan-Reason", NULL, NULL);
	if (said.n)
		s = said;
	if (s.p && utf8_count(s) > LIMIT_REASON)
		return refuse_text(&d->call, E_BAD_VALUE, "reason", NULL, NULL);
	d->call.reason = s.p ? slice_trim(s) : s;
	return E_OK;
}

static enum err
take(struct desk *d, bool post)
{
	size_t at;

	if (post ? d->rq->method != HTTP_POST : d->rq->method != HTTP_GET && d->rq->method != HTTP_HEAD)
		return refuse(&d->call, E_NO_METHOD, NULL, -1);
	if (post && (json_read(d->rq->body, &d->body, &at) || !json_is_object(d->body)))
		return refuse(&d->call, E_BAD_BODY, NULL, -1);
	return take_reason(d);
}

static enum err
note_look(void *ctx, struct conn *conn)
{
	struct desk *d = ctx;

	d->call.conn = conn;
	return audit_read(&d->call, d->look, d->of, d->id, d->detail);
}

static enum err
answer_it(struct desk *d, desk_fn *fn)
{
	reader_scoped conn = NULL;
	enum err e = db_reader(d->call.engine->db, &conn);

	if (e)
		return refuse(&d->call, e, NULL, -1);
	d->call.conn = conn;
	e = fn(d);
	d->call.conn = NULL;
	if (!e && d->answer.full)
		e = refuse(&d->call, E_FULL, NULL, -1);
	if (!e && d->look && (e = db_write(d->call.engine->db, note_look, d)))
		e = refuse(&d->call, e, NULL, -1);
	return e;
}

static void
finish(struct desk *d, enum err e)
{
	struct slice answer = e ? S("") : arena_copy(&d->rq->arena, buf_slice(&d->answer));

	buf_free(&d->answer);
	json_decref(d->body);
	d->call.engine->signin->release(d->call.who);
	if (e) {
		e = d->call.err ? d->call.err : e;
		metrics_refusal(e);
		http_problem(d->rq, e, d->call.fault, (size_t)d->call.nfault);
		return;
	}
	if (d->pdf.n) {
		http_set(d->rq, "Content-Disposition", d->name.p);
		http_answer(d->rq, 200, "application/pdf", d->pdf);
		return;
	}
	http_answer(d->rq, 200, "application/json; charset=utf-8", answer);
}

static void
serve(struct engine *engine, struct http_request *rq, int64_t id, const struct record *of, desk_fn *fn, bool post)
{
	struct desk *d = arena_new(&rq->arena, struct desk);
	enum err e;

	*d = (struct desk){ .rq = rq, .id = id, .of = of };
	d->call = (struct call){ .engine = engine, .arena = &rq->arena, .now_ms = clock_now_ms(), .request_id = rq->id, .peer = rq->peer };
	if ((e = engine->signin->authenticate(engine->signin->ctx, rq, &d->call.who))) {
		metrics_refusal(e);
		http_problem(rq, e, NULL, 0);
		return;
	}
	buf_init(&d->answer, ANSWER_MAX);
	if (!may(&d->call, of->can_read, 0))
		e = refuse(&d->call, E_FORBIDDEN, NULL, -1);
	else if (!(e = take(d, post)))
		e = answer_it(d, fn);
	finish(d, e);
}

struct question {
	const char *name;
	desk_fn *fn;
	bool post, whole;	/* whole: of no single row */
};

static bool
asked(struct http_request *rq, struct engine *e, const struct record *of, size_t prefix, const struct question *q, size_t n)
{
	struct slice rest = { rq->path.p + prefix, rq->path.n - prefix }, first;
	int64_t id = 0;
	bool whole = slice_cut(&rest, '/', &first) && !rest.p;

	if (!whole && (!slice_int(first, &id) || id <= 0))
		return false;
	for (size_t i = 0; i < n; i++)
		if (q[i].whole == whole && slice_is(whole ? first : rest, q[i].name)) {
			serve(e, rq, id, of, q[i].fn, q[i].post);
			return true;
		}
	return false;
}

void
incident_desk_serve(struct http_request *rq, void *engine)
{
	static const struct question list[] = {
		{ "similar", desk_similar, true, true }, { "callers", desk_callers, true, true }, { "recommendation", desk_recommendation, false, false },
		{ "timeline", desk_timeline, false, false }, { "report", desk_report, true, false },
	};

	if (!asked(rq, engine, &incident_record, sizeof INCIDENT_PREFIX - 1, list, N_ELEMS(list)))
		rest_serve(rq, engine);
}

void
order_desk_serve(struct http_request *rq, void *engine)
{
	static const struct question list[] = { { "way", desk_way, true, false } };

	if (!asked(rq, engine, &dispatch_order_record, sizeof ORDER_PREFIX - 1, list, N_ELEMS(list)))
		rest_serve(rq, engine);
}

void
joint_desk_serve(struct http_request *rq, void *engine)
{
	static const struct question list[] = { { "report", desk_joint_report, true, false } };

	if (!asked(rq, engine, &joint_operation_record, sizeof JOINT_PREFIX - 1, list, N_ELEMS(list)))
		rest_serve(rq, engine);
}

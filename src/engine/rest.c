/* SPDX-License-Identifier: Apache-2.0 */
/* rest.c - /api/v1/<records>: from the path to the function that does it, and back with an answer. doc/api.md */
#include "engine/rest.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "engine/event.h"
#include "engine/export.h"
#include "engine/metrics.h"
#include "engine/rest_.h"
#include "engine/signin.h"
#include "engine/table_.h"
#include "engine/take_.h"
#include "engine/view_.h"
#include "net/json.h"
#include "net/percent.h"

static bool
split(struct rest *r, struct slice path)
{
	struct slice piece, rest = path;

	while (slice_cut(&rest, '/', &piece)) {
		if (!piece.n)
			continue;
		if (r->nsegment == REST_SEGMENTS)
			return false;
		r->segment[r->nsegment++] = piece;
	}
	return true;
}

static void
release(struct rest *r)
{
	const struct who *who = r->call.who;
	struct engine *e = r->call.engine;

	buf_free(&r->answer);
	if (who && who->session)
		e->signin->release(who);
}

/* The request and its arena, in which r lies, may be gone as soon as the answer is given. */
void
rest_finish(struct rest *r, enum err e)
{
	struct http_request *rq = r->rq;
	struct slice answer;
	struct http_fault fault[CALL_FAULTS];
	size_t nfault = (size_t)r->call.nfault;
	int status = r->status;
	const char *type = r->type;

	if (!e && r->answer.full)
		e = E_FULL;
	if (e) {
		metrics_refusal(e);
		memcpy(fault, r->call.fault, sizeof fault);
		release(r);
		http_problem(rq, e, fault, nfault);
		return;
	}
	answer = r->answer.n ? arena_copy(&rq->arena, buf_slice(&r->answer)) : (struct slice){ "", 0 };
	if (r->etag[0])
		http_set(rq, "ETag", r->etag);
	if (r->location.n)
		http_set(rq, "Location", r->location.p);
	release(r);
	http_answer(rq, status, type, answer);
}

static enum err
audit_seen(struct job *j, struct conn *conn)
{
	struct rest *r = (struct rest *)j;
	enum err e;

	r->call.conn = conn;
	for (size_t i = 0; i < r->nseen; i++)
		if ((e = audit_read(&r->call, r->audit_verb, r->rec, r->seen[i], r->audit_detail)))
			return e;
	return r->nseen ? E_OK : audit_read(&r->call, r->audit_verb, r->rec, 0, r->audit_detail);
}

static void
audited(struct job *j, enum err e)
{
	rest_finish((struct rest *)j, e);
}

void
rest_answer(struct rest *r)
{
	if (!r->call.unmasked && !r->audit_verb) {
		rest_finish(r, E_OK);
		return;
	}
	if (!r->audit_verb)
		r->audit_verb = "read";
	r->call.conn = NULL;
	r->job.run = audit_seen;
	r->job.done = audited;
	db_submit(r->call.engine->db, &r->job);
}

enum err
rest_body(struct rest *r, json_t **ret)
{
	size_t at;
	size_t max = r->nsegment > 1 && slice_is(r->segment[1], "bulk") ? LIMIT_BULK_BODY : LIMIT_JSON_BODY;
	enum err e;

	if (!r->rq->body.n) {
		*ret = json_object();
		return E_OK;
	}
	if (r->rq->body.n > max)	/* the route lets more in for files; parsed, it would take a hundred times the space */
		return refuse(&r->call, E_TOO_LARGE, NULL, -1);
	if ((e = json_read(r->rq->body, ret, &at)))
		return refuse_named(&r->call, e, NULL, arena_printf(r->call.arena, "第%zu字节", at),
		    arena_printf(r->call.arena, "at byte %zu", at));
	return E_OK;
}

static void
put_list(struct rest *r, const struct list_query *q, const struct list_result *res)
{
	struct buf *b = &r->answer;

	r->seen = arena_array(r->call.arena, int64_t, (size_t)res->n + 1);
	buf_puts(b, "{\"items\":[");
	for (int i = 0; i < res->n; i++) {
		if (i)
			buf_putc(b, ',');
		row_json(&r->call, b, res->row[i], false);
	}
	buf_puts(b, "],\"next\":");
	buf_json(b, res->next);
	if (q->count)
		buf_printf(b, ",\"count\":%lld,\"count_capped\":%s", (long long)
		    (res->count > LIST_COUNT_MAX ? LIST_COUNT_MAX : res->count), res->count > LIST_COUNT_MAX ? "true" : "false");
	else
		buf_puts(b, ",\"count\":null,\"count_capped\":false");
	buf_puts(b, ",\"at\":\"");
	buf_time(b, r->call.now_ms);
	buf_printf(b, "\",\"seq\":%lld}", (long long)sse_last(r->call.engine->hub));
	r->status = 200;
}

static enum err
list_answer(struct rest *r, struct list_query *q)
{
	struct list_result res;
	enum err e;

	if ((e = record_list(&r->call, q, &res)))
		return e;
	put_list(r, q, &res);
	for (int i = 0; i < res.n; i++)
		if (res.row[i]->shown)
			r->seen[r->nseen++] = res.row[i]->id;
	return E_OK;
}

void
rest_list(struct rest *r)
{
	struct list_query q = { .rec = r->rec };
	enum err e = list_take_query(&r->call, r->rq, &q);

	if (!e && !may(&r->call, r->rec->can_read, 0))
		e = refuse(&r->call, E_FORBIDDEN, NULL, -1);
	if (!e)
		e = list_answer(r, &q);
	if (e)
		rest_finish(r, e);
	else
		rest_answer(r);
}

void
rest_search(struct rest *r)
{
	struct list_query q = { .rec = r->rec };
	json_scoped body = NULL;
	enum err e = rest_body(r, &body);

	if (!e && !may(&r->call, r->rec->can_read, 0))
		e = refuse(&r->call, E_FORBIDDEN, NULL, -1);
	if (!e)
		e = list_take_json(&r->call, body, &q);
	if (!e)
		e = list_answer(r, &q);
	for (int i = 0; i < q.nfilter; i++)
		if (q.filter[i].field >= 0 && (r->rec->field[q.filter[i].field].flags & PII))
			r->audit_verb = "search";
	if (e)
		rest_finish(r, e);
	else
		rest_answer(r);
}

void
rest_one(struct rest *r)
{
	struct row *row;
	enum err e = record_get(&r->call, r->rec, r->id, &row);

	if (e) {
		rest_finish(r, e);
		return;
	}
	r->seen = arena_array(r->call.arena, int64_t, 1);
	if (r->call.unmasked)
		r->seen[r->nseen++] = r->id;
	row_json(&r->call, &r->answer, row, true);
	(void)snprintf(r->etag, sizeof r->etag, "\"%lld\"", (long long)row->version);
	r->status = 200;
	rest_answer(r);
}

void
rest_history(struct rest *r)
{
	struct row *row;
	enum err e = record_get(&r->call, r->rec, r->id, &row);

	r->call.unmasked = 0;
	buf_puts(&r->answer, "{\"items\":");
	if (!e)
		e = audit_history_json(&r->call, r->rec, r->id, &r->answer);
	buf_putc(&r->answer, '}');
	if (e) {
		rest_finish(r, e);
		return;
	}
	if (r->call.unmasked || may_persons(&r->call, r->rec->can_read, r->rec->scope == SCOPE_NONE ? 0 : row->unit)) {
		r->seen = arena_array(r->call.arena, int64_t, 1);
		r->seen[r->nseen++] = r->id;
		r->audit_verb = "history";
	}
	r->status = 200;
	rest_answer(r);
}

const char *
verb_of(const struct record *rec, struct slice name)
{
	for (int i = 0; i < rec->nstep; i++)
		if (slice_is(name, rec->step[i].verb))
			return rec->step[i].verb;
	return NULL;
}

/* --- dispatch --- */

static void
no_route(struct rest *r)
{
	rest_finish(r, refuse(&r->call, E_NOT_FOUND, NULL, -1));
}

static void
no_method(struct rest *r)
{
	rest_finish(r, refuse(&r->call, E_NO_METHOD, NULL, -1));
}

static void
on_collection(struct rest *r)
{
	switch (r->rq->method) {
	case HTTP_GET: case HTTP_HEAD:
		rest_list(r);
		break;
	case HTTP_POST:
		rest_create(r);
		break;
	default:
		no_method(r);
	}
}

static void
on_row(struct rest *r)
{
	switch (r->rq->method) {
	case HTTP_GET: case HTTP_HEAD:
		rest_one(r);
		break;
	case HTTP_PATCH:
		rest_patch(r);
		break;
	default:
		no_method(r);
	}
}

static void
on_files(struct rest *r)
{
	r->slot = NULL;
	for (int i = 0; i < r->rec->nfile; i++)
		if (slice_is(r->segment[3], r->rec->file[i].name))
			r->slot = &r->rec->file[i];
	if (!r->slot || (r->nsegment == 5 && !slice_int(r->segment[4], &r->file_id)))
		no_route(r);
	else if (r->nsegment == 4 && r->rq->method == HTTP_POST)
		rest_file_put(r);
	else if (r->nsegment == 5 && (r->rq->method == HTTP_GET || r->rq->method == HTTP_HEAD))
		rest_file_get(r);
	else if (r->nsegment == 5 && r->rq->method == HTTP_DELETE)
		rest_file_remove(r);
	else
		no_method(r);
}

static void
on_below_row(struct rest *r)
{
	const char *verb = verb_of(r->rec, r->segment[2]);
	bool get = r->rq->method == HTTP_GET || r->rq->method == HTTP_HEAD;

	if (slice_is(r->segment[2], "files") && r->nsegment >= 4)
		on_files(r);
	else if (slice_is(r->segment[2], "history") && r->nsegment == 3)
		get ? rest_history(r) : no_method(r);
	else if (verb && r->nsegment == 3)
		r->rq->method == HTTP_POST ? rest_step(r, verb) : no_method(r);
	else
		no_route(r);
}

static void
on_record(struct rest *r)
{
	bool post = r->rq->method == HTTP_POST;

	if (r->nsegment == 1)
		on_collection(r);
	else if (slice_is(r->segment[1], "search") && r->nsegment == 2)
		post ? rest_search(r) : no_method(r);
	else if (slice_is(r->segment[1], "bulk") && r->nsegment == 3)
		post ? rest_bulk(r, r->segment[2]) : no_method(r);
	else if (slice_is(r->segment[1], "export") && r->nsegment == 2)
		post ? rest_export(r) : no_method(r);
	else if (!slice_int(r->segment[1], &r->id) || r->id < 1)
		no_route(r);
	else if (r->nsegment == 2)
		on_row(r);
	else
		on_below_row(r);
}

static void
on_roles(struct rest *r)
{
	char space[64];

	buf_puts(&r->answer, "{\"items\":[");
	for (unsigned i = 0; i < ROLE_COUNT; i++) {
		buf_printf(&r->answer, "%s{\"name\":\"%s\",\"title\":", i ? "," : "", role_name(i));
		buf_json(&r->answer, title_zh(role_title(i)));
		buf_puts(&r->answer, ",\"title_en\":");
		buf_json(&r->answer, title_en(role_title(i), role_name(i), space, sizeof space));
		buf_putc(&r->answer, '}');
	}
	buf_puts(&r->answer, "]}");
	r->status = 200;
	rest_finish(r, E_OK);
}

static void
on_events(struct rest *r)
{
	struct http_request *rq = r->rq;
	const struct who *who = r->call.who;
	struct engine *e = r->call.engine;

	buf_free(&r->answer);
	event_serve(e, rq, who);	/* releases who at the end of the stream */
}

static const struct {
	const char *name;
	void (*serve)(struct rest *r);
} fixed[] = {
	{ "roles", on_roles }, { "events", on_events }, { "views", rest_view }, { "search", rest_find },
};

static void
dispatch(struct rest *r)
{
	struct engine *e = r->call.engine;

	for (size_t i = 0; r->nsegment && i < N_ELEMS(fixed); i++)
		if (slice_is(r->segment[0], fixed[i].name)) {
			fixed[i].serve(r);
			return;
		}
	r->rec = r->nsegment ? record_by_path(e, r->segment[0]) : NULL;
	if (r->rec)
		on_record(r);
	else
		no_route(r);
}

static enum err
take_reason_header(struct rest *r)
{
	struct slice given = http_header(r->rq, "Luan-Reason"), text;

	if (!given.n)
		return E_OK;
	if (percent_decode(r->call.arena, given, &text))
		return refuse_text(&r->call, E_BAD_VALUE, "Luan-Reason", NULL, NULL);
	return take_reason_text(&r->call, "Luan-Reason", text);
}

/* Reads borrow a reader for as long as they work; writes come back on the writer. */
void
rest_serve(struct http_request *rq, void *ctx)
{
	struct engine *e = ctx;
	struct rest *r = arena_new(&rq->arena, struct rest);
	struct slice below = { rq->path.p + sizeof "/api/v1" - 1, rq->path.n - (sizeof "/api/v1" - 1) };
	reader_scoped reader = NULL;
	enum err err;

	r->rq = rq;
	r->type = "application/json; charset=utf-8";
	buf_init(&r->answer, LIMIT_ANSWER);
	r->call = (struct call){ .engine = e, .arena = &rq->arena, .now_ms = clock_now_ms(),
		.request_id = rq->id, .peer = rq->peer };
	if ((err = e->signin->authenticate(e->signin->ctx, rq, &r->call.who))) {
		metrics_refusal(err);
		buf_free(&r->answer);
		http_problem(rq, err, NULL, 0);
		return;
	}
	if (!split(r, below)) {
		no_route(r);
		return;
	}
	metrics_route(rq->method, r->segment, r->nsegment);
	if ((err = take_reason_header(r)) || (err = db_reader(e->db, &reader))) {
		rest_finish(r, err);
		return;
	}
	conn_deadline(reader, clock_mono_ms() + LIMIT_QUERY_S * 1000);
	r->call.conn = reader;
	dispatch(r);
}

size_t
rest_body_max(void)
{
	return LIMIT_FILE_BODY;
}

/* Under load exports are refused first, then reads; steps and sign-offs last. */
enum http_worth
rest_worth(const struct http_request *rq)
{
	size_t n = sizeof "/export" - 1;

	if (rq->method == HTTP_GET || rq->method == HTTP_HEAD)
		return WORTH_READ;
	if (rq->path.n > n && !memcmp(rq->path.p + rq->path.n - n, "/export", n))
		return WORTH_EXPORT;
	n = sizeof "/search" - 1;
	return rq->path.n > n && !memcmp(rq->path.p + rq->path.n - n, "/search", n) ? WORTH_READ : WORTH_STEP;
}

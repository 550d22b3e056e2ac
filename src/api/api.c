/* SPDX-License-Identifier: Apache-2.0 */
#include "api/api.h"

#include <stdio.h>
#include <unistd.h>

#include "api/hand_.h"
#include "base/clock.h"
#include "engine/deadline.h"
#include "engine/import.h"
#include "engine/openapi.h"
#include "engine/timer.h"
#include "net/json.h"
#include "net/percent.h"

static void
plain(struct http_request *rq, int status, struct slice text)
{
	http_answer(rq, status, "text/plain; charset=utf-8", text);
}

static void
healthz(struct http_request *rq, void *ctx)
{
	(void)ctx;
	plain(rq, 200, S("ok\n"));
}

/* Ready: the store answers a read. */
static void
readyz(struct http_request *rq, void *ctx)
{
	struct api *a = ctx;
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	bool ok = a->ready && !db_reader(a->engine->db, &c) && !sql(c, &st, "SELECT 1") && !sql_step(st);

	plain(rq, ok ? 200 : 503, ok ? S("ready\n") : S("not ready\n"));
}

/* --- POST /api/v1/terms/reckon {"term","from"} --- */

static enum err
reckon(struct hand *h)
{
	struct slice term = json_slice(json_object_get(h->body, "term")), why;
	int64_t from, due;
	enum err e;

	if (!term.n)
		return refuse_text(&h->call, E_MISSING, "term", NULL, NULL);
	if (!time_parse(json_slice(json_object_get(h->body, "from")), &from))
		return refuse_text(&h->call, E_BAD_VALUE, "from", "须为带时区的时间", "must be a time with its zone");
	if ((e = deadline_reckon(&h->call, term, from, &due, &why)))
		return h->call.err ? e : refuse_text(&h->call, e == E_NOT_FOUND ? E_BAD_VALUE : e, "term", NULL, NULL);
	buf_puts(&h->answer, "{\"due_at\":\"");
	buf_time(&h->answer, due);
	buf_puts(&h->answer, "\",\"why\":");
	buf_json(&h->answer, due_why_zh(why));
	buf_puts(&h->answer, ",\"why_en\":");
	buf_json(&h->answer, due_why_en(why));
	buf_putc(&h->answer, '}');
	return E_OK;
}

static void
reckon_serve(struct http_request *rq, void *ctx)
{
	struct hand h;

	if (!hand_open(ctx, rq, R_ANY, false, &h))
		return;
	hand_close(&h, rq->method == HTTP_POST ? reckon(&h) : refuse(&h.call, E_NO_METHOD, NULL, -1));
}

/* --- POST /api/v1/imports/{devices|holidays|codes|terms|registry|authorities|factors|evidence|speeds|figures|grants} --- */

static const struct {
	const char *path, *record;
} imports[] = {
	{ "devices", "device" }, { "holidays", "calendar_day" }, { "codes", "violation_code" }, { "terms", "legal_term" },
	{ "registry", "registry_vehicle" }, { "authorities", "authority" }, { "factors", "discretion_factor" }, { "evidence", "evidence_rule" },
	{ "speeds", "speed_band" }, { "figures", "enforcement_rule" },
	{ "grants", "camera_grant" },
};

const struct record *
import_target(const struct engine *e, struct slice name)
{
	for (size_t i = 0; i < N_ELEMS(imports); i++)
		if (slice_is(name, imports[i].path))
			return record_named(e, slice_of(imports[i].record));
	return NULL;
}

static enum err
import(struct hand *h)
{
	struct slice name = { h->rq->path.p + sizeof "/api/v1/imports/" - 1, h->rq->path.n - (sizeof "/api/v1/imports/" - 1) };
	struct slice reason = http_header(h->rq, "Luan-Reason");
	const struct record *rec = import_target(h->call.engine, name);
	struct import_order o = { .rec = rec, .csv = h->rq->body, .who = h->call.who, .request_id = h->rq->id, .peer = h->rq->peer,
		.preview = slice_is(http_query(h->rq, "preview"), "true") };
	struct import_report r;
	enum err e;

	if (!rec)
		return refuse(&h->call, E_NOT_FOUND, NULL, -1);
	if (!may(&h->call, rec->can_create, 0))
		return refuse(&h->call, E_FORBIDDEN, NULL, -1);
	if (reason.n && (percent_decode(&h->rq->arena, reason, &o.why) || utf8_count(o.why) > LIMIT_REASON))
		return refuse_text(&h->call, E_BAD_VALUE, "Luan-Reason", NULL, NULL);
	if (!o.preview && !o.why.n)
		return refuse_text(&h->call, E_NO_REASON, "Luan-Reason", NULL, NULL);
	import_report_init(&r);
	e = record_import(h->call.engine, &o, &r);
	if (e == E_BAD_BODY)	/* the report says what is wrong with the header */
		e = E_OK;
	if (!e)
		import_report_json(&r, &h->answer);
	import_report_free(&r);
	return e ? refuse(&h->call, e, NULL, -1) : E_OK;
}

static void
import_serve(struct http_request *rq, void *ctx)
{
	struct hand h;

	if (!hand_open(ctx, rq, R_ANY, true, &h))
		return;
	hand_close(&h, rq->method == HTTP_POST ? import(&h) : refuse(&h.call, E_NO_METHOD, NULL, -1));
}

/* --- GET /api/v1/health --- */

static int64_t
resident_bytes(void)
{
	long pages = 0, resident = 0;
	FILE *f = fopen("/proc/self/statm", "re");

	if (f && fscanf(f, "%ld %ld", &pages, &resident) != 2)
		resident = 0;
	if (f)
		(void)fclose(f);
	return (int64_t)resident * sysconf(_SC_PAGESIZE);
}

static void
put_number(struct buf *b, const char *name, int64_t v)
{
	buf_printf(b, "%s\"%s\":%lld", b->p[b->n - 1] == '{' ? "" : ",", name, (long long)v);
}

static enum err
health(struct hand *h, struct api *a)
{
	struct buf *b = &h->answer, missing;
	struct db_stats db;
	struct http_stats http;
	struct engine *e = a->engine;

	db_stats(e->db, &db);
	http_stats(*a->server, &http);
	buf_printf(b, "{\"version\":\"0.1.0\",\"simulated\":%s,\"store\":{\"kind\":\"%s\"", e->simulated ? "true" : "false",
	    db_kind(e->db) == DB_SQLITE ? "sqlite" : "postgres");
	put_number(b, "jobs", db.jobs);
	put_number(b, "commits", db.commits);
	put_number(b, "job_errors", db.job_errors);
	put_number(b, "queued", db.queued);
	put_number(b, "refused_busy", db.busy);
	put_number(b, "bytes_on_disk", db.bytes_on_disk);
	put_number(b, "bytes_free", db.bytes_free);
	buf_puts(b, "},\"http\":{");
	put_number(b, "requests", http.requests);
	put_number(b, "connections", http.connections);
	put_number(b, "streams", http.streams);
	put_number(b, "queued", http.queued);
	put_number(b, "bodies_in_flight", http.bodies_in_flight);
	put_number(b, "refused_busy", http.refused_busy);
	put_number(b, "refused_large", http.refused_large);
	put_number(b, "refused_address", http.refused_address);
	put_number(b, "timed_out", http.timed_out);
	put_number(b, "bad_requests", http.bad_requests);
	buf_puts(b, "},\"process\":{");
	put_number(b, "resident_bytes", resident_bytes());
	put_number(b, "uptime_s", (clock_mono_ms() - a->began_mono_ms) / 1000);
	put_number(b, "event_seq", sse_last(e->hub));
	buf_puts(b, "},\"timers\":");
	timers_json(e, b);
	buf_puts(b, ",\"missing_terms\":");
	buf_init(&missing, KIB(64));
	deadline_missing(e, &missing);
	buf_json(b, missing.n ? buf_slice(&missing) : S(""));
	buf_free(&missing);
	buf_puts(b, ",\"time\":\"");
	buf_time(b, clock_now_ms());
	buf_puts(b, "\"}");
	return E_OK;
}

static void
health_serve(struct http_request *rq, void *ctx)
{
	struct hand h;

	if (!hand_open(ctx, rq, R_sysadmin | R_auditor, false, &h))
		return;
	hand_close(&h, rq->method == HTTP_GET ? health(&h, ctx) : refuse(&h.call, E_NO_METHOD, NULL, -1));
}

/* --- POST /api/v1/audit/verify: the newest batches; the whole chain is for luan audit verify --- */

#define VERIFY_BATCHES 1000

static enum err
verify(struct hand *h, struct api *a)
{
	struct buf *b = &h->answer;
	struct audit_report r = { 0 };
	enum err e = audit_verify_newest(a->engine->db, a->engine->options.data_dir, VERIFY_BATCHES, h->call.arena, &r);

	if (e && e != E_CORRUPT)
		return refuse(&h->call, e, NULL, -1);
	buf_printf(b, "{\"whole\":%s,\"rows\":%lld,\"batches\":%lld,\"bad_seq\":%lld,\"what\":", e ? "false" : "true",
	    (long long)r.rows, (long long)r.batches, (long long)r.bad_seq);
	buf_json(b, r.what_zh);
	buf_puts(b, ",\"what_en\":");
	buf_json(b, r.what_en);
	buf_putc(b, '}');
	return E_OK;
}

static void
verify_serve(struct http_request *rq, void *ctx)
{
	struct hand h;

	if (!hand_open(ctx, rq, R_auditor, false, &h))
		return;
	hand_close(&h, rq->method == HTTP_POST ? verify(&h, ctx) : refuse(&h.call, E_NO_METHOD, NULL, -1));
}

/* --- POST /api/v1/clock {"now", "run"?}: the simulated clock, and a timer that is due by it, in stores stamped as simulated and nowhere else --- */

static enum err
set_clock(struct hand *h)
{
	int64_t now = 0;
	const json_t *j = json_object_get(h->body, "now"), *run = json_object_get(h->body, "run");

	if (!h->call.engine->simulated)
		return refuse(&h->call, E_NOT_FOUND, NULL, -1);
	if (!json_is_null(j) && !time_parse(json_slice(j), &now))
		return refuse_text(&h->call, E_BAD_VALUE, "now", NULL, NULL);
	clock_simulate(now);
	if (json_is_string(run))
		timer_kick(h->call.engine, json_string_value(run));
	buf_puts(&h->answer, "{\"now\":\"");
	buf_time(&h->answer, clock_now_ms());
	buf_puts(&h->answer, "\"}");
	return E_OK;
}

static void
clock_serve(struct http_request *rq, void *ctx)
{
	struct hand h;

	if (!hand_open(ctx, rq, R_sysadmin, false, &h))
		return;
	hand_close(&h, rq->method == HTTP_POST ? set_clock(&h) : refuse(&h.call, E_NO_METHOD, NULL, -1));
}

static enum http_worth
probe_worth(const struct http_request *rq)
{
	(void)rq;
	return WORTH_STEP;	/* a probe must not be refused because others export */
}

size_t
api_routes(struct api *a, struct http_route *route, size_t max)
{
	const struct http_route own[] = {
		{ .prefix = "/healthz", .handle = healthz, .ctx = a, .worth = probe_worth, .quick = true },
		{ .prefix = "/readyz", .handle = readyz, .ctx = a, .worth = probe_worth },
		{ .prefix = "/api/v1/openapi.json", .handle = openapi_serve, .ctx = (void *)(uintptr_t)a->engine->pages },
		{ .prefix = "/api/v1/terms/reckon", .handle = reckon_serve, .ctx = a, .body_max = KIB(4) },
		{ .prefix = "/api/v1/imports/", .handle = import_serve, .ctx = a, .body_max = LIMIT_FILE_BODY },
		{ .prefix = "/api/v1/health", .handle = health_serve, .ctx = a, .worth = probe_worth },
		{ .prefix = "/api/v1/audit/verify", .handle = verify_serve, .ctx = a, .body_max = KIB(4) },
		{ .prefix = "/api/v1/clock", .handle = clock_serve, .ctx = a, .body_max = KIB(4) },
	};
	size_t n = 0;

	a->began_mono_ms = clock_mono_ms();
	for (size_t i = 0; i < N_ELEMS(own) && n < max; i++)
		route[n++] = own[i];
	return n;
}

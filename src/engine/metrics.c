/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/metrics.h"

#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>
#include "base/clock.h"
#include "base/limits.h"
#include "engine/names_.h"

/* ---- counters ---- */

typedef _Atomic uint64_t counter;

/* What can be done with a collection or a row; the text is what follows the plural in the label. */
enum shape {
	SHAPE_ALL, SHAPE_ONE, SHAPE_SEARCH, SHAPE_BULK, SHAPE_EXPORT, SHAPE_HISTORY, SHAPE_FILES, SHAPE_STEP, SHAPES
};
static const char *const shape_text[] = {
	"", "/{id}", "/search", "/bulk/{verb}", "/export", "/{id}/history", "/{id}/files", "/{id}/{verb}",
};
static const char *const method_text[] = { "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "OTHER" };
#define METHODS N_ELEMS(method_text)

/* Routes that no page derives. */
static const char *const fixed_route[] = {
	"session", "sessions", "views", "events", "search", "audit", "terms", "health", "roles", "openapi.json", "imports",
	"other",
};

struct step_count {
	const struct record *rec;
	const char *verb;
	counter n;
};
static struct {
	const struct pages *pages;
	char (*plural)[NAME_MAX_TEXT];			/* [nrecord] */
	counter (*route)[SHAPES][METHODS];		/* [nrecord] */
	counter fixed[N_ELEMS(fixed_route)][METHODS];
	counter refusal[ERR_COUNT];
	struct step_count *step;
	size_t nstep;
	counter *view;					/* [nview] */
	int64_t began_ms;
} m;

static void
add_step(const struct record *rec, const char *verb)
{
	for (size_t i = 0; i < m.nstep; i++)
		if (m.step[i].rec == rec && strcmp(m.step[i].verb, verb) == 0)
			return;
	m.step[m.nstep].rec = rec;
	m.step[m.nstep++].verb = verb;
}

void
metrics_open(const struct pages *p)
{
	size_t n = 0;
	if (m.pages)
		return;
	for (int i = 0; i < p->nrecord; i++)
		n += 2 + (size_t)p->record[i]->nstep;
	m.plural = mem_alloc(mul_size((size_t)p->nrecord + 1, sizeof *m.plural));
	m.route = mem_alloc(mul_size((size_t)p->nrecord + 1, sizeof *m.route));
	m.view = mem_alloc(mul_size((size_t)p->nview + 1, sizeof *m.view));
	m.step = mem_alloc(mul_size(n + 1, sizeof *m.step));
	for (int i = 0; i < p->nrecord; i++) {
		name_plural(p->record[i]->name, m.plural[i]);
		add_step(p->record[i], "create");
		add_step(p->record[i], "patch");
		for (int k = 0; k < p->record[i]->nstep; k++)
			add_step(p->record[i], p->record[i]->step[k].verb);
	}
	m.began_ms = clock_now_ms();
	m.pages = p;
}

static void
count(counter *n)
{
	atomic_fetch_add_explicit(n, 1, memory_order_relaxed);
}

void
metrics_refusal(enum err e)
{
	if (e > E_OK && e < ERR_COUNT)
		count(&m.refusal[e]);
}

void
metrics_step(const struct record *rec, const char *verb)
{
	for (size_t i = 0; i < m.nstep; i++)
		if (m.step[i].rec == rec && strcmp(m.step[i].verb, verb) == 0)
			count(&m.step[i].n);
}

void
metrics_view(const struct view *v)
{
	for (int i = 0; m.pages && i < m.pages->nview; i++)
		if (m.pages->view[i] == v)
			count(&m.view[i]);
}

static enum shape
shape_of(const struct slice *segment, int n)
{
	static const struct { const char *word; int at; enum shape shape; } known[] = {
		{ "search", 1, SHAPE_SEARCH }, { "bulk", 1, SHAPE_BULK }, { "export", 1, SHAPE_EXPORT },
		{ "history", 2, SHAPE_HISTORY }, { "files", 2, SHAPE_FILES },
	};
	for (size_t i = 0; i < N_ELEMS(known); i++)
		if (n > known[i].at && slice_is(segment[known[i].at], known[i].word))
			return known[i].shape;
	return n <= 1 ? SHAPE_ALL : n == 2 ? SHAPE_ONE : SHAPE_STEP;
}

void
metrics_route(enum http_method method, const struct slice *segment, int n)
{
	size_t i = 0, verb = (size_t)method < METHODS ? (size_t)method : METHODS - 1;
	if (!m.pages)
		return;
	for (int k = 0; n > 0 && k < m.pages->nrecord; k++)
		if (slice_is(segment[0], m.plural[k])) {
			count(&m.route[k][shape_of(segment, n)][verb]);
			return;
		}
	while (i + 1 < N_ELEMS(fixed_route) && !(n > 0 && slice_is(segment[0], fixed_route[i])))
		i++;
	count(&m.fixed[i][verb]);
}

/* ---- text ---- */

static uint64_t
value(counter *n)
{
	return atomic_load_explicit(n, memory_order_relaxed);
}

static void
put_head(struct buf *b, const char *name, const char *type, const char *help)
{
	buf_printf(b, "# HELP %s %s\n# TYPE %s %s\n", name, help, name, type);
}

static void
put_figure(struct buf *b, const char *name, const char *type, const char *help, double v)
{
	put_head(b, name, type, help);
	buf_printf(b, "%s %.15g\n", name, v);
}

void
metrics_rows(struct buf *b, const struct metrics_row *row, size_t n, const void *figures)
{
	for (size_t i = 0; i < n; i++) {
		int64_t v = *(const int64_t *)((const char *)figures + row[i].at);
		if (!i || strcmp(row[i].name, row[i - 1].name))
			put_head(b, row[i].name, row[i].type, row[i].help);
		if (row[i].label)
			buf_printf(b, "%s{%s} %lld\n", row[i].name, row[i].label, (long long)v);
		else
			buf_printf(b, "%s %lld\n", row[i].name, (long long)v);
	}
}

static void
put_routes(struct buf *b)
{
	put_head(b, "luan_requests_total", "counter", "Requests by route of the API.");
	for (int r = 0; m.pages && r < m.pages->nrecord; r++)
		for (size_t s = 0; s < SHAPES; s++)
			for (size_t v = 0; v < METHODS; v++)
				if (value(&m.route[r][s][v]))
					buf_printf(b, "luan_requests_total{route=\"/api/v1/%s%s\",method=\"%s\"} %llu\n", m.plural[r],
					    shape_text[s], method_text[v], (unsigned long long)value(&m.route[r][s][v]));
	for (size_t i = 0; i < N_ELEMS(fixed_route); i++)
		for (size_t v = 0; v < METHODS; v++)
			if (value(&m.fixed[i][v]))
				buf_printf(b, "luan_requests_total{route=\"/api/v1/%s\",method=\"%s\"} %llu\n", fixed_route[i],
				    method_text[v], (unsigned long long)value(&m.fixed[i][v]));
}

static void
put_steps(struct buf *b)
{
	put_head(b, "luan_steps_total", "counter", "Writes that were carried out, by record and verb.");
	for (size_t i = 0; i < m.nstep; i++)
		buf_printf(b, "luan_steps_total{record=\"%s\",verb=\"%s\"} %llu\n", m.step[i].rec->name, m.step[i].verb,
		    (unsigned long long)value(&m.step[i].n));
	put_head(b, "luan_refusals_total", "counter", "Requests refused, by code.");
	for (int i = 1; i < ERR_COUNT; i++)
		if (value(&m.refusal[i]))
			buf_printf(b, "luan_refusals_total{code=\"%s\"} %llu\n", err_name(i), (unsigned long long)value(&m.refusal[i]));
	put_head(b, "luan_views_total", "counter", "Views asked.");
	for (int i = 0; m.pages && i < m.pages->nview; i++)
		buf_printf(b, "luan_views_total{view=\"%s\"} %llu\n", m.pages->view[i]->name, (unsigned long long)value(&m.view[i]));
}

static void
put_http(struct buf *b, const struct http_server *server)
{
	struct http_stats s;
	if (!server)
		return;
	http_stats(server, &s);
	put_figure(b, "luan_http_requests_total", "counter", "Requests received.", (double)s.requests);
	put_figure(b, "luan_http_refused_busy_total", "counter", "Requests refused because of load.", (double)s.refused_busy);
	put_figure(b, "luan_http_refused_large_total", "counter", "Bodies over their limit.", (double)s.refused_large);
	put_figure(b, "luan_http_refused_address_total", "counter", "Connections over the limit of their address.", (double)s.refused_address);
	put_figure(b, "luan_http_timed_out_total", "counter", "Requests that did not arrive in time.", (double)s.timed_out);
	put_figure(b, "luan_http_bad_requests_total", "counter", "Requests that were no HTTP.", (double)s.bad_requests);
	put_figure(b, "luan_http_connections", "gauge", "Open connections.", (double)s.connections);
	put_figure(b, "luan_http_bodies_in_flight_bytes", "gauge", "Bytes of bodies held in memory.", (double)s.bodies_in_flight);
	put_figure(b, "luan_http_streams", "gauge", "Readers of the event stream.", (double)s.streams);
	put_figure(b, "luan_http_queued", "gauge", "Requests waiting for a worker.", (double)s.queued);
}

static void
put_store(struct buf *b, struct db *db)
{
	struct db_stats s;
	db_stats(db, &s);
	put_figure(b, "luan_store_jobs_total", "counter", "Write jobs run.", (double)s.jobs);
	put_figure(b, "luan_store_commits_total", "counter", "Commits to disk.", (double)s.commits);
	put_figure(b, "luan_store_job_errors_total", "counter", "Write jobs that ended in an error.", (double)s.job_errors);
	put_figure(b, "luan_store_queued", "gauge", "Write jobs waiting.", (double)s.queued);
	put_figure(b, "luan_store_busy_total", "counter", "Write jobs refused because the queue was full.", (double)s.busy);
	put_figure(b, "luan_store_read_loans_total", "counter", "Readers lent.", (double)s.read_loans);
	put_figure(b, "luan_store_bytes", "gauge", "Size of the store on disk.", (double)s.bytes_on_disk);
	put_figure(b, "luan_store_free_bytes", "gauge", "Free space of the disk of the data directory.", (double)s.bytes_free);
}

/* Rows that no batch holds yet: on SQLite a batch is a range, on PostgreSQL each row knows its batch. */
static void
put_audit(struct buf *b, struct db *db)
{
	static const char *const text[] = {
		[DB_SQLITE] = "SELECT count(*) FROM audit WHERE seq > (SELECT COALESCE(max(last_seq), 0) FROM audit_batch)",
		[DB_POSTGRES] = "SELECT count(*) FROM audit WHERE batch IS NULL",
	};
	reader_scoped conn = NULL;
	stmt_scoped st = NULL;
	if (db_reader(db, &conn) || sql(conn, &st, text[db_kind(db)]) || sql_step(st))
		return;
	put_figure(b, "luan_audit_unsealed", "gauge", "Audit rows not yet in the signed chain.", (double)col_int(st, 0));
}

static double
resident_bytes(void)
{
	unsigned long total, resident = 0;
	FILE *f = fopen("/proc/self/statm", "r");
	if (f) {
		if (fscanf(f, "%lu %lu", &total, &resident) != 2)
			resident = 0;
		fclose(f);
	}
	return (double)resident * (double)sysconf(_SC_PAGESIZE);
}

static void
put_process(struct buf *b)
{
	struct rusage u;
	if (getrusage(RUSAGE_SELF, &u) == 0)
		put_figure(b, "process_cpu_seconds_total", "counter", "Processor time used.",
		    (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6);
	put_figure(b, "process_resident_memory_bytes", "gauge", "Resident memory.", resident_bytes());
	put_figure(b, "process_start_time_seconds", "gauge", "When the server started.", (double)m.began_ms / 1000);
}

void
metrics_text(struct engine *e, const struct http_server *server, struct buf *b)
{
	put_routes(b);
	put_steps(b);
	put_http(b, server);
	if (e->db) {
		put_store(b, e->db);
		put_audit(b, e->db);
	}
	if (e->hub)
		put_figure(b, "luan_event_seq", "gauge", "Number of the newest event.", (double)sse_last(e->hub));
	put_process(b);
}

void
metrics_serve(struct http_request *rq, void *source)
{
	const struct metrics_source *s = source;
	struct buf b;
	if (rq->method != HTTP_GET && rq->method != HTTP_HEAD) {
		http_problem(rq, E_NO_METHOD, NULL, 0);
		return;
	}
	buf_init(&b, MIB(4));
	metrics_text(s->engine, s->server ? *s->server : NULL, &b);
	if (s->more)
		s->more(s->ctx, &b);
	if (b.full)
		http_problem(rq, E_FULL, NULL, 0);
	else
		http_answer(rq, 200, "text/plain; version=0.0.4; charset=utf-8", buf_slice(&b));
	buf_free(&b);
}

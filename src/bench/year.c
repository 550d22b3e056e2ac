/* SPDX-License-Identifier: Apache-2.0 */
/* year.c - a simulated year of violations: how long it takes to load, and how quick its lists, figures, deadlines and documents are then.
 *
 * The store is large (6 GB at full size) and kept in dir for the next time; "year" makes it anew, "cases" uses what is there;
 * "deadlines" makes one of open cases alone. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/clock.h"
#include "bench/bench_.h"
#include "demo/demo.h"
#include "engine/deadline.h"
#include "net/client.h"
#include "net/json.h"

#define CLIENTS 4
#define EACH 40

static int64_t
year_rows(const struct bench *b)
{
	return b->o.rows ? b->o.rows : YEAR_VIOLATIONS;
}

static const char *
year_path(struct bench *b)
{
	return house_path(b, arena_printf(&b->arena, "year-%lld", (long long)year_rows(b)).p);
}

static char *
word(struct bench *b, const char *s)
{
	return arena_str(&b->arena, slice_of(s));
}

static enum err
load(struct bench *b, const char *data)
{
	const char *count = arena_printf(&b->arena, "--demo-year=%lld", (long long)year_rows(b)).p;
	char *argv[] = { word(b, "luan"), word(b, "init"), word(b, "--data"), word(b, data), word(b, count),
		word(b, "--log-level"), word(b, "warn"), NULL };
	int64_t us, peak;
	struct stat st;
	FILE *mark;
	enum err e;

	(void)setenv("LUAN_DEMO_PASSWORD", BENCH_PASSWORD, 1);
	(void)setenv("LUAN_ADMIN_PASSWORD", BENCH_PASSWORD, 1);
	house_remove(b, data);
	if ((e = program_run(b, argv, &us, &peak)))
		return e;
	figure_one(b, "year_load", (double)us / 1e6, "s");
	figure_one(b, "year_load_rate", (double)year_rows(b) / ((double)us / 1e6), "violations/s");
	figure_one(b, "year_load_rss", (double)peak / 1048576, "MiB");
	if (!stat(arena_printf(&b->arena, "%s/luan.db", data).p, &st))
		figure_one(b, "year_store", (double)st.st_size / 1073741824, "GiB");
	mark = fopen(house_mark(b, data), "we");
	return !mark || fclose(mark) ? E_STORE : E_OK;
}

enum err
bench_year(struct bench *b)
{
	enum err e = load(b, year_path(b));

	return e ? bench_failed("year", e) : E_OK;
}

/* ---- lists and figures ---- */

struct asking {
	const char *name, *target;
	bool figure;			/* a view: told apart from the lists */
};
static const struct asking asked[] = {
	{ "records, newest", "camera_records?limit=50", false },
	{ "records, first review by deadline", "camera_records?state=captured&sort=due_at&limit=50", false },
	{ "records of a kind", "camera_records?code=1625&sort=-captured_at&limit=50", false },
	{ "records of a day", "camera_records?captured_at.gte={-3}T00:00:00%2B08:00&captured_at.lt={-2}T00:00:00%2B08:00&limit=50", false },
	{ "cases, newest", "violation_cases?limit=50", false },
	{ "cases to be paid, by deadline", "violation_cases?state=served&sort=due_at&limit=50", false },
	{ "cases overdue", "violation_cases?state=overdue&sort=due_at&limit=50", false },
	{ "cases closed, last changed", "violation_cases?state=closed&sort=-updated_at&limit=50", false },
	{ "stops, newest", "violation_cases?source=stop&sort=-happened_at&limit=50", false },
	{ "payment orders, open", "payment_orders?state=open&sort=-created_at&limit=50", false },
	{ "counter: to review", "camera_records?state=captured&count=true&limit=1", false },
	{ "counter: overdue", "violation_cases?state=overdue&count=true&limit=1", false },
	{ "counter: to be paid", "violation_cases?state=served&count=true&limit=1", false },
	{ "figures of a day", "views/enforcement_figures?from={-2}&to={-1}", true },
	{ "figures of a week, compared", "views/enforcement_figures?from={-8}&to={-1}&compare=mom", true },
	{ "decisions of a month", "views/violation_figures?from={-31}&to={-1}", true },
};

struct cases {
	const char *header, *target[N_ELEMS(asked)];
	int from, to;			/* of asked, in turn */
	int64_t n, max, odd;
};

static bool
next_case(void *ctx, int i, struct buf *request)
{
	struct cases *c = ctx;
	int64_t n = c->n++;

	(void)i;
	client_request(request, "GET", c->target[c->from + n % (c->to - c->from)], c->header, (struct slice){ NULL, 0 });
	return n < c->max;
}

static void
case_taken(void *ctx, int i, int status, struct slice body)
{
	struct cases *c = ctx;

	(void)i;
	if (status == 200 || c->odd++)
		return;
	(void)fprintf(stderr, "bench: %d %.*s\n", status, (int)(body.n < 300 ? body.n : 300), body.p);
}

/* {-3}: the day three days ago. */
static const char *
days_in(struct bench *b, const char *text)
{
	struct slice rest = slice_of(text), piece, s;
	char day[TIME_TEXT_MAX];
	struct buf out;
	int64_t n;

	buf_init(&out, KIB(1));
	buf_puts(&out, "/api/v1/");
	for (bool in = false; slice_cut(&rest, in ? '}' : '{', &piece); in = !in) {
		if (in && slice_int(piece, &n)) {
			(void)date_print(beijing_day(clock_now_ms()) + (int32_t)n, day);
			piece = slice_of(day);
		}
		buf_put(&out, piece);
	}
	buf_putc(&out, '\0');
	s = arena_copy(&b->arena, buf_slice(&out));
	buf_free(&out);
	return s.p;
}

static enum err
ask_each(struct bench *b, struct load_options *o, struct cases *c)
{
	struct load_result r;
	enum err e;

	o->connections = 1;
	o->seconds = 0;
	for (size_t i = 0; i < N_ELEMS(asked); i++) {
		c->from = (int)i;
		c->to = (int)i + 1;
		c->n = 0;
		c->max = EACH;
		if ((e = load_run(o, &r)))
			return e;
		(void)printf("# %-36s p50 %7.1f ms, p95 %7.1f ms\n", asked[i].name, (double)r.p50_us / 1e3, (double)r.p95_us / 1e3);
		(void)fflush(stdout);
	}
	return c->odd ? E_INTERNAL : E_OK;
}

static enum err
ask_mix(struct bench *b, struct load_options *o, struct cases *c, const char *name, int from, int to)
{
	struct figure p95 = { .name = name, .unit = "ms" };
	struct load_result r;
	enum err e;

	c->from = from;
	c->to = to;
	c->max = INT64_MAX;
	o->connections = CLIENTS;
	o->seconds = b->o.seconds;
	for (int i = 0; i < b->o.runs; i++) {
		c->n = 0;
		if ((e = load_run(o, &r)))
			return e;
		figure_add(&p95, (double)r.p95_us / 1e3);
	}
	figure_print(b, &p95);
	return c->odd ? E_INTERNAL : E_OK;
}

/* ---- one vehicle ---- */

struct vehicles {
	const char *header, *target[50];
	int n;
	int64_t next, odd;
};

static bool
next_vehicle(void *ctx, int i, struct buf *request)
{
	struct vehicles *v = ctx;

	(void)i;
	client_request(request, "GET", v->target[v->next++ % v->n], v->header, (struct slice){ NULL, 0 });
	return true;
}

static void
vehicle_taken(void *ctx, int i, int status, struct slice body)
{
	struct vehicles *v = ctx;

	(void)i, (void)body;
	v->odd += status != 200;
}

static enum err
find_vehicles(struct bench *b, const struct server *srv, struct vehicles *v)
{
	struct client *c;
	struct client_reply r;
	json_t *page = NULL, *row;
	size_t at, i;
	enum err e = client_open(&c, srv->address, 20000);

	if (e)
		return e;
	if (!(e = client_call(c, "GET", "/api/v1/violation_cases?source=stop&limit=50&sort=happened_at", v->header, (struct slice){ NULL, 0 }, &r)))
		e = r.status == 200 ? json_read(r.body, &page, &at) : E_INTERNAL;
	json_array_foreach(json_object_get(page, "items"), i, row)
		if (v->n < 50 && json_string_value(json_object_get(row, "vehicle_key")))
			v->target[v->n++] = arena_printf(&b->arena, "/api/v1/violation_cases?vehicle_key=%s&limit=50", json_string_value(json_object_get(row, "vehicle_key"))).p;
	json_decref(page);
	client_close(c);
	return e ? e : v->n ? E_OK : E_NOT_FOUND;
}

static enum err
measure_vehicle(struct bench *b, const struct server *srv, const char *header)
{
	struct vehicles v = { .header = header };
	struct load_options o = { .address = srv->address, .connections = CLIENTS, .seconds = b->o.seconds, .next = next_vehicle, .answered = vehicle_taken, .ctx = &v };
	struct load_result r;
	enum err e = find_vehicles(b, srv, &v);

	if (e || (e = load_run(&o, &r)))
		return e;
	figure_one(b, "vehicle_cases_p95", (double)r.p95_us / 1e3, "ms");
	return v.odd ? E_INTERNAL : E_OK;
}

/* ---- documents ---- */

static int64_t
issue(struct client *c, const char *header, int n)
{
	static const char *const item[] = { "case_no", "cause", "person", "facts", "evidence", "law", "procedure", "defence", "proposal", "officer1", "officer2" };
	struct client_reply r;
	struct buf b;
	json_t *made = NULL;
	int64_t id = 0;
	size_t at;

	buf_init(&b, KIB(8));
	buf_puts(&b, "{\"type\":\"approval_sheet\",\"content\":{");
	for (size_t i = 0; i < N_ELEMS(item); i++)
		buf_printf(&b, "\"%s\":\"模拟内容%d：现场查获，事实清楚，证据确凿。\",", item[i], n);
	buf_puts(&b, "\"submitted_at\":\"");
	char day[TIME_TEXT_MAX];
	(void)date_print(beijing_day(clock_now_ms()), day);
	buf_printf(&b, "%s\"}}", day);
	if (!client_call(c, "POST", "/api/v1/documents/issue", header, buf_slice(&b), &r) && r.status == 201 && !json_read(r.body, &made, &at))
		id = json_integer_value(json_object_get(made, "id"));
	else
		(void)fprintf(stderr, "bench: %d %.*s\n", r.status, (int)(r.body.n < 300 ? r.body.n : 300), r.body.p);
	json_decref(made);
	buf_free(&b);
	return id;
}

static enum err
measure_documents(struct bench *b, const struct server *srv, const char *header)
{
	struct figure took = { .name = "document", .unit = "ms" };
	struct client *c;
	struct client_reply r;
	char body[96];
	enum err e = client_open(&c, srv->address, 20000);

	for (int i = 0; i < BENCH_RUNS_MAX && !e; i++) {
		int64_t id = issue(c, header, i), began = now_us();
		int n = snprintf(body, sizeof body, "{\"document\":%lld,\"reason\":\"bench\"}", (long long)id);
		if (!id || (e = client_call(c, "POST", "/api/v1/documents/print", header, (struct slice){ body, (size_t)n }, &r)) || r.status != 200)
			e = e ? e : E_INTERNAL;
		else if (i)
			figure_add(&took, (double)(now_us() - began) / 1e3);
		else			/* of this server */
			figure_one(b, "document_first", (double)(now_us() - began) / 1e3, "ms");
	}
	client_close(c);
	figure_print(b, &took);
	return e;
}

/* ---- deadlines ---- */

#define OPEN_DAYS 90			/* of the term they wait in (decide_general): some are over, some end soon */

struct opening {
	int64_t now_ms, first, n;	/* n a day, the first number of the oldest day's */
};

/* The cases of one day, with the clock as the engine reckons it. */
static enum err
open_day(struct call *c, void *ctx)
{
	const struct opening *o = ctx;
	stmt_scoped st = NULL;
	struct slice why;
	int64_t due;
	enum err e = deadline_reckon(c, S("decide_general"), o->now_ms, &due, &why);

	if (e || (e = sql(c->conn, &st, "INSERT INTO violation_case (state, unit, version, created_at, created_by, updated_at, updated_by, due_from, due_at, due_term, due_why,"
	    " source, subject, happened_at) WITH RECURSIVE n(i) AS (SELECT CAST(?1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < CAST(?2 AS BIGINT))"
	    " SELECT 'accepted', 1 + i % 60, 1, ?3, 0, ?3, 0, ?3, ?4, 'decide_general', ?5, 'stop', '模拟', ?3 FROM n")))
		return e;
	sql_int(st, 1, o->first);
	sql_int(st, 2, o->first + o->n - 1);
	sql_int(st, 3, o->now_ms);
	sql_int(st, 4, due);
	sql_text(st, 5, why);
	return sql_run(st);
}

static enum err
open_all(struct engine *engine, int64_t n)
{
	struct opening o = { clock_now_ms() - (OPEN_DAYS + 1) * 86400000LL, 1, n / OPEN_DAYS };
	enum err e = E_OK;

	for (int day = 0; day < OPEN_DAYS && !e; day++) {
		e = engine_write(engine, "模拟数据", open_day, &o);
		o.now_ms += 86400000;
		o.first += o.n;
	}
	return e;
}

/* Three days of next week are decreed off: what ends in them moves behind them. */
static enum err
decree(struct call *c, void *ctx)
{
	char day[3][TIME_TEXT_MAX];
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "INSERT INTO calendar_day (unit, version, created_at, created_by, updated_at, updated_by, date, kind, name, source)"
	    " VALUES (1, 1, ?1, 0, ?1, 0, ?2, 'off', '模拟', '模拟'), (1, 1, ?1, 0, ?1, 0, ?3, 'off', '模拟', '模拟'), (1, 1, ?1, 0, ?1, 0, ?4, 'off', '模拟', '模拟')");

	(void)ctx;
	if (e)
		return e;
	sql_int(st, 1, c->now_ms);
	for (int i = 0; i < 3; i++) {
		(void)date_print(beijing_day(c->now_ms) + 7 + i, day[i]);
		sql_text(st, i + 2, slice_of(day[i]));
	}
	return sql_run(st);
}

static enum err
tick(struct bench *b, struct engine *engine, struct figure *took)
{
	int64_t began = now_us();
	enum err e = deadline_tick(engine);

	figure_add(took, (double)(now_us() - began) / 1e6);
	return e;
}

static enum err
recompute(struct bench *b, struct engine *engine, const char *name)
{
	int64_t moved, began = now_us();
	enum err e = deadline_recompute(engine, S("模拟：临时调整放假安排|simulated: a holiday decreed late"), &moved);

	figure_one(b, name, (double)(now_us() - began) / 1e6, "s");
	(void)printf("# %s: %lld clocks moved\n", name, (long long)moved);
	return e;
}

/* Two million open cases. The first run warns of those whose end is near and finds those that passed; the next have nothing new to
 * say. Then all are reckoned anew: once where nothing changed, once after a decree, where some move and each is audited. */
static enum err
measure_deadlines(struct bench *b)
{
	const char *data = house_path(b, "cases-open");
	int64_t n = b->o.rows ? b->o.rows : 2000000;
	struct figure first = { .name = "deadline_run_first", .unit = "s" }, took = { .name = "deadline_run", .unit = "s" };
	struct engine *engine;
	enum err e = house_make(b, data, &engine);

	if (e)
		return e;
	if (!(e = open_all(engine, n)))
		e = tick(b, engine, &first);
	figure_print(b, &first);
	for (int i = 0; i < b->o.runs && !e; i++)
		e = tick(b, engine, &took);
	figure_print(b, &took);
	if (!e && !(e = recompute(b, engine, "deadline_unmoved")) && !(e = engine_write(engine, "模拟数据", decree, NULL)))
		e = recompute(b, engine, "deadline_decree");
	engine_close(engine);
	house_remove(b, data);
	return e;
}

enum err
bench_deadlines(struct bench *b)
{
	enum err e = measure_deadlines(b);

	return e ? bench_failed("deadlines", e) : E_OK;
}

static enum err
measure_server(struct bench *b, const char *data)
{
	struct cases c = { .odd = 0 };
	struct load_options o = { .next = next_case, .answered = case_taken, .ctx = &c };
	const char *officer;
	struct server srv;
	int lists = 0;
	enum err e = server_start(b, data, &srv);

	if (e)
		return e;
	o.address = srv.address;
	for (size_t i = 0; i < N_ELEMS(asked); i++) {
		c.target[i] = days_in(b, asked[i].target);
		lists += !asked[i].figure;
	}
	if (!(e = sign_in_as(b, &srv, "leader@detachment", &c.header)) && !(e = sign_in_as(b, &srv, "officer@detachment", &officer)) &&
	    !(e = ask_each(b, &o, &c)) && !(e = ask_mix(b, &o, &c, "cases_p95", 0, lists)) && !(e = ask_mix(b, &o, &c, "case_figures_p95", lists, N_ELEMS(asked))) &&
	    !(e = measure_vehicle(b, &srv, c.header)))
		e = measure_documents(b, &srv, officer);
	figure_one(b, "cases_rss", (double)server_rss(&srv) / 1048576, "MiB");
	server_stop(&srv);
	return e;
}

enum err
bench_cases(struct bench *b)
{
	const char *data = year_path(b);
	enum err e = access(house_mark(b, data), F_OK) ? load(b, data) : E_OK;

	if (!e)
		e = measure_server(b, data);
	return e ? bench_failed("cases", e) : E_OK;
}

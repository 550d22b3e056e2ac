/* SPDX-License-Identifier: Apache-2.0 */
/* plan_report_print.c - the end report as PDF. The bytes are sent when its audit row is on disk. */
#include <pthread.h>

#include "base/clock.h"
#include "dispatch/incident.h"
#include "engine/audit.h"
#include "engine/metrics.h"
#include "engine/signin.h"
#include "engine/units.h"
#include "net/json.h"
#include "paper/report_page.h"
#include "people/person.h"
#include "plan/plan_report_.h"

struct printing {
	struct call call;
	struct http_request *rq;
	struct row *r, *plan;
	json_t *figures;
	struct slice pdf;
};

static struct template page;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
read_page(void)
{
	report_page_read(&page, "plan_page.txt", plan_report_files[0].text);
}

void
plan_report_open(void)
{
	(void)pthread_once(&once, read_page);
}

/* ---- values ---- */

static void
set(json_t *j, const char *name, struct slice s)
{
	json_object_set_new(j, name, json_stringn(s.n ? s.p : "—", s.n ? s.n : strlen("—")));
}

static void
set_there(json_t *j, const char *name, struct slice s)
{
	if (s.n)
		json_object_set_new(j, name, json_stringn(s.p, s.n));
}

static struct slice
name_of(struct call *c, int64_t id)
{
	struct call probe = *c;
	struct row *p;

	return id && !record_load(&probe, &person_record, id, &p) ? row_text(p, person_name) : (struct slice){ NULL, 0 };
}

static struct slice
moment(struct call *c, int64_t ms)
{
	char text[TIME_TEXT_MAX];
	size_t n = ms ? time_print_local(ms, text) : 0;

	return n ? arena_copy(c->arena, (struct slice){ text, n - 3 }) : (struct slice){ NULL, 0 };
}

static struct slice
text_in(const json_t *x, const char *name)
{
	return json_slice(json_object_get(x, name));
}

static struct slice
number_in(struct call *c, const json_t *x, const char *name)
{
	const json_t *v = json_object_get(x, name);

	return json_is_integer(v) ? arena_printf(c->arena, "%lld", (long long)json_integer_value(v)) : (struct slice){ NULL, 0 };
}

static struct slice
moment_in(struct call *c, const json_t *x, const char *name)
{
	return moment(c, json_integer_value(json_object_get(x, name)));
}

typedef void line_fn(struct printing *p, const json_t *from, json_t *to);

static void
put_list(struct printing *p, json_t *values, const char *name, line_fn *fn)
{
	json_t *out = json_array(), *x;
	size_t i;

	json_array_foreach(json_object_get(p->figures, name), i, x) {
		json_t *o = json_object();
		fn(p, x, o);
		json_array_append_new(out, o);
	}
	if (json_array_size(out))
		json_object_set_new(values, name, out);
	else
		json_decref(out);
}

static struct slice
state_words(const struct record *rec, struct slice name)
{
	int s = state_named(rec, name);

	return s < 0 ? name : title_zh(rec->state[s].title);
}

static void
warning_line(struct printing *p, const json_t *x, json_t *o)
{
	struct call *c = &p->call;
	int64_t sources = json_integer_value(json_object_get(x, "sources"));

	set(o, "subject", text_in(x, "subject"));
	set(o, "issued", moment_in(c, x, "issued_at"));
	set(o, "to", moment_in(c, x, "to_at"));
	set(o, "note", arena_printf(c->arena, "%.*s%s%s", (int)state_words(&weather_warning_record, text_in(x, "state")).n, state_words(&weather_warning_record,
	    text_in(x, "state")).p,
	    sources > 1 ? arena_printf(c->arena, "，%lld个来源", (long long)sources).p : "", json_integer_value(json_object_get(x, "late")) ? "，迟到" : ""));
}

static void
timeline_line(struct printing *p, const json_t *x, json_t *o)
{
	set(o, "at", moment_in(&p->call, x, "at"));
	set(o, "what", text_in(x, "what"));
}

static void
squadron_line(struct printing *p, const json_t *x, json_t *o)
{
	struct call *c = &p->call;
	bool told = json_integer_value(json_object_get(x, "brigade_told")), far = json_integer_value(json_object_get(x, "detachment_told"));
	struct slice min = number_in(c, x, "minutes");

	set(o, "unit", text_in(x, "unit"));
	set(o, "brigade", text_in(x, "brigade"));
	set(o, "signed", json_integer_value(json_object_get(x, "signed_at")) ? moment_in(c, x, "signed_at") : S("未签收"));
	set(o, "minutes", min.n ? arena_printf(c->arena, "%.*s分钟", (int)min.n, min.p) : min);
	set(o, "note", far ? S("逾期，已提醒大队、支队") : told ? S("逾期，已提醒大队") : (struct slice){ NULL, 0 });
}

static void
task_line(struct printing *p, const json_t *x, json_t *o)
{
	struct call *c = &p->call;

	set(o, "phase", number_in(c, x, "phase"));
	set(o, "what", text_in(x, "what"));
	set(o, "units", number_in(c, x, "units"));
	set(o, "done", number_in(c, x, "done"));
	set(o, "not_done", arena_printf(c->arena, "%lld", (long long)(json_integer_value(json_object_get(x, "not_possible")) + json_integer_value(json_object_get(x,
	    "withdrawn")))));
	set(o, "minutes", number_in(c, x, "minutes"));
}

static void
not_done_line(struct printing *p, const json_t *x, json_t *o)
{
	(void)p;
	set(o, "unit", text_in(x, "unit"));
	set(o, "what", text_in(x, "what"));
	set(o, "why", text_in(x, "why"));
}

static void
closure_line(struct printing *p, const json_t *x, json_t *o)
{
	struct call *c = &p->call;
	struct slice road = text_in(x, "road"), span = text_in(x, "span"), m = choice_words(&plan_closure_record, plan_closure_measure, text_in(x, "measure")),
		     limit = number_in(c, x, "limit"), min = number_in(c, x, "minutes");

	set(o, "road", arena_printf(c->arena, "%.*s%s%.*s", (int)road.n, road.p, span.n ? " " : "", (int)span.n, span.n ? span.p : ""));
	set(o, "measure", limit.n ? arena_printf(c->arena, "%.*s %.*s公里/小时", (int)m.n, m.p, (int)limit.n, limit.p) : m);
	set(o, "opened", moment_in(c, x, "opened_at"));
	set(o, "lifted", json_integer_value(json_object_get(x, "lifted_at")) ? moment_in(c, x, "lifted_at") : state_words(&plan_closure_record, text_in(x, "state")));
	set(o, "minutes", min.n ? arena_printf(c->arena, "%.*s分钟", (int)min.n, min.p) : min);
	set(o, "detour", text_in(x, "detour"));
}

static const struct choice *
kind_of(struct slice name)
{
	for (const struct choice *k = incident_record.field[incident_kind].type.choice; k->name; k++)
		if (slice_is(name, k->name))
			return k;
	return NULL;
}

static void
incident_line(struct printing *p, const json_t *x, json_t *o)
{
	const struct choice *k = kind_of(text_in(x, "kind"));

	set(o, "at", moment_in(&p->call, x, "at"));
	set(o, "kind", k ? title_zh(k->title) : text_in(x, "kind"));
	set(o, "address", text_in(x, "address"));
}

static void
visibility_line(struct printing *p, const json_t *x, json_t *o)
{
	struct call *c = &p->call;
	struct slice limit = number_in(c, x, "limit");

	set(o, "at", moment_in(c, x, "at"));
	set(o, "road", text_in(x, "road"));
	set(o, "visibility", arena_printf(c->arena, "%lld米", (long long)json_integer_value(json_object_get(x, "visibility"))));
	set(o, "limit", limit.n ? arena_printf(c->arena, "%.*s公里/小时", (int)limit.n, limit.p) : limit);
	set(o, "unit", text_in(x, "unit"));
}

static struct slice
signing_words(struct printing *p)
{
	struct call *c = &p->call;
	const json_t *s = json_object_get(p->figures, "signing");
	struct slice first = text_in(s, "fastest"), last = text_in(s, "slowest");

	if (!json_integer_value(json_object_get(s, "signed")))
		return S("没有单位签收。");
	return arena_printf(c->arena, "应签收%lld个单位，已签收%lld个，时限内%lld个，平均%lld分钟；最快%.*s（%lld分钟），最慢%.*s（%lld分钟）。",
	    (long long)json_integer_value(json_object_get(s, "total")), (long long)json_integer_value(json_object_get(s, "signed")),
	    (long long)json_integer_value(json_object_get(s, "in_time")),
	    (long long)json_integer_value(json_object_get(s, "mean_minutes")), (int)first.n, first.p, (long long)json_integer_value(json_object_get(s,
	    "fastest_minutes")), (int)last.n, last.p,
	    (long long)json_integer_value(json_object_get(s, "slowest_minutes")));
}

/* ---- the page ---- */

static void
put_values(struct printing *p, json_t *values)
{
	static const struct {
		const char *name;
		line_fn *fn;
	} lists[] = { { "warnings", warning_line }, { "timeline", timeline_line }, { "squadrons", squadron_line }, { "tasks", task_line }, { "not_done", not_done_line },
		{ "closures", closure_line }, { "incidents", incident_line }, { "visibility", visibility_line } };
	struct call *c = &p->call;
	const struct row *r = p->r;

	set(values, "authority", units_name(r->unit, c->arena));
	set(values, "title", row_text(r, plan_report_title));
	set(values, "started", moment(c, row_time(p->plan, plan_started_at)));
	set(values, "ended", moment(c, row_time(p->plan, plan_stood_down_at)));
	set(values, "words", row_text(r, plan_report_words));
	set(values, "signing", signing_words(p));
	set_there(values, "lessons", row_text(r, plan_report_lessons));
	set_there(values, "drafted", name_of(c, r->created_by));
	set_there(values, "approved", name_of(c, row_ref(r, plan_report_approved_by)));
	set_there(values, "approved_at", moment(c, row_time(r, plan_report_approved_at)));
	set_there(values, "hash", row_text(r, plan_report_hash));
	for (size_t i = 0; i < N_ELEMS(lists); i++)
		put_list(p, values, lists[i].name, lists[i].fn);
}

static enum err
draw(struct printing *p)
{
	struct call *c = &p->call;
	json_scoped values = json_object();
	struct template own;

	plan_report_open();
	own = page;
	put_values(p, values);
	return report_page_pdf(c, &own, values, row_time(p->r, plan_report_drawn_at), p->r->state == plan_report_is_draft ? "草稿" : NULL, &p->pdf);
}

/* ---- the call ---- */

static enum err
load(struct printing *p, int64_t id)
{
	struct call *c = &p->call;
	reader_scoped conn = NULL;
	char hash[65];
	size_t at;
	enum err e = db_reader(c->engine->db, &conn);

	if (e)
		return refuse(c, e, NULL, -1);
	c->conn = conn;
	if (!(e = record_get(c, &plan_report_record, id, &p->r)) && !(e = record_load(c, &plan_record, row_ref(p->r, plan_report_plan), &p->plan)) &&
	    (e = json_read(row_text(p->r, plan_report_figures), &p->figures, &at)))
		e = refuse(c, e, NULL, -1);
	if (!e && !row_empty(p->r, plan_report_hash)) {
		digest_of_plan_report(p->r, hash);
		if (!slice_is(row_text(p->r, plan_report_hash), hash))
			e = refuse_text(c, E_CORRUPT, "hash", "内容与审签时的校验值不符", "the content is not what was approved");
	}
	if (!e)
		e = draw(p);
	c->conn = NULL;
	return e;
}

static enum err
trace(void *ctx, struct conn *conn)
{
	struct printing *p = ctx;

	p->call.conn = conn;
	return audit_read(&p->call, "export", &plan_report_record, p->r->id, S("{\"format\":\"pdf\"}"));
}

static enum err
take(struct printing *p, int64_t *ret_id)
{
	json_scoped body = NULL;
	size_t at;
	enum err e;

	if (!may(&p->call, plan_report_record.can_read, 0))
		return refuse(&p->call, E_FORBIDDEN, NULL, -1);
	if (p->rq->method != HTTP_POST)
		return refuse(&p->call, E_NO_METHOD, NULL, -1);
	if ((e = json_read(p->rq->body, &body, &at)))
		return refuse(&p->call, e, NULL, -1);
	*ret_id = json_integer_value(json_object_get(body, "report"));
	return *ret_id > 0 ? E_OK : refuse_text(&p->call, E_MISSING, "report", NULL, NULL);
}

void
plan_report_print(struct http_request *rq, void *ctx)
{
	struct printing *p = arena_new(&rq->arena, struct printing);
	struct engine *engine = ctx;
	int64_t id = 0;
	enum err e;

	p->rq = rq;
	p->call = (struct call){ .engine = engine, .arena = &rq->arena, .now_ms = clock_now_ms(), .request_id = rq->id, .peer = rq->peer };
	if ((e = engine->signin->authenticate(engine->signin->ctx, rq, &p->call.who))) {
		metrics_refusal(e);
		http_problem(rq, e, NULL, 0);
		return;
	}
	if (!(e = take(p, &id)) && !(e = load(p, id)) && (e = db_write(engine->db, trace, p)))
		e = refuse(&p->call, e, NULL, -1);
	json_decref(p->figures);
	engine->signin->release(p->call.who);
	if (e) {
		e = p->call.err ? p->call.err : e;
		metrics_refusal(e);
		http_problem(rq, e, p->call.fault, (size_t)p->call.nfault);
		return;
	}
	http_set(rq, "Content-Disposition", arena_printf(&rq->arena, "inline; filename=\"plan-report-%lld.pdf\"", (long long)id).p);
	http_answer(rq, 200, "application/pdf", p->pdf);
}

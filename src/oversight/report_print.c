/* SPDX-License-Identifier: Apache-2.0 */
/* report_print.c - a report as PDF and as XLSX: from what stands in its row, never from the views of today. */
#include <pthread.h>
#include <unistd.h>

#include "base/clock.h"
#include "engine/engine.h"
#include "engine/metrics.h"
#include "engine/record.h"
#include "engine/sheet.h"
#include "engine/signin.h"
#include "engine/units.h"
#include "net/json.h"
#include "oversight/report_.h"
#include "paper/report_page.h"
#include "people/person.h"

struct printing {
	struct call call;
	struct http_request *rq;
	struct row *r;
	json_t *figures;
	bool xlsx;
	struct slice pdf;
	struct sheet sheet;
	uint64_t size;
};

/* ---- the page ---- */

static struct template page;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
read_page(void)
{
	report_page_read(&page, "page.txt", report_file("page.txt"));
}

static void
set(json_t *j, const char *name, struct slice s)
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
when(struct call *c, int64_t ms)
{
	char text[TIME_TEXT_MAX];

	return ms ? arena_copy(c->arena, (struct slice){ text, time_print_local(ms, text) }) : (struct slice){ NULL, 0 };
}

static struct slice
number(struct call *c, const json_t *of, const char *name)
{
	return arena_printf(c->arena, "%lld", (long long)json_integer_value(json_object_get(of, name)));
}

static json_t *
lines_json(struct printing *p)
{
	json_t *out = json_array(), *line;
	size_t i;

	json_array_foreach(json_object_get(p->figures, "lines"), i, line) {
		json_t *j = json_object();
		set(j, "section", title_zh(json_string_value(json_object_get(line, "section"))));
		set(j, "title", title_zh(json_string_value(json_object_get(line, "title"))));
		set(j, "n", number(&p->call, line, "n"));
		set(j, "mom", report_rate(p->call.arena, line, "mom_rate"));
		set(j, "yoy", report_rate(p->call.arena, line, "yoy_rate"));
		json_array_append_new(out, j);
	}
	return out;
}

static json_t *
kinds_json(struct printing *p)
{
	json_t *out = json_array(), *kind;
	size_t i;

	json_array_foreach(json_object_get(p->figures, "kinds"), i, kind) {
		json_t *j = json_object();
		struct slice code = json_slice(json_object_get(kind, "code")), title = json_slice(json_object_get(kind, "title"));
		set(j, "title", arena_printf(p->call.arena, "%.*s %.*s", (int)code.n, code.p, (int)title.n, title.n ? title.p : ""));
		set(j, "recorded", number(&p->call, kind, "recorded"));
		set(j, "stops", number(&p->call, kind, "stops"));
		json_array_append_new(out, j);
	}
	return out;
}

static enum err
draw_pdf(struct printing *p)
{
	struct call *c = &p->call;
	const struct row *r = p->r;
	json_scoped values = json_object();
	struct template own;

	report_open();
	own = page;
	own.zh = row_is(r, report_kind, "day") ? "道路交通执法日报" : row_is(r, report_kind, "week") ? "道路交通执法周报" : "道路交通执法月报";
	set(values, "authority", units_name(r->unit, c->arena));
	set(values, "period", report_period(c->arena, r).words);
	set(values, "drawn", when(c, row_time(r, report_drawn_at)));
	set(values, "words", row_text(r, report_words));
	set(values, "drafted", name_of(c, r->created_by));
	set(values, "approved", name_of(c, row_ref(r, report_approved_by)));
	set(values, "approved_at", when(c, row_time(r, report_approved_at)));
	set(values, "hash", row_text(r, report_hash));
	json_object_set_new(values, "lines", lines_json(p));
	json_object_set_new(values, "kinds", kinds_json(p));
	return report_page_pdf(c, &own, values, row_time(r, report_drawn_at),
	    r->state == report_is_draft ? "草稿" : r->state == report_is_withdrawn ? "已撤回" : NULL, &p->pdf);
}

/* ---- the sheet ---- */

static void
head(struct sheet *s, const char *const *title, int n)
{
	s->head = true;
	for (int i = 0; i < n; i++)
		s->kind->text(s, slice_of(title[i]));
	s->kind->row_end(s);
	s->head = false;
}

static void
put_lines(struct printing *p)
{
	static const char *const titles[] = { "类别", "项目", "本期", "上期", "环比", "上年同期", "同比" };
	struct sheet *s = &p->sheet;
	json_t *line;
	size_t i;

	head(s, titles, N_ELEMS(titles));
	json_array_foreach(json_object_get(p->figures, "lines"), i, line) {
		s->kind->text(s, title_zh(json_string_value(json_object_get(line, "section"))));
		s->kind->text(s, title_zh(json_string_value(json_object_get(line, "title"))));
		s->kind->number(s, json_integer_value(json_object_get(line, "n")));
		s->kind->number(s, json_integer_value(json_object_get(line, "mom")));
		s->kind->text(s, report_rate(p->call.arena, line, "mom_rate"));
		s->kind->number(s, json_integer_value(json_object_get(line, "yoy")));
		s->kind->text(s, report_rate(p->call.arena, line, "yoy_rate"));
		s->kind->row_end(s);
	}
}

static void
put_kinds(struct printing *p)
{
	static const char *const titles[] = { "违法代码", "违法行为", "电子监控", "现场" };
	struct sheet *s = &p->sheet;
	json_t *kind;
	size_t i;

	s->kind->row_end(s);
	head(s, titles, N_ELEMS(titles));
	json_array_foreach(json_object_get(p->figures, "kinds"), i, kind) {
		s->kind->text(s, json_slice(json_object_get(kind, "code")));
		s->kind->text(s, json_slice(json_object_get(kind, "title")));
		s->kind->number(s, json_integer_value(json_object_get(kind, "recorded")));
		s->kind->number(s, json_integer_value(json_object_get(kind, "stops")));
		s->kind->row_end(s);
	}
}

static enum err
draw_sheet(struct printing *p)
{
	struct call *c = &p->call;
	struct sheet *s = &p->sheet;
	struct slice words = row_text(p->r, report_words), hash = row_text(p->r, report_hash);
	enum err e;

	s->kind = &xlsx_sheet;
	s->ncol = 7;
	if ((e = sheet_file(s, c->engine->options.data_dir, c->arena)))
		return refuse(c, e, NULL, -1);
	s->note[s->nnote++] = row_text(p->r, report_title);
	s->note[s->nnote++] = arena_printf(c->arena, "%s%s", p->r->state == report_is_approved ? "已审签" : p->r->state == report_is_draft ? "草稿" : "已撤回",
	    c->engine->simulated ? "（模拟数据）" : "");
	if (words.n)
		s->note[s->nnote++] = words;
	if (hash.n)
		s->note[s->nnote++] = arena_printf(c->arena, "内容校验值 %.*s", (int)hash.n, hash.p);
	s->kind->open(s);
	put_lines(p);
	put_kinds(p);
	s->kind->close(s);
	if (s->err || (e = sheet_size(s, &p->size)))
		return refuse(c, s->err ? s->err : e, NULL, -1);
	return E_OK;
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
	if (!(e = record_get(c, &report_record, id, &p->r)) && (e = json_read(row_text(p->r, report_figures), &p->figures, &at)))
		e = refuse(c, e, NULL, -1);
	if (!e && !row_empty(p->r, report_hash)) {
		digest_of_report(p->r, hash);
		if (!slice_is(row_text(p->r, report_hash), hash))
			e = refuse_text(c, E_CORRUPT, "hash", "内容与审签时的校验值不符", "the content is not what was approved");
	}
	if (!e)
		e = p->xlsx ? draw_sheet(p) : draw_pdf(p);
	c->conn = NULL;
	return e;
}

static enum err
trace(void *ctx, struct conn *conn)
{
	struct printing *p = ctx;

	p->call.conn = conn;
	return audit_read(&p->call, "export", &report_record, p->r->id, p->xlsx ? S("{\"format\":\"xlsx\"}") : S("{\"format\":\"pdf\"}"));
}

static void
answer(struct printing *p, enum err e)
{
	struct http_request *rq = p->rq;
	const char *name = p->r ? arena_printf(&rq->arena, "inline; filename=\"report-%lld.%s\"", (long long)p->r->id, p->xlsx ? "xlsx" : "pdf").p : "";

	json_decref(p->figures);
	p->call.engine->signin->release(p->call.who);
	if (e) {
		if (p->sheet.fd >= 0)
			(void)close(p->sheet.fd);
		e = p->call.err ? p->call.err : e;
		metrics_refusal(e);
		http_problem(rq, e, p->call.fault, (size_t)p->call.nfault);
		return;
	}
	http_set(rq, "Content-Disposition", name);
	if (p->xlsx)
		http_answer_fd(rq, 200, xlsx_sheet.type, p->sheet.fd, p->size);
	else
		http_answer(rq, 200, "application/pdf", p->pdf);
}

static enum err
take(struct printing *p, int64_t *ret_id)
{
	json_scoped body = NULL;
	struct slice format;
	size_t at;
	enum err e;

	if (!may(&p->call, report_record.can_read, 0))
		return refuse(&p->call, E_FORBIDDEN, NULL, -1);
	if (p->rq->method != HTTP_POST)
		return refuse(&p->call, E_NO_METHOD, NULL, -1);
	if ((e = json_read(p->rq->body, &body, &at)))
		return refuse(&p->call, e, NULL, -1);
	format = json_slice(json_object_get(body, "format"));
	p->xlsx = slice_is(format, "xlsx");
	if (!p->xlsx && !slice_is(format, "pdf"))
		return refuse_text(&p->call, E_BAD_VALUE, "format", "须为pdf或xlsx", "must be pdf or xlsx");
	*ret_id = json_integer_value(json_object_get(body, "report"));
	return *ret_id > 0 ? E_OK : refuse_text(&p->call, E_MISSING, "report", NULL, NULL);
}

void
report_open(void)
{
	(void)pthread_once(&once, read_page);
}

void
report_print(struct http_request *rq, void *ctx)
{
	struct printing *p = arena_new(&rq->arena, struct printing);
	struct engine *engine = ctx;
	int64_t id = 0;
	enum err e;

	p->rq = rq;
	p->sheet.fd = -1;
	p->call = (struct call){ .engine = engine, .arena = &rq->arena, .now_ms = clock_now_ms(), .request_id = rq->id, .peer = rq->peer };
	if ((e = engine->signin->authenticate(engine->signin->ctx, rq, &p->call.who))) {
		metrics_refusal(e);
		http_problem(rq, e, NULL, 0);
		return;
	}
	if (!(e = take(p, &id)) && !(e = load(p, id)) && (e = db_write(engine->db, trace, p)))
		e = refuse(&p->call, e, NULL, -1);
	answer(p, e);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* desk.c - documents written by hand (records, receipts, lists), checked, and every print with its reason and trace. */
#include "base/clock.h"
#include "engine/audit.h"
#include "engine/idempotency.h"
#include "engine/metrics.h"
#include "engine/signin.h"
#include "net/json.h"
#include "paper/document_print.h"
#include "paper/paper_.h"

struct desk {
	struct call call;
	struct paper_house *h;
	struct http_request *rq;
	json_t *body;
	struct buf answer;
	int status;
	struct drawn drawn;		/* a print: the answer, instead of JSON */
	struct drawing_want want;
	struct paper_order order;
	struct row *row;
	struct idempotency key;
	struct kept_answer was;		/* of an earlier call with this key */
};

static void
finish(struct desk *d, enum err e)
{
	struct http_request *rq = d->rq;
	struct slice answer = arena_copy(&rq->arena, buf_slice(&d->answer));

	if (d->body)
		json_decref(d->body);
	buf_free(&d->answer);
	d->h->engine->signin->release(d->call.who);
	if (e) {
		e = d->call.err ? d->call.err : e;
		metrics_refusal(e);
		http_problem(rq, e, d->call.fault, (size_t)d->call.nfault);
	} else if (d->drawn.pdf.n) {
		http_set(rq, "Luan-Document-Hash", d->drawn.hash);
		http_set(rq, "Content-Disposition", arena_printf(&rq->arena, "inline; filename=\"document-%lld.pdf\"", (long long)d->drawn.row->id).p);
		http_answer(rq, 200, "application/pdf", d->drawn.pdf);
	} else {
		http_answer(rq, d->status, "application/json; charset=utf-8", answer);
	}
}

static enum err
take_reason(struct desk *d)
{
	const json_t *j = json_object_get(d->body, "reason");
	struct slice s = json_slice(j);

	if (!j)
		return E_OK;
	if (!s.p || utf8_count(s) > LIMIT_REASON)
		return refuse_text(&d->call, E_BAD_VALUE, "reason", NULL, NULL);
	d->call.reason = slice_trim(s);
	return E_OK;
}

/* NULL: refused and answered. */
static struct desk *
begin(struct paper_house *h, struct http_request *rq, unsigned roles, bool post)
{
	struct desk *d = arena_new(&rq->arena, struct desk);
	size_t at;
	enum err e;

	d->h = h;
	d->rq = rq;
	d->status = 200;
	d->call = (struct call){ .engine = h->engine, .arena = &rq->arena, .now_ms = clock_now_ms(), .request_id = rq->id, .peer = rq->peer };
	if ((e = h->engine->signin->authenticate(h->engine->signin->ctx, rq, &d->call.who))) {
		metrics_refusal(e);
		http_problem(rq, e, NULL, 0);
		return NULL;
	}
	buf_init(&d->answer, LIMIT_JSON_BODY);
	if (!may(&d->call, roles, 0))
		e = refuse(&d->call, E_FORBIDDEN, NULL, -1);
	else if (post != (rq->method == HTTP_POST) || (!post && rq->method != HTTP_GET && rq->method != HTTP_HEAD))
		e = refuse(&d->call, E_NO_METHOD, NULL, -1);
	else if (post && (e = json_read(rq->body, &d->body, &at)))
		e = refuse(&d->call, e, NULL, -1);
	else if (post && !json_is_object(d->body))
		e = refuse(&d->call, E_BAD_BODY, NULL, -1);
	else if (post)
		e = take_reason(d);
	if (!e)
		return d;
	finish(d, e);
	return NULL;
}

/* ---- what is asked for ---- */

static enum err
take_subject(struct desk *d, const json_t *subject)
{
	const json_t *row = json_object_get(subject, "row");

	if (!subject)
		return E_OK;
	d->order.subject = record_named(d->h->engine, json_slice(json_object_get(subject, "record")));
	d->order.subject_row = json_integer_value(row);
	return d->order.subject && d->order.subject_row > 0 ? E_OK : refuse_text(&d->call, E_BAD_VALUE, "subject", NULL, NULL);
}

static enum err
take_order(struct desk *d)
{
	static const char *const known[] = { "type", "unit", "subject", "at", "paper", "content", "reason" };
	const json_t *at = json_object_get(d->body, "at"), *unit = json_object_get(d->body, "unit"), *paper = json_object_get(d->body, "paper");
	const char *key;
	json_t *v;

	json_object_foreach(d->body, key, v) {
		size_t i = 0;
		while (i < N_ELEMS(known) && strcmp(known[i], key))
			i++;
		if (i == N_ELEMS(known))
			return refuse_text(&d->call, E_UNKNOWN_FIELD, arena_str(d->call.arena, slice_of(key)), NULL, NULL);
	}
	d->order = (struct paper_order){ .type = json_slice(json_object_get(d->body, "type")), .unit = d->call.who->unit,
		.content = json_object_get(d->body, "content"), .paper = paper ? json_string_value(paper) : NULL };
	if (!d->order.type.n || !template_of(d->order.type, INT32_MAX))
		return refuse_text(&d->call, d->order.type.n ? E_BAD_VALUE : E_MISSING, "type", NULL, NULL);
	if (paper && !d->order.paper)
		return refuse_text(&d->call, E_BAD_VALUE, "paper", NULL, NULL);
	if (unit && (!json_is_integer(unit) || (d->order.unit = json_integer_value(unit)) < 1))
		return refuse_text(&d->call, E_BAD_VALUE, "unit", NULL, NULL);
	if (at && !time_parse(json_slice(at), &d->order.at_ms))
		return refuse_text(&d->call, E_BAD_VALUE, "at", "须为带时区的时间", "must be a time with its zone");
	if (d->order.at_ms > d->call.now_ms + 60000)
		return refuse_text(&d->call, E_BAD_VALUE, "at", "不得晚于当前时间", "must not lie in the future");
	return take_subject(d, json_object_get(d->body, "subject"));
}

/* What the law lets a case alone produce is not written by hand; what is, belongs to a row that the writer may see. */
static enum err
may_write(struct desk *d)
{
	const struct template *t = template_of(d->order.type, INT32_MAX);
	struct row *row;

	if (!t->by_officer)
		return refuse_text(&d->call, E_GUARD, "type", "该文书只能在办案环节中制作", "this document is made by the steps of a case alone");
	if (!may(&d->call, PAPER_WRITERS, d->order.unit))
		return refuse(&d->call, E_FORBIDDEN, NULL, -1);
	return d->order.subject ? record_get(&d->call, d->order.subject, d->order.subject_row, &row) : E_OK;
}

/* ---- POST documents/check ---- */

void
desk_check(struct http_request *rq, void *house)
{
	struct desk *d = begin(house, rq, PAPER_ROLES, true);
	enum err e;

	if (!d)
		return;
	if (!(e = take_order(d)) && !(e = paper_check(&d->call, &d->order)))
		buf_puts(&d->answer, "{\"whole\":true}");
	finish(d, e);
}

/* ---- POST documents/issue ---- */

/* The answer of a write is masked, whatever reason was given: what it shows has no audit row of a read. */
static void
show_row(struct desk *d)
{
	d->call.reason = (struct slice){ NULL, 0 };
	row_mask(&d->call, d->row);
	buf_reset(&d->answer);
	row_json(&d->call, &d->answer, d->row, false);
}

/* May run twice when the store asks for it: everything it makes is made anew. */
static enum err
issue_job(void *ctx, struct conn *conn)
{
	struct desk *d = ctx;
	struct slice reason = d->call.reason;
	enum err e;

	d->call.conn = conn;
	d->call.err = E_OK;
	d->call.nfault = d->call.ntouched = 0;
	if ((e = idempotency_met(&d->call, &d->key, &d->was)))
		return e == E_DONE ? E_OK : e;
	if ((e = may_write(d)) || (e = paper_issue(&d->call, &d->order, &d->row)))
		return e;
	show_row(d);
	d->call.reason = reason;
	return idempotency_keep(&d->call, &d->key, &(struct kept_answer){ .status = 201, .body = buf_slice(&d->answer) });
}

void
desk_issue(struct http_request *rq, void *house)
{
	struct desk *d = begin(house, rq, PAPER_WRITERS, true);
	enum err e;

	if (!d)
		return;
	d->status = 201;
	if (!(e = take_order(d)) && !(e = idempotency_take(&d->call, rq, &d->key))) {
		e = db_write(d->h->engine->db, issue_job, d);
		d->call.conn = NULL;
		if (e)
			(void)refuse(&d->call, e, NULL, -1);
		else if (!d->was.status)
			record_committed(&d->call);
	}
	if (!e && d->was.status) {
		buf_reset(&d->answer);
		buf_put(&d->answer, d->was.body);
	}
	finish(d, e);
}

/* ---- POST documents/print ---- */

static enum err
may_print(struct desk *d, int64_t id)
{
	reader_scoped conn = NULL;
	struct row *r;
	enum err e;

	if (!d->call.reason.n)
		return refuse_text(&d->call, E_NO_REASON, "reason", NULL, NULL);
	if ((e = db_reader(d->h->engine->db, &conn)))
		return refuse(&d->call, e, NULL, -1);
	d->call.conn = conn;
	e = record_get(&d->call, &document_record, id, &r);
	if (!e && !may_persons(&d->call, document_record.can_read, r->unit))
		e = refuse(&d->call, E_PERSONS, NULL, -1);
	if (!e && d->want.paper) {
		const struct template *t = template_version(row_text(r, document_type), row_text(r, document_form));
		int p = paper_named(slice_of(d->want.paper));
		if (p < 0 || !t || !(t->papers >> p & 1))
			e = refuse_text(&d->call, E_BAD_VALUE, "paper", "该文书不印在这种纸上", "it is not printed on this paper");
	}
	d->call.conn = NULL;
	return e;
}

static enum err
count_prints(struct call *c, int64_t document, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT count(*) FROM document_print WHERE document = ?1");

	if (e)
		return e;
	sql_int(st, 1, document);
	if (!(e = sql_step(st)))
		*ret = col_int(st, 0);
	return e;
}

/* On disk before the bytes leave. */
static enum err
trace_job(void *ctx, struct conn *conn)
{
	struct desk *d = ctx;
	struct row *r = row_new(d->call.arena, &document_print_record);
	const struct row *doc = d->drawn.row;
	struct slice paper = d->want.paper ? slice_of(d->want.paper) : row_text(doc, document_paper);
	int64_t before;
	enum err e;

	d->call.conn = conn;
	if ((e = count_prints(&d->call, doc->id, &before)))
		return e;
	r->unit = doc->unit;
	row_set_int(r, document_print_document, doc->id);
	row_set_int(r, document_print_at, d->call.now_ms);
	row_set_int(r, document_print_person, d->call.who->person);
	row_set_text(r, document_print_paper, paper);
	row_set_text(r, document_print_reason, d->call.reason);
	row_set_int(r, document_print_copy, before + 1);
	row_set_int(r, document_print_noted, d->want.noted);
	row_set_text(r, document_print_hash, slice_of(d->drawn.hash));
	if ((e = record_create_as_system(&d->call, r)))
		return e;
	return audit_read(&d->call, "print", &document_record, doc->id, arena_printf(d->call.arena,
	    "{\"copy\":%lld,\"paper\":\"%.*s\",\"noted\":%s,\"hash\":\"%s\"}", (long long)before + 1, (int)paper.n, paper.p,
	    d->want.noted ? "true" : "false", d->drawn.hash));
}

void
desk_print(struct http_request *rq, void *house)
{
	struct desk *d = begin(house, rq, PAPER_ROLES, true);
	const json_t *paper, *noted;
	int64_t id;
	enum err e;

	if (!d)
		return;
	id = json_integer_value(json_object_get(d->body, "document"));
	paper = json_object_get(d->body, "paper");
	noted = json_object_get(d->body, "noted");
	d->want = (struct drawing_want){ .paper = json_string_value(paper), .noted = json_is_true(noted) };
	if (id < 1)
		e = refuse_text(&d->call, E_MISSING, "document", NULL, NULL);
	else if (paper && !d->want.paper)
		e = refuse_text(&d->call, E_BAD_VALUE, "paper", NULL, NULL);
	else if (noted && !json_is_boolean(noted))
		e = refuse_text(&d->call, E_BAD_VALUE, "noted", "须为true或者false", "must be true or false");
	else if (!(e = may_print(d, id)) && (e = drawing_get(d->h, d->call.arena, id, d->want, &d->drawn)))
		e = e == E_DONE ? refuse_text(&d->call, E_GUARD, "noted", "尚未登记用印、签名或者送达", "neither seal nor signature nor service has been noted") :
		    refuse_text(&d->call, e == E_MISSING ? E_STORE : e, "document", e == E_MISSING ? "服务器未安装文书字体" : NULL,
		    e == E_MISSING ? "the font of documents is not installed on the server" : NULL);
	if (!e && (e = db_write(d->h->engine->db, trace_job, d)))
		e = refuse(&d->call, e, NULL, -1);
	d->call.conn = NULL;
	if (e)
		d->drawn.pdf.n = 0;
	finish(d, e);
}

/* ---- GET document_templates ---- */

static void
member(struct buf *b, const char *name, const char *value)
{
	buf_printf(b, ",\"%s\":", name);
	buf_json(b, value ? slice_of(value) : (struct slice){ NULL, 0 });
}

static void
show_item(struct buf *b, const struct item *it)
{
	static const char *const need[] = { [NEED_OPT] = "optional", [NEED_REQ] = "required", [NEED_TRUE] = "true", [NEED_IF] = "if", [NEED_UNLESS] = "unless" };

	buf_puts(b, "{\"name\":");
	buf_json(b, slice_of(it->name));
	member(b, "kind", item_kind_name(it->kind));
	member(b, "need", need[it->need]);
	member(b, "need_item", it->need_key);
	member(b, "need_word", it->need_word);
	member(b, "title", it->zh);
	member(b, "title_en", it->en);
	member(b, "law", it->law);
	buf_puts(b, ",\"columns\":[");
	for (int i = 0; i < it->ncolumn; i++) {
		buf_printf(b, "%s{\"required\":%s", i ? "," : "", it->column[i].req ? "true" : "false");
		member(b, "name", it->column[i].name);
		member(b, "title", it->column[i].zh);
		member(b, "title_en", it->column[i].en);
		buf_putc(b, '}');
	}
	buf_puts(b, "]}");
}

static void
show_template(struct buf *b, const struct template *t)
{
	buf_printf(b, "{\"by_hand\":%s,\"papers\":[", t->by_officer ? "true" : "false");
	for (int p = 0, n = 0; p < PAPER_COUNT; p++)
		if (t->papers >> p & 1)
			buf_printf(b, "%s\"%s\"", n++ ? "," : "", paper_name[p]);
	buf_putc(b, ']');
	member(b, "type", t->type);
	member(b, "version", t->version);
	member(b, "title", t->zh);
	member(b, "title_en", t->en);
	member(b, "law", t->law);
	buf_puts(b, ",\"items\":[");
	for (int i = 0; i < t->nitem; i++) {
		buf_puts(b, i ? "," : "");
		show_item(b, &t->item[i]);
	}
	buf_puts(b, "]}");
}

void
desk_templates(struct http_request *rq, void *house)
{
	struct desk *d = begin(house, rq, PAPER_ROLES, false);
	const struct template *t;

	if (!d)
		return;
	buf_puts(&d->answer, "{\"items\":[");
	for (int i = 0; (t = template_at(i)); i++) {
		buf_puts(&d->answer, i ? "," : "");
		show_template(&d->answer, t);
	}
	buf_puts(&d->answer, "]}");
	finish(d, d->answer.full ? refuse(&d->call, E_FULL, NULL, -1) : E_OK);
}

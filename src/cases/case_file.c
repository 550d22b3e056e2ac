/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/case_file.h"

#include "base/clock.h"
#include "cases/case_file_.h"
#include "cases/case_words_.h"
#include "cases/violation_case.h"
#include "engine/audit.h"
#include "engine/idempotency.h"
#include "engine/metrics.h"
#include "engine/record.h"
#include "engine/rest.h"
#include "engine/signin.h"
#include "net/json.h"
#include "net/percent.h"
#include "paper/content.h"

#define PRINTED 200		/* rows of the printed form; a longer one says how many more there are */
#define MAKERS (R_officer|R_case_officer|R_clerk|R_legal|R_leader|R_supervisor|R_auditor)

struct asked {
	struct call call;
	struct http_request *rq;
	int64_t id;
	bool biography, make;
	struct idempotency key;
	struct kept_answer was;		/* of an earlier call with this key */
	struct buf answer;
};

/* ---- as JSON ---- */

static void
member(struct buf *b, const char *name, struct slice s)
{
	buf_printf(b, ",\"%s\":", name);
	buf_json(b, s);
}

static void
put_json(struct asked *a, const struct case_acts *acts)
{
	struct buf *b = &a->answer;

	buf_reset(b);
	buf_puts(b, "{\"items\":[");
	for (size_t i = 0; i < acts->n; i++) {
		const struct case_act *t = &acts->act[i];
		buf_puts(b, i ? ",{\"at\":\"" : "{\"at\":\"");
		buf_time(b, t->at);
		buf_putc(b, '"');
		member(b, "what", t->what);
		member(b, "what_en", t->what_en);
		if (a->biography) {
			member(b, "who", t->who);
			member(b, "kind", t->kind);
			member(b, "detail", t->detail);
			member(b, "detail_en", t->detail_en);
			member(b, "reason", t->reason);
		} else {
			member(b, "number", t->number);
			member(b, "hash", t->hash);
		}
		buf_printf(b, ",\"record\":\"%s\",\"row\":%lld", t->record, (long long)t->row);
		if (t->file) {
			member(b, "slot", t->slot);
			buf_printf(b, ",\"file\":%lld", (long long)t->file);
		}
		buf_putc(b, '}');
	}
	buf_printf(b, "],\"more\":%s}", acts->more ? "true" : "false");
}

/* ---- as a document ---- */

static void
set(json_t *o, const char *name, struct slice s)
{
	if (s.n)
		json_object_set_new(o, name, json_stringn(s.p, s.n));
}

static struct slice
clipped(struct slice s, size_t n)
{
	if (s.n <= n)
		return s;
	while (n && ((unsigned char)s.p[n] & 0xc0) == 0x80)
		n--;
	return (struct slice){ s.p, n };
}

static json_t *
listed(const struct asked *a, const struct case_acts *acts)
{
	size_t n = acts->n > PRINTED ? PRINTED - 1 : acts->n;
	json_t *list = json_array(), *one;
	struct arena *arena = a->call.arena;

	for (size_t i = 0; i < n; i++) {
		const struct case_act *t = &acts->act[i];
		struct slice why = t->reason.n ? t->reason : t->detail;
		one = json_object();
		set(one, a->biography ? "at" : "date", a->biography ? time_words(arena, t->at) : date_words(arena, beijing_day(t->at)));
		set(one, "what", clipped(t->what, 90));
		if (a->biography) {
			set(one, "who", clipped(t->who, 60));
			set(one, "detail", clipped(why, 90));
		} else {
			set(one, "number", t->number);
			set(one, "pages", S("1"));
			set(one, "hash", t->hash.n ? clipped(t->hash, 16) : S("待制作"));
		}
		json_array_append_new(list, one);
	}
	if (n < acts->n) {
		one = json_object();
		json_object_set_new(one, a->biography ? "at" : "date", json_string("—"));
		json_object_set_new(one, "what", json_sprintf("其余%d项，见案件记录", (int)(acts->n - n)));
		if (a->biography)
			json_object_set_new(one, "who", json_string("—"));
		json_array_append_new(list, one);
	}
	return list;
}

static enum err
make_document(struct asked *a, const struct row *r, const struct case_acts *acts)
{
	struct call *c = &a->call;
	struct slice reason;
	struct paper_pool p;
	struct row *d;
	enum err e;

	if (!c->reason.n)
		return refuse_text(c, E_NO_REASON, "reason", NULL, NULL);
	if (!may(c, MAKERS, r->unit))
		return refuse(c, E_FORBIDDEN, NULL, -1);
	if ((e = case_pool(&p, c, r, a->biography ? "case_biography" : "case_catalogue")))
		return e;
	put_text(&p, "state", title_zh(r->rec->state[r->state].title));
	json_object_del(p.content, "at");
	put_time(&p, "at", c->now_ms);
	put_text(&p, "party", row_text(r, violation_case_party_name));
	json_object_set_new(p.content, a->biography ? "acts" : "entries", listed(a, acts));
	if ((e = put_person(&p, "keeper", c->who->person))) {
		pool_close(&p);
		return e;
	}
	if ((e = pool_issue(&p, &d)))
		return e;
	reason = c->reason;
	c->reason = (struct slice){ NULL, 0 };	/* the answer of a write is masked: no audit row of a read stands behind it */
	row_mask(c, d);
	c->reason = reason;
	buf_reset(&a->answer);
	row_json(c, &a->answer, d, false);
	return E_OK;
}

/* ---- the call ---- */

static void
begin(struct asked *a, struct conn *conn)
{
	a->call.conn = conn;
	a->call.err = E_OK;
	a->call.nfault = a->call.ntouched = 0;
}

static enum err
collect(struct asked *a, struct row **ret, struct case_acts *ret_acts)
{
	struct call *c = &a->call;
	struct row *seen;
	enum err e;

	if ((e = record_get(c, &violation_case_record, a->id, &seen)) || (e = record_load(c, &violation_case_record, a->id, ret)))
		return e;
	return a->biography ? case_biography(c, *ret, ret_acts) : case_contents(c, *ret, ret_acts);
}

static enum err
note_look(struct asked *a)
{
	return audit_read(&a->call, a->biography ? "biography" : "contents", &violation_case_record, a->id, (struct slice){ NULL, 0 });
}

static enum err
make_job(void *ctx, struct conn *conn)
{
	struct asked *a = ctx;
	struct case_acts acts;
	struct row *r;
	enum err e;

	begin(a, conn);
	if ((e = idempotency_met(&a->call, &a->key, &a->was)))
		return e == E_DONE ? E_OK : e;
	if ((e = collect(a, &r, &acts)) || (e = make_document(a, r, &acts)))
		return e;
	if (a->answer.full)
		return refuse(&a->call, E_FULL, NULL, -1);
	if ((e = note_look(a)))
		return e;
	return idempotency_keep(&a->call, &a->key, &(struct kept_answer){ .status = 201, .body = buf_slice(&a->answer) });
}

static enum err
make(struct asked *a)
{
	struct call *c = &a->call;
	enum err e = idempotency_take(c, a->rq, &a->key);

	if (e)
		return e;
	e = db_write(c->engine->db, make_job, a);
	c->conn = NULL;
	if (e)
		return refuse(c, e, NULL, -1);
	if (!a->was.status) {
		record_committed(c);
		return E_OK;
	}
	buf_reset(&a->answer);
	buf_put(&a->answer, a->was.body);
	return E_OK;
}

static enum err
look_job(void *ctx, struct conn *conn)
{
	struct asked *a = ctx;

	begin(a, conn);
	return note_look(a);
}

/* Gathered on a reader: the writer's time is everybody's. The look is written down before it is answered. */
static enum err
look(struct asked *a)
{
	struct call *c = &a->call;
	reader_scoped conn = NULL;
	struct case_acts acts;
	struct row *r;
	enum err e = db_reader(c->engine->db, &conn);

	if (e)
		return refuse(c, e, NULL, -1);
	begin(a, conn);
	e = collect(a, &r, &acts);
	c->conn = NULL;
	if (e)
		return e;
	put_json(a, &acts);
	if (a->answer.full)
		return refuse(c, E_FULL, NULL, -1);
	e = db_write(c->engine->db, look_job, a);
	c->conn = NULL;
	return e ? refuse(c, e, NULL, -1) : E_OK;
}

static void
finish(struct asked *a, enum err e)
{
	struct slice answer = arena_copy(&a->rq->arena, buf_slice(&a->answer));

	buf_free(&a->answer);
	a->call.engine->signin->release(a->call.who);
	if (e) {
		e = a->call.err ? a->call.err : e;
		metrics_refusal(e);
		http_problem(a->rq, e, a->call.fault, (size_t)a->call.nfault);
		return;
	}
	http_answer(a->rq, a->make ? 201 : 200, "application/json; charset=utf-8", answer);
}

static enum err
take_reason(struct asked *a)
{
	json_scoped body = NULL;
	struct slice s;
	size_t at;

	if (!a->make) {
		s = http_header(a->rq, "Luan-Reason");
		if (s.n && percent_decode(a->call.arena, s, &s))
			return refuse_text(&a->call, E_BAD_VALUE, "Luan-Reason", NULL, NULL);
	} else {
		if (json_read(a->rq->body, &body, &at) || !json_is_object(body))
			return refuse(&a->call, E_BAD_BODY, NULL, -1);
		s = arena_copy(a->call.arena, json_slice(json_object_get(body, "reason")));
	}
	if (s.p && utf8_count(s) > LIMIT_REASON)
		return refuse_text(&a->call, E_BAD_VALUE, "reason", NULL, NULL);
	a->call.reason = s.p ? slice_trim(s) : s;
	return E_OK;
}

static void
serve(struct engine *engine, struct http_request *rq, int64_t id, bool biography)
{
	struct asked *a = arena_new(&rq->arena, struct asked);
	enum err e;

	*a = (struct asked){ .rq = rq, .id = id, .biography = biography, .make = rq->method == HTTP_POST };
	a->call = (struct call){ .engine = engine, .arena = &rq->arena, .now_ms = clock_now_ms(), .request_id = rq->id, .peer = rq->peer };
	if ((e = engine->signin->authenticate(engine->signin->ctx, rq, &a->call.who))) {
		metrics_refusal(e);
		http_problem(rq, e, NULL, 0);
		return;
	}
	buf_init(&a->answer, LIMIT_ANSWER);
	if (!a->make && rq->method != HTTP_GET && rq->method != HTTP_HEAD)
		e = refuse(&a->call, E_NO_METHOD, NULL, -1);
	else if (!(e = take_reason(a)))
		e = a->make ? make(a) : look(a);
	finish(a, e);
}

void
case_file_serve(struct http_request *rq, void *engine)
{
	struct slice rest = { rq->path.p + sizeof CASE_FILE_PREFIX - 1, rq->path.n - (sizeof CASE_FILE_PREFIX - 1) }, id;
	int64_t n;

	if (slice_cut(&rest, '/', &id) && rest.p && (slice_is(rest, "biography") || slice_is(rest, "contents")) && slice_int(id, &n) && n > 0)
		serve(engine, rq, n, slice_is(rest, "biography"));
	else
		rest_serve(rq, engine);
}

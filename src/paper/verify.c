/* SPDX-License-Identifier: Apache-2.0 */
/* verify.c - the public page: whoever holds a document types or scans its code and learns whether it holds. No sign-in, no person.
 *
 * Work      the same for a code that exists and one that does not: both answers are made, one is sent. The code is looked for by
 *           its digest, so that how long a comparison takes tells nothing of a code.
 * Limits    the setting verify_min: questions a minute of an address (of an IPv6 /64); 429 beyond.
 */
#include <pthread.h>

#include "base/clock.h"
#include "base/hash.h"
#include "engine/metrics.h"
#include "net/percent.h"
#include "paper/paper_.h"
#include "people/setting.h"

#define GATE_SLOTS 4096			/* addresses remembered; two that share a place share their questions */
#define MINUTE_MS 60000

/* ---- how often ---- */

struct house_gate {
	pthread_mutex_t lock;
	struct {
		int64_t left;		/* questions, in 1/MINUTE_MS */
		int64_t at_ms;
	} slot[GATE_SLOTS];
};

struct house_gate *
gate_make(void)
{
	struct house_gate *g = mem_alloc(sizeof *g);

	(void)pthread_mutex_init(&g->lock, NULL);
	return g;
}

void
gate_free(struct house_gate *g)
{
	(void)pthread_mutex_destroy(&g->lock);
	mem_free(g);
}

/* One line of an IPv6 subscriber has a whole /64. */
static struct slice
subscriber(struct slice peer)
{
	int colons = 0;

	for (size_t i = 0; i < peer.n; i++)
		if (peer.p[i] == ':' && ++colons == 4 && !memmem(peer.p, i, "::", 2))
			return (struct slice){ peer.p, i };
	return peer;
}

bool
gate_pass(struct house_gate *g, struct slice peer, int64_t a_minute, int64_t mono_ms)
{
	size_t i = hash64(subscriber(peer)) % GATE_SLOTS;
	int64_t full = a_minute * MINUTE_MS, left;
	bool pass;

	(void)pthread_mutex_lock(&g->lock);
	left = g->slot[i].at_ms ? g->slot[i].left + (mono_ms - g->slot[i].at_ms) * a_minute : full;
	left = left > full ? full : left;
	if ((pass = left >= MINUTE_MS))
		left -= MINUTE_MS;
	g->slot[i].left = left;
	g->slot[i].at_ms = mono_ms ? mono_ms : 1;
	(void)pthread_mutex_unlock(&g->lock);
	return pass;
}

/* ---- what is found ---- */

struct found {
	bool there, voided;
	char code[CODE_MAX];
	struct slice type, number, authority, hash;
	int64_t at, voided_at;
};

/* A code that cannot be one is looked for all the same, as one that nobody has. */
static enum err
look_up(struct paper_house *h, struct arena *a, struct slice typed, struct found *ret)
{
	reader_scoped conn = NULL;
	stmt_scoped st = NULL;
	enum err e = db_reader(h->engine->db, &conn);

	*ret = (struct found){ .type = S(""), .number = S(""), .authority = S(""), .hash = S("") };
	if (!code_read(typed, ret->code))
		(void)code_read(S("00000000000000000000"), ret->code);
	if (e || (e = sql(conn, &st, "SELECT type, number, authority, at, state, voided_at, hash FROM document WHERE code_key = ?1")))
		return e;
	sql_text(st, 1, code_key(ret->code, a));
	e = sql_step(st);
	if (e && e != E_DONE)
		return e;
	if (e == E_DONE)
		return E_OK;
	ret->there = true;
	ret->type = arena_copy(a, col_text(st, 0));
	ret->number = arena_copy(a, col_text(st, 1));
	ret->authority = arena_copy(a, col_text(st, 2));
	ret->at = col_int(st, 3);
	ret->voided = slice_is(col_text(st, 4), "voided");
	ret->voided_at = col_null(st, 5) ? 0 : col_int(st, 5);
	ret->hash = col_null(st, 6) ? S("") : arena_copy(a, col_text(st, 6));
	return E_OK;
}

static void
titles(const struct found *f, struct slice *zh, struct slice *en)
{
	const struct template *t = template_of(f->type, INT32_MAX);

	*zh = slice_of(t ? t->zh : "");
	*en = slice_of(t ? t->en : "");
}

static struct slice
day_text(struct arena *a, int64_t ms)
{
	char text[TIME_TEXT_MAX];

	return arena_copy(a, (struct slice){ text, date_print(beijing_day(ms), text) });
}

/* ---- JSON ---- */

static struct slice
found_json(struct paper_house *h, struct arena *a, const struct found *f)
{
	struct slice zh, en, text;
	struct buf b;

	titles(f, &zh, &en);
	buf_init(&b, KIB(8));
	buf_puts(&b, "{\"type\":");
	buf_json(&b, f->type);
	buf_puts(&b, ",\"title\":");
	buf_json(&b, zh);
	buf_puts(&b, ",\"title_en\":");
	buf_json(&b, en);
	buf_puts(&b, ",\"number\":");
	buf_json(&b, f->number);
	buf_puts(&b, ",\"authority\":");
	buf_json(&b, f->authority);
	buf_puts(&b, ",\"date\":");
	buf_json(&b, day_text(a, f->at));
	buf_printf(&b, ",\"state\":\"%s\",\"in_force\":%s,\"voided_on\":", f->voided ? "voided" : "issued", f->voided ? "false" : "true");
	buf_json(&b, f->voided ? day_text(a, f->voided_at) : (struct slice){ NULL, 0 });
	buf_puts(&b, ",\"sha256\":");
	buf_json(&b, f->hash.n ? f->hash : (struct slice){ NULL, 0 });
	buf_printf(&b, ",\"simulated\":%s}", h->engine->simulated ? "true" : "false");
	text = arena_copy(a, buf_slice(&b));
	buf_free(&b);
	return text;
}

static bool
may_ask(struct paper_house *h, struct http_request *rq)
{
	if (gate_pass(h->gate, rq->peer, setting(SET_verify_min), clock_mono_ms()))
		return true;
	metrics_refusal(E_TOO_MANY);
	http_set(rq, "Retry-After", "60");
	return false;
}

static struct slice
below(const struct http_request *rq, const char *prefix)
{
	size_t n = strlen(prefix);

	return rq->path.n > n ? (struct slice){ rq->path.p + n, rq->path.n - n } : S("");
}

void
verify_json(struct http_request *rq, void *house)
{
	struct paper_house *h = house;
	struct slice answer;
	struct found f;
	enum err e;

	if (rq->method != HTTP_GET && rq->method != HTTP_HEAD) {
		http_problem(rq, E_NO_METHOD, NULL, 0);
	} else if (!may_ask(h, rq)) {
		http_problem(rq, E_TOO_MANY, NULL, 0);
	} else if ((e = look_up(h, &rq->arena, below(rq, "/api/v1/verify/"), &f))) {
		http_problem(rq, e, NULL, 0);
	} else {
		answer = found_json(h, &rq->arena, &f);
		if (f.there)
			http_answer(rq, 200, "application/json; charset=utf-8", answer);
		else
			http_problem(rq, E_NOT_FOUND, NULL, 0);
	}
}

/* ---- the page ---- */

static const char page_head[] =
	"<!doctype html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
	"<meta name=\"robots\" content=\"noindex\"><title>法律文书核验 / Verification of a document</title><style>"
	"body{font-family:system-ui,\"Noto Sans CJK SC\",\"Microsoft YaHei\",sans-serif;"
	"max-width:40rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff;line-height:1.6}"
	"h1{font-size:1.3rem}dl{display:grid;grid-template-columns:auto 1fr;gap:.4rem 1rem;margin:1rem 0}dt{color:#555}dd{margin:0;overflow-wrap:anywhere}"
	".state{padding:.7rem 1rem;border-left:.4rem solid;font-weight:600;margin:1rem 0}"
	".good{border-color:#0a6b2d;background:#eaf6ee}.bad{border-color:#a8071a;background:#fdecee}"
	"small{color:#555}input{font:inherit;padding:.4rem;width:100%;max-width:22rem;box-sizing:border-box}button{font:inherit;padding:.4rem 1rem;margin-top:.5rem}"
	"</style></head><body><main><h1>法律文书核验<br><small>Verification of a document</small></h1>";
static const char page_end[] =
	"<form action=\"/verify\" method=\"get\"><label for=\"code\">核验码 / Code</label><br>"
	"<input id=\"code\" name=\"code\" maxlength=\"40\" autocomplete=\"off\" required><br>"
	"<button>核验 / Verify</button></form><p><small>核验页只说明文书是否由本机关签发、是否有效，不显示个人信息。纸质文书内容以送达的原件为准；收到电子文件的，"
	"可以比对其SHA-256。<br>"
	"This page says only whether the document was issued here and holds; it shows no personal data. Of an electronic file, compare its SHA-256.</small></p>"
	"</main></body></html>\n";

static void
html(struct buf *b, struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		switch (s.p[i]) {
		case '<': buf_puts(b, "&lt;"); break;
		case '>': buf_puts(b, "&gt;"); break;
		case '&': buf_puts(b, "&amp;"); break;
		case '"': buf_puts(b, "&quot;"); break;
		default: buf_putc(b, s.p[i]);
		}
}

static void
line(struct buf *b, const char *label, struct slice value)
{
	buf_printf(b, "<dt>%s</dt><dd>", label);
	html(b, value.n ? value : S("—"));
	buf_puts(b, "</dd>");
}

static void
state(struct buf *b, bool good, const char *words)
{
	buf_printf(b, "<p class=\"state %s\" role=\"status\">%s</p>", good ? "good" : "bad", words);
}

static void
found_html(struct paper_house *h, struct arena *a, struct buf *b, const struct found *f)
{
	struct slice zh, en;

	titles(f, &zh, &en);
	buf_puts(b, page_head);
	if (h->engine->simulated)
		state(b, false, "模拟数据，不是真实文书 / Simulated data, not a real document");
	state(b, !f->voided, f->voided ? "该文书已作废 / This document has been voided" : "该文书由本机关签发，现行有效 / Issued here and in force");
	buf_puts(b, "<dl>");
	line(b, "文书 / Document", zh.n ? arena_printf(a, "%.*s / %.*s", (int)zh.n, zh.p, (int)en.n, en.p) : S(""));
	line(b, "编号 / Number", f->number);
	line(b, "机关 / Authority", f->authority);
	line(b, "日期 / Date", day_text(a, f->at));
	if (f->voided)
		line(b, "作废日期 / Voided on", day_text(a, f->voided_at));
	line(b, "SHA-256", f->hash);
	buf_puts(b, "</dl>");
	buf_puts(b, page_end);
}

static void
other_html(struct buf *b, const char *words)
{
	buf_puts(b, page_head);
	if (words)
		state(b, false, words);
	buf_puts(b, page_end);
}

static void
send_page(struct http_request *rq, int status, struct buf *b)
{
	http_set(rq, "Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'");
	http_answer(rq, status, "text/html; charset=utf-8", arena_copy(&rq->arena, buf_slice(b)));
}

static void
answer_code(struct paper_house *h, struct http_request *rq, struct slice code)
{
	struct buf yes, no;
	struct found f;
	enum err e = look_up(h, &rq->arena, code, &f);

	buf_init(&yes, KIB(16));
	buf_init(&no, KIB(16));
	if (e) {
		other_html(&no, "暂时无法核验，请稍后再试 / Not possible at the moment; try again later");
	} else {
		found_html(h, &rq->arena, &yes, &f);
		other_html(&no, "没有这个核验码的文书，请核对后重新输入 / No document has this code; check it and try again");
	}
	send_page(rq, e ? err_http(e) : f.there ? 200 : 404, !e && f.there ? &yes : &no);
	buf_free(&yes);
	buf_free(&no);
}

void
verify_page(struct http_request *rq, void *house)
{
	struct slice code = below(rq, "/verify/");
	struct buf b;

	if (!slice_is(rq->path, "/verify") && !slice_starts(rq->path, "/verify/")) {
		http_problem(rq, E_NOT_FOUND, NULL, 0);
		return;
	}
	if (rq->method != HTTP_GET && rq->method != HTTP_HEAD) {
		http_problem(rq, E_NO_METHOD, NULL, 0);
		return;
	}
	if (!code.n)
		code = http_query(rq, "code");
	buf_init(&b, KIB(16));
	if (!may_ask(house, rq)) {
		other_html(&b, "查询过于频繁，请一分钟后再试 / Too many questions; try again in a minute");
		send_page(rq, 429, &b);
	} else if (!code.n) {
		other_html(&b, NULL);
		send_page(rq, 200, &b);
	} else {
		answer_code(house, rq, code);
	}
	buf_free(&b);
}

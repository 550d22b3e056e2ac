/* SPDX-License-Identifier: Apache-2.0 */
/* RFC 9457 problem answers; titles are Chinese, their English stands beside them. */
#include <assert.h>
#include "base/limits.h"
#include "net/http_.h"

static void
member(struct buf *b, const char *name, struct slice value)
{
	if (!value.p)
		return;
	buf_putc(b, ',');
	buf_json(b, slice_of(name));
	buf_putc(b, ':');
	buf_json(b, value);
}

static void
fault_text(struct buf *b, const struct http_fault *f)
{
	buf_puts(b, "{\"code\":");
	buf_json(b, slice_of(err_name(f->code)));
	member(b, "field", slice_of(f->field));
	member(b, "title", slice_of(err_zh(f->code)));
	member(b, "title_en", slice_of(err_en(f->code)));
	member(b, "detail", f->detail_zh);
	member(b, "detail_en", f->detail_en);
	buf_putc(b, '}');
}

void
problem_text(const struct req *rq, enum err e, const struct http_fault *fault, size_t n, struct buf *b)
{
	buf_puts(b, "{\"type\":\"/errors/");
	buf_puts(b, err_name(e));
	buf_putc(b, '"');
	member(b, "title", slice_of(err_zh(e)));
	member(b, "title_en", slice_of(err_en(e)));
	buf_printf(b, ",\"status\":%d", err_http(e));
	member(b, "code", slice_of(err_name(e)));
	if (n) {
		member(b, "detail", fault[0].detail_zh);
		member(b, "detail_en", fault[0].detail_en);
		member(b, "field", slice_of(fault[0].field));
		buf_puts(b, ",\"errors\":[");
		for (size_t i = 0; i < n; i++) {
			if (i)
				buf_putc(b, ',');
			fault_text(b, &fault[i]);
		}
		buf_putc(b, ']');
	}
	member(b, "request", slice_of(rq->pub.id));
	buf_putc(b, '}');
}

void
http_problem(struct http_request *rq, enum err e, const struct http_fault *fault, size_t n)
{
	struct buf b;

	assert(err_http(e) >= 400);
	buf_init(&b, LIMIT_ANSWER);
	problem_text(req_of(rq), e, fault, n, &b);
	if (b.full) {			/* more faults than an answer can hold: the first says enough */
		buf_reset(&b);
		problem_text(req_of(rq), e, fault, n ? 1 : 0, &b);
	}
	http_answer(rq, err_http(e), "application/problem+json", buf_slice(&b));
	buf_free(&b);
}

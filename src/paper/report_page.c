/* SPDX-License-Identifier: Apache-2.0 */
#include "paper/report_page.h"

#include <pthread.h>

#include "base/calendar.h"
#include "base/limits.h"
#include "base/log.h"
#include "engine/engine.h"

#define PDF_MAX MIB(16)

void
report_page_read(struct template *page, const char *name, struct slice text)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	static struct arena arena;
	static bool begun;
	struct buf wrong;

	pthread_mutex_lock(&lock);
	if (!begun)
		arena_init(&arena);
	begun = true;
	buf_init(&wrong, KIB(4));
	if (template_read(slice_of(name), text, &arena, page, &wrong)) {
		buf_putc(&wrong, '\0');
		die(wrong.p);
	}
	buf_free(&wrong);
	pthread_mutex_unlock(&lock);
}

enum err
report_page_pdf(struct call *c, struct template *page, json_t *values, int64_t at_ms, const char *mark, struct slice *ret_pdf)
{
	struct content content = { .t = page, .values = values, .arena = c->arena, .day = beijing_day(c->now_ms) };
	struct render how = { .content = &content, .paper = PAPER_A4, .at_ms = at_ms, .mark = c->engine->simulated ? "模拟数据" : mark };
	struct buf pdf;
	enum err e;

	buf_init(&pdf, PDF_MAX);
	if (!(e = render_pdf(&how, &pdf, NULL)))
		*ret_pdf = arena_copy(c->arena, buf_slice(&pdf));
	buf_free(&pdf);
	return e == E_MISSING ? refuse_text(c, E_STORE, "report", "服务器未安装文书字体", "the font of documents is not installed on the server") :
	    e ? refuse(c, e, NULL, -1) : E_OK;
}

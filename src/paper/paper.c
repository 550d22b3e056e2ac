/* SPDX-License-Identifier: Apache-2.0 */
#include "paper/paper.h"

#include <stdatomic.h>
#include <stdio.h>

#include "engine/timer.h"
#include "paper/paper_.h"

static _Atomic(struct paper_house *) here;

struct paper_house *
paper_here(void)
{
	return atomic_load(&here);
}

enum err
paper_open(struct paper_house **ret, const struct paper_options *o)
{
	struct paper_house *h = mem_alloc(sizeof *h);
	const char *url = o->public_url ? o->public_url : "/verify/";
	enum err e = strlen(url) < sizeof h->public_url ? E_OK : E_FULL;

	h->engine = o->engine;
	(void)snprintf(h->public_url, sizeof h->public_url, "%s", url);
	if (e || (e = people_key_open(&h->key, o->engine->options.data_dir))) {
		mem_free(h);
		return e;
	}
	h->gate = gate_make();
	(void)template_at(0);		/* read them now: a faulty one stops the program here */
	atomic_store(&here, h);
	*ret = h;
	return E_OK;
}

enum err
paper_start(struct paper_house *h)
{
	return timer_add(h->engine, "paper.draw", 60000, drawing_tick, h);
}

void
paper_close(struct paper_house *h)
{
	if (!h)
		return;
	timer_stop(h->engine);		/* none of ours may be running any more */
	atomic_store(&here, NULL);
	gate_free(h->gate);
	people_key_wipe(&h->key);
	mem_free(h);
}

enum err
paper_tick(struct paper_house *h)
{
	return drawing_tick(h->engine, h);
}

static enum http_worth
step_worth(const struct http_request *rq)
{
	(void)rq;
	return WORTH_STEP;
}

size_t
paper_routes(struct paper_house *h, struct http_route *ret, size_t max)
{
	const struct http_route own[PAPER_ROUTES] = {
		{ .prefix = "/api/v1/documents/issue", .handle = desk_issue, .ctx = h, .body_max = KIB(256), .worth = step_worth },
		{ .prefix = "/api/v1/documents/check", .handle = desk_check, .ctx = h, .body_max = KIB(256) },
		{ .prefix = "/api/v1/documents/print", .handle = desk_print, .ctx = h, .body_max = KIB(8), .worth = step_worth },
		{ .prefix = "/api/v1/document_templates", .handle = desk_templates, .ctx = h },
		{ .prefix = "/api/v1/verify/", .handle = verify_json, .ctx = h },
		{ .prefix = "/verify", .handle = verify_page, .ctx = h },
	};
	size_t n = 0;

	for (; n < N_ELEMS(own) && n < max; n++)
		ret[n] = own[n];
	return n;
}

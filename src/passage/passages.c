/* SPDX-License-Identifier: Apache-2.0 */
/* passages.c - opened once beside the engine; its routes and its clocks. */
#include "passage/passages.h"

#include <stdatomic.h>
#include <unistd.h>

#include "base/clock.h"
#include "engine/metrics.h"
#include "engine/signin.h"
#include "engine/timer.h"
#include "net/json.h"
#include "net/percent.h"
#include "passage/passages_.h"
#include "people/setting.h"

#define ANSWER_MAX MIB(8)
#define BODY_MAX KIB(64)

static _Atomic(struct passages *) here;

struct passages *
passages_here(void)
{
	return atomic_load(&here);
}

enum err
passages_open(struct passages **ret, const struct passages_options *o)
{
	struct passages *p = mem_alloc(sizeof *p);
	enum err e;

	*p = (struct passages){ .engine = o->engine, .history = o->history, .packs = o->packs };
	if ((e = people_key_open(&p->key, o->engine->options.data_dir)) || (e = corrections_apply(p)) || (e = passages_timers(p))) {
		people_key_wipe(&p->key);
		mem_free(p);
		return e;
	}
	history_set_repeat(p->history, (int)setting(SET_passage_repeat_s));
	atomic_store(&here, p);
	*ret = p;
	return E_OK;
}

void
passages_close(struct passages *p)
{
	if (!p)
		return;
	timer_stop(p->engine);		/* none of ours may be running any more */
	atomic_store(&here, NULL);
	people_key_wipe(&p->key);
	mem_free(p);
}

/* ---- the clocks ---- */

static enum err
settings_tick(struct engine *e, void *ctx)
{
	struct passages *p = ctx;

	(void)e;
	history_set_repeat(p->history, (int)setting(SET_passage_repeat_s));
	return E_OK;
}

static const struct {
	const char *name;
	int64_t every_ms;
	timer_fn *fn;
} timers[] = {
	{ "passage.holds", 60000, holds_tick },
	{ "passage.retention", 6 * 3600000LL, retain_tick },
	{ "passage.days", 1800000, rollup_tick },
	{ "passage.sample", 3600000, sample_tick },
	{ "passage.settings", 60000, settings_tick },
};

enum err
passages_timers(struct passages *p)
{
	enum err e = E_OK;

	for (size_t i = 0; i < N_ELEMS(timers) && !e; i++)
		e = timer_add(p->engine, timers[i].name, timers[i].every_ms, timers[i].fn, p);
	return e;
}

enum err
passages_tick(struct passages *p)
{
	enum err e = E_OK;

	for (size_t i = 0; i < N_ELEMS(timers) && !e; i++)
		e = timers[i].fn(p->engine, p);
	return e;
}

/* ---- a request ---- */

static void
finish(struct inquiry *a, enum err e)
{
	struct http_request *rq = a->rq;
	struct slice answer;

	if (!e && a->answer.full)
		e = refuse(&a->call, E_FULL, NULL, -1);
	answer = a->picture.n ? a->picture : arena_copy(&rq->arena, buf_slice(&a->answer));
	if (a->body)
		json_decref(a->body);
	buf_free(&a->answer);
	a->p->engine->signin->release(a->call.who);
	if (e) {
		e = a->call.err ? a->call.err : e;
		if (a->file >= 0)
			close(a->file);
		metrics_refusal(e);
		http_problem(rq, e, a->call.fault, (size_t)a->call.nfault);
	} else if (a->file >= 0) {
		http_answer_fd(rq, 200, a->type, a->file, a->file_size);
	} else {
		http_answer(rq, 200, a->type ? a->type : "application/json; charset=utf-8", answer);
	}
}

static enum err
header_reason(struct inquiry *a)
{
	struct slice given = http_header(a->rq, "Luan-Reason"), text;

	if (!given.n)
		return E_OK;
	if (percent_decode(a->call.arena, given, &text))
		return refuse_text(&a->call, E_BAD_VALUE, "Luan-Reason", NULL, NULL);
	text = slice_trim(text);
	if (!utf8_valid(text) || utf8_count(text) > LIMIT_REASON)
		return refuse_text(&a->call, E_BAD_VALUE, "Luan-Reason", NULL, NULL);
	a->call.reason = text;
	return E_OK;
}

/* NULL: refused and answered. Whoever holds none of the roles that look at passages anywhere learns nothing here. */
static struct inquiry *
begin(struct passages *p, struct http_request *rq, bool body)
{
	struct inquiry *a = arena_new(&rq->arena, struct inquiry);
	size_t at;
	enum err e;

	a->p = p;
	a->rq = rq;
	a->file = -1;
	a->call = (struct call){ .engine = p->engine, .arena = &rq->arena, .now_ms = clock_now_ms(), .request_id = rq->id,
		.peer = rq->peer };
	if ((e = p->engine->signin->authenticate(p->engine->signin->ctx, rq, &a->call.who))) {
		metrics_refusal(e);
		http_problem(rq, e, NULL, 0);
		return NULL;
	}
	buf_init(&a->answer, ANSWER_MAX);
	if (!may(&a->call, PASSAGE_ROLES, 0))
		e = refuse(&a->call, E_FORBIDDEN, NULL, -1);
	if (!e)
		e = header_reason(a);
	if (!e && body && (e = json_read(rq->body, &a->body, &at)))
		e = refuse(&a->call, e, NULL, -1);
	if (!e)
		return a;
	finish(a, e);
	return NULL;
}

static bool
is_get(const struct http_request *rq)
{
	return rq->method == HTTP_GET || rq->method == HTTP_HEAD;
}

static const struct {
	const char *path;
	enum err (*act)(struct inquiry *a);
} posts[] = {
	{ "search", passage_search_post }, { "track", passage_track_post }, { "counts", passage_counts_post },
	{ "export", passage_export_post },
};

static void
serve_post(struct passages *p, struct http_request *rq, enum err (*act)(struct inquiry *a))
{
	struct inquiry *a = begin(p, rq, rq->method == HTTP_POST);

	if (a)
		finish(a, rq->method == HTTP_POST ? act(a) : refuse(&a->call, E_NO_METHOD, NULL, -1));
}

static void
serve_one(struct passages *p, struct http_request *rq, int64_t id, struct slice verb)
{
	bool correct = slice_is(verb, "correct");
	struct inquiry *a = begin(p, rq, correct && rq->method == HTTP_POST);

	if (!a)
		return;
	if (correct && rq->method == HTTP_POST)
		finish(a, passage_correct_post(a, id));
	else if (!verb.n && is_get(rq))
		finish(a, passage_get(a, id));
	else
		finish(a, refuse(&a->call, correct || !verb.n ? E_NO_METHOD : E_NOT_FOUND, NULL, -1));
}

static struct slice
below(const struct http_request *rq, const char *prefix)
{
	return (struct slice){ rq->path.p + strlen(prefix), rq->path.n - strlen(prefix) };
}

static void
not_found(struct passages *p, struct http_request *rq)
{
	struct inquiry *a = begin(p, rq, false);

	if (a)
		finish(a, refuse(&a->call, E_NOT_FOUND, NULL, -1));
}

static void
passages_serve(struct http_request *rq, void *ctx)
{
	struct slice rest = below(rq, "/api/v1/passages/"), first = { 0 }, verb = { 0 };
	int64_t id;

	for (size_t i = 0; i < N_ELEMS(posts); i++)
		if (slice_is(rest, posts[i].path)) {
			serve_post(ctx, rq, posts[i].act);
			return;
		}
	(void)slice_cut(&rest, '/', &first);
	(void)slice_cut(&rest, '/', &verb);
	if (slice_int(first, &id) && id > 0 && !rest.p)
		serve_one(ctx, rq, id, verb);
	else
		not_found(ctx, rq);
}

static void
pictures_serve(struct http_request *rq, void *ctx)
{
	static const struct {
		const char *what;
		enum err (*get)(struct inquiry *, int64_t);
	} of[] = { { "image", device_image_get }, { "look", look_picture_get } };
	struct slice rest = below(rq, "/api/v1/pictures/"), first = { 0 }, second = { 0 };
	int64_t id, n;
	struct inquiry *a;

	(void)slice_cut(&rest, '/', &first);
	(void)slice_cut(&rest, '/', &second);
	for (size_t i = 0; i < N_ELEMS(of); i++)
		if (slice_is(first, of[i].what) && slice_int(second, &id) && id > 0 && !rest.p) {
			if ((a = begin(ctx, rq, false)))
				finish(a, is_get(rq) ? of[i].get(a, id) : refuse(&a->call, E_NO_METHOD, NULL, -1));
			return;
		}
	if (!slice_int(first, &id) || id < 1 || !slice_int(second, &n) || rest.p) {
		not_found(ctx, rq);
		return;
	}
	if ((a = begin(ctx, rq, false)))
		finish(a, is_get(rq) ? passage_picture_get(a, id, n) : refuse(&a->call, E_NO_METHOD, NULL, -1));
}

static enum http_worth
worth(const struct http_request *rq)
{
	struct slice rest = below(rq, "/api/v1/passages/"), verb = rest;

	while (slice_cut(&rest, '/', &verb))
		;
	return slice_is(verb, "correct") ? WORTH_STEP : slice_is(verb, "export") ? WORTH_EXPORT : WORTH_READ;
}

size_t
passages_routes(struct passages *p, struct http_route *ret, size_t max)
{
	const struct http_route own[PASSAGES_ROUTES] = {
		{ .prefix = "/api/v1/passages/", .handle = passages_serve, .ctx = p, .body_max = BODY_MAX, .worth = worth },
		{ .prefix = "/api/v1/pictures/", .handle = pictures_serve, .ctx = p, .body_max = KIB(1) },
	};
	size_t n = 0;

	for (; n < N_ELEMS(own) && n < max; n++)
		ret[n] = own[n];
	return n;
}

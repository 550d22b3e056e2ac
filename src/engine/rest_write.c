/* SPDX-License-Identifier: Apache-2.0 */
/* rest_write.c - create, patch, step, bulk: parsed on the worker, done by the writer, answered after the commit.
 *
 * Idempotency: the key's row is written in the same transaction as the work, with the answer; a second call with
 * the key finds it and gets the same answer, or E_REPLAY when its body differs.
 */
#include "base/log.h"
#include "engine/event.h"
#include "engine/metrics.h"
#include "engine/record_.h"
#include "engine/rest_.h"
#include "engine/table_.h"
#include "net/json.h"

/* E_DONE: the key was met before and r holds that answer again. */
static enum err
replayed(struct rest *r)
{
	struct kept_answer was;
	enum err e = idempotency_met(&r->call, &r->key, &was);

	if (e != E_DONE)
		return e;
	r->status = was.status;
	r->location = was.location;
	(void)snprintf(r->etag, sizeof r->etag, "%.*s", (int)was.etag.n, was.etag.n ? was.etag.p : "");
	buf_reset(&r->answer);
	buf_put(&r->answer, was.body);
	return E_DONE;
}

/* The answer of a write is always masked: what it would show has no audit row of a read. */
static void
render(struct rest *r)
{
	struct slice reason = r->call.reason;

	if (!r->after)
		return;
	r->call.reason = (struct slice){ NULL, 0 };
	row_mask(&r->call, r->after);
	r->call.reason = reason;
	row_json(&r->call, &r->answer, r->after, false);
	r->after = NULL;
}

static enum err
remember(struct rest *r)
{
	if (!r->key.key.n)
		return E_OK;
	render(r);
	return idempotency_keep(&r->call, &r->key, &(struct kept_answer){ r->status, r->location, slice_of(r->etag), buf_slice(&r->answer) });
}

/* --- the job --- */

static enum err
write_run(struct job *j, struct conn *conn)
{
	struct rest *r = (struct rest *)j;
	enum err e;

	r->call.conn = conn;
	r->call.err = E_OK;
	r->call.nfault = 0;
	r->call.ntouched = 0;
	r->call.kept = NULL;
	r->after = NULL;
	buf_reset(&r->answer);
	if ((e = replayed(r)))
		return e == E_DONE ? E_OK : e;
	if ((e = r->act(r)))
		return e;
	return remember(r);
}

static enum err
keep_run(struct job *j, struct conn *conn)
{
	struct rest *r = (struct rest *)j;
	struct call again = r->call;	/* a job may be run twice */

	again.conn = conn;
	return call_kept(&again);
}

/* What could not be kept is logged: the refusal stands all the same. */
static void
keep_done(struct job *j, enum err e)
{
	struct rest *r = (struct rest *)j;

	if (e)
		log_at(LOG_ERROR, "refusal.not_kept", KV("record", LS(r->rec->name)), KV("error", LS(err_name(e))));
	event_wake(r->call.engine);
	rest_finish(r, r->refused);
}

static void
write_done(struct job *j, enum err e)
{
	struct rest *r = (struct rest *)j;

	r->call.conn = NULL;
	if (!e) {
		record_committed(&r->call);
		render(r);	/* here and not in the job, unless the key needs it: the writer's time is everybody's */
	} else if (r->call.kept) {
		r->refused = e;
		r->job.run = keep_run;
		r->job.done = keep_done;
		db_submit(r->call.engine->db, &r->job);
		return;
	}
	rest_finish(r, e);
}

void
rest_write(struct rest *r)
{
	enum err e = idempotency_take(&r->call, r->rq, &r->key);

	if (e) {
		rest_finish(r, e);
		return;
	}
	r->job.run = write_run;
	r->job.done = write_done;
	r->call.conn = NULL;
	db_submit(r->call.engine->db, &r->job);
}

static void
answer_row(struct rest *r, struct row *row, int status)
{
	r->after = row;
	(void)snprintf(r->etag, sizeof r->etag, "\"%lld\"", (long long)row->version);
	r->status = status;
}

/* --- create --- */

static enum err
act_create(struct rest *r)
{
	struct row *row = row_copy(r->call.arena, r->draft);
	enum err e = record_create(&r->call, row);

	if (e)
		return e;
	answer_row(r, row, 201);
	r->location = arena_printf(r->call.arena, "/api/v1/%s/%lld", record_plural(r->call.engine, r->rec), (long long)row->id);
	metrics_step(r->rec, "create");
	return E_OK;
}

void
rest_create(struct rest *r)
{
	json_scoped body = NULL;
	enum err e = rest_body(r, &body);

	r->draft = row_new(r->call.arena, r->rec);
	if (!e && !may(&r->call, r->rec->can_create, 0))
		e = refuse(&r->call, E_FORBIDDEN, NULL, -1);
	if (!e)
		e = record_take(&r->call, r->rec, body, TAKE_CREATE, NULL, r->draft, &r->set);
	r->act = act_create;
	if (e)
		rest_finish(r, e);
	else
		rest_write(r);
}

/* --- patch --- */

static enum err
take_version(struct rest *r, bool must)
{
	struct slice match = http_header(r->rq, "If-Match");

	if (!match.p)
		return must ? refuse_text(&r->call, E_NO_MATCH, "If-Match", NULL, NULL) : E_OK;
	if (match.n > 2 && match.p[0] == '"' && match.p[match.n - 1] == '"')
		match = (struct slice){ match.p + 1, match.n - 2 };
	if (!slice_int(match, &r->version) || r->version < 1)
		return refuse_text(&r->call, E_BAD_QUERY, "If-Match", "须为带引号的版本号", "must be a quoted version number");
	return E_OK;
}

static enum err
act_patch(struct rest *r)
{
	struct row *row;
	enum err e = record_patch(&r->call, r->rec, r->id, r->version, r->draft, r->set, &row);

	if (e)
		return e;
	answer_row(r, row, 200);
	metrics_step(r->rec, "patch");
	return E_OK;
}

/* Rights stand before the version: who may not change the row learns nothing of how it stands. */
static enum err
may_patch(struct rest *r)
{
	struct row *row;
	enum err e = record_load(&r->call, r->rec, r->id, &row);

	if (e)
		return e;
	if (!row_visible(&r->call, row, r->rec->can_read | r->rec->can_patch))
		return refuse(&r->call, E_NOT_FOUND, NULL, -1);
	if (!row_visible(&r->call, row, r->rec->can_patch))
		return refuse(&r->call, E_FORBIDDEN, NULL, -1);
	return E_OK;
}

void
rest_patch(struct rest *r)
{
	json_scoped body = NULL;
	enum err e = may_patch(r);

	r->draft = row_new(r->call.arena, r->rec);
	if (!e)
		e = take_version(r, true);
	if (!e)
		e = rest_body(r, &body);
	if (!e)
		e = record_take(&r->call, r->rec, body, TAKE_PATCH, NULL, r->draft, &r->set);
	r->act = act_patch;
	if (e)
		rest_finish(r, e);
	else
		rest_write(r);
}

/* --- steps --- */

static enum err
act_step(struct rest *r)
{
	struct row *row;
	enum err e = record_fire(&r->call, r->rec, r->id, r->version, r->verb, r->draft, r->set, &row);

	if (e)
		return e;
	answer_row(r, row, 200);
	metrics_step(r->rec, r->verb);
	return E_OK;
}

/* Who may not take the step is told that before being asked for what it takes. */
static enum err
may_step(struct rest *r)
{
	struct row *row;
	unsigned who = 0;
	enum err e = record_load(&r->call, r->rec, r->id, &row);

	if (e)
		return e;
	for (int i = 0; i < r->rec->nstep; i++)
		if (!strcmp(r->rec->step[i].verb, r->verb))
			who |= r->rec->step[i].who;
	if (!row_visible(&r->call, row, r->rec->can_read | who))
		return refuse(&r->call, E_NOT_FOUND, NULL, -1);
	return row_visible(&r->call, row, who) ? E_OK : refuse(&r->call, E_FORBIDDEN, NULL, -1);
}

void
rest_step(struct rest *r, const char *verb)
{
	json_scoped body = NULL;
	enum err e;

	r->verb = verb;
	r->draft = row_new(r->call.arena, r->rec);
	if (!(e = may_step(r)) && !(e = take_version(r, false)) && !(e = rest_body(r, &body)))
		e = record_take(&r->call, r->rec, body, TAKE_STEP, verb, r->draft, &r->set);
	r->act = act_step;
	if (e)
		rest_finish(r, e);
	else
		rest_write(r);
}

/* --- bulk --- */

static void
put_refused(struct rest *r, const struct fire_result *res, size_t n)
{
	struct buf *b = &r->answer;
	const char *comma = "";

	buf_puts(b, "{\"done\":[");
	for (size_t i = 0; i < n; i++)
		if (!res[i].err) {
			buf_printf(b, "%s%lld", comma, (long long)res[i].id);
			comma = ",";
		}
	buf_puts(b, "],\"refused\":[");
	comma = "";
	for (size_t i = 0; i < n; i++)
		if (res[i].err) {
			buf_printf(b, "%s{\"id\":%lld,\"code\":\"%s\",\"detail\":", comma, (long long)res[i].id, err_name(res[i].err));
			buf_json(b, res[i].detail_zh.p ? res[i].detail_zh : slice_of(err_zh(res[i].err)));
			buf_puts(b, ",\"detail_en\":");
			buf_json(b, res[i].detail_en.p ? res[i].detail_en : slice_of(err_en(res[i].err)));
			buf_putc(b, '}');
			comma = ",";
		}
	buf_puts(b, "]}");
}

static enum err
act_bulk(struct rest *r)
{
	struct fire_result *res = arena_array(r->call.arena, struct fire_result, r->nid + 1);
	enum err e = record_fire_all(&r->call, r->rec, r->ids, r->nid, r->verb, r->draft, r->set, res);

	if (e)
		return refuse(&r->call, e, NULL, -1);
	put_refused(r, res, r->nid);
	r->status = 200;
	for (size_t i = 0; i < r->nid; i++)
		res[i].err ? metrics_refusal(res[i].err) : metrics_step(r->rec, r->verb);
	return E_OK;
}

static enum err
take_ids(struct rest *r, json_t *body)
{
	json_t *ids = json_object_get(body, "ids"), *item;
	size_t i;

	if (!json_is_array(ids) || !json_array_size(ids) || json_array_size(ids) > LIMIT_BULK_ROWS)
		return refuse_text(&r->call, E_BAD_VALUE, "ids", "须为1至10000个编号", "must be 1 to 10000 ids");
	r->ids = arena_array(r->call.arena, int64_t, json_array_size(ids));
	json_array_foreach(ids, i, item) {
		if (!json_is_integer(item) || json_integer_value(item) < 1)
			return refuse_text(&r->call, E_BAD_VALUE, "ids", "须为编号", "must be ids");
		r->ids[r->nid++] = json_integer_value(item);
	}
	json_object_del(body, "ids");
	return E_OK;
}

void
rest_bulk(struct rest *r, struct slice verb)
{
	json_scoped body = NULL;
	enum err e = E_OK;

	r->verb = verb_of(r->rec, verb);
	r->draft = row_new(r->call.arena, r->rec);
	r->act = act_bulk;
	if (!r->verb)
		e = refuse(&r->call, E_NOT_FOUND, NULL, -1);
	if (!e && !(e = rest_body(r, &body)) && !(e = take_ids(r, body)))
		e = record_take(&r->call, r->rec, body, TAKE_STEP, r->verb, r->draft, &r->set);
	if (e)
		rest_finish(r, e);
	else
		rest_write(r);
}

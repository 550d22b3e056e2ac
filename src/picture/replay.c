/* SPDX-License-Identifier: Apache-2.0 */
/* replay.c - GET /api/v1/replay, .../changes, .../tracks: what was shown at a past moment, and what came after it.
 *
 *   reason ─► audit row on disk ─► spans of that moment (shown.h), fixes (positions.h), counts (history.h) ─► the JSON of the live picture
 */
#include "base/clock.h"
#include "engine/audit.h"
#include "engine/event.h"
#include "engine/metrics.h"
#include "engine/signin.h"
#include "net/percent.h"
#include "people/setting.h"
#include "picture/replay_.h"

#define CHANGES_MAX 5000
#define NUMBERS_MAX 500			/* changes of an answer that are told with the number of the log */
#define CHANGES_SPAN_MS (31 * DAY_MS)
#define TRACKS_SPAN_MS (2 * 3600000LL)
#define FIVE_MS 300000LL

/* ---- what is asked ---- */

static enum err
take_reason(struct replay *r)
{
	struct slice s = http_header(r->rq, "Luan-Reason");

	if (s.n && percent_decode(r->call.arena, s, &s))
		return refuse_text(&r->call, E_BAD_VALUE, "Luan-Reason", NULL, NULL);
	s = s.n ? slice_trim(s) : s;
	if (s.n && utf8_count(s) > LIMIT_REASON)
		return refuse_text(&r->call, E_BAD_VALUE, "Luan-Reason", NULL, NULL);
	if (!s.n)
		return refuse_text(&r->call, E_NO_REASON, "Luan-Reason", "回放要说明目的：其中有民警的行踪", "say what the replay is for: it shows where officers were");
	r->call.reason = s;
	return E_OK;
}

static enum err
take_time(struct replay *r, const char *name, int64_t *ret)
{
	int64_t oldest = r->call.now_ms - setting(SET_replay_days) * DAY_MS;

	if (!time_parse(http_query(r->rq, name), ret))
		return refuse_text(&r->call, http_query(r->rq, name).n ? E_BAD_VALUE : E_MISSING, name, NULL, NULL);
	if (*ret > r->call.now_ms)
		return refuse_text(&r->call, E_BAD_VALUE, name, "还没有到这个时刻", "that moment has not come yet");
	if (*ret < oldest)
		return refuse_text(&r->call, E_BAD_VALUE, name, "早于回放保存的期限", "older than a replay is kept");
	return E_OK;
}

static enum err
take_span(struct replay *r, int64_t most_ms)
{
	enum err e;

	if ((e = take_time(r, "from", &r->from_ms)) || (e = take_time(r, "to", &r->to_ms)))
		return e;
	if (r->to_ms < r->from_ms)
		return refuse_text(&r->call, E_BAD_VALUE, "to", "早于起始时刻", "before the beginning");
	if (r->to_ms - r->from_ms > most_ms)
		return refuse_text(&r->call, E_BAD_VALUE, "to", "时段过长", "too long a time");
	return E_OK;
}

/* ---- the audit row, before anything is read ---- */

static enum err
write_audit(void *ctx, struct conn *conn)
{
	struct replay *r = ctx;
	char from[TIME_TEXT_MAX], to[TIME_TEXT_MAX];
	enum err e;

	(void)time_print(r->from_ms, from);
	(void)time_print(r->to_ms, to);
	r->call.conn = conn;
	e = audit_read(&r->call, "replay", NULL, 0, arena_printf(r->call.arena, "{\"what\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}", r->what, from, to));
	r->call.conn = NULL;
	return e;
}

/* ---- one moment ---- */

static enum err
read_moment(struct replay *r)
{
	reader_scoped c = NULL;
	enum err e;

	if ((e = db_reader(r->call.engine->db, &c)) || (e = db_snapshot(c)) || (e = shown_at(r->call.engine, c, r->from_ms, r->call.arena, &r->list)) ||
	    (e = event_seq_at(c, r->from_ms, &r->seq)))
		return e;
	shown_kinds(r->picture, &r->list, r->first);
	return E_OK;
}

/* The tollgates that may be seen, as the picture has them now: what a tollgate was called then is no part of a replay. */
static size_t
gates_seen(const struct replay *r, uint32_t **ret)
{
	struct picture *p = r->picture;
	size_t n = 0;

	pthread_mutex_lock(&p->lock);
	*ret = arena_array(r->call.arena, uint32_t, p->snap.ngate + 1);
	for (size_t i = 0; i < p->snap.ngate; i++)
		if (eyes_see(&r->eyes, 0, p->snap.gate[i].unit))
			(*ret)[n++] = p->snap.gate[i].id;
	pthread_mutex_unlock(&p->lock);
	return n;
}

/* The last five whole minutes before that moment, from the rollups. */
static enum err
flow_json(struct replay *r)
{
	int64_t to = r->from_ms / FIVE_MS * FIVE_MS;
	struct history_count *row = NULL;
	uint32_t *gate;
	size_t n = 0, ngate = gates_seen(r, &gate);
	enum err e = ngate && r->picture->history ?
	    history_counts(r->picture->history, gate, ngate, false, to - FIVE_MS, to, FIVE_MS, r->call.arena, &row, &n) : E_OK;

	buf_puts(&r->answer, ",\"tollgates\":[");
	for (size_t i = 0; i < n && !e; i++)
		buf_printf(&r->answer, "%s{\"id\":%u,\"n5\":%lld,\"unread5\":%lld}", i ? "," : "", row[i].tollgate, (long long)row[i].n, (long long)row[i].unread);
	buf_putc(&r->answer, ']');
	return e;
}

static enum err
moment(struct replay *r)
{
	struct buf *b = &r->answer;
	enum err e;

	if ((e = read_moment(r)))
		return e;
	buf_putc(b, '{');
	snapshot_time(b, "at", r->from_ms);
	buf_printf(b, ",\"seq\":%lld,", (long long)r->seq);
	shown_json(r->picture, &r->eyes, &r->list, r->first, b);
	if ((e = replay_units(r)) || (eyes_open(&r->eyes, 0) && (e = flow_json(r))))
		return e;
	buf_putc(b, '}');
	return E_OK;
}

/* ---- what came after it ---- */

static void
change_json(struct buf *b, const struct shown *x, int64_t seq)
{
	buf_putc(b, '{');
	snapshot_time(b, "at", x->at_ms);
	if (seq)
		buf_printf(b, ",\"seq\":%lld", (long long)seq);
	buf_printf(b, ",\"record\":\"%s\",\"id\":%lld,\"unit\":%lld,\"verb\":", x->rec->name, (long long)x->row, (long long)x->unit);
	buf_json(b, x->verb);
	buf_printf(b, ",\"state\":\"%s\",\"shown\":%s,\"title\":", x->rec->state[x->state].name, x->until_ms > x->at_ms ? "true" : "false");
	buf_json(b, x->title);
	buf_put(b, x->fields);
	buf_putc(b, '}');
}

static enum err
changes(struct replay *r)
{
	struct slice name = http_query(r->rq, "record");
	const struct record *rec = name.n ? record_named(r->call.engine, name) : NULL;
	int64_t seq = 0, seq_ms = 0;
	const char *sep = "";
	reader_scoped c = NULL;
	int told = 0;
	enum err e;

	if (name.n && (!rec || picture_kind(r->picture, rec) < 0))
		return refuse_text(&r->call, E_BAD_VALUE, "record", "没有这一类", "no such record is shown");
	if ((e = db_reader(r->call.engine->db, &c)) ||
	    (e = shown_between(r->call.engine, c, rec, r->from_ms, r->to_ms, CHANGES_MAX, r->call.arena, &r->list)))
		return e;
	buf_puts(&r->answer, "{\"changes\":[");
	for (size_t i = 0; i < r->list.n; i++) {
		const struct shown *x = &r->list.row[i];
		int k = picture_kind(r->picture, x->rec);
		if (k < 0 || !eyes_see_shown(&r->eyes, k, x))
			continue;
		if (told++ >= NUMBERS_MAX)
			seq = 0;
		else if (x->at_ms != seq_ms && (e = event_seq_at(c, seq_ms = x->at_ms, &seq)))
			return e;
		buf_puts(&r->answer, sep);
		change_json(&r->answer, x, seq);
		sep = ",";
	}
	buf_puts(&r->answer, "],");
	snapshot_time(&r->answer, "next", r->list.next_ms);
	buf_printf(&r->answer, ",\"more\":%s}", r->list.more ? "true" : "false");
	return E_OK;
}

/* ---- the call ---- */

static const struct replay_kind {
	const char *path, *what;
	int64_t span_ms;		/* 0: a moment */
	enum err (*serve)(struct replay *r);
} kinds[] = {
	{ REPLAY_PREFIX, "moment", 0, moment },
	{ REPLAY_PREFIX "/changes", "changes", CHANGES_SPAN_MS, changes },
	{ REPLAY_PREFIX "/tracks", "tracks", TRACKS_SPAN_MS, replay_tracks },
};

static enum err
serve(struct replay *r)
{
	const struct replay_kind *k = NULL;
	enum err e;

	for (size_t i = 0; i < N_ELEMS(kinds); i++)
		if (slice_is(r->rq->path, kinds[i].path))
			k = &kinds[i];
	if (!k)
		return refuse(&r->call, E_NOT_FOUND, NULL, -1);
	if (r->rq->method != HTTP_GET)
		return refuse(&r->call, E_NO_METHOD, NULL, -1);
	picture_eyes(r->picture, r->call.who, &r->eyes);
	if (!r->eyes.everywhere && !r->eyes.n)
		return refuse(&r->call, E_FORBIDDEN, NULL, -1);
	if ((e = take_reason(r)) || (e = k->span_ms ? take_span(r, k->span_ms) : take_time(r, "at", &r->from_ms)))
		return e;
	if (!k->span_ms)
		r->to_ms = r->from_ms;
	r->what = k->what;
	if ((e = db_write(r->call.engine->db, write_audit, r)) || (e = k->serve(r)))
		return refuse(&r->call, e, NULL, -1);
	return r->answer.full ? refuse(&r->call, E_FULL, NULL, -1) : E_OK;
}

void
replay_serve(struct http_request *rq, void *ctx)
{
	struct replay *r = arena_new(&rq->arena, struct replay);
	struct engine *engine;
	struct slice answer;
	enum err e;

	r->picture = ctx;
	r->rq = rq;
	engine = r->picture->engine;
	r->call = (struct call){ .engine = engine, .arena = &rq->arena, .now_ms = clock_now_ms(), .request_id = rq->id, .peer = rq->peer };
	if ((e = engine->signin->authenticate(engine->signin->ctx, rq, &r->call.who))) {
		metrics_refusal(e);
		http_problem(rq, e, NULL, 0);
		return;
	}
	buf_init(&r->answer, LIMIT_ANSWER);
	e = serve(r);
	answer = e ? (struct slice){ NULL, 0 } : arena_copy(&rq->arena, buf_slice(&r->answer));
	buf_free(&r->answer);
	engine->signin->release(r->call.who);
	if (e) {
		e = r->call.err ? r->call.err : e;
		metrics_refusal(e);
		http_problem(rq, e, r->call.fault, (size_t)r->call.nfault);
		return;
	}
	http_answer(rq, 200, "application/json; charset=utf-8", answer);
}

enum err
replay_prune(struct engine *e, void *ctx)
{
	return shown_prune(e, clock_now_ms() - setting(SET_replay_days) * DAY_MS);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* messages.c - what docks and terminals tell of their recorders: presence, the manifest of clips, emptied; what they may remove, and what they removed. */
#include "base/clock.h"
#include "engine/first.h"
#include "engine/record.h"
#include "gate/adapter.h"
#include "net/json.h"
#include "recorder/clip.h"
#include "recorder/recorder.h"
#include "recorder/recorder_issue.h"
#include "recorder/recorder_presence.h"
#include "recorder/recorders.h"
#include "recorder/recording_duty.h"

#define OLD_MS 300000			/* like every message */
#define AHEAD_MS 60000			/* of our clock */
#define CLIP_MS DAY_MS
#define GAPS 100
#define REMOVABLE 500

/* The recorder of the message, if this adapter speaks for it. */
static enum err
his(struct call *c, struct message *m, struct row **ret)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM recorder WHERE code = ?1 AND adapter = ?2",
	    (struct first_arg[]){ FIRST_TEXT(m->about.n ? m->about : S("?")), FIRST_INT(m->adapter->id) }, 2, &id);

	*ret = NULL;
	m->outcome = OUT_UNKNOWN;
	return e || !id ? e : record_load(c, &recorder_record, id, ret);
}

static bool
time_of(const struct message *m, const char *name, int64_t *ret)
{
	struct slice s = message_text(m, name);

	return s.n && time_parse(s, ret);
}

/* ---- presence ---- */

static enum err
append(struct call *c, struct message *m, const struct row *issue, int64_t at, int64_t since, bool recording)
{
	struct row *r = row_new(c->arena, &recorder_presence_record);

	r->unit = issue->unit;
	row_set_int(r, recorder_presence_recorder, row_ref(issue, recorder_issue_recorder));
	row_set_int(r, recorder_presence_issue, issue->id);
	row_set_int(r, recorder_presence_officer, row_ref(issue, recorder_issue_officer));
	row_set_int(r, recorder_presence_at, at);
	row_set_int(r, recorder_presence_recording, recording);
	if (recording)
		row_set_int(r, recorder_presence_since, since);
	row_set_int(r, recorder_presence_adapter, m->adapter->id);
	m->outcome = OUT_TAKEN;
	return record_create(c, r);
}

static enum err
take_presence(struct call *c, struct message *m)
{
	const json_t *recording = json_object_get(m->body, "recording");
	int64_t at, since = 0, id;
	struct row *recorder, *issue;
	enum err e;

	if (!time_of(m, "at", &at) || !json_is_boolean(recording) || (json_is_true(recording) && (!time_of(m, "since", &since) || since > at)))
		return E_OK;		/* malformed */
	if ((e = his(c, m, &recorder)) || !recorder)
		return e;
	m->outcome = at < c->now_ms - OLD_MS ? OUT_STALE : OUT_EARLY;
	if (at < c->now_ms - OLD_MS || at > c->now_ms + AHEAD_MS)
		return E_OK;
	m->outcome = OUT_CONFLICT;	/* not issued, or with another terminal */
	if ((e = first_id(c, "SELECT id FROM recorder_issue WHERE recorder = ?1 AND state = 'out' AND terminal = ?2",
	    (struct first_arg[]){ FIRST_INT(recorder->id), FIRST_TEXT(message_text(m, "terminal").n ? message_text(m, "terminal") : S("?")) }, 2, &id)) ||
	    !id || (e = record_load(c, &recorder_issue_record, id, &issue)))
		return e;
	return append(c, m, issue, at, since, json_is_true(recording));
}

/* ---- clips ---- */

struct manifest {
	struct slice sha256, place;
	int64_t started, ended, bytes, clock_ms;
	const json_t *gaps;
};

static bool
is_hash(struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.p[i] >= '0' && s.p[i] <= '9') || (s.p[i] >= 'a' && s.p[i] <= 'f')))
			return false;
	return s.n == 64;
}

static bool
gap_of(const json_t *g, const struct manifest *w, int64_t *ret_from, int64_t *ret_to)
{
	struct slice from = json_slice(json_object_get(g, "from")), to = json_slice(json_object_get(g, "to"));

	return from.n && to.n && time_parse(from, ret_from) && time_parse(to, ret_to) && *ret_from >= w->started && *ret_to <= w->ended &&
	    *ret_from < *ret_to && utf8_count(json_slice(json_object_get(g, "why"))) <= 200;
}

static bool
read_manifest(const struct call *c, const struct message *m, struct manifest *w)
{
	const json_t *g, *clock = json_object_get(m->body, "clock_ms");
	int64_t from, to;
	size_t i;

	w->sha256 = message_text(m, "sha256");
	w->place = message_text(m, "place");
	w->bytes = json_integer_value(json_object_get(m->body, "bytes"));
	w->clock_ms = json_integer_value(clock);
	w->gaps = json_object_get(m->body, "gaps");
	if (!is_hash(w->sha256) || w->bytes < 1 || w->bytes > 9007199254740991 || !json_is_integer(clock) || w->clock_ms < -DAY_MS || w->clock_ms > DAY_MS ||
	    utf8_count(w->place) > 200 || !time_of(m, "started_at", &w->started) || !time_of(m, "ended_at", &w->ended))
		return false;
	if (w->started >= w->ended || w->ended - w->started > CLIP_MS || w->ended > c->now_ms + DAY_MS)
		return false;
	if (w->gaps && (!json_is_array(w->gaps) || json_array_size(w->gaps) > GAPS))
		return false;
	json_array_foreach((json_t *)w->gaps, i, g)
		if (!gap_of(g, w, &from, &to))
			return false;
	return true;
}

static void
add_gaps(struct row *r, const struct manifest *w)
{
	const json_t *g;
	size_t i;

	json_array_foreach((json_t *)w->gaps, i, g) {
		struct value *v = row_add_part(r, 0)->value;
		struct slice why = json_slice(json_object_get(g, "why"));
		int64_t from = 0, to = 0;
		if (!gap_of(g, w, &from, &to))
			continue;
		v[clip_gap_from_at] = (struct value){ .kind = V_INT, .i = from };
		v[clip_gap_to_at] = (struct value){ .kind = V_INT, .i = to };
		if (why.n)
			v[clip_gap_why] = (struct value){ .kind = V_TEXT, .s = arena_copy(r->arena, why) };
	}
	r->parts_given = true;
}

/* The issue in which it was filmed; none: a recorder that nobody had. */
static enum err
issue_of(struct call *c, const struct row *recorder, int64_t started, struct row **ret)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM recorder_issue WHERE recorder = ?1 AND created_at <= ?2 AND (returned_at IS NULL OR returned_at >= ?2)"
	    " ORDER BY id DESC LIMIT 1", (struct first_arg[]){ FIRST_INT(recorder->id), FIRST_INT(started) }, 2, &id);

	*ret = NULL;
	return e || !id ? e : record_load(c, &recorder_issue_record, id, ret);
}

/* The strictest limit that stands. */
static enum err
clock_limit(struct call *c, int64_t *ret)
{
	char day[TIME_TEXT_MAX];
	struct slice on = { day, date_print(beijing_day(c->now_ms), day) };

	return first_id(c, "SELECT coalesce(min(clock_ms), 86400000) FROM recording_duty WHERE clock_ms IS NOT NULL AND valid_from <= ?1"
	    " AND (valid_to IS NULL OR valid_to > ?1)", (struct first_arg[]){ FIRST_TEXT(on) }, 1, ret);
}

static enum err
judge(struct call *c, const struct message *m, const struct row *issue, const struct manifest *w, struct row *r)
{
	struct slice told = message_text(m, "officer");
	int64_t other, limit, officer;
	enum err e;

	if ((e = first_id(c, "SELECT id FROM clip WHERE recorder = ?1 AND started_at < ?2 AND ended_at > ?3 LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(row_ref(r, clip_recorder)), FIRST_INT(w->ended), FIRST_INT(w->started) }, 3, &other)) ||
	    (e = first_id(c, "SELECT id FROM person WHERE police_no = ?1 OR \"user\" = ?1 LIMIT 1", (struct first_arg[]){ FIRST_TEXT(told.n ? told : S("?")) }, 1, &officer)) ||
	    (e = clock_limit(c, &limit)))
		return e;
	row_set_int(r, clip_overlaps, other != 0);
	row_set_int(r, clip_clock_off, w->clock_ms > limit || w->clock_ms < -limit);
	row_set_int(r, clip_other_officer, !issue || officer != row_ref(issue, recorder_issue_officer));
	row_set_int(r, clip_late, issue && !row_empty(issue, recorder_issue_upload_by) && c->now_ms >= row_time(issue, recorder_issue_upload_by));
	if (officer)
		row_set_int(r, clip_told_officer, officer);
	if (issue) {
		r->unit = issue->unit;
		row_set_int(r, clip_issue, issue->id);
		row_set_int(r, clip_officer, row_ref(issue, recorder_issue_officer));
	}
	return clip_keep_by(c, r, S("ordinary"));
}

static enum err
known(struct call *c, struct message *m, const struct row *recorder, const struct manifest *w, bool *ret)
{
	int64_t id, same;
	enum err e = first_id(c, "SELECT id FROM clip WHERE sha256 = ?1", (struct first_arg[]){ FIRST_TEXT(w->sha256) }, 1, &id);

	*ret = id != 0;
	if (e || !id || (e = first_id(c, "SELECT id FROM clip WHERE id = ?1 AND recorder = ?2 AND started_at = ?3 AND ended_at = ?4",
	    (struct first_arg[]){ FIRST_INT(id), FIRST_INT(recorder->id), FIRST_INT(w->started), FIRST_INT(w->ended) }, 4, &same)))
		return e;
	m->outcome = same ? OUT_REPEATED : OUT_CONFLICT;
	return E_OK;
}

static enum err
take_clip(struct call *c, struct message *m)
{
	char day[TIME_TEXT_MAX];
	struct row *recorder, *issue, *r = row_new(c->arena, &clip_record);
	struct manifest w;
	bool old;
	enum err e;

	if (!read_manifest(c, m, &w))
		return E_OK;		/* malformed */
	if ((e = his(c, m, &recorder)) || !recorder || (e = known(c, m, recorder, &w, &old)) || old || (e = issue_of(c, recorder, w.started, &issue)))
		return e;
	m->outcome = OUT_TAKEN;
	r->unit = recorder->unit;
	(void)time_print_local(w.started, day);	/* ends with a zero */
	row_set_text(r, clip_subject, arena_printf(c->arena, "%.*s %s", (int)row_text(recorder, recorder_code).n, row_text(recorder, recorder_code).p, day));
	row_set_int(r, clip_recorder, recorder->id);
	row_set_int(r, clip_started_at, w.started);
	row_set_int(r, clip_ended_at, w.ended);
	row_set_int(r, clip_clock_ms, w.clock_ms);
	row_set_text(r, clip_sha256, w.sha256);
	row_set_int(r, clip_bytes, w.bytes);
	if (w.place.n)
		row_set_text(r, clip_place, w.place);
	row_set_int(r, clip_uploaded_at, c->now_ms);
	add_gaps(r, &w);
	return (e = judge(c, m, issue, &w, r)) ? e : record_create(c, r);
}

/* ---- emptied, removable, removed ---- */

static enum err
take_emptied(struct call *c, struct message *m)
{
	struct row *recorder;
	int64_t id;
	enum err e = his(c, m, &recorder);

	if (e || !recorder)
		return e;
	m->outcome = OUT_CONFLICT;
	if ((e = first_id(c, "SELECT id FROM recorder_issue WHERE recorder = ?1 AND state IN ('returned', 'lost') ORDER BY id LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(recorder->id) }, 1, &id)) || !id)
		return e;
	m->outcome = OUT_TAKEN;
	return recorder_fire(c, &recorder_issue_record, id, "empty", NULL, 0);
}

/* Told as often as it is asked: an answer may be lost on its way. */
static enum err
take_removable(struct call *c, struct message *m)
{
	int64_t limit = json_integer_value(json_object_get(m->body, "limit"));
	stmt_scoped st = NULL;
	int n = 0;
	enum err e = sql(c->conn, &st, "SELECT c.sha256 FROM clip c JOIN recorder r ON r.id = c.recorder WHERE c.state = 'expired'"
	    " AND r.adapter = ?1 ORDER BY c.id LIMIT ?2");

	if (e)
		return e;
	sql_int(st, 1, m->adapter->id);
	sql_int(st, 2, limit > 0 && limit < REMOVABLE ? limit : REMOVABLE);
	buf_puts(&m->answer, ",\"items\":[");
	while (!(e = sql_step(st))) {
		buf_puts(&m->answer, n++ ? "," : "");
		buf_json(&m->answer, col_text(st, 0));
	}
	buf_putc(&m->answer, ']');
	m->outcome = OUT_TAKEN;
	return e == E_DONE ? E_OK : e;
}

static enum err
clip_of(struct call *c, const struct message *m, struct slice sha256, struct row **ret)
{
	int64_t id;
	enum err e = first_id(c, "SELECT c.id FROM clip c JOIN recorder r ON r.id = c.recorder WHERE c.sha256 = ?1 AND r.adapter = ?2",
	    (struct first_arg[]){ FIRST_TEXT(sha256), FIRST_INT(m->adapter->id) }, 2, &id);

	*ret = NULL;
	return e || !id ? e : record_load(c, &clip_record, id, ret);
}

/* All of them or none: one that was to be kept makes the whole message a conflict, which is kept. */
static enum err
take_removed(struct call *c, struct message *m)
{
	const json_t *items = json_object_get(m->body, "items");
	size_t n = json_array_size(items), gone = 0;
	int64_t *id = arena_alloc(c->arena, (n + 1) * sizeof *id);
	enum err e = E_OK;

	if (!n || n > REMOVABLE)
		return E_OK;		/* malformed */
	for (size_t i = 0; i < n; i++) {
		struct slice sha256 = json_slice(json_array_get(items, i));
		struct row *r;
		if (!is_hash(sha256))
			return E_OK;
		if ((e = clip_of(c, m, sha256, &r)))
			return e;
		if (!r || r->state == clip_is_kept) {
			m->outcome = r ? OUT_CONFLICT : OUT_UNKNOWN;
			return E_OK;
		}
		if (r->state == clip_is_expired)
			id[gone++] = r->id;
	}
	m->outcome = gone ? OUT_TAKEN : OUT_REPEATED;
	for (size_t i = 0; i < gone && !e; i++)
		e = recorder_fire(c, &clip_record, id[i], "remove", NULL, 0);
	return e;
}

const struct gate_kind recorder_messages[] = {
	{ "recorder", "presence", take_presence, true, NULL }, { "recorder", "clip", take_clip, false, NULL }, { "recorder", "emptied", take_emptied, false, NULL },
	{ "recorder", "removable", take_removable, false, NULL }, { "recorder", "removed", take_removed, false, NULL }, { NULL, NULL, NULL, false, NULL },
};

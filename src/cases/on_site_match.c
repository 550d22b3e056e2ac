/* SPDX-License-Identifier: Apache-2.0 */
/* on_site_match.c - documents that wait for their clips: borne out, or flagged. */
#include "base/clock.h"
#include "base/log.h"
#include "cases/on_site.h"
#include "cases/site_recording.h"
#include "engine/first.h"
#include "engine/record.h"
#include "recorder/clip.h"
#include "recorder/recorder.h"
#include "recorder/recorder_issue.h"

#define CHUNK 200

struct waiting {
	int64_t after, id[CHUNK];
	int n;
};

/* Ready to be judged: a clip holds the moment, or the recorder is emptied, given up or past its term. What was missing is looked for again. */
static enum err
find(struct engine *e, struct waiting *w)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err err;

	w->n = 0;
	if ((err = db_reader(e->db, &c)) || (err = sql(c, &st, "SELECT s.id FROM site_recording s JOIN recorder_issue i ON i.id = s.issue WHERE s.id > ?1 AND"
	    " ((s.state = 'waiting' AND (i.state IN ('emptied', 'lost') OR i.upload_by <= ?2))"
	    " OR ((s.state = 'waiting' OR (s.state = 'flagged' AND s.fault = 'missing')) AND EXISTS"
	    " (SELECT 1 FROM clip c WHERE c.recorder = s.recorder AND c.started_at <= s.at AND c.ended_at >= s.at))) ORDER BY s.id LIMIT 200")))
		return err;
	sql_int(st, 1, w->after);
	sql_int(st, 2, clock_now_ms());
	while (w->n < CHUNK && !(err = sql_step(st)))
		w->after = w->id[w->n++] = col_int(st, 0);
	return err == E_DONE ? E_OK : err;
}

/* The rows that were not there when it was issued. */
static enum err
name_rows(struct call *c, const struct row *r, struct row *change, uint64_t *set)
{
	static const struct {
		const char *text;
		int field;
	} about[] = {
		{ "SELECT id FROM violation_case WHERE site_recording = ?1", site_recording_violation_case },
		{ "SELECT id FROM measure WHERE site_recording = ?1", site_recording_measure },
	};
	int64_t id;
	enum err e;

	for (size_t i = 0; i < N_ELEMS(about); i++) {
		if (!row_empty(r, about[i].field))
			continue;
		if ((e = first_id(c, about[i].text, (struct first_arg[]){ FIRST_INT(r->id) }, 1, &id)))
			return e;
		if (!id)
			continue;
		row_set_int(change, about[i].field, id);
		*set |= 1ull << about[i].field;
	}
	return E_OK;
}

static enum err
attach(struct call *c, int64_t clip, uint64_t *set, struct row *change)
{
	row_set_int(change, site_recording_clip, clip);
	*set |= 1ull << site_recording_clip;
	return recorder_fire(c, &clip_record, clip, "attach", NULL, 0);
}

static enum err
judge(struct call *c, int64_t id)
{
	static const char *const faults[] = {
		[CLIP_MISSING] = "missing", [CLIP_LATE] = "late", [CLIP_GAP] = "gap", [CLIP_OTHER_OFFICER] = "other_officer", [CLIP_CLOCK] = "clock",
	};
	struct row *r, *change = row_new(c->arena, &site_recording_record), *issue;
	enum clip_fault fault;
	uint64_t set = 0;
	int64_t clip;
	enum err e;

	if ((e = record_load(c, &site_recording_record, id, &r)) || (r->state != site_recording_is_waiting && r->state != site_recording_is_flagged) ||
	    (e = recorder_clip(c, row_ref(r, site_recording_recorder), row_ref(r, site_recording_worn_by), row_time(r, site_recording_from_at),
	    row_time(r, site_recording_at), &clip, &fault)) || (e = record_load(c, &recorder_issue_record, row_ref(r, site_recording_issue), &issue)))
		return e;
	/* pieces of one recording come one by one: what is not whole yet may still become so */
	if (fault == CLIP_GAP && r->state == site_recording_is_waiting && issue->state != recorder_issue_is_emptied && issue->state != recorder_issue_is_lost &&
	    (row_empty(issue, recorder_issue_upload_by) || c->now_ms < row_time(issue, recorder_issue_upload_by)))
		return E_OK;
	if (fault == CLIP_MISSING && r->state == site_recording_is_flagged)
		return E_OK;
	if ((clip && (e = attach(c, clip, &set, change))) || (e = name_rows(c, r, change, &set)))
		return e;
	if (fault == CLIP_FINE && r->state == site_recording_is_flagged)
		fault = CLIP_LATE;	/* it was missing when it had to be there */
	if (fault != CLIP_FINE) {
		row_set_text(change, site_recording_fault, slice_of(faults[fault]));
		set |= 1ull << site_recording_fault;
	}
	if ((e = recorder_fire(c, &site_recording_record, id, fault == CLIP_FINE ? "match" : "flag", change, set)) || fault != CLIP_FINE)
		return e;
	return (e = record_load(c, &site_recording_record, id, &r)) ? e : clip_check_draw(c, r);
}

struct judged {
	struct call *c;
	int64_t id;
};

static enum err
judge_nested(void *ctx, struct conn *conn)
{
	struct judged *j = ctx;

	(void)conn;
	return judge(j->c, j->id);
}

/* One that fails is said and stays for the next pass; those behind it are judged all the same. */
static enum err
judge_all(struct call *c, void *ctx)
{
	struct waiting *w = ctx;

	for (int i = 0; i < w->n; i++) {
		enum err e = db_nested(c->conn, judge_nested, &(struct judged){ c, w->id[i] });
		if (e == E_STORE || e == E_DISK_FULL || e == E_TIMEOUT || e == E_CORRUPT)
			return e;
		if (e)
			log_at(LOG_ERROR, "site_recording.not_judged", KV("id", LI(w->id[i])), KV("error", LS(err_name(e))));
		c->err = E_OK;
		c->nfault = 0;
	}
	return E_OK;
}

enum err
on_site_tick(struct engine *e, void *ctx)
{
	struct waiting *w = mem_alloc(sizeof *w);
	enum err err;

	(void)ctx;
	w->after = 0;
	do {
		if (!(err = find(e, w)) && w->n)
			err = engine_write(e, "核对执法视频", judge_all, w);
	} while (!err && w->n == CHUNK);
	mem_free(w);
	return err;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* covers.c - does a paired recorder cover the stop; if none does, what is missing and what rule asks for it. */
#include "base/clock.h"
#include "engine/first.h"
#include "engine/record.h"
#include "recorder/recorder_failure.h"
#include "recorder/recorder_presence.h"
#include "recorder/recorders.h"
#include "recorder/recording_duty.h"

/* His last word counts and no earlier one: a recorder that was switched off does not record. */
static enum err
last_word(struct call *c, int64_t officer, struct row **ret)
{
	int64_t id;
	enum err e = first_id(c, "SELECT p.id FROM recorder_presence p JOIN recorder_issue i ON i.id = p.issue"
	    " WHERE p.officer = ?1 AND i.state = 'out' ORDER BY p.at DESC LIMIT 1", (struct first_arg[]){ FIRST_INT(officer) }, 1, &id);

	*ret = NULL;
	return e || !id ? e : record_load(c, &recorder_presence_record, id, ret);
}

static enum err
judge(struct call *c, int64_t officer, int64_t from_ms, int64_t fresh_ms, struct recorder_cover *best)
{
	struct row *p;
	enum cover_why why;
	int64_t issued;
	enum err e = first_id(c, "SELECT id FROM recorder_issue WHERE officer = ?1 AND state = 'out'", (struct first_arg[]){ FIRST_INT(officer) }, 1, &issued);

	if (e || !issued || (e = last_word(c, officer, &p)))
		return e;
	if (!p || row_time(p, recorder_presence_at) < c->now_ms - fresh_ms)
		why = COVER_SILENT;
	else if (!row_bool(p, recorder_presence_recording))
		why = COVER_STOPPED;
	else
		why = row_time(p, recorder_presence_since) > from_ms ? COVER_BEGAN_LATE : COVER_YES;
	if (why != COVER_YES) {
		if (why > best->why)
			best->why = why;
		return E_OK;
	}
	best->why = COVER_YES;
	best->recorder = row_ref(p, recorder_presence_recorder);
	best->issue = row_ref(p, recorder_presence_issue);
	best->officer = officer;
	best->since_ms = row_time(p, recorder_presence_since);
	best->at_ms = row_time(p, recorder_presence_at);
	return E_OK;
}

/* Reported before or in this stop, and the recorder did not record when it began. */
static enum err
failing(struct call *c, int64_t officer, int64_t from_ms, struct recorder_cover *ret)
{
	struct row *f;
	int64_t id;
	enum err e = first_id(c, "SELECT f.id FROM recorder_failure f JOIN recorder_issue i ON i.id = f.issue WHERE f.officer = ?1 AND i.state = 'out'"
	    " AND f.state <> 'rejected' AND (f.over_at IS NULL OR f.over_at > ?2) AND NOT EXISTS (SELECT 1 FROM recorder_presence p WHERE p.issue = f.issue"
	    " AND p.recording = 1 AND p.at > f.created_at AND p.since <= ?2) ORDER BY f.id DESC LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(officer), FIRST_INT(from_ms) }, 2, &id);

	if (e || !id || (e = record_load(c, &recorder_failure_record, id, &f)))
		return e;
	ret->why = COVER_FAILURE;
	ret->failure = id;
	ret->recorder = row_ref(f, recorder_failure_recorder);
	ret->issue = row_ref(f, recorder_failure_issue);
	ret->officer = officer;
	return E_OK;
}

enum err
recorder_covers(struct call *c, const char *duty, const int64_t officer[2], int64_t from_ms, struct recorder_cover *ret)
{
	struct row *d;
	enum err e = first_version(c, &recording_duty_record, slice_of(duty), c->now_ms, &d);

	*ret = (struct recorder_cover){ .why = COVER_NO_DUTY };
	if (e == E_NOT_FOUND || (!e && !row_bool(d, recording_duty_gate)))
		return E_OK;
	if (e)
		return e;
	*ret = (struct recorder_cover){ .why = COVER_NOT_ISSUED, .duty = d->id };
	for (int i = 0; i < 2 && ret->why != COVER_YES; i++)
		if (officer[i] && (e = judge(c, officer[i], from_ms, row_int(d, recording_duty_fresh_s) * 1000, ret)))
			return e;
	for (int i = 0; i < 2 && ret->why > COVER_FAILURE; i++)
		if (officer[i] && (e = failing(c, officer[i], from_ms, ret)))
			return e;
	return E_OK;
}

static const struct {
	const char *zh, *en;
} missing[] = {
	[COVER_NOT_ISSUED] = { "本人和同行民警都没有领用执法记录仪", "neither the officer nor the partner has a recorder" },
	[COVER_SILENT] = { "没有本人或同行民警执法记录仪的有效在录信号", "no paired recorder of the officer or the partner has said lately that it records" },
	[COVER_STOPPED] = { "执法记录仪没有在录制", "the recorder is not recording" },
	[COVER_BEGAN_LATE] = { "执法记录仪在现场处理开始之后才录制", "the recorder began after the stop" },
};

enum err
recorder_demand(struct call *c, const struct recorder_cover *cover)
{
	struct row *d;
	struct slice name, law;
	bool house;
	enum err e;

	if (cover->why <= COVER_FAILURE)
		return E_OK;
	if ((e = record_load(c, &recording_duty_record, cover->duty, &d)))
		return e;
	name = row_text(d, recording_duty_name);
	law = row_text(d, recording_duty_law);
	house = row_is(d, recording_duty_basis, "house");
	return refuse_named(c, E_GUARD, "recorder",
	    arena_printf(c->arena, "%s：%s须全程记录（%s%.*s）。记录仪故障的先报告", missing[cover->why].zh, name.p, house ? "本单位规定，不是法定条件；" : "",
		(int)law.n, law.p),
	    arena_printf(c->arena, "%s: %s%s; a failing recorder is reported first", missing[cover->why].en,
		house ? "the force's own rule, no condition of law, asks for it" : "the law asks for it: ", house ? "" : law.p));
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/site_recording.h"

#include "cases/on_site.h"
#include "cases/recording_refusal.h"
#include "engine/record.h"

/* ---- refused ---- */

struct refusal {
	const char *document, *why;
	int64_t unit, violation_case;
};

static enum err
keep_refusal(struct call *c, void *ctx)
{
	const struct refusal *f = ctx;
	struct row *r = row_new(c->arena, &recording_refusal_record);
	bool was = c->as_system;
	enum err e;

	r->unit = f->unit;
	row_set_int(r, recording_refusal_at, c->now_ms);
	row_set_int(r, recording_refusal_officer, c->who->person);
	row_set_text(r, recording_refusal_document, slice_of(f->document));
	if (f->violation_case)
		row_set_int(r, recording_refusal_violation_case, f->violation_case);
	row_set_text(r, recording_refusal_why, slice_of(f->why));
	c->as_system = true;
	e = record_create(c, r);
	c->as_system = was;
	return e;
}

enum err
on_site_demand(struct call *c, const struct on_site *s, struct recorder_cover *ret)
{
	static const char *const why[] = {
		[COVER_NOT_ISSUED] = "not_issued", [COVER_SILENT] = "silent", [COVER_STOPPED] = "stopped", [COVER_BEGAN_LATE] = "began_late",
	};
	const int64_t officer[2] = { s->officer ? s->officer : c->who->person, s->partner };
	struct refusal *f;
	enum err e = recorder_covers(c, s->document, officer, s->from_ms, ret);

	if (e || !(e = recorder_demand(c, ret)) || e != E_GUARD)
		return e;
	f = arena_new(c->arena, struct refusal);
	*f = (struct refusal){ s->document, why[ret->why], s->unit, s->violation_case };
	call_keep(c, keep_refusal, f);
	return e;
}

/* ---- issued ---- */

enum err
on_site_issue(struct call *c, const struct on_site *s, const struct recorder_cover *cover, int64_t *ret)
{
	struct row *r = row_new(c->arena, &site_recording_record);
	const struct {
		int field;
		int64_t value;
	} set[] = {
		{ site_recording_violation_case, s->violation_case }, { site_recording_measure, s->measure }, { site_recording_officer, s->officer ? s->officer : c->who->person },
		{ site_recording_officer2, s->partner }, { site_recording_from_at, s->from_ms }, { site_recording_at, c->now_ms },
		{ site_recording_recorder, cover->recorder }, { site_recording_issue, cover->issue }, { site_recording_worn_by, cover->officer },
		{ site_recording_recording_since, cover->since_ms }, { site_recording_failure, cover->failure },
	};
	enum err e;

	*ret = 0;
	if (cover->why == COVER_NO_DUTY)
		return E_OK;
	r->unit = s->unit;
	r->state = cover->why == COVER_FAILURE ? site_recording_is_under_failure : site_recording_is_waiting;
	row_set_text(r, site_recording_subject, utf8_count(s->subject) <= 120 ? s->subject : slice_of(s->document));
	row_set_text(r, site_recording_document, slice_of(s->document));
	for (size_t i = 0; i < N_ELEMS(set); i++)
		if (set[i].value)
			row_set_int(r, set[i].field, set[i].value);
	if ((e = record_create_as_system(c, r)))
		return e;
	*ret = r->id;
	return E_OK;
}

/* ---- what becomes of it ---- */

static bool
is_his(const struct call *c, const struct row *r)
{
	return c->who->person && (c->who->person == row_ref(r, site_recording_officer) || c->who->person == row_ref(r, site_recording_officer2));
}

static enum err
recording_is_mine(struct call *c, const struct row *r)
{
	return is_his(c, r) ? E_OK : refuse_text(c, E_FORBIDDEN, "officer", "由出具民警或者同行民警说明", "explained by the officers themselves");
}

static enum err
recording_not_mine(struct call *c, const struct row *r)
{
	return is_his(c, r) ? refuse(c, E_SECOND_PERSON, NULL, -1) : E_OK;
}

#define NAME site_recording
#define DEF "cases/site_recording.def"
#include "engine/define.h"

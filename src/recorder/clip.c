/* SPDX-License-Identifier: Apache-2.0 */
#include "recorder/clip.h"

#include "base/clock.h"
#include "engine/deadline.h"
#include "engine/first.h"
#include "engine/record.h"
#include "recorder/clip_retention.h"

/* ---- how long ---- */

static enum err
term_end(struct call *c, const struct row *class, int64_t from_ms, int64_t *ret_end_ms)
{
	struct legal_term t;
	struct calendar *none;
	struct slice why;
	enum err e;

	if (!deadline_term(row_text(class, clip_retention_term), beijing_day(from_ms), c->arena, &t))
		return refuse_text(c, E_GUARD, "retention", "没有有效的保存期限", "no such term of retention is in force");
	none = calendar_make(NULL, 0);	/* at least so long: no last day moves */
	e = period_end(none, &t.period, from_ms, c->arena, ret_end_ms, &why);
	calendar_free(none);
	return e ? refuse(c, e, NULL, -1) : E_OK;
}

static enum err
keep_by(struct call *c, struct row *draft, const struct row *class)
{
	int64_t end;
	enum err e;

	row_set_int(draft, clip_retention, class->id);
	if (row_bool(class, clip_retention_permanent)) {
		row_clear(draft, clip_keep_until);
		return E_OK;
	}
	if ((e = term_end(c, class, row_time(draft, clip_ended_at), &end)))
		return e;
	if (end > row_time(draft, clip_keep_until))
		row_set_int(draft, clip_keep_until, end);
	return E_OK;
}

enum err
clip_keep_by(struct call *c, struct row *draft, struct slice code)
{
	struct row *class;
	enum err e = first_version(c, &clip_retention_record, code, row_time(draft, clip_started_at), &class);

	if (e == E_NOT_FOUND)
		return refuse_text(c, E_GUARD, "retention", "没有有效的保存类别", "no such class of retention is in force");
	return e ? e : keep_by(c, draft, class);
}

static enum err
clip_not_permanent(struct call *c, const struct row *r)
{
	return row_empty(r, clip_keep_until) ? refuse_text(c, E_GUARD, "retention", "永久保存的视频不得改为其他类别", "what is kept for good stays so") : E_OK;
}

static enum err
clip_classify(struct call *c, struct row *draft)
{
	struct row *class;
	enum err e = record_load(c, &clip_retention_record, row_ref(draft, clip_retention), &class);

	return e ? e : keep_by(c, draft, class);
}

/* 公通字〔2016〕14号 13 (not in the pack): what serves as evidence is kept for good. */
static enum err
clip_attach(struct call *c, struct row *draft)
{
	row_set_int(draft, clip_of_case, 1);
	return row_empty(draft, clip_keep_until) ? E_OK : clip_keep_by(c, draft, S("evidence"));
}

static enum err
clip_may_expire(struct call *c, const struct row *r)
{
	if (row_bool(r, clip_held) || row_bool(r, clip_of_case) || row_empty(r, clip_keep_until) || c->now_ms < row_time(r, clip_keep_until))
		return refuse_text(c, E_GUARD, "keep_until", "保全中、属于案卷、永久保存或者保存期未满", "on hold, of a case, kept for good or not due yet");
	return E_OK;
}

/* ---- holds ---- */

static enum err
clip_not_held(struct call *c, const struct row *r)
{
	return row_bool(r, clip_held) ? refuse_text(c, E_GUARD, "held", "已在保全中", "it is on hold already") : E_OK;
}

static enum err
clip_hold(struct call *c, struct row *draft)
{
	row_set_int(draft, clip_held, 1);
	row_set_int(draft, clip_held_by, c->who->person);
	return E_OK;
}

static enum err
clip_held_by_other(struct call *c, const struct row *r)
{
	if (!row_bool(r, clip_held))
		return refuse_text(c, E_GUARD, "held", "没有保全", "it is not on hold");
	return row_ref(r, clip_held_by) == c->who->person ? refuse(c, E_SECOND_PERSON, NULL, -1) : E_OK;
}

static enum err
clip_release(struct call *c, struct row *draft)
{
	(void)c;
	row_set_int(draft, clip_held, 0);
	row_clear(draft, clip_held_by);
	return E_OK;
}

#define NAME clip
#define DEF "recorder/clip.def"
#include "engine/define.h"

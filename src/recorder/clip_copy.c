/* SPDX-License-Identifier: Apache-2.0 */
#include "recorder/clip_copy.h"

#include "engine/guard.h"
#include "engine/record.h"
#include "recorder/clip.h"

static enum err
copy_check(struct call *c, struct row *draft)
{
	struct row *clip;
	enum err e;

	if (draft->id)
		return E_OK;
	if ((e = record_load(c, &clip_record, row_ref(draft, clip_copy_clip), &clip)))
		return e;
	if (clip->state != clip_is_kept)
		return refuse_text(c, E_GUARD, "clip", "视频已过保存期", "the clip has expired");
	draft->unit = clip->unit;
	row_set_text(draft, clip_copy_subject, row_text(clip, clip_subject));
	return E_OK;
}

/* Neither who asked nor who is in it as its officer. */
static enum err
copy_second_person(struct call *c, const struct row *r)
{
	struct row *clip;
	enum err e = second_person(c, r);

	if (e || (e = record_load(c, &clip_record, row_ref(r, clip_copy_clip), &clip)))
		return e;
	return c->who->person == row_ref(clip, clip_officer) ? refuse(c, E_SECOND_PERSON, NULL, -1) : E_OK;
}

static enum err
copy_approve(struct call *c, struct row *draft)
{
	row_set_int(draft, clip_copy_approved_by, c->who->person);
	return E_OK;
}

static enum err
copy_hand(struct call *c, struct row *draft)
{
	row_set_int(draft, clip_copy_handed_at, c->now_ms);
	return E_OK;
}

#define NAME clip_copy
#define DEF "recorder/clip_copy.def"
#include "engine/define.h"

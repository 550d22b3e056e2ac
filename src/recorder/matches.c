/* SPDX-License-Identifier: Apache-2.0 */
/* matches.c - the clip of a moment, and what is wrong with it. */
#include "engine/first.h"
#include "engine/record.h"
#include "recorder/clip.h"
#include "recorder/recorders.h"

#define SEAM_MS 5000			/* between two files of one recording */
#define PIECES 200			/* files of one recording: a shift in pieces of ten minutes */

static enum err
holding(struct call *c, int64_t recorder, int64_t at_ms, int64_t *ret)
{
	return first_id(c, "SELECT id FROM clip WHERE recorder = ?1 AND started_at <= ?2 AND ended_at >= ?2 ORDER BY ended_at DESC, id LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(recorder), FIRST_INT(at_ms) }, 2, ret);
}

/* A gap anywhere over [from, at]. */
static bool
has_gap(const struct row *clip, int64_t from_ms, int64_t at_ms)
{
	for (int i = 0; i < clip->npart_row; i++) {
		const struct value *v = clip->part_row[i].value;
		if (v[clip_gap_from_at].i <= at_ms && v[clip_gap_to_at].i > from_ms)
			return true;
	}
	return false;
}

/* Back through the pieces until the beginning: whole, or not. */
static enum err
is_whole(struct call *c, int64_t recorder, struct row *clip, int64_t from_ms, int64_t at_ms, bool *ret)
{
	int64_t id;
	enum err e;

	*ret = false;
	for (int i = 0; i < PIECES; i++) {
		if ((e = record_parts(c, clip)) || has_gap(clip, from_ms, at_ms))
			return e;
		if (row_time(clip, clip_started_at) <= from_ms) {
			*ret = true;
			return E_OK;
		}
		if ((e = first_id(c, "SELECT id FROM clip WHERE recorder = ?1 AND started_at < ?2 AND ended_at >= ?3 ORDER BY started_at LIMIT 1",
		    (struct first_arg[]){ FIRST_INT(recorder), FIRST_INT(row_time(clip, clip_started_at)), FIRST_INT(row_time(clip, clip_started_at) - SEAM_MS) }, 3, &id)) ||
		    !id || (e = record_load(c, &clip_record, id, &clip)))
			return e;
	}
	return E_OK;
}

enum err
recorder_clip(struct call *c, int64_t recorder, int64_t officer, int64_t from_ms, int64_t at_ms, int64_t *ret_clip, enum clip_fault *ret)
{
	struct row *clip;
	bool whole;
	enum err e = holding(c, recorder, at_ms, ret_clip);

	*ret = CLIP_MISSING;
	if (e || !*ret_clip || (e = record_load(c, &clip_record, *ret_clip, &clip)) || (e = is_whole(c, recorder, clip, from_ms, at_ms, &whole)))
		return e;
	*ret = row_bool(clip, clip_other_officer) || row_ref(clip, clip_officer) != officer ? CLIP_OTHER_OFFICER :
	    row_bool(clip, clip_clock_off) ? CLIP_CLOCK : !whole ? CLIP_GAP : row_bool(clip, clip_late) ? CLIP_LATE : CLIP_FINE;
	return E_OK;
}

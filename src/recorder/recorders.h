/* SPDX-License-Identifier: Apache-2.0 */
/* recorders.h - the recorder interlock: is what happens on the spot being recorded, and what the field says of it.
 *
 * Messages (gate/gate.h) of an adapter of the kind `recorder`; each speaks for the recorders that name it and for no other:
 *   {"kind":"presence","recorder","terminal","at","recording","since"}: a presence counts from the time it names, so that it can be
 *            carried by a terminal that was off line (at most five minutes, like every message)
 *   {"kind":"clip","recorder","officer","started_at","ended_at","clock_ms","sha256","bytes","place","gaps":[{"from","to","why"}]}
 *   {"kind":"emptied","recorder"}: of what was brought back nothing is left in it
 *   {"kind":"removable","limit"} -> {"items":[sha256]}: what the dock may remove; it removes nothing else
 *   {"kind":"removed","items":[sha256]}: what it has removed, at most 500; one of them that was to be kept: conflict, and none is noted
 */
#ifndef RECORDER_RECORDERS_H
#define RECORDER_RECORDERS_H
#include "gate/gate.h"

extern const struct gate_kind recorder_messages[];
enum err recorder_timers(struct engine *e) must_check;	/* clips that were kept long enough expire */

enum cover_why { COVER_NO_DUTY, COVER_YES, COVER_FAILURE, COVER_NOT_ISSUED, COVER_SILENT, COVER_STOPPED, COVER_BEGAN_LATE };
struct recorder_cover {
	enum cover_why why;
	int64_t duty;			/* row of recording_duty; 0: none asks */
	int64_t recorder, issue, officer;	/* who records; under a failure: whose recorder fails */
	int64_t since_ms, at_ms;	/* recording since; its last word */
	int64_t failure;		/* row of recorder_failure */
};
/* From the stop until now: officer[0] or his partner officer[1] (0: none). Facts only; nothing is refused but a store that fails. */
enum err recorder_covers(struct call *c, const char *duty, const int64_t officer[2], int64_t from_ms, struct recorder_cover *ret) must_check;
/* E_OK for COVER_NO_DUTY, COVER_YES and COVER_FAILURE; else E_GUARD, with the rule named as what it is. */
enum err recorder_demand(struct call *c, const struct recorder_cover *cover) must_check;

/* The clips of a recorder over [from, at], once uploaded: the one that holds `at`, and what is wrong with it. */
enum clip_fault { CLIP_FINE, CLIP_MISSING, CLIP_LATE, CLIP_GAP, CLIP_OTHER_OFFICER, CLIP_CLOCK };
enum err recorder_clip(struct call *c, int64_t recorder, int64_t officer, int64_t from_ms, int64_t at_ms, int64_t *ret_clip, enum clip_fault *ret) must_check;
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* on_site.h - the recorder interlock of what is issued on the spot (recorder/recorders.h): refused without a recording, and who tried is
 * kept; issued, a row of site_recording waits for the clip.
 */
#ifndef CASES_ON_SITE_H
#define CASES_ON_SITE_H
#include "engine/call.h"
#include "recorder/recorders.h"

struct on_site {
	const char *document;		/* code of recording_duty */
	int64_t unit, officer, partner;	/* who dealt with it on the spot, 0: the caller; partner 0: none */
	int64_t from_ms;		/* the stop began */
	int64_t violation_case, measure;	/* 0: not there yet */
	struct slice subject;
};
/* Of those two; a refusal is kept beside the step that it undoes. */
enum err on_site_demand(struct call *c, const struct on_site *s, struct recorder_cover *ret) must_check;
/* What is issued now under this cover; *ret 0: no duty asks for it. */
enum err on_site_issue(struct call *c, const struct on_site *s, const struct recorder_cover *cover, int64_t *ret) must_check;
enum err on_site_tick(struct engine *e, void *ctx) must_check;	/* timer: documents that wait for their clips (on_site_match.c) */
enum err clip_check_draw(struct call *c, const struct row *recording) must_check;	/* clip_check.c */
#endif

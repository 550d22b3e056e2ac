/* SPDX-License-Identifier: Apache-2.0 */
/* intake.h - camera records out of passages: a sink before the one that matches and keeps.
 *
 *   device port ─► intake ─► match ─► history ─► done ─┬─ no violation ─► answer
 *                                                     └─ violations ─► a job: camera_record for each ─► answer
 *
 * Order      a device that reported a violation is answered when passage and record are on disk; what fails is sent again and is
 *            then found by its passage (one passage is one record).
 * Left out   historical imports, quarantined passages, plates that are missing or not wholly read, codes that the law or the evidence
 *            rules do not know: the passage is kept, no record is made, the reason is counted.
 * Reading    a composite picture (GA/T 1400 Type 7) counts as the three pictures that GA/T 496 asks it to hold.
 */
#ifndef CASES_INTAKE_H
#define CASES_INTAKE_H
#include "engine/engine.h"
#include "ingest/sink.h"

struct violation_intake;
struct intake_options {
	struct engine *engine;
	struct history *history;
	struct passage_sink *below;
};
enum err intake_open(struct violation_intake **ret, const struct intake_options *o) must_check;
struct passage_sink *intake_sink(struct violation_intake *v);
void intake_close(struct violation_intake *v);		/* after the sink below is closed; NULL is fine */

struct intake_stats {
	int64_t made, same, unread, refused, failed_jobs;
};
void intake_stats(struct violation_intake *v, struct intake_stats *ret);
#endif

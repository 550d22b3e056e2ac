/* SPDX-License-Identifier: Apache-2.0 */
/* report_.h - how a report gets its numbers and its page. Private to oversight/.
 *
 *   lines.txt ─┐ view enforcement_figures, compare=mom,yoy            words.txt
 *              └─► figures: JSON, each number with its list ─► draft ◄─┘ ─► approved: hash over title, period, figures, words
 *                                                                               └─► page.txt ─► PDF; XLSX
 */
#ifndef OVERSIGHT_REPORT__H
#define OVERSIGHT_REPORT__H
#include <jansson.h>
#include "engine/call.h"
#include "engine/row.h"
#include "oversight/report.h"
#include "paper/template.h"

#define REPORT_KINDS 10			/* kinds of violation in the second table */
struct period_of_report {
	int32_t from, to;		/* days; to is exclusive */
	struct slice words;		/* "2026-11-16至2026-11-22" */
};
struct period_of_report report_period(struct arena *a, const struct row *r);
/* As the system, for the unit and those below: the same for whoever drafts. */
enum err figures_draw(struct call *c, const struct row *r, struct slice *ret_json) must_check;
/* The text that a report of this kind begins with. */
struct slice figures_words(struct call *c, const struct row *r, const json_t *figures);
struct slice report_file(const char *name);	/* of data/report_templates */
struct slice report_rate(struct arena *a, const json_t *line, const char *of);	/* "+3.2%"; "—": the base is too small */
void digest_of_report(const struct row *r, char ret[65]);
extern const struct embedded report_files[];
extern const size_t report_files_n;
#endif

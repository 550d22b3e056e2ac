/* SPDX-License-Identifier: Apache-2.0 */
/* desk_.h - one question to the desk. Private to dispatch/. */
#ifndef DISPATCH_DESK__H
#define DISPATCH_DESK__H
#include <jansson.h>
#include "dispatch/desk.h"
#include "dispatch/dispatch.h"

struct desk {
	struct call call;
	struct http_request *rq;
	int64_t id;			/* of the incident or order; 0: none */
	json_t *body;			/* NULL: GET */
	struct buf answer;
	const char *look;		/* verb of the audit row that is written before the answer; NULL: none */
	const struct record *of;	/* what was looked at */
	struct slice detail;		/* of that row: no personal data */
	struct slice pdf, name;		/* present: this is the answer */
};
typedef enum err desk_fn(struct desk *d);
desk_fn desk_similar, desk_callers, desk_recommendation, desk_timeline, desk_report, desk_way, desk_joint_report;

void desk_member(struct buf *b, const char *name, struct slice s);	/* ,"name":"s" */
void desk_words(struct buf *b, const char *code, struct slice zh, struct slice en);	/* {"code":..,"zh":..,"en":..} */
void desk_point(struct buf *b, struct point p);
/* The member as a place; *ret_there false when it is absent. E_BAD_VALUE. */
enum err desk_place(struct desk *d, const char *name, struct point *ret, bool *ret_there) must_check;
bool desk_persons(struct desk *d, int64_t unit);	/* numbers and plates of incidents of that unit may be compared */

/* ---- timeline.c ---- */
#define ACTS_MAX 2000
struct act {
	int64_t at, seq, row;
	const char *record;
	struct slice verb, what, what_en, who, reason, detail, detail_en;
};
struct acts {
	struct act *act;
	size_t n;
	bool more;
};
enum err acts_of(struct call *c, int64_t incident, struct acts *ret) must_check;
#endif

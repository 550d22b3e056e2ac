/* SPDX-License-Identifier: Apache-2.0 */
/* api_.h - the few hand-made routes of this folder as rows of a table: how each is run, what its
 * body may hold.
 *
 * API_READ runs on a reader; API_WRITE inside a job, answered after its commit; API_HASH on a hash
 * thread, without a connection: it reads and writes through functions that hash between.
 */
#ifndef PEOPLE_API_PRIVATE_H
#define PEOPLE_API_PRIVATE_H
#include "base/buf.h"
#include "people/people_.h"

enum api_mode { API_READ, API_WRITE, API_HASH };
#define API_TEXTS 2
struct api;
struct api_route {
	enum http_method method;
	const char *path;		/* below the prefix; "{id}" stands for a number */
	enum api_mode mode;
	enum err (*act)(struct api *x);
	struct body_text text[API_TEXTS];	/* what the body may hold; no name: nothing */
};
struct api {
	struct hash_work work;		/* first */
	struct people *p;
	struct http_request *rq;
	struct call call;
	struct session_view view;
	const struct api_route *route;
	struct body_text text[API_TEXTS];
	int64_t id;			/* of the path */
	struct buf answer;		/* empty: 204 */
	int64_t end_session;		/* after the commit: out of the map */
	/* verb and topic of the audit entry that a read leaves; NULL: none */
	const char *note, *note_about;
	struct slice note_detail;
	bool recheck;			/* after the commit: everybody's rights are read again */
};
void api_serve(struct people *p, struct http_request *rq, struct slice rest,
    const struct api_route *route, bool own);
static inline const char *
json_bool(bool v)
{
	return v ? "true" : "false";
}
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* replay_.h - one question about a past moment, from the request to the answer. Private to picture/. */
#ifndef PICTURE_REPLAY__H
#define PICTURE_REPLAY__H
#include "base/buf.h"
#include "picture/picture_.h"

#define REPLAY_PREFIX "/api/v1/replay"
struct replay {
	struct call call;
	struct http_request *rq;
	struct picture *picture;
	struct eyes eyes;		/* those of the caller today */
	const char *what;		/* for the audit */
	int64_t from_ms, to_ms;		/* the same: a moment */
	struct shown_list list;
	size_t first[KINDS_MAX + 1];
	int64_t seq;
	struct buf answer;
};
void replay_serve(struct http_request *rq, void *picture);
enum err replay_prune(struct engine *e, void *ctx) must_check;
/* replay_units.c: ,"units":[..] of the moment, as live; and everybody's fixes of a time, by carrier. */
enum err replay_units(struct replay *r) must_check;
enum err replay_tracks(struct replay *r) must_check;
#endif

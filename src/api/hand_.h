/* SPDX-License-Identifier: Apache-2.0 */
/* hand_.h - what the few hand-made routes of this folder share: a call for a request that is signed in. */
#ifndef API_HAND_PRIVATE_H
#define API_HAND_PRIVATE_H
#include <jansson.h>
#include "api/api.h"
#include "engine/call.h"

struct hand {
	struct call call;
	struct http_request *rq;
	struct buf answer;
	json_t *body;		/* object; NULL when none was sent */
};
/* Signs in, asks for one of roles anywhere, reads a JSON body unless raw; answers the refusal itself and then is false. */
bool hand_open(struct api *a, struct http_request *rq, unsigned roles, bool raw, struct hand *h);
void hand_close(struct hand *h, enum err e);	/* answers 200 with h->answer, or the problem */
#endif

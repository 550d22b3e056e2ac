/* SPDX-License-Identifier: Apache-2.0 */
#include "api/hand_.h"

#include "base/clock.h"
#include "engine/metrics.h"
#include "engine/signin.h"
#include "net/json.h"

bool
hand_open(struct api *a, struct http_request *rq, unsigned roles, bool raw, struct hand *h)
{
	struct engine *e = a->engine;
	size_t at;
	enum err err;

	*h = (struct hand){ .rq = rq };
	h->call = (struct call){ .engine = e, .arena = &rq->arena, .now_ms = clock_now_ms(), .request_id = rq->id, .peer = rq->peer };
	if ((err = e->signin->authenticate(e->signin->ctx, rq, &h->call.who))) {
		metrics_refusal(err);
		http_problem(rq, err, NULL, 0);
		return false;
	}
	buf_init(&h->answer, MIB(8));
	if (!may(&h->call, roles, 0))
		err = refuse(&h->call, E_FORBIDDEN, NULL, -1);
	else if (!raw && rq->body.n && (err = json_read(rq->body, &h->body, &at)))
		err = refuse(&h->call, err, NULL, -1);
	if (err)
		hand_close(h, err);
	return !err;
}

void
hand_close(struct hand *h, enum err e)
{
	struct http_request *rq = h->rq;
	struct http_fault fault[CALL_FAULTS];
	size_t n = (size_t)h->call.nfault;
	struct slice answer = arena_copy(&rq->arena, buf_slice(&h->answer));

	memcpy(fault, h->call.fault, sizeof fault);
	if (h->body)
		json_decref(h->body);
	buf_free(&h->answer);
	h->call.engine->signin->release(h->call.who);
	if (e) {
		metrics_refusal(e);
		http_problem(rq, e, fault, n);
	} else {
		http_answer(rq, 200, "application/json; charset=utf-8", answer);
	}
}

/* SPDX-License-Identifier: Apache-2.0 */
/* order.h - a disposition of another platform (布控): a plate that its people look for. It is a proposal here, nothing more:
 * whoever owns the watch list decides what becomes of it. Installed by main.
 *
 * Units      times ms UTC; texts live as long as the call.
 */
#ifndef INGEST_ORDER_H
#define INGEST_ORDER_H
#include "engine/call.h"

struct disposition {
	int64_t device;			/* row of the platform that sent it */
	struct slice id, title, plate, applicant_org, reason;
	int64_t from_ms, to_ms;
	int priority;			/* 1..3; 0: not said */
	bool cancelled;			/* OperateType 1: withdraw the one of this id */
};
struct order_sink {
	/* Inside a job, as the system. E_EXISTS: known already. */
	enum err (*disposition)(struct order_sink *s, struct call *c, const struct disposition *d);
};
#endif

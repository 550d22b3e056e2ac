/* SPDX-License-Identifier: Apache-2.0 */
/* dispatch.h - what an order does to its patrol and its incident, for whoever gives one: dispatcher, interception, plan.
 *
 * Use        create a dispatch_order row (as a person or as the system): its page commits the patrol, shares incident and alarm with the
 *            patrol's unit, and puts the incident to "ordered"; each of its ends frees the patrol and settles the incident or raises it again.
 * Shape      an incident and those merged into it are one group: it is dealt with when no order of the group lives.
 * Errors     refused through the call.
 */
#ifndef DISPATCH_DISPATCH_H
#define DISPATCH_DISPATCH_H
#include "engine/call.h"
#include "engine/row.h"

#define ORDER_LIVE "'issued', 'acknowledged', 'under_way', 'on_scene'"
/* A figure of dispatch_figure in force now; refused, named, when there is none. */
enum err dispatch_figure(struct call *c, const char *code, int64_t *ret) must_check;
/* The rule of the kind in force now; E_NOT_FOUND, refused and named, when there is none. */
enum err incident_rule_of(struct call *c, struct slice kind, struct row **ret) must_check;

/* ---- orders and their incident ---- */
enum err incident_ordered(struct call *c, int64_t incident) must_check;
/* An order of it ended; well: something was done. `order` is not counted as living. */
enum err incident_order_ended(struct call *c, int64_t incident, int64_t order, bool well) must_check;
enum err incident_live_orders(struct call *c, int64_t incident, int64_t except_order, int64_t except_incident, int64_t *ret) must_check;

/* ---- numbers ---- */
struct crew {
	int64_t officers, auxiliaries;
};
struct crew_ask {			/* one rule that is not met */
	const struct row *rule;
	bool binds;			/* law; else the norm, which warns */
};
#define CREW_ASKS 16
enum err crew_of(struct call *c, int64_t patrol, struct crew *ret) must_check;
enum err crew_at(struct call *c, int64_t incident, struct crew *ret) must_check;	/* of all its living orders together */
/* Rules in force for this incident; *ret_n at most CREW_ASKS. */
enum err crew_rules_of(struct call *c, const struct row *incident, const struct row *ret[CREW_ASKS], size_t *ret_n) must_check;
bool crew_meets(const struct row *rule, struct crew crew);
#endif

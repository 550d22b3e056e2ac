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
#include "duty/crew.h"
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
/* An order of it by which something was done; 0: none. */
enum err incident_done_order(struct call *c, int64_t incident, int64_t except_incident, int64_t *ret) must_check;

/* ---- numbers at the scene ---- */
enum err scene_crew_of(struct call *c, int64_t patrol, struct crew *ret) must_check;
enum err scene_crew_at(struct call *c, int64_t incident, struct crew *ret) must_check;	/* of all its living orders together */
/* Fills in the kind of road of an incident (DUTY_ROAD) from its place, where nobody said it and the network knows it. */
enum err scene_take_road(struct call *c, struct row *draft) must_check;
/* Are so many enough for the incident, by its kind (scene_rule) and its road (duty's crew_rule; a road not known is judged as a highway)? Refused, naming the rule and `field`. */
enum err scene_enough(struct call *c, const struct row *incident, const struct crew *crew, const char *field) must_check;
#endif

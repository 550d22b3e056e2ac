/* SPDX-License-Identifier: Apache-2.0 */
/* ordered.c - what becomes of an incident when an order of it begins and ends. Shape in dispatch.h. */
#include "dispatch/dispatch.h"
#include "dispatch/incident.h"
#include "engine/first.h"
#include "engine/record.h"

enum err
incident_live_orders(struct call *c, int64_t incident, int64_t except_order, int64_t except_incident, int64_t *ret)
{
	return first_id(c, "SELECT count(*) FROM dispatch_order o JOIN incident i ON i.id = o.incident WHERE (i.id = ?1 OR (i.merged_into = ?1 AND i.state = 'merged'))"
	    " AND o.id <> ?2 AND i.id <> ?3 AND o.state IN (" ORDER_LIVE ")",
	    (struct first_arg[]){ FIRST_INT(incident), FIRST_INT(except_order), FIRST_INT(except_incident) }, 3, ret);
}

enum err
incident_done_order(struct call *c, int64_t incident, int64_t except_incident, int64_t *ret)
{
	return first_id(c, "SELECT o.id FROM dispatch_order o JOIN incident i ON i.id = o.incident WHERE (i.id = ?1 OR (i.merged_into = ?1 AND i.state = 'merged'))"
	    " AND i.id <> ?2 AND o.state IN ('done', 'handed_over') LIMIT 1", (struct first_arg[]){ FIRST_INT(incident), FIRST_INT(except_incident) }, 2, ret);
}

enum err
incident_ordered(struct call *c, int64_t incident)
{
	struct row *after;

	return record_fire_as_system(c, &incident_record, incident, "order", &after);
}

enum err
incident_order_ended(struct call *c, int64_t incident, int64_t order, bool well)
{
	struct row *r, *after;
	int64_t live, done = well;
	enum err e = record_load(c, &incident_record, incident, &r);

	if (!e && r->state == incident_is_merged)
		e = record_load(c, &incident_record, row_ref(r, incident_merged_into), &r);
	if (e || r->state != incident_is_ordered || (e = incident_live_orders(c, r->id, order, 0, &live)) || live)
		return e;
	if (!well && (e = incident_done_order(c, r->id, 0, &done)))
		return e;
	return record_fire_as_system(c, &incident_record, r->id, done ? "settle" : "raise_again", &after);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* sos.c - an officer's call for help becomes an incident of the highest priority, in the transaction that takes the call. */
#include "dispatch/desk.h"
#include "dispatch/incident.h"
#include "engine/record.h"
#include "map/net.h"
#include "terminal/sos_call.h"

#define ON_ROAD_M 200

static struct slice
place_words(struct call *c, const struct row *sos)
{
	const struct road_net *net = road_net_hold();
	char words[ROAD_WORDS_MAX];
	struct road_spot spot;
	struct slice s = S("");

	if (net && !row_empty(sos, sos_call_place) && road_snap(net, row_point(sos, sos_call_place), ON_ROAD_M, &spot))
		s = arena_copy(c->arena, road_spot_words(net, &spot, words));
	road_net_let_go(net);
	return s.n ? s : S("位置见地图");
}

static enum err
open_incident(struct call *c, const struct row *sos)
{
	struct row *r = row_new(c->arena, &incident_record);

	r->unit = sos->unit;
	row_set_text(r, incident_kind, S("sos"));
	row_set_text(r, incident_source, S("patrol"));
	row_set_int(r, incident_priority, 1);
	row_set_int(r, incident_called_at, c->now_ms);
	row_set_int(r, incident_happened_at, row_time(sos, sos_call_at) < c->now_ms ? row_time(sos, sos_call_at) : c->now_ms);
	row_set_text(r, incident_address, place_words(c, sos));
	if (!row_empty(sos, sos_call_place))
		row_set_point(r, incident_place, row_point(sos, sos_call_place));
	row_set_text(r, incident_what, row_text(sos, sos_call_subject));
	row_set_text(r, incident_origin, slice_of(sos->rec->name));
	row_set_int(r, incident_origin_row, sos->id);
	return record_create_as_system(c, r);
}

void
dispatch_sos_open(void)
{
	sos_call_hook(open_incident);
}

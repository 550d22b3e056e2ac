/* SPDX-License-Identifier: Apache-2.0 */
#include "dispatch/incident_sos.h"

#include "dispatch/incident.h"
#include "engine/record.h"
#include "map/net.h"

#define ON_ROAD_M 200

/* What a person calls the place, where the road network knows it. */
static struct slice
place_words(struct call *c, const struct row *sos)
{
	const struct road_net *net;
	char words[ROAD_WORDS_MAX];
	struct road_spot spot;
	struct slice s = S("见地图位置");

	if (row_empty(sos, sos_call_place))
		return S("位置不明，以电台询问");
	net = road_net_hold();
	if (net && road_snap(net, row_point(sos, sos_call_place), ON_ROAD_M, &spot) && road_spot_words(net, &spot, words).n)
		s = arena_copy(c->arena, road_spot_words(net, &spot, words));
	road_net_let_go(net);
	return s;
}

enum err
incident_of_sos(struct call *c, const struct row *sos)
{
	struct row *r = row_new(c->arena, &incident_record);
	int64_t at = row_time(sos, sos_call_at);
	struct slice subject = row_text(sos, sos_call_subject);

	r->unit = sos->unit;
	row_set_text(r, incident_kind, S("sos"));
	row_set_text(r, incident_source, S("patrol"));
	row_set_int(r, incident_priority, 1);
	row_set_int(r, incident_called_at, at > c->now_ms ? c->now_ms : at);
	row_set_text(r, incident_address, place_words(c, sos));
	if (!row_empty(sos, sos_call_place))
		row_set_point(r, incident_place, row_point(sos, sos_call_place));
	row_set_text(r, incident_what, arena_printf(c->arena, "%.*s（终端求助键）", (int)subject.n, subject.p));
	row_set_text(r, incident_origin, S("sos_call"));
	row_set_int(r, incident_origin_row, sos->id);
	return record_create_as_system(c, r);
}

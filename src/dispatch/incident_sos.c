/* SPDX-License-Identifier: Apache-2.0 */
#include "dispatch/incident_sos.h"

#include "dispatch/incident.h"
#include "engine/record.h"

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
	row_set_text(r, incident_address, row_empty(sos, sos_call_place) ? S("位置不明，以电台询问") : S("见地图位置"));
	if (!row_empty(sos, sos_call_place))
		row_set_point(r, incident_place, row_point(sos, sos_call_place));
	row_set_text(r, incident_what, arena_printf(c->arena, "%.*s（终端求助键）", (int)subject.n, subject.p));
	row_set_text(r, incident_origin, S("sos_call"));
	row_set_int(r, incident_origin_row, sos->id);
	return record_create_as_system(c, r);
}

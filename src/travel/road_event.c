/* SPDX-License-Identifier: Apache-2.0 */
#include "travel/road_event.h"

#include "engine/record.h"

static enum err
road_event_end(struct call *c, struct row *draft)
{
	row_set_int(draft, road_event_ended_at, c->now_ms);
	return E_OK;
}

#define NAME road_event
#define DEF "travel/road_event.def"
#include "engine/define.h"

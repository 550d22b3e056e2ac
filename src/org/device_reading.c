/* SPDX-License-Identifier: Apache-2.0 */
#include "org/device_reading.h"

#include "engine/record.h"
#include "org/device.h"

#define AHEAD_MS 300000		/* a clock may go wrong, but a reading of tomorrow is none */

/* A reading belongs to the unit of its device. */
static enum err
device_reading_check(struct call *c, struct row *draft)
{
	struct row *device;
	enum err e;

	if (row_time(draft, device_reading_at) > c->now_ms + AHEAD_MS)
		return refuse_text(c, E_BAD_VALUE, "at", "读数时间不能晚于当前时间", "must not lie in the future");
	if ((e = record_load(c, &device_record, row_ref(draft, device_reading_device), &device)))
		return e;
	draft->unit = device->unit;
	return E_OK;
}

#define NAME device_reading
#define DEF "org/device_reading.def"
#include "engine/define.h"

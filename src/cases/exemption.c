/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/exemption.h"

#include "cases/camera_evidence.h"
#include "engine/guard.h"
#include "engine/record.h"

static enum err
exemption_check(struct call *c, struct row *r)
{
	if (row_time(r, exemption_to_at) <= row_time(r, exemption_from_at))
		return refuse_text(c, E_BAD_VALUE, "to_at", "截止时间须晚于起始时间", "must lie after the beginning");
	return case_plate(c, r, exemption_plate);
}

#define NAME exemption
#define DEF "cases/exemption.def"
#include "engine/define.h"

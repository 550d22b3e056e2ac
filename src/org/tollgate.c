/* SPDX-License-Identifier: Apache-2.0 */
#include "org/tollgate.h"

#include "engine/record.h"
#include "org/device.h"

/* A lane number means one lane: limits and directions are looked up by it. */
static enum err
tollgate_check(struct call *c, struct row *draft)
{
	bool seen[100] = { false };

	for (int i = 0; i < draft->npart_row; i++) {
		int64_t no = draft->part_row[i].value[tollgate_lane_no].i;

		if (no < 0 || no >= (int64_t)N_ELEMS(seen))
			continue;		/* its own range is checked by the page */
		if (seen[no])
			return refuse_text(c, E_BAD_VALUE, "lane", "车道号重复", "the same lane number twice");
		seen[no] = true;
	}
	return E_OK;
}

static void
tollgate_changed(struct call *c, const struct row *r)
{
	(void)c;
	(void)r;
	device_note_change();
}

#define NAME tollgate
#define DEF "org/tollgate.def"
#include "engine/define.h"

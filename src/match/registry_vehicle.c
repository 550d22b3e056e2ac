/* SPDX-License-Identifier: Apache-2.0 */
#include "match/registry_vehicle.h"

#include "base/plate.h"
#include "engine/record.h"
#include "engine/timer.h"
#include "match/hot.h"

/* "02-鲁C12345": written as passages are, so that the two can be compared. */
static enum err
registry_vehicle_check(struct call *c, struct row *r)
{
	struct slice class, plate = row_text(r, registry_vehicle_code);
	char text[PLATE_TEXT_MAX];
	int64_t n;
	plate_t p;

	if (!slice_cut(&plate, '-', &class) || class.n != 2 || !slice_int(class, &n) || n < 1 || !plate_pack(plate, &p) || plate_unread(p))
		return refuse_text(c, E_BAD_VALUE, "code", "须为两位号牌种类、短横和号牌号码", "two digits of the class, a hyphen and the plate");
	(void)plate_print(p, text);
	row_set_text(r, registry_vehicle_code, arena_printf(c->arena, "%02d-%s", (int)n, text));
	return E_OK;
}

static void
registry_vehicle_changed(struct call *c, const struct row *r)
{
	(void)r;
	timer_kick(c->engine, HOT_TIMER);
}

#define NAME registry_vehicle
#define DEF "match/registry_vehicle.def"
#include "engine/define.h"

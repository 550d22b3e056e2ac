/* SPDX-License-Identifier: Apache-2.0 */
#include "terminal/zone.h"

#include <stdatomic.h>
#include "engine/record.h"
#include "terminal/zone_shape.h"

static _Atomic uint64_t changes;

uint64_t
zone_changes(void)
{
	return atomic_load_explicit(&changes, memory_order_acquire);
}

static enum err
zone_check(struct call *c, struct row *draft)
{
	struct zone_shape s;
	const char *why = zone_shape_read(row_text(draft, zone_shape), c->arena, &s);
	char space[80];

	if (why)
		return refuse_named(c, E_BAD_VALUE, "shape", title_zh(why), title_en(why, "", space, sizeof space));
	if (row_time(draft, zone_from_at) && row_time(draft, zone_to_at) && row_time(draft, zone_to_at) <= row_time(draft, zone_from_at))
		return refuse_text(c, E_BAD_VALUE, "to_at", "截止时间须晚于起始时间", "must be later than its beginning");
	return E_OK;
}

static void
zone_changed(struct call *c, const struct row *r)
{
	(void)c;
	(void)r;
	atomic_fetch_add_explicit(&changes, 1, memory_order_release);
}

#define NAME zone
#define DEF "terminal/zone.def"
#include "engine/define.h"

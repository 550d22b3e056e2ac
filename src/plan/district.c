/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/district.h"

#include "engine/record.h"
#include "plan/area.h"

static enum err
district_check(struct call *c, struct row *r)
{
	size_t n;

	if (row_empty(r, district_border) || border_read(row_text(r, district_border), NULL, 1000, &n))
		return E_OK;
	return refuse_text(c, E_BAD_VALUE, "border", "须为“经度,纬度 经度,纬度 …”，至少三点、至多一千点", "must be \"lon,lat lon,lat ..\", from three to a thousand points");
}

#define NAME district
#define DEF "plan/district.def"
#include "engine/define.h"

/* SPDX-License-Identifier: Apache-2.0 */
#include "duty/duty_post.h"

#include "duty/crew.h"
#include "engine/record.h"

static bool
on_road(const struct row *r)
{
	return row_is(r, duty_post_kind, "fixed") || row_is(r, duty_post_kind, "patrol") || row_is(r, duty_post_kind, "station");
}

/* A plan cannot ask for fewer than the rules do. */
static enum err
duty_post_check(struct call *c, struct row *r)
{
	struct crew crew = { .officers = row_int(r, duty_post_officers), .auxiliaries = row_int(r, duty_post_auxiliaries) };

	if (!row_empty(r, duty_post_radius_m) && row_empty(r, duty_post_place))
		return refuse_text(c, E_MISSING, "place", "填写签到范围的须填写位置", "a distance needs the place it is measured from");
	if (row_empty(r, duty_post_road))
		return on_road(r) ? refuse(c, E_MISSING, r->rec, duty_post_road) : E_OK;
	return crew_enough(c, row_text(r, duty_post_road), false, &crew, "officers");
}

#define NAME duty_post
#define DEF "duty/duty_post.def"
#include "engine/define.h"

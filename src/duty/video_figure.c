/* SPDX-License-Identifier: Apache-2.0 */
#include "duty/video_figure.h"

#include "engine/first.h"

enum err
video_figure(struct call *c, const char *code, int64_t *ret)
{
	struct row *r;
	enum err e = first_version(c, &video_figure_record, slice_of(code), c->now_ms, &r);

	if (e == E_NOT_FOUND)
		return refuse_named(c, E_GUARD, "video_figure", arena_printf(c->arena, "缺少现行视频巡查参数：%s", code),
		    arena_printf(c->arena, "no figure of video patrol is in force: %s", code));
	if (e)
		return refuse(c, e, NULL, -1);
	*ret = row_int(r, video_figure_value);
	return E_OK;
}

#define NAME video_figure
#define DEF "duty/video_figure.def"
#include "engine/define.h"

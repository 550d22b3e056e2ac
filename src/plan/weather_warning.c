/* SPDX-License-Identifier: Apache-2.0 */
#include "plan/weather_warning.h"

#include "base/clock.h"
#include "engine/guard.h"
#include "plan/feed_.h"
#include "plan/plans_.h"

static enum err
by_hand(struct call *c, struct row *r)
{
	if (!r->npart_row)
		return refuse_text(c, E_MISSING, "district", "须列出所涉辖区", "the districts it concerns are asked");
	row_set_text(r, weather_warning_sender_key, words_sender_key(row_text(r, weather_warning_sender)));
	row_set_text(r, weather_warning_source, S("hand"));
	row_set_text(r, weather_warning_matched, S("hand"));
	row_set_int(r, weather_warning_received_at, c->now_ms);
	if (row_empty(r, weather_warning_rank))
		row_set_text(r, weather_warning_rank, slice_of(words_rank(row_text(r, weather_warning_sender), row_text(r, weather_warning_area_code))));
	return E_OK;
}

/* It is never open for ever: without an end of its own it holds so long as the house has set. What is over already proposes nothing. */
static void
set_end(struct call *c, struct row *r)
{
	if (row_empty(r, weather_warning_to_at)) {
		row_set_int(r, weather_warning_to_at, row_time(r, weather_warning_issued_at) + figure_of(c, "warning_life_h", 24) * 60 * MINUTE_MS);
		row_set_int(r, weather_warning_assumed_end, true);
	}
	if (row_time(r, weather_warning_to_at) <= c->now_ms && r->state == weather_warning_is_in_force)
		r->state = weather_warning_is_expired;
}

static enum err
weather_warning_check(struct call *c, struct row *r)
{
	struct slice hazard, level;
	enum err e;

	if (r->id)
		return E_OK;
	if (row_time(r, weather_warning_issued_at) > c->now_ms + 10 * MINUTE_MS)
		return refuse_text(c, E_BAD_VALUE, "issued_at", "发布时间晚于现在", "it was issued later than now");
	if (!row_empty(r, weather_warning_to_at) && row_time(r, weather_warning_to_at) <= row_time(r, weather_warning_issued_at))
		return refuse_text(c, E_BAD_VALUE, "to_at", "止时须晚于发布时间", "it cannot end before it was issued");
	if (c->who->person && (e = by_hand(c, r)))
		return e;
	set_end(c, r);
	hazard = choice_words(r->rec, weather_warning_hazard, row_text(r, weather_warning_hazard));
	level = choice_words(r->rec, weather_warning_level, row_text(r, weather_warning_level));
	row_set_text(r, weather_warning_subject, arena_printf(c->arena, "%.*s%.*s预警 %.*s", (int)hazard.n, hazard.p, (int)level.n, level.p,
	    (int)row_text(r, weather_warning_sender).n, row_text(r, weather_warning_sender).p));
	return E_OK;
}

/* From here on it is weighed as any other. */
static enum err
weather_warning_confirm(struct call *c, struct row *draft)
{
	return row_time(draft, weather_warning_to_at) > c->now_ms ? E_OK : refuse_text(c, E_GUARD, "to_at", "预警止时已过", "it is over by now");
}

/* Cancelled or over: plans that stand on it are proposed to end. */
static enum err
weather_warning_ended(struct call *c, struct row *draft)
{
	return weigh_end(c, draft);
}

#define NAME weather_warning
#define DEF "plan/weather_warning.def"
#include "engine/define.h"

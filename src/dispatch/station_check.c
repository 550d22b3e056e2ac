/* SPDX-License-Identifier: Apache-2.0 */
#include "dispatch/station_check.h"

#include "base/plate.h"
#include "dispatch/interception_rule.h"
#include "dispatch/officers.h"
#include "dispatch/station.h"
#include "engine/record.h"

#define EARLY_MS 300000		/* a clock in front of ours by no more than this */

static enum err
take_plate(struct call *c, struct row *r)
{
	char text[PLATE_TEXT_MAX];
	plate_t plate;

	if (!plate_pack(row_text(r, station_check_plate), &plate) || plate_unread(plate) || plate_form(plate) == PLATE_WRONG)
		return refuse_text(c, E_BAD_VALUE, "plate", "不是完整的号牌号码", "is not a whole plate");
	row_set_text(r, station_check_plate, (struct slice){ text, plate_print(plate, text) });
	return E_OK;
}

static bool
carries_persons(const struct row *r)
{
	return row_is(r, station_check_kind, "coach") || row_is(r, station_check_kind, "tour") || row_is(r, station_check_kind, "school");
}

static enum err
asks_for(struct call *c, const struct row *r)
{
	if (carries_persons(r) && row_empty(r, station_check_passengers))
		return refuse_text(c, E_MISSING, "passengers", "客车须登记实载人数", "how many are on board is needed of a coach");
	if (carries_persons(r) && row_empty(r, station_check_approved))
		return refuse_text(c, E_MISSING, "approved", "客车须登记核定载客人数", "how many it is approved for is needed of a coach");
	if (row_is(r, station_check_kind, "dangerous") && row_empty(r, station_check_goods))
		return refuse_text(c, E_MISSING, "goods", "危险货物须登记品名", "what is carried is needed of dangerous goods");
	return E_OK;
}

/* ---- what the figures show ---- */

static bool
found(const struct row *r, const char *what)
{
	for (int i = 0; i < r->npart_row; i++)
		if (slice_is(r->part_row[i].value[station_check_finding_what].s, what))
			return true;
	return false;
}

static void
find(struct row *r, const char *what, struct slice note)
{
	struct value *v;

	if (found(r, what))
		return;
	v = row_add_part(r, 0)->value;
	v[station_check_finding_what] = (struct value){ .kind = V_TEXT, .s = slice_of(what) };
	v[station_check_finding_note] = (struct value){ .kind = V_TEXT, .s = note };
}

static bool
above(const struct row *r, int field, int limit)
{
	return !row_empty(r, field) && !row_empty(r, limit) && row_int(r, field) > row_int(r, limit);
}

/* 实施条例 55/1: on the road, children without a ticket do not count, up to a tenth of those approved. */
static bool
overcrowded(const struct row *r)
{
	int64_t board = row_int(r, station_check_passengers), approved = row_int(r, station_check_approved), free = 0;

	if (row_empty(r, station_check_passengers) || row_empty(r, station_check_approved))
		return false;
	if (!row_is(r, station_check_kind, "school"))
		free = row_int(r, station_check_children);
	return board - free > approved || board > approved + approved * interception_rule(INTERCEPT_free_children) / 1000;
}

/* 道路交通安全法 48, 49 (load and persons), 实施条例 62/1/7 (more than four hours at the wheel without twenty minutes of rest). */
static void
read_figures(struct call *c, struct row *r)
{
	int64_t most = interception_rule(INTERCEPT_drive_max_min), rest = interception_rule(INTERCEPT_rest_min);

	if (overcrowded(r))
		find(r, "overcrowded", arena_printf(c->arena, "核定%lld人，实载%lld人",
		    (long long)row_int(r, station_check_approved), (long long)row_int(r, station_check_passengers)));
	if (above(r, station_check_load_kg, station_check_approved_kg))
		find(r, "overloaded", arena_printf(c->arena, "核定%lld kg，实载%lld kg",
		    (long long)row_int(r, station_check_approved_kg), (long long)row_int(r, station_check_load_kg)));
	if (row_int(r, station_check_driving_min) > most && row_int(r, station_check_rested_min) < rest)
		find(r, "fatigue", arena_printf(c->arena, "连续驾驶%lld分钟，其间休息%lld分钟",
		    (long long)row_int(r, station_check_driving_min), (long long)row_int(r, station_check_rested_min)));
	row_set_int(r, station_check_problems, r->npart_row);
}

static enum err
station_check_check(struct call *c, struct row *r)
{
	struct row *station;
	enum err e;

	if (r->id)
		return E_OK;
	if ((e = record_load(c, &station_record, row_ref(r, station_check_station), &station)))
		return e;
	if (station->state != station_is_in_use)
		return refuse_text(c, E_GUARD, "station", "该执法站已停用", "the station is closed");
	r->unit = station->unit;
	if (row_time(r, station_check_checked_at) > c->now_ms + EARLY_MS)
		return refuse_text(c, E_BAD_VALUE, "checked_at", "不能晚于现在", "must not lie in the future");
	if ((e = take_plate(c, r)) || (e = asks_for(c, r)) ||
	    (!row_empty(r, station_check_officer2) && (e = second_officer(c, c->who->person, row_ref(r, station_check_officer2), "officer2"))))
		return e;
	read_figures(c, r);
	return r->npart_row && row_is(r, station_check_result, "passed") ? refuse_text(c, E_GUARD, "result",
	    "发现问题的不得直接放行，须消除违法状态或者依法处理（违法行为处理程序规定 29）", "a vehicle with a finding is put right or dealt with before it goes on") : E_OK;
}

#define NAME station_check
#define DEF "dispatch/station_check.def"
#include "engine/define.h"

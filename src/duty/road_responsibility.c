/* SPDX-License-Identifier: Apache-2.0 */
#include "duty/road_responsibility.h"

#include "base/clock.h"
#include "duty/area.h"
#include "duty/duty_post.h"
#include "engine/first.h"
#include "engine/record.h"
#include "map/net.h"
#include "map/road_section.h"

static enum err
range_fits(struct call *c, const struct row *r)
{
	int64_t id;
	enum err e;

	if (row_empty(r, road_responsibility_from_m) || row_empty(r, road_responsibility_to_m) ||
	    row_int(r, road_responsibility_to_m) <= row_int(r, road_responsibility_from_m))
		return refuse_text(c, E_BAD_VALUE, "to_m", "须填写起止桩号，终点大于起点", "give both chainages, the end beyond the beginning");
	if ((e = first_id(c, "SELECT id FROM road_responsibility WHERE road = ?1 AND (?2 = '' OR valid_from < ?2) AND (valid_to IS NULL OR valid_to > ?3)"
	    " AND from_m < ?4 AND to_m > ?5 AND id <> ?6 LIMIT 1", (struct first_arg[]){ FIRST_TEXT(row_text(r, road_responsibility_road)),
	    FIRST_TEXT(r->valid_to.n ? r->valid_to : S("")), FIRST_TEXT(r->valid_from), FIRST_INT(row_int(r, road_responsibility_to_m)),
	    FIRST_INT(row_int(r, road_responsibility_from_m)), FIRST_INT(r->id) }, 6, &id)))
		return e;
	return id ? refuse_text(c, E_OVERLAP, "from_m", "与另一责任路段重叠：一段路只有一个责任单位", "overlaps another stretch: one stretch has one owner") : E_OK;
}

static enum err
responsibility_check(struct call *c, struct row *r)
{
	struct area area;
	struct row *post;
	enum err e;

	if (row_empty(r, road_responsibility_road) == row_empty(r, road_responsibility_area))
		return refuse_text(c, E_MISSING, "road", "填写道路编号和桩号，或者区域，只填一种", "either a road with its chainages or an area");
	if (!row_empty(r, road_responsibility_area) && !area_parse(row_text(r, road_responsibility_area), &area))
		return refuse_text(c, E_BAD_VALUE, "area", "须为三至二百个“经度,纬度”，以空格分隔", "3 to 200 corners \"longitude,latitude\", parted by spaces");
	if (!row_empty(r, road_responsibility_post)) {
		if ((e = record_load(c, &duty_post_record, row_ref(r, road_responsibility_post), &post)))
			return e;
		if (post->unit != r->unit)
			return refuse_text(c, E_BAD_VALUE, "post", "须是责任单位的岗位", "must be a post of the unit that answers");
	}
	return row_empty(r, road_responsibility_road) ? E_OK : range_fits(c, r);
}

static void
take_owner(struct stmt *st, enum duty_by by, struct duty_owner *ret)
{
	*ret = (struct duty_owner){ col_int(st, 0), col_int(st, 1), col_null(st, 2) ? 0 : col_int(st, 2), by };
}

#define IN_FORCE " AND valid_from <= ?1 AND (valid_to IS NULL OR valid_to > ?1)"

static enum err
by_road(struct call *c, const struct duty_place *p, struct slice day, struct duty_owner *ret)
{
	stmt_scoped st = NULL;
	enum err e;

	if (!p->road.n || p->at_m < 0)
		return E_NOT_FOUND;
	if ((e = sql(c->conn, &st, "SELECT id, unit, post FROM road_responsibility WHERE road = ?2 AND from_m <= ?3 AND to_m > ?3" IN_FORCE " LIMIT 1")))
		return e;
	sql_text(st, 1, day);
	sql_text(st, 2, p->road);
	sql_int(st, 3, p->at_m);
	if ((e = sql_step(st)))
		return e == E_DONE ? E_NOT_FOUND : e;
	take_owner(st, DUTY_BY_ROAD, ret);
	return E_OK;
}

static enum err
by_area(struct call *c, const struct duty_place *p, struct slice day, struct duty_owner *ret)
{
	stmt_scoped st = NULL;
	struct area area;
	enum err e;

	if (!point_valid(p->at))
		return E_NOT_FOUND;
	if ((e = sql(c->conn, &st, "SELECT id, unit, post, area FROM road_responsibility WHERE area IS NOT NULL" IN_FORCE " ORDER BY id")))
		return e;
	sql_text(st, 1, day);
	while (!(e = sql_step(st)))
		if (area_parse(col_text(st, 3), &area) && area_contains(&area, p->at)) {
			take_owner(st, DUTY_BY_AREA, ret);
			return E_OK;
		}
	return e == E_DONE ? E_NOT_FOUND : e;
}

#define SNAP_M 60			/* farther off it is not that road */

static int64_t
section_at(struct point at)
{
	const struct road_net *n = road_net_hold();
	struct road_spot spot = { .section = 0 };

	if (n && (!point_valid(at) || !road_snap(n, at, SNAP_M, &spot)))
		spot.section = 0;
	if (n)
		road_net_let_go(n);
	return spot.section;
}

/* The road and kilometre of its middle, then who keeps it. */
static enum err
by_section(struct call *c, int64_t section, struct slice day, struct duty_owner *ret)
{
	struct row *s;
	struct duty_place p = { .at_m = -1 };
	enum err e;

	if (!section)
		return E_NOT_FOUND;
	if ((e = record_load(c, &road_section_record, section, &s)))
		return e;
	p.road = row_text(s, road_section_number);
	if (!row_empty(s, road_section_from_km_m) && !row_empty(s, road_section_to_km_m))
		p.at_m = (row_int(s, road_section_from_km_m) + row_int(s, road_section_to_km_m)) / 2;
	if ((e = by_road(c, &p, day, ret)) != E_NOT_FOUND || row_empty(s, road_section_keeper))
		return e;
	*ret = (struct duty_owner){ .unit = row_ref(s, road_section_keeper), .by = DUTY_BY_SECTION };
	return E_OK;
}

enum err
duty_responsible(struct call *c, const struct duty_place *p, int64_t at_ms, struct duty_owner *ret)
{
	char text[TIME_TEXT_MAX];
	struct slice day = { text, date_print(beijing_day(at_ms), text) };
	enum err e = by_road(c, p, day, ret);

	if (e == E_NOT_FOUND)
		e = by_section(c, p->section ? p->section : section_at(p->at), day, ret);
	return e == E_NOT_FOUND ? by_area(c, p, day, ret) : e;
}

#define NAME road_responsibility
#define DEF "duty/road_responsibility.def"
#include "engine/define.h"

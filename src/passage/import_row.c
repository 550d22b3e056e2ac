/* SPDX-License-Identifier: Apache-2.0 */
/* import_row.c - one line of a table file to a passage. */
#include "passage/import_.h"

#include "base/clock.h"

static const struct {
	const char *names;
	bool req;
} column[COLUMN_COUNT] = {
	[COLUMN_PLATE] = { "plate|hphm|号牌号码|车牌号码|车牌", true },
	[COLUMN_CLASS] = { "class|hpzl|号牌种类", true },
	[COLUMN_TOLLGATE] = { "tollgate|kkbh|卡口编号", true },
	[COLUMN_TIME] = { "time|gcsj|过车时间|经过时间", true },
	[COLUMN_LANE] = { "lane|cdh|车道|车道号", false },
	[COLUMN_SPEED] = { "speed|clsd|车速|速度", false },
	[COLUMN_DIRECTION] = { "direction|方向", false },
	[COLUMN_PLATE_COLOUR] = { "plate_colour|号牌颜色", false },
	[COLUMN_VEHICLE_COLOUR] = { "vehicle_colour|车身颜色", false },
	[COLUMN_VEHICLE_TYPE] = { "vehicle_type|车辆类型", false },
};

bool
import_header(const struct csv_row *header, int ret[COLUMN_COUNT], const char **ret_missing)
{
	for (int i = 0; i < COLUMN_COUNT; i++) {
		ret[i] = csv_column(header, column[i].names);
		*ret_missing = column[i].names;
		if (ret[i] < 0 && column[i].req)
			return false;
	}
	return true;
}

static bool
digits(struct slice s, size_t at, size_t n, int *ret)
{
	int v = 0;

	if (at + n > s.n)
		return false;
	for (size_t i = at; i < at + n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		v = v * 10 + (s.p[i] - '0');
	}
	*ret = v;
	return true;
}

/* 2016-10-19 23:09:49, with T or / or without any sign between; what bears a zone goes the way of RFC 3339. */
bool
import_time(struct slice s, int64_t *ret_ms)
{
	static const size_t spaced[] = { 0, 5, 8, 11, 14, 17 }, packed[] = { 0, 4, 6, 8, 10, 12 };
	const size_t *at = s.n == 14 ? packed : spaced;
	int v[6];

	if (s.n != 14 && s.n != 19)
		return time_parse(s, ret_ms);
	for (int i = 0; i < 6; i++)
		if (!digits(s, at[i], i ? 2 : 4, &v[i]))
			return false;
	if (!civil_valid((struct civil){ v[0], v[1], v[2] }) || v[3] > 23 || v[4] > 59 || v[5] > 59)
		return false;
	*ret_ms = beijing_start_ms(civil_days((struct civil){ v[0], v[1], v[2] })) + ((v[3] * 60 + v[4]) * 60 + v[5]) * 1000LL;
	return true;
}

static bool
number(const struct import_lines *l, const struct csv_row *r, int c, int64_t max, int64_t absent, int64_t *ret)
{
	struct slice s = l->column[c] < 0 ? (struct slice){ NULL, 0 } : r->field[l->column[c]];

	*ret = absent;
	return !s.n || (slice_int(s, ret) && *ret >= 0 && *ret <= max);
}

static bool
take_plate(struct slice s, struct passage *p)
{
	if (!s.n || slice_is(s, "无车牌") || slice_is(s, "无") || slice_is(s, "-")) {
		p->flags |= PASSAGE_NO_PLATE;
		return true;
	}
	if (!plate_pack(s, &p->plate))
		return false;
	if (plate_unread(p->plate))
		p->flags |= PASSAGE_UNREAD;
	if (plate_form(p->plate) == PLATE_WRONG)
		p->flags |= PASSAGE_FORM;
	return true;
}

static bool
take_marks(const struct import_lines *l, const struct csv_row *r, struct passage *p, struct import_fault *f)
{
	static const struct {
		int column, max;
	} mark[] = { { COLUMN_LANE, 255 }, { COLUMN_DIRECTION, 9 }, { COLUMN_PLATE_COLOUR, 99 }, { COLUMN_VEHICLE_COLOUR, 99 },
		{ COLUMN_SPEED, 500 } };
	int64_t v[N_ELEMS(mark)];
	int type = l->column[COLUMN_VEHICLE_TYPE];

	for (size_t i = 0; i < N_ELEMS(mark); i++)
		if (!number(l, r, mark[i].column, mark[i].max, mark[i].column == COLUMN_SPEED ? SPEED_UNKNOWN : 0, &v[i])) {
			*f = (struct import_fault){ mark[i].column, "数字超出范围", "a number out of range" };
			return false;
		}
	p->lane = (uint8_t)v[0];
	p->direction = (uint8_t)v[1];
	p->plate_colour = (uint8_t)v[2];
	p->vehicle_colour = (uint8_t)v[3];
	p->speed_kmh = (uint16_t)v[4];
	if (type >= 0 && r->field[type].n)
		p->vehicle_type = passage_vehicle_type(r->field[type]);
	return true;
}

bool
import_row(const struct import_lines *l, const struct csv_row *r, struct passage *p, struct import_fault *f)
{
	struct slice gate = r->field[l->column[COLUMN_TOLLGATE]];
	int64_t class_code;

	*p = (struct passage){ .received_s = (uint32_t)(l->now_ms / 1000), .reliability = RELIABILITY_UNKNOWN, .flags = l->flags };
	if (!take_plate(r->field[l->column[COLUMN_PLATE]], p)) {
		*f = (struct import_fault){ COLUMN_PLATE, "不是号牌号码", "is not a plate" };
		return false;
	}
	if (!number(l, r, COLUMN_CLASS, 99, 0, &class_code)) {
		*f = (struct import_fault){ COLUMN_CLASS, "不是号牌种类代码", "is not a class of plate" };
		return false;
	}
	if (!import_time(r->field[l->column[COLUMN_TIME]], &p->at_ms) || p->at_ms > l->now_ms) {
		*f = (struct import_fault){ COLUMN_TIME, "不是时间，或晚于当前时间", "is not a time, or lies in the future" };
		return false;
	}
	if (p->at_ms < l->oldest_ms) {
		*f = (struct import_fault){ COLUMN_TIME, "早于历史导入过车保存期限", "is older than imported passages are kept" };
		return false;
	}
	p->class_code = (uint8_t)class_code;
	p->tollgate = (uint32_t)(uintptr_t)text_map_get(l->gates, gate);
	if (!p->tollgate) {
		*f = (struct import_fault){ COLUMN_TOLLGATE, "没有这个卡口编号", "no tollgate has this code" };
		return false;
	}
	return take_marks(l, r, p, f);
}

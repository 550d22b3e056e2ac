/* SPDX-License-Identifier: Apache-2.0 */
#include "org/device_limit.h"

#include "base/clock.h"
#include "engine/record.h"

static const struct {
	const char *code;
	int64_t least, most, value;
	const char *unit, *name;
} known[] = {
#define DEVICE_LIMIT(code_, least_, most_, value_, unit_, name_) { #code_, least_, most_, value_, unit_, name_ },
#include "org/device_limit_default.def"
#undef DEVICE_LIMIT
};

static int
limit_named(struct slice code)
{
	for (size_t i = 0; i < N_ELEMS(known); i++)
		if (slice_is(code, known[i].code))
			return (int)i;
	return -1;
}

bool
device_limit_known(const char *code)
{
	return limit_named(slice_of(code)) >= 0;
}

enum err
device_limit_read(struct call *c, const char *code, int64_t *ret)
{
	char today[TIME_TEXT_MAX];
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT value FROM device_limit WHERE code = ?1 AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to > ?2)");

	if (e)
		return e;
	sql_text(st, 1, slice_of(code));
	sql_text(st, 2, (struct slice){ today, date_print(beijing_day(c->now_ms), today) });
	if ((e = sql_step(st)))
		return e == E_DONE ? E_NOT_FOUND : e;
	*ret = col_int(st, 0);
	return E_OK;
}

/* Two figures were settings before they had a validity: what was set there goes on. */
static enum err
first_value(struct call *c, size_t i, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT value FROM setting WHERE code = ?1");

	*ret = known[i].value;
	if (e)
		return e;
	sql_text(st, 1, slice_of(known[i].code));
	if ((e = sql_step(st)))
		return e == E_DONE ? E_OK : e;
	if (col_int(st, 0) >= known[i].least && col_int(st, 0) <= known[i].most)
		*ret = col_int(st, 0);
	return E_OK;
}

static enum err
make_one(struct call *c, size_t i)
{
	struct row *r = row_new(c->arena, &device_limit_record);
	int64_t value;
	enum err e = first_value(c, i, &value);

	row_set_text(r, device_limit_code, slice_of(known[i].code));
	row_set_text(r, device_limit_name, title_zh(known[i].name));
	row_set_int(r, device_limit_value, value);
	if (*known[i].unit)
		row_set_text(r, device_limit_unit_of_value, slice_of(known[i].unit));
	r->valid_from = S("2019-01-01");
	r->valid_to = S("2100-01-01");
	return e ? e : record_create(c, r);
}

static enum err
make_missing(struct call *c, void *ctx)
{
	bool there[N_ELEMS(known)] = { false };
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT code FROM device_limit");

	(void)ctx;
	if (e)
		return e;
	while (!(e = sql_step(st))) {
		int i = limit_named(col_text(st, 0));
		if (i >= 0)
			there[i] = true;
	}
	if (e == E_DONE)
		e = E_OK;
	for (size_t i = 0; !e && i < N_ELEMS(known); i++)
		if (!there[i])
			e = make_one(c, i);
	return e;
}

enum err
device_limit_make(struct engine *e)
{
	return engine_write(e, "设备健康初始参数", make_missing, NULL);
}

static enum err
device_limit_check(struct call *c, struct row *r)
{
	int i = limit_named(row_text(r, device_limit_code));
	int64_t v = row_int(r, device_limit_value);

	if (i < 0)
		return refuse(c, E_BAD_VALUE, r->rec, device_limit_code);
	if (v >= known[i].least && v <= known[i].most)
		return E_OK;
	return refuse_named(c, E_BAD_VALUE, "value",
	    arena_printf(c->arena, "须在%lld与%lld之间", (long long)known[i].least, (long long)known[i].most),
	    arena_printf(c->arena, "must be between %lld and %lld", (long long)known[i].least, (long long)known[i].most));
}

#define NAME device_limit
#define DEF "org/device_limit.def"
#include "engine/define.h"

/* SPDX-License-Identifier: Apache-2.0 */
#include "match/checkpoint_rule.h"

#include <stdatomic.h>

#include "base/clock.h"
#include "base/log.h"
#include "engine/record.h"
#include "engine/timer.h"
#include "match/hot.h"

static const struct {
	const char *code;
	int64_t least, most, value;
	const char *unit, *name;
} known[] = {
#define CHECKPOINT_RULE(code_, least_, most_, value_, unit_, name_) { #code_, least_, most_, value_, unit_, name_ },
#include "match/checkpoint_rule_default.def"
#undef CHECKPOINT_RULE
};

static _Atomic int64_t in_force[RULE_COUNT] = {
#define CHECKPOINT_RULE(code_, least_, most_, value_, unit_, name_) value_,
#include "match/checkpoint_rule_default.def"
#undef CHECKPOINT_RULE
};

int64_t
checkpoint_rule(enum checkpoint_rule r)
{
	return atomic_load_explicit(&in_force[r], memory_order_relaxed);
}

static int
rule_named(struct slice code)
{
	for (int i = 0; i < RULE_COUNT; i++)
		if (slice_is(code, known[i].code))
			return i;
	return -1;
}

enum err
checkpoint_rule_load(struct conn *c)
{
	int64_t value[RULE_COUNT];
	char today[TIME_TEXT_MAX];
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT code, value FROM checkpoint_rule WHERE valid_from <= ?1 AND (valid_to IS NULL OR valid_to > ?1)");

	if (e)
		return e;
	for (int i = 0; i < RULE_COUNT; i++)
		value[i] = known[i].value;
	sql_text(st, 1, (struct slice){ today, date_print(beijing_day(clock_now_ms()), today) });
	while (!(e = sql_step(st))) {
		int i = rule_named(col_text(st, 0));
		if (i >= 0)
			value[i] = col_int(st, 1);
	}
	for (int i = 0; i < RULE_COUNT && e == E_DONE; i++)
		atomic_store(&in_force[i], value[i]);
	return e == E_DONE ? E_OK : e;
}

static enum err
make_missing(struct call *c, void *ctx)
{
	bool there[RULE_COUNT] = { false };
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT code FROM checkpoint_rule");

	(void)ctx;
	if (e)
		return e;
	while (!(e = sql_step(st))) {
		int i = rule_named(col_text(st, 0));
		if (i >= 0)
			there[i] = true;
	}
	if (e == E_DONE)
		e = E_OK;
	for (int i = 0; !e && i < RULE_COUNT; i++) {
		struct row *r = row_new(c->arena, &checkpoint_rule_record);
		row_set_text(r, checkpoint_rule_code, slice_of(known[i].code));
		row_set_text(r, checkpoint_rule_name, title_zh(known[i].name));
		row_set_int(r, checkpoint_rule_value, known[i].value);
		if (*known[i].unit)
			row_set_text(r, checkpoint_rule_unit_of_value, slice_of(known[i].unit));
		r->valid_from = S("2019-01-01");
		r->valid_to = S("2100-01-01");
		if (!there[i])
			e = record_create(c, r);
	}
	return e;
}

enum err
checkpoint_rule_make(struct engine *e)
{
	return engine_write(e, "卡口规则初始参数", make_missing, NULL);
}

static enum err
checkpoint_rule_check(struct call *c, struct row *r)
{
	int i = rule_named(row_text(r, checkpoint_rule_code));
	int64_t v = row_int(r, checkpoint_rule_value);

	if (i < 0)
		return refuse(c, E_BAD_VALUE, r->rec, checkpoint_rule_code);
	if (v >= known[i].least && v <= known[i].most)
		return E_OK;
	return refuse_named(c, E_BAD_VALUE, "value",
	    arena_printf(c->arena, "须在%lld与%lld之间", (long long)known[i].least, (long long)known[i].most),
	    arena_printf(c->arena, "must be between %lld and %lld", (long long)known[i].least, (long long)known[i].most));
}

static void
checkpoint_rule_changed(struct call *c, const struct row *r)
{
	(void)r;
	timer_kick(c->engine, HOT_TIMER);
}

#define NAME checkpoint_rule
#define DEF "match/checkpoint_rule.def"
#include "engine/define.h"

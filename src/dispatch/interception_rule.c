/* SPDX-License-Identifier: Apache-2.0 */
#include "dispatch/interception_rule.h"

#include <stdatomic.h>

#include "base/clock.h"
#include "engine/record.h"
#include "engine/timer.h"

static const struct {
	const char *code;
	int64_t least, most, value;
	const char *unit, *name, *article;
} known[] = {
#define INTERCEPTION_RULE(code_, least_, most_, value_, unit_, name_, article_) { #code_, least_, most_, value_, unit_, name_, article_ },
#include "dispatch/interception_rule_default.def"
#undef INTERCEPTION_RULE
};

static _Atomic int64_t in_force[INTERCEPT_RULES] = {
#define INTERCEPTION_RULE(code_, least_, most_, value_, ...) value_,
#include "dispatch/interception_rule_default.def"
#undef INTERCEPTION_RULE
};

int64_t
interception_rule(enum interception_rule r)
{
	return atomic_load_explicit(&in_force[r], memory_order_relaxed);
}

static int
rule_named(struct slice code)
{
	for (int i = 0; i < INTERCEPT_RULES; i++)
		if (slice_is(code, known[i].code))
			return i;
	return -1;
}

static enum err
load(struct conn *c)
{
	int64_t value[INTERCEPT_RULES];
	char today[TIME_TEXT_MAX];
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT code, value FROM interception_rule WHERE valid_from <= ?1 AND (valid_to IS NULL OR valid_to > ?1)");

	if (e)
		return e;
	for (int i = 0; i < INTERCEPT_RULES; i++)
		value[i] = known[i].value;
	sql_text(st, 1, (struct slice){ today, date_print(beijing_day(clock_now_ms()), today) });
	while (!(e = sql_step(st))) {
		int i = rule_named(col_text(st, 0));
		if (i >= 0)
			value[i] = col_int(st, 1);
	}
	for (int i = 0; i < INTERCEPT_RULES && e == E_DONE; i++)
		atomic_store(&in_force[i], value[i]);
	return e == E_DONE ? E_OK : e;
}

static enum err
load_tick(struct engine *e, void *ctx)
{
	reader_scoped c = NULL;
	enum err err = db_reader(e->db, &c);

	(void)ctx;
	return err ? err : load(c);
}

static enum err
add_row(struct call *c, int i)
{
	struct row *r = row_new(c->arena, &interception_rule_record);

	row_set_text(r, interception_rule_code, slice_of(known[i].code));
	row_set_text(r, interception_rule_name, title_zh(known[i].name));
	row_set_int(r, interception_rule_value, known[i].value);
	row_set_text(r, interception_rule_unit_of_value, slice_of(known[i].unit));
	if (*known[i].article)
		row_set_text(r, interception_rule_article, slice_of(known[i].article));
	r->valid_from = S("2019-01-01");
	r->valid_to = S("2100-01-01");
	return record_create(c, r);
}

static enum err
make_missing(struct call *c, void *ctx)
{
	bool there[INTERCEPT_RULES] = { false };
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT code FROM interception_rule");

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
	for (int i = 0; !e && i < INTERCEPT_RULES; i++)
		e = there[i] ? E_OK : add_row(c, i);
	return e;
}

enum err
interception_rule_make(struct engine *e)
{
	enum err err = engine_write(e, "拦截和执法站初始参数", make_missing, NULL);

	if (err || (err = load_tick(e, NULL)))
		return err;
	return timer_add(e, INTERCEPTION_RULE_TIMER, 60000, load_tick, NULL);
}

static enum err
interception_rule_check(struct call *c, struct row *r)
{
	int i = rule_named(row_text(r, interception_rule_code));
	int64_t v = row_int(r, interception_rule_value);

	if (i < 0)
		return refuse(c, E_BAD_VALUE, r->rec, interception_rule_code);
	if (v >= known[i].least && v <= known[i].most)
		return E_OK;
	return refuse_named(c, E_BAD_VALUE, "value",
	    arena_printf(c->arena, "须在%lld与%lld之间", (long long)known[i].least, (long long)known[i].most),
	    arena_printf(c->arena, "must be between %lld and %lld", (long long)known[i].least, (long long)known[i].most));
}

static void
interception_rule_changed(struct call *c, const struct row *r)
{
	(void)r;
	timer_kick(c->engine, INTERCEPTION_RULE_TIMER);
}

#define NAME interception_rule
#define DEF "dispatch/interception_rule.def"
#include "engine/define.h"

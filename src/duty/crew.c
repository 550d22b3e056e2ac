/* SPDX-License-Identifier: Apache-2.0 */
#include "duty/crew.h"

#include "base/clock.h"
#include "duty/crew_rule.h"
#include "duty/duty_limit.h"
#include "engine/record.h"
#include "people/person.h"

#define RULES_MAX 16

static bool
meets(const struct row *rule, const struct crew *crew)
{
	if (crew->officers >= row_int(rule, crew_rule_officers))
		return true;
	return !row_empty(rule, crew_rule_or_officers) && crew->officers >= row_int(rule, crew_rule_or_officers) &&
	    crew->auxiliaries >= row_int(rule, crew_rule_or_auxiliaries);
}

static enum err
too_few(struct call *c, const struct row *rule, const char *field)
{
	struct slice law = row_text(rule, crew_rule_law), article = row_text(rule, crew_rule_article), name = row_text(rule, crew_rule_name);

	return refuse_named(c, E_GUARD, field,
	    arena_printf(c->arena, "人数不足：%.*s（%.*s %.*s）", (int)name.n, name.p, (int)law.n, law.p, (int)article.n, article.p),
	    arena_printf(c->arena, "too few: at least %lld officers (%.*s %.*s)", (long long)row_int(rule, crew_rule_officers),
	    (int)law.n, law.p, (int)article.n, article.p));
}

static enum err
rules_of(struct call *c, struct slice road, bool poor, int64_t id[RULES_MAX], int *ret_n)
{
	char day[TIME_TEXT_MAX];
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT id FROM crew_rule WHERE road = ?1 AND (coalesce(poor, 0) = 0 OR ?2 = 1) AND valid_from <= ?3"
	    " AND (valid_to IS NULL OR valid_to > ?3) ORDER BY officers DESC, id LIMIT 16");

	*ret_n = 0;
	if (e)
		return refuse(c, e, NULL, -1);
	sql_text(st, 1, road);
	sql_int(st, 2, poor);
	sql_text(st, 3, (struct slice){ day, date_print(beijing_day(c->now_ms), day) });
	while (!(e = sql_step(st)))
		id[(*ret_n)++] = col_int(st, 0);
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

enum err
crew_enough(struct call *c, struct slice road, bool poor, const struct crew *crew, const char *field)
{
	int64_t id[RULES_MAX];
	struct row *rule;
	int n;
	enum err e = rules_of(c, road, poor, id, &n);

	for (int i = 0; i < n && !e; i++) {
		if (!(e = record_load(c, &crew_rule_record, id[i], &rule)) && !meets(rule, crew))
			e = too_few(c, rule, field);
	}
	return e;
}

/* ---- by night ---- */

static enum err
figure(struct call *c, const char *code, int64_t at_ms, int64_t *ret_ms)
{
	int64_t minutes = duty_figure(c, code, at_ms);

	*ret_ms = minutes * 60000;
	return minutes >= 0 ? E_OK : refuse_named(c, E_NOT_FOUND, "duty_limit", arena_printf(c->arena, "没有现行有效的参数：%s", code),
	    arena_printf(c->arena, "no version in force: %s", code));
}

/* 执勤执法工作规范 72: night stands among the poor conditions; when night is, is the house's own row. It comes every day: three of them tell. */
enum err
crew_by_night(struct call *c, int64_t from_ms, int64_t to_ms, bool *ret)
{
	int64_t begins, ends;
	enum err e;

	*ret = false;
	if ((e = figure(c, "night_from_min", from_ms, &begins)) || (e = figure(c, "night_to_min", from_ms, &ends)))
		return e;
	if (ends <= begins)
		ends += DAY_MS;
	if (to_ms <= from_ms)
		to_ms = from_ms + 1;
	for (int32_t d = beijing_day(from_ms) - 1; d <= beijing_day(from_ms) + 1; d++)
		*ret |= beijing_start_ms(d) + begins < to_ms && beijing_start_ms(d) + ends > from_ms;
	return E_OK;
}

enum err
crew_member_fits(struct call *c, int64_t person, bool officer, const char *field)
{
	struct row *p;
	enum err e = record_load(c, &person_record, person, &p);

	if (e)
		return e;
	if (p->state == person_is_left)
		return refuse_text(c, E_GUARD, field, "该人员已离岗", "is no longer in service");
	if (officer && !row_is(p, person_category, "police"))
		return refuse_text(c, E_GUARD, field, "辅警、文职不得以民警身份执勤（执勤执法工作规范 5）", "is no police officer");
	if (!officer && row_is(p, person_category, "police"))
		return refuse_text(c, E_GUARD, field, "民警不以辅警身份登记", "is a police officer, not an auxiliary");
	return E_OK;
}


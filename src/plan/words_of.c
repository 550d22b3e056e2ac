/* SPDX-License-Identifier: Apache-2.0 */
/* words_of.c - small questions that several files here ask: figures in force, words of choices, times as they are written. */
#include <stdlib.h>

#include "base/clock.h"
#include "plan/plans_.h"

int64_t
figure_of(struct call *c, const char *code, int64_t otherwise)
{
	struct row *r;

	return first_version(c, &plan_figure_record, slice_of(code), c->now_ms, &r) ? otherwise : row_int(r, plan_figure_value);
}

enum err
figure_asked(struct call *c, const char *code, int64_t *ret)
{
	struct row *r;
	enum err e = first_version(c, &plan_figure_record, slice_of(code), c->now_ms, &r);

	if (e == E_NOT_FOUND)
		return refuse_named(c, E_GUARD, "plan_figure", arena_printf(c->arena, "没有有效的预案参数：%s", code), arena_printf(c->arena, "no figure is in force: %s", code));
	if (!e)
		*ret = row_int(r, plan_figure_value);
	return e;
}

int
level_of(struct slice level)
{
	return slice_is(level, "blue") ? 1 : slice_is(level, "yellow") ? 2 : slice_is(level, "orange") ? 3 : slice_is(level, "red") ? 4 : 0;
}

static struct slice
title_of(const struct type *t, struct slice value)
{
	for (const struct choice *x = t->choice; x && x->name; x++)
		if (slice_is(value, x->name))
			return title_zh(x->title);
	return S("");
}

struct slice
choice_words(const struct record *rec, int field, struct slice value)
{
	return title_of(&rec->field[field].type, value);
}

struct slice
part_choice_words(const struct record *rec, int part_field, struct slice value)
{
	return title_of(&rec->part_field[part_field].field.type, value);
}

struct slice
when_words(struct arena *a, int64_t ms)
{
	int64_t local = ms + BEIJING_MS;
	struct civil d = civil_of(beijing_day(ms));

	if (!ms)
		return (struct slice){ NULL, 0 };
	return arena_printf(a, "%d月%d日%02d时%02d分", d.month, d.day, (int)(local / 3600000 % 24), (int)(local / 60000 % 60));
}

enum err
all_ids(struct call *c, const char *text, const struct first_arg *arg, int narg, struct ids *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, text);

	*ret = (struct ids){ .n = 0 };
	if (e)
		return refuse(c, e, NULL, -1);
	for (int i = 0; i < narg; i++) {
		if (arg[i].text.p)
			sql_text(st, i + 1, arg[i].text);
		else
			sql_int(st, i + 1, arg[i].number);
	}
	while (ret->n < AREA_SQUADRONS && !(e = sql_step(st)))
		ret->id[ret->n++] = col_int(st, 0);
	return e && e != E_DONE ? refuse(c, e, NULL, -1) : E_OK;
}

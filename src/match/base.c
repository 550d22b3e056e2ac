/* SPDX-License-Identifier: Apache-2.0 */
/* base.c - the lower layer of the hot set: what registry and official list say by themselves, by the hundred thousand. */
#include "base/clock.h"
#include "match/checkpoint_rule.h"
#include "match/category.h"
#include "match/hot_.h"
#include "match/list.h"

struct items {
	struct watch_item *item;
	size_t n, cap;
};

static struct watch_item *
more(struct items *s)
{
	if (s->n == s->cap)
		s->item = mem_resize(s->item, mul_size(sizeof *s->item, s->cap = s->cap ? s->cap * 2 : 4096));
	return &s->item[s->n++];
}

enum err
base_stamps_read(struct conn *c, struct base_stamps *ret)
{
	stmt_scoped reg = NULL;
	stmt_scoped list = NULL;
	enum err e;

	*ret = (struct base_stamps){ .day = beijing_day(clock_now_ms()),
		.rules = checkpoint_rule(RULE_overdue_days) * 2 + checkpoint_rule(RULE_registry_on) };
	if ((e = sql(c, &reg, "SELECT coalesce(max(id), 0), (SELECT coalesce(max(updated_at), 0) FROM registry_vehicle) FROM registry_vehicle")) ||
	    (e = sql_step(reg)))
		return e;
	ret->registry_id = col_int(reg, 0);
	ret->registry_at = col_int(reg, 1);
	if ((e = sql(c, &list, "SELECT coalesce(max(id), 0), coalesce(sum(version), 0) FROM watch_list WHERE state = 'in_force'")) || (e = sql_step(list)))
		return e;
	ret->list = col_int(list, 0);
	ret->list_version = col_int(list, 1);
	return E_OK;
}

/* "02-鲁C12345" */
static bool
take_code(struct slice code, struct watch_item *w)
{
	struct slice class, plate = code;
	int64_t v;

	if (!slice_cut(&plate, '-', &class) || !slice_int(class, &v) || v < 1 || v > 99 || !plate_pack(plate, &w->want))
		return false;
	w->class_code = (uint8_t)v;
	return true;
}

/* The gravest ground is the one that counts: stolen, scrapped, overdue. */
static enum err
add_registry(struct conn *c, struct items *s)
{
	char before[TIME_TEXT_MAX];
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "SELECT code, stolen, scrapped FROM registry_vehicle WHERE stolen = 1 OR scrapped = 1 OR inspected_until < ?1");

	if (e)
		return e;
	sql_text(st, 1, (struct slice){ before,
	    date_print(beijing_day(clock_now_ms()) - (int32_t)checkpoint_rule(RULE_overdue_days), before) });
	while (!(e = sql_step(st)) && s->n < WATCH_MAX) {
		bool stolen = col_int(st, 1), scrapped = col_int(st, 2);
		struct watch_item w = { .mask = PLATE_ALIAS - 1, .to_ms = INT64_MAX, .priority = stolen ? 1 : scrapped ? 2 : 3,
			.category = stolen ? WATCH_STOLEN : scrapped ? WATCH_SCRAPPED : WATCH_OVERDUE };
		if (take_code(col_text(st, 0), &w))
			*more(s) = w;
	}
	return e == E_DONE || e == E_OK ? E_OK : e;
}

static enum err
add_line(void *ctx, int64_t list, const struct list_line *l)
{
	struct items *s = ctx;

	if (s->n >= WATCH_MAX)
		return E_FULL;
	*more(s) = (struct watch_item){ .entry = -list, .want = l->want, .mask = l->mask, .to_ms = l->to_ms, .class_code = l->class_code,
		.priority = l->priority, .category = l->category };
	return E_OK;
}

enum err
base_build(struct engine *e, struct conn *c, struct watch_set **ret)
{
	struct items s = { 0 };
	enum err err = E_OK;

	if (checkpoint_rule(RULE_registry_on))
		err = add_registry(c, &s);
	if (!err)
		err = list_each_in_force(e, c, add_line, &s);
	if (!err)
		err = watch_build(ret, s.item, s.n, NULL, 0);
	mem_free(s.item);
	return err;
}

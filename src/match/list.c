/* SPDX-License-Identifier: Apache-2.0 */
#include "match/list.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/csv.h"
#include "match/category.h"
#include "match/watch.h"

static const struct type category_type = WATCH_CATEGORY;

enum column { PLATE, CLASS, CATEGORY, UNTIL, PRIORITY, COLUMNS };
static const char *const column_names[COLUMNS] = { "plate|号牌号码|hphm", "class|号牌种类|hpzl", "category|布控类别", "until|截止日期", "priority|等级" };

static struct slice
cell(const struct csv_row *row, int column)
{
	return column >= 0 && (size_t)column < row->n ? row->field[column] : (struct slice){ NULL, 0 };
}

static int
category_named(struct slice s)
{
	for (int i = 0; i < WATCH_CATEGORIES; i++)
		if (slice_is(s, category_type.choice[i].name) || slice_eq(s, title_zh(category_type.choice[i].title)))
			return i;
	return -1;
}

/* NULL: the line is good; else what is wrong with it. */
static const char *
take_line(const struct csv_row *row, const int *column, struct list_line *l)
{
	struct slice class = cell(row, column[CLASS]), until = cell(row, column[UNTIL]), priority = cell(row, column[PRIORITY]);
	int64_t n = 0, level = 2;
	int32_t day;
	int category;

	*l = (struct list_line){ .to_ms = INT64_MAX };
	if (!plate_pattern(cell(row, column[PLATE]), &l->want, &l->mask))
		return "号牌无法识别 / no plate";
	if (class.n && (!slice_int(class, &n) || n < 0 || n > 99))
		return "号牌种类无效 / class";
	if (priority.n && (!slice_int(priority, &level) || level < 1 || level > 3))
		return "等级无效 / priority";
	if (until.n && !date_parse(until, &day))
		return "截止日期无效 / until";
	if ((category = column[CATEGORY] < 0 ? WATCH_OTHER : category_named(cell(row, column[CATEGORY]))) < 0)
		return "布控类别无效 / category";
	if (until.n)
		l->to_ms = beijing_start_ms(day + 1);
	l->class_code = (uint8_t)n;
	l->priority = (uint8_t)level;
	l->category = (uint8_t)category;
	return NULL;
}

static void
note_bad(struct list *l, size_t number, const char *what)
{
	l->bad++;
	if (l->faults.n < 3000)		/* no plate: it may be about a person */
		buf_printf(&l->faults, "第%zu行 %s\n", number, what);
}

static enum err
add_line(struct list *l, const struct list_line *line)
{
	if (l->n == WATCH_MAX)
		return E_FULL;
	if (l->n == l->cap)
		l->line = mem_resize(l->line, mul_size(sizeof *line, l->cap = l->cap ? l->cap * 2 : 4096));
	l->line[l->n++] = *line;
	l->patterns += line->mask != PLATE_ALIAS - 1;
	return l->patterns > WATCH_PATTERNS_MAX ? E_FULL : E_OK;
}

static int
by_key(const void *a, const void *b)
{
	const struct list_line *x = a, *y = b;

	if (x->want != y->want)
		return x->want < y->want ? -1 : 1;
	if (x->mask != y->mask)
		return x->mask < y->mask ? -1 : 1;
	return x->class_code - y->class_code;
}

enum err
list_parse(struct slice text, struct list *ret)
{
	struct csv *csv = mem_alloc(sizeof *csv);
	struct csv_row row;
	struct list_line line;
	int column[COLUMNS];
	enum err e, next;

	*ret = (struct list){ 0 };
	buf_init(&ret->faults, KIB(4));
	csv_open(csv, text, CSV_DETECT);
	e = csv_next(csv, &row) ? E_BAD_BODY : E_OK;
	for (int i = 0; i < COLUMNS && !e; i++)
		column[i] = csv_column(&row, column_names[i]);
	if (!e && column[PLATE] < 0)
		e = E_BAD_BODY;
	while (!e && (next = csv_next(csv, &row)) != E_DONE) {
		const char *what = next ? csv->fault.zh : take_line(&row, column, &line);
		if (next == E_BAD_TYPE)
			e = E_BAD_BODY;
		else if (what)
			note_bad(ret, next ? csv->fault.line : row.line, what);
		else
			e = add_line(ret, &line);
	}
	csv_close(csv);
	mem_free(csv);
	if (ret->n)
		qsort(ret->line, ret->n, sizeof *ret->line, by_key);
	return e;
}

void
list_free(struct list *l)
{
	mem_free(l->line);
	buf_free(&l->faults);
	*l = (struct list){ 0 };
}

/* ---- comparing ---- */

static void
show(struct list_difference *d, char sign, const struct list_line *l)
{
	char plate[PLATE_TEXT_MAX];
	struct slice zh = title_zh(category_type.choice[l->category].title);

	if (d->added + d->removed + d->changed > LIST_SHOWN)
		return;
	if (l->mask != PLATE_ALIAS - 1)
		buf_printf(&d->preview, "%c式样 ", sign);
	else
		buf_putc(&d->preview, sign);
	(void)plate_print(l->want, plate);
	buf_printf(&d->preview, "%s %02u %.*s\n", plate, l->class_code, (int)zh.n, zh.p);
}

static size_t
skip_same(const struct list *l, size_t i)
{
	size_t k = i + 1;

	while (k < l->n && !by_key(&l->line[k], &l->line[i]))
		k++;
	return k;
}

static bool
differs(const struct list_line *a, const struct list_line *b)
{
	return a->to_ms != b->to_ms || a->priority != b->priority || a->category != b->category;
}

void
list_compare(const struct list *was, const struct list *is, struct list_difference *ret)
{
	size_t i = 0, k = 0;

	*ret = (struct list_difference){ 0 };
	buf_init(&ret->preview, KIB(16));
	while (i < was->n || k < is->n) {
		int order = i == was->n ? 1 : k == is->n ? -1 : by_key(&was->line[i], &is->line[k]);
		if (order < 0) {
			ret->removed++;
			show(ret, '-', &was->line[i]);
		} else if (order > 0) {
			ret->added++;
			show(ret, '+', &is->line[k]);
		} else if (differs(&was->line[i], &is->line[k])) {
			ret->changed++;
			show(ret, '~', &is->line[k]);
		}
		if (order <= 0)
			i = skip_same(was, i);
		if (order >= 0)
			k = skip_same(is, k);
	}
}

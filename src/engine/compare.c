/* SPDX-License-Identifier: Apache-2.0 */
/* compare.c - answers of several periods laid beside each other. Rules: compare_.h. */
#include "base/clock.h"
#include "engine/compare_.h"
#include "engine/names_.h"
#include "net/json.h"

enum { NOW, BEFORE, PREVIOUS, TO_DATE, TO_DATE_BEFORE, TABLES };

/* What is set beside what, and how the columns are called. */
static const struct kind_text {
	unsigned kind;
	const char *name;
	int now, base;				/* tables */
	const char *now_tail, *now_zh, *now_en;	/* the columns of the period itself, when it is not NOW */
	const char *base_tail, *base_zh, *base_en;
	const char *rate_zh, *rate_en;
} kinds[] = {
	{ COMPARE_YOY, "yoy", NOW, BEFORE, NULL, NULL, NULL, "_yoy", "同期", ", a year before", "同比", ", year on year" },
	{ COMPARE_MOM, "mom", NOW, PREVIOUS, NULL, NULL, NULL, "_mom", "上期", ", period before", "环比", ", on the period before" },
	{ COMPARE_YTD, "ytd", TO_DATE, TO_DATE_BEFORE, "_ytd", "累计", ", year to date", "_ytd_yoy", "累计同期",
	  ", to date a year before", "累计同比", ", to date year on year" },
};

struct joined {				/* a row of the answer: where its key stands in each table */
	struct slice key;
	int64_t at[TABLES];		/* row, -1: missing */
};
struct comparison {
	struct call *c;
	const struct view *v;
	const struct view_args *args;
	const struct compare *cmp;
	struct span span[TABLES];
	struct table table[TABLES];
	bool asked[TABLES];
	struct joined *row;
	size_t n;
	int64_t *slot;			/* open addressing over row */
	size_t mask;
	size_t zero, small;		/* rates not given */
	struct buf *b, *warnings;
};

/* ---- what is asked ---- */

static enum err
take_kind(struct call *c, const struct view *v, struct slice name, struct compare *ret)
{
	for (size_t i = 0; i < N_ELEMS(kinds); i++) {
		if (!slice_is(name, kinds[i].name))
			continue;
		if (!view_compares(v))
			return refuse_text(c, E_BAD_VALUE, "compare", "此统计没有起止时间，不能对比", "This view has no period to compare");
		ret->kinds |= kinds[i].kind;
		return E_OK;
	}
	return refuse_text(c, E_BAD_VALUE, "compare", "须为yoy、mom、ytd", "must be yoy, mom or ytd");
}

enum err
compare_take(struct call *c, const struct view *v, const json_t *args, struct compare *ret)
{
	const json_t *j = json_object_get(args, "compare"), *align = json_object_get(args, "align");
	struct slice rest = json_slice(j), name;
	enum err e;
	*ret = (struct compare){ 0 };
	if (j && !json_is_string(j))
		return refuse_text(c, E_BAD_VALUE, "compare", "须为文本", "must be a text");
	while (rest.n && slice_cut(&rest, ',', &name))
		if ((e = take_kind(c, v, slice_trim(name), ret)))
			return e;
	if (align && !json_is_null(align) && !slice_is(json_slice(align), "spring_festival"))
		return refuse_text(c, E_BAD_VALUE, "align", "须为spring_festival", "must be spring_festival");
	ret->spring = json_is_string(align);
	return E_OK;
}

/* ---- periods ---- */

static int64_t
arg_ms(const struct value *v)
{
	int32_t day = 0;
	if (v->kind == V_INT)
		return v->i;
	return date_parse(v->s, &day) ? beijing_start_ms(day) : 0;
}

static struct value
arg_of_ms(struct call *c, const struct value *like, int64_t ms)
{
	char text[TIME_TEXT_MAX];
	size_t n;
	if (like->kind == V_INT)
		return (struct value){ .kind = V_INT, .i = ms };
	n = date_print(beijing_day(ms), text);
	return (struct value){ .kind = V_TEXT, .s = arena_copy(c->arena, (struct slice){ text, n }) };
}

static enum err
align_spring(struct comparison *q)
{
	int32_t day, before;
	char a[TIME_TEXT_MAX], b[TIME_TEXT_MAX];
	struct arena *ar = q->c->arena;
	if (!span_spring_before(q->span[NOW], &q->span[BEFORE], &day, &before))
		return refuse_text(q->c, E_BAD_VALUE, "align", "没有该年的春节日期", "The Spring Festival of that year is not known");
	date_print(day, a);
	date_print(before, b);
	warn_json(q->warnings, arena_printf(ar, "同比按春节对齐：%s 对 %s", a, b),
	    arena_printf(ar, "Year on year is aligned on Spring Festival: %s with %s", a, b));
	return E_OK;
}

static enum err
set_spans(struct comparison *q)
{
	const struct value *from = &q->args->value[q->args->from], *to = &q->args->value[q->args->to];
	struct span *s = q->span;
	if (from->kind == V_NULL || to->kind == V_NULL)
		return refuse_text(q->c, E_MISSING, from->kind == V_NULL ? "from" : "to", "对比须给出起止时间", "A comparison needs a period");
	s[NOW] = (struct span){ arg_ms(from), arg_ms(to) };
	s[BEFORE] = span_year_before(s[NOW]);
	s[PREVIOUS] = span_just_before(s[NOW]);
	s[TO_DATE] = span_year_to_date(s[NOW]);
	s[TO_DATE_BEFORE] = span_year_before(s[TO_DATE]);
	return q->cmp->spring && (q->cmp->kinds & COMPARE_YOY) ? align_spring(q) : E_OK;
}

static enum err
ask_period(struct comparison *q, int t)
{
	struct view_args a = *q->args;
	if (q->asked[t])
		return E_OK;
	q->asked[t] = true;
	a.value[a.from] = arg_of_ms(q->c, &q->args->value[a.from], q->span[t].from_ms);
	a.value[a.to] = arg_of_ms(q->c, &q->args->value[a.to], q->span[t].to_ms);
	return view_table(q->c, q->v, &a, &q->table[t]);
}

static enum err
ask_periods(struct comparison *q)
{
	enum err e = set_spans(q);
	for (size_t i = 0; i < N_ELEMS(kinds) && !e; i++)
		if (q->cmp->kinds & kinds[i].kind && !(e = ask_period(q, kinds[i].now)))
			e = ask_period(q, kinds[i].base);
	return e;
}

/* ---- the join ---- */

static struct slice
key_of(struct comparison *q, const struct table *t, size_t row)
{
	struct buf b;
	struct slice key;
	buf_init(&b, KIB(64));
	for (int i = 0; i < q->v->ncol; i++)
		if (q->v->col[i].flags & KEY) {
			cell_json(&b, &q->v->col[i].type, table_cell(t, row, i));
			buf_putc(&b, ',');
		}
	key = arena_copy(q->c->arena, buf_slice(&b));
	buf_free(&b);
	return key;
}

static size_t
key_hash(struct slice key)
{
	uint64_t h = 14695981039346656037ull;	/* FNV-1a: keys are short and come from our own store */
	for (size_t i = 0; i < key.n; i++)
		h = (h ^ (unsigned char)key.p[i]) * 1099511628211ull;
	return (size_t)(h ^ h >> 32);
}

/* Two rows of the period itself with the same key stay two rows; only the first is compared. */
static void
join_row(struct comparison *q, int t, size_t row)
{
	struct slice key = key_of(q, &q->table[t], row);
	size_t i = key_hash(key) & q->mask;
	struct joined *j;
	while (q->slot[i] && !slice_eq(q->row[q->slot[i] - 1].key, key))
		i = (i + 1) & q->mask;
	if (q->slot[i] && t != NOW) {
		j = &q->row[q->slot[i] - 1];
		if (j->at[t] < 0)
			j->at[t] = (int64_t)row;
		return;
	}
	j = &q->row[q->n++];
	j->key = key;
	for (int k = 0; k < TABLES; k++)
		j->at[k] = k == t ? (int64_t)row : -1;
	if (!q->slot[i])
		q->slot[i] = (int64_t)q->n;
}

static void
join(struct comparison *q)
{
	size_t total = 0, slots = 16;
	for (int t = 0; t < TABLES; t++)
		total += q->table[t].nrow;
	while (slots < total * 2)
		slots *= 2;
	q->row = arena_array(q->c->arena, struct joined, total + 1);
	q->slot = arena_array(q->c->arena, int64_t, slots);
	q->mask = slots - 1;
	for (int t = 0; t < TABLES; t++)
		for (size_t r = 0; r < q->table[t].nrow; r++)
			join_row(q, t, r);
}

/* ---- the answer ---- */

static void
put_extra_column(struct comparison *q, const struct view_col *col, const char *kind, const char *tail, const char *zh, const char *en)
{
	char space[NAME_MAX_TEXT];
	struct slice tzh = title_zh(col->title), ten = title_en(col->title, col->name, space, sizeof space);
	struct arena *a = q->c->arena;
	bool change = strcmp(tail, "_rate") == 0 || strcmp(tail, "_diff") == 0;
	buf_printf(q->b, ",{\"name\":\"%s%s%s\",\"title\":", col->name, change ? kind : "", tail);
	buf_json(q->b, arena_printf(a, "%.*s%s", (int)tzh.n, tzh.p, zh));
	buf_puts(q->b, ",\"title_en\":");
	buf_json(q->b, arena_printf(a, "%.*s%s", (int)ten.n, ten.p, en));
	buf_printf(q->b, ",\"kind\":\"%s\",\"unit\":", kind_name(col->type.kind));
	put_json_cstr(q->b, change && (col->flags & COUNT) ? "%" : col->type.unit);
	buf_printf(q->b, ",\"flags\":[\"compared\"],\"of\":\"%s\",\"compare\":\"%s\",\"part\":\"%s\"}", col->name,
	    kind + 1, change ? "change" : "base");
}

static void
put_columns(struct comparison *q)
{
	buf_puts(q->b, "{\"columns\":[");
	for (int i = 0; i < q->v->ncol; i++) {
		if (i)
			buf_putc(q->b, ',');
		column_json(q->b, &q->v->col[i]);
	}
	for (size_t k = 0; k < N_ELEMS(kinds); k++)
		for (int i = 0; i < q->v->ncol && (q->cmp->kinds & kinds[k].kind); i++) {
			const struct view_col *col = &q->v->col[i];
			const char *kind = k == 0 ? "_yoy" : k == 1 ? "_mom" : "_ytd";
			if (!(col->flags & (COUNT | RATE)))
				continue;
			if (kinds[k].now_tail)
				put_extra_column(q, col, kind, kinds[k].now_tail, kinds[k].now_zh, kinds[k].now_en);
			put_extra_column(q, col, kind, kinds[k].base_tail, kinds[k].base_zh, kinds[k].base_en);
			put_extra_column(q, col, kind, col->flags & COUNT ? "_rate" : "_diff", kinds[k].rate_zh, kinds[k].rate_en);
		}
	buf_putc(q->b, ']');
}

static const struct cell *
cell_at(const struct comparison *q, const struct joined *j, int t, int col)
{
	return j->at[t] < 0 ? NULL : table_cell(&q->table[t], (size_t)j->at[t], col);
}

static const struct cell *
cell_anywhere(const struct comparison *q, const struct joined *j, int col)
{
	const struct cell *cell = NULL;
	for (int t = 0; t < TABLES && !cell; t++)
		cell = cell_at(q, j, t, col);
	return cell;
}

/* A missing count is none; a missing rate is unknown. */
static void
put_number(struct comparison *q, const struct joined *j, int t, int col)
{
	const struct cell *cell = cell_at(q, j, t, col);
	if (cell)
		cell_json(q->b, &q->v->col[col].type, cell);
	else
		buf_puts(q->b, q->v->col[col].flags & COUNT ? "0" : "null");
}

static double
number(const struct cell *cell)
{
	return cell ? cell->real : 0;
}

static void
put_rate(struct comparison *q, double now, double base, bool noted)
{
	double percent;
	switch (compare_rate(now, base, &percent)) {
	case RATE_GIVEN:
		buf_printf(q->b, "%.1f", percent == 0 ? 0 : percent);
		return;
	case RATE_ZERO_BASE:
		q->zero += noted;
		break;
	case RATE_SMALL_BASE:
		q->small += noted;
		break;
	}
	buf_puts(q->b, "null");
}

static bool
cell_missing(const struct cell *cell)
{
	return !cell || (!cell->is_real && cell->v.kind == V_NULL);
}

static void
put_change(struct comparison *q, const struct joined *j, const struct kind_text *k, int col)
{
	const struct cell *now = cell_at(q, j, k->now, col), *base = cell_at(q, j, k->base, col);
	if (q->v->col[col].flags & COUNT)
		put_rate(q, number(now), number(base), true);
	else if (cell_missing(now) || cell_missing(base))
		buf_puts(q->b, "null");
	else
		buf_printf(q->b, "%.1f", now->real - base->real);
}

static void
put_row(struct comparison *q, const struct joined *j)
{
	buf_putc(q->b, '[');
	for (int i = 0; i < q->v->ncol; i++) {
		const struct cell *cell = q->v->col[i].flags & KEY ? cell_anywhere(q, j, i) : NULL;
		if (i)
			buf_putc(q->b, ',');
		if (cell)
			cell_json(q->b, &q->v->col[i].type, cell);
		else
			put_number(q, j, NOW, i);
	}
	for (size_t k = 0; k < N_ELEMS(kinds); k++)
		for (int i = 0; i < q->v->ncol && (q->cmp->kinds & kinds[k].kind); i++) {
			if (!(q->v->col[i].flags & (COUNT | RATE)))
				continue;
			if (kinds[k].now_tail) {
				buf_putc(q->b, ',');
				put_number(q, j, kinds[k].now, i);
			}
			buf_putc(q->b, ',');
			put_number(q, j, kinds[k].base, i);
			buf_putc(q->b, ',');
			put_change(q, j, &kinds[k], i);
		}
	buf_putc(q->b, ']');
}

static void
put_rows(struct comparison *q)
{
	buf_puts(q->b, ",\"rows\":[");
	for (size_t r = 0; r < q->n; r++) {
		if (r)
			buf_putc(q->b, ',');
		put_row(q, &q->row[r]);
	}
	buf_putc(q->b, ']');
}

static double
total_of(const struct table *t, int col)
{
	double sum = 0;
	for (size_t r = 0; r < t->nrow; r++)
		sum += table_cell(t, r, col)->real;
	return sum;
}

static void
put_totals(struct comparison *q, const struct kind_text *k)
{
	const char *sep = "";
	buf_puts(q->b, ",\"total\":{");
	for (int i = 0; i < q->v->ncol; i++) {
		double now = total_of(&q->table[k->now], i), base = total_of(&q->table[k->base], i);
		if (!(q->v->col[i].flags & COUNT))
			continue;
		buf_printf(q->b, "%s\"%s\":{\"now\":%.10g,\"base\":%.10g,\"rate\":", sep, q->v->col[i].name, now, base);
		put_rate(q, now, base, false);
		buf_putc(q->b, '}');
		sep = ",";
	}
	buf_putc(q->b, '}');
}

static void
put_compare(struct comparison *q)
{
	const char *sep = "";
	buf_puts(q->b, ",\"compare\":{");
	for (size_t k = 0; k < N_ELEMS(kinds); k++) {
		const struct span *s = &q->span[kinds[k].base];
		if (!(q->cmp->kinds & kinds[k].kind))
			continue;
		buf_printf(q->b, "%s\"%s\":{\"from\":\"", sep, kinds[k].name);
		buf_time(q->b, s->from_ms);
		buf_puts(q->b, "\",\"to\":\"");
		buf_time(q->b, s->to_ms);
		buf_puts(q->b, "\",\"rows\":");
		rows_json(q->b, q->v, &q->table[kinds[k].base]);
		put_totals(q, &kinds[k]);
		buf_putc(q->b, '}');
		sep = ",";
	}
	buf_putc(q->b, '}');
}

static void
put_warnings(struct comparison *q)
{
	struct arena *a = q->c->arena;
	if (q->zero)
		warn_json(q->warnings, arena_printf(a, "%zu项的对比基数为0，不计算增幅", q->zero),
		    arena_printf(a, "%zu changes are not given: the base is 0", q->zero));
	if (q->small)
		warn_json(q->warnings, arena_printf(a, "%zu项的对比基数小于%lld，增幅没有意义，不予计算", q->small, (long long)compare_small_base()),
		    arena_printf(a, "%zu changes are not given: a base below %lld says little", q->small, (long long)compare_small_base()));
	for (int t = 1; t < TABLES; t++)
		if (q->table[t].cut) {
			warn_json(q->warnings, S("对比期结果已截断"), S("Rows of a compared period were cut off"));
			return;
		}
}

enum err
compare_json(struct call *c, const struct view *v, const struct view_args *args, const struct compare *cmp,
    struct table *now, struct buf *b, struct buf *warnings)
{
	struct comparison q = { .c = c, .v = v, .args = args, .cmp = cmp, .b = b, .warnings = warnings };
	enum err e;
	q.table[NOW] = *now;
	q.asked[NOW] = true;
	if (cmp->kinds && (e = ask_periods(&q)))
		return e;
	join(&q);
	put_columns(&q);
	put_rows(&q);
	put_compare(&q);
	put_warnings(&q);
	return E_OK;
}

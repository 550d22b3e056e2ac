/* SPDX-License-Identifier: Apache-2.0 */
/* report_draw.c - the numbers of a report out of views, and the text it begins with. */
#include <stdlib.h>

#include "base/clock.h"
#include "engine/engine.h"
#include "engine/records.h"
#include "engine/units.h"
#include "net/json.h"
#include "oversight/report_.h"

struct drawing {
	struct call *c;			/* as the system, on a reader */
	struct period_of_report p;
	int64_t unit;
	json_t *out;
};

struct slice
report_file(const char *name)
{
	for (size_t i = 0; i < report_files_n; i++)
		if (!strcmp(report_files[i].name, name))
			return report_files[i].text;
	return (struct slice){ NULL, 0 };
}

/* ---- views ---- */

static enum err
ask(struct drawing *d, const struct view *v, const char *compare, json_t **ret)
{
	const struct record *persons;
	char from[TIME_TEXT_MAX], to[TIME_TEXT_MAX];
	json_scoped args = json_object();
	struct buf b;
	size_t at;
	enum err e;

	(void)date_print(d->p.from, from);
	(void)date_print(d->p.to, to);
	json_object_set_new(args, "from", json_string(from));
	json_object_set_new(args, "to", json_string(to));
	json_object_set_new(args, "within", json_integer(d->unit));
	if (compare)
		json_object_set_new(args, "compare", json_string(compare));
	buf_init(&b, MIB(4));
	if (!(e = view_json(d->c, v, args, &b, &persons)))
		e = json_read(buf_slice(&b), ret, &at);
	buf_free(&b);
	return e;
}

static int
column_of(const json_t *answer, const char *name)
{
	json_t *col;
	size_t i;

	json_array_foreach(json_object_get(answer, "columns"), i, col)
		if (slice_is(json_slice(json_object_get(col, "name")), name))
			return (int)i;
	return -1;
}

static json_t *
cell_of(const json_t *answer, const json_t *row, const char *name)
{
	int i = column_of(answer, name);

	return i < 0 ? NULL : json_array_get(row, (size_t)i);
}

static const json_t *
line_row(const json_t *answer, struct slice line)
{
	json_t *row;
	size_t i;

	json_array_foreach(json_object_get(answer, "rows"), i, row)
		if (slice_eq(json_slice(json_array_get(row, 0)), line))
			return row;
	return NULL;
}

/* ---- lines ---- */

static void
put_instant(struct buf *b, int32_t day)
{
	buf_time(b, beijing_start_ms(day));
}

/* {from}, {to}, {within} and {code} of a list. */
static json_t *
list_of(struct drawing *d, struct slice text, struct slice code)
{
	struct slice piece, name;
	struct buf b;
	json_t *j;

	buf_init(&b, KIB(2));
	for (bool in = false; slice_cut(&text, in ? '}' : '{', &piece); in = !in) {
		name = piece;
		if (!in)
			buf_put(&b, piece);
		else if (slice_is(name, "from") || slice_is(name, "to"))
			put_instant(&b, slice_is(name, "from") ? d->p.from : d->p.to);
		else if (slice_is(name, "within"))
			buf_int(&b, d->unit);
		else
			buf_put(&b, code);
	}
	j = json_stringn(b.p ? b.p : "", b.n);
	buf_free(&b);
	return j;
}

static void
copy_cells(json_t *to, const json_t *answer, const json_t *row)
{
	static const struct { const char *from, *to; } cell[] = { { "n", "n" }, { "n_mom", "mom" }, { "n_mom_rate", "mom_rate" },
		{ "n_yoy", "yoy" }, { "n_yoy_rate", "yoy_rate" } };

	for (size_t i = 0; i < N_ELEMS(cell); i++) {
		json_t *v = cell_of(answer, row, cell[i].from);
		json_object_set(to, cell[i].to, v ? v : json_null());
	}
}

static enum err
put_line(struct drawing *d, json_t *lines, const json_t *answer, struct slice text)
{
	struct slice section, line, title, list = text;
	json_t *j;
	const json_t *row;

	if (!slice_cut(&list, '\t', &section) || !slice_cut(&list, '\t', &line) || !slice_cut(&list, '\t', &title) || !list.n)
		return E_INTERNAL;
	if (!(row = line_row(answer, line)))
		return E_INTERNAL;		/* the view does not know the line */
	j = json_object();
	json_object_set_new(j, "line", json_stringn(line.p, line.n));
	json_object_set_new(j, "section", json_stringn(section.p, section.n));
	json_object_set_new(j, "title", json_stringn(title.p, title.n));
	copy_cells(j, answer, row);
	json_object_set_new(j, "list", list_of(d, list, (struct slice){ NULL, 0 }));
	json_array_append_new(lines, j);
	return E_OK;
}

static enum err
put_lines(struct drawing *d)
{
	struct slice text = report_file("lines.txt"), line;
	json_t *lines = json_array();
	json_scoped answer = NULL;
	enum err e = ask(d, &enforcement_figures_view, "mom,yoy", &answer);

	json_object_set_new(d->out, "lines", lines);
	while (!e && slice_cut(&text, '\n', &line))
		if (line.n && *line.p != '#')
			e = put_line(d, lines, answer, line);
	return e;
}

/* ---- kinds of violation ---- */

static json_t *
kind_named(json_t *kinds, const char *code)
{
	json_t *j = json_object_get(kinds, code);

	if (j)
		return j;
	j = json_object();
	json_object_set_new(j, "code", json_string(code));
	json_object_set_new(j, "recorded", json_integer(0));
	json_object_set_new(j, "stops", json_integer(0));
	json_object_set_new(kinds, code, j);
	return j;
}

static enum err
add_kinds(struct drawing *d, json_t *kinds, const struct view *v, const char *column)
{
	json_scoped answer = NULL;
	json_t *row;
	size_t i;
	enum err e = ask(d, v, NULL, &answer);

	if (e)
		return e;
	json_array_foreach(json_object_get(answer, "rows"), i, row) {
		const char *code = json_string_value(cell_of(answer, row, "code"));
		json_t *j = kind_named(kinds, code ? code : "");
		json_object_set_new(j, column, json_integer(json_integer_value(json_object_get(j, column)) + json_integer_value(cell_of(answer, row, column))));
	}
	return E_OK;
}

static int64_t
weight_of(const json_t *kind)
{
	return json_integer_value(json_object_get(kind, "recorded")) + json_integer_value(json_object_get(kind, "stops"));
}

static int
by_weight(const void *a, const void *b)
{
	const json_t *const *x = a, *const *y = b;
	int64_t nx = weight_of(*x), ny = weight_of(*y);

	return nx != ny ? (nx < ny) - (nx > ny) : strcmp(json_string_value(json_object_get(*x, "code")), json_string_value(json_object_get(*y, "code")));
}

static enum err
name_kind(struct drawing *d, json_t *kind)
{
	char day[TIME_TEXT_MAX];
	stmt_scoped st = NULL;
	enum err e = sql(d->c->conn, &st, "SELECT behaviour FROM violation_code WHERE code = ?1 AND valid_from <= ?2 ORDER BY valid_from DESC LIMIT 1");

	if (e)
		return e;
	sql_text(st, 1, json_slice(json_object_get(kind, "code")));
	sql_text(st, 2, (struct slice){ day, date_print(d->p.from, day) });
	e = sql_step(st);
	json_object_set_new(kind, "title", e ? json_string("") : json_stringn(col_text(st, 0).p, col_text(st, 0).n));
	return e == E_DONE ? E_OK : e;
}

static enum err
put_kinds(struct drawing *d)
{
	json_scoped kinds = json_object();
	json_t *out = json_array(), *kind, **all;
	const char *code;
	size_t n = 0;
	enum err e;

	json_object_set_new(d->out, "kinds", out);
	if ((e = add_kinds(d, kinds, &camera_figures_view, "recorded")) || (e = add_kinds(d, kinds, &stop_figures_view, "stops")))
		return e;
	all = arena_array(d->c->arena, json_t *, json_object_size(kinds) + 1);
	json_object_foreach(kinds, code, kind)
		all[n++] = kind;
	qsort(all, n, sizeof *all, by_weight);
	for (size_t i = 0; i < n && i < REPORT_KINDS && !e; i++) {
		struct slice c = json_slice(json_object_get(all[i], "code"));
		e = name_kind(d, all[i]);
		json_object_set_new(all[i], "recorded_list", list_of(d,
		    S("camera_record?code={code}&captured_at.gte={from}&captured_at.lt={to}&unit.within={within}"), c));
		json_object_set_new(all[i], "stops_list", list_of(d,
		    S("violation_case?source=stop&code={code}&happened_at.gte={from}&happened_at.lt={to}&unit.within={within}"), c));
		json_array_append(out, all[i]);
	}
	return e;
}

enum err
figures_draw(struct call *c, const struct row *r, struct slice *ret_json)
{
	reader_scoped conn = NULL;
	json_scoped out = json_object();
	struct call sys;
	struct drawing d = { .c = &sys, .p = report_period(c->arena, r), .unit = r->unit, .out = out };
	char *text;
	enum err e = db_reader(c->engine->db, &conn);

	if (e)
		return refuse(c, e, NULL, -1);
	call_system(&sys, c->engine, c->arena, conn, "执法报告");
	if ((e = db_snapshot(conn)) || (e = put_lines(&d)) || (e = put_kinds(&d)))
		return refuse(c, e, NULL, -1);
	if (!(text = json_dumps(out, JSON_COMPACT)))
		return refuse(c, E_INTERNAL, NULL, -1);
	*ret_json = arena_copy(c->arena, slice_of(text));
	free(text);
	return E_OK;
}

/* ---- words ---- */

struct slice
report_rate(struct arena *a, const json_t *line, const char *of)
{
	const json_t *rate = json_object_get(line, of);

	return json_is_number(rate) ? arena_printf(a, "%+.1f%%", json_number_value(rate)) : S("—");
}

static const json_t *
line_named(const json_t *figures, struct slice name)
{
	json_t *line;
	size_t i;

	json_array_foreach(json_object_get(figures, "lines"), i, line)
		if (slice_eq(json_slice(json_object_get(line, "line")), name))
			return line;
	return NULL;
}

static void
put_word(struct call *c, const struct row *r, const json_t *figures, struct slice name, struct buf *b)
{
	struct slice line, rest = name;
	const json_t *j;

	if (slice_is(name, "unit"))
		buf_put(b, units_name(r->unit, c->arena));
	else if (slice_is(name, "period"))
		buf_put(b, report_period(c->arena, r).words);
	else if (slice_cut(&rest, '.', &line) && (j = line_named(figures, line))) {
		if (rest.n)
			buf_put(b, report_rate(c->arena, j, "mom_rate"));
		else
			buf_int(b, json_integer_value(json_object_get(j, "n")));
	}
}

struct slice
figures_words(struct call *c, const struct row *r, const json_t *figures)
{
	struct slice text = report_file("words.txt"), line, kind, piece, words;
	struct buf b;

	buf_init(&b, KIB(8));
	while (slice_cut(&text, '\n', &line)) {
		if (!slice_cut(&line, '\t', &kind) || !slice_eq(kind, row_text(r, report_kind)))
			continue;
		for (bool in = false; slice_cut(&line, in ? '}' : '{', &piece); in = !in) {
			if (in)
				put_word(c, r, figures, piece, &b);
			else
				buf_put(&b, piece);
		}
	}
	words = arena_copy(c->arena, buf_slice(&b));
	buf_free(&b);
	return words;
}

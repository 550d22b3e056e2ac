/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/view.h"

#include <ctype.h>
#include <math.h>
#include "base/clock.h"
#include "engine/compare_.h"
#include "engine/engine.h"
#include "engine/metrics.h"
#include "engine/names_.h"
#include "engine/rest_.h"
#include "engine/take_.h"
#include "net/json.h"

/* ---- arguments ---- */

static const struct {
	const char *name;
} not_arguments[] = { { "compare" }, { "align" }, { "reason" } };	/* said beside them */

static int
arg_named(const struct view *v, const char *name)
{
	for (int i = 0; i < v->narg; i++)
		if (strcmp(v->arg[i].name, name) == 0)
			return i;
	return -1;
}

static bool
arg_known(const struct view *v, const char *name)
{
	for (size_t i = 0; i < N_ELEMS(not_arguments); i++)
		if (strcmp(not_arguments[i].name, name) == 0)
			return true;
	return arg_named(v, name) >= 0;
}

/* A moment may be given as a day: its beginning in Beijing. */
static enum err
take_arg(struct call *c, const struct field *f, const json_t *j, struct value *ret)
{
	int32_t day;
	if (f->type.kind == K_TIME && json_is_string(j) && json_string_length(j) == 10 && date_parse(json_slice(j), &day)) {
		*ret = (struct value){ .kind = V_INT, .i = beijing_start_ms(day) };
		return E_OK;
	}
	if (take_value(c, f->name, f, j, ret))
		return c->err;
	return ret->kind == V_NULL && (f->flags & REQ) ? refuse_named(c, E_MISSING, f->name, (struct slice){ NULL, 0 }, (struct slice){ NULL, 0 }) : E_OK;
}

static enum err
check_period(struct call *c, const struct view *v, const struct view_args *a)
{
	const struct value *from = &a->value[a->from], *to = &a->value[a->to];
	int order;
	if (from->kind == V_NULL || to->kind == V_NULL)
		return E_OK;
	order = from->kind == V_INT ? (from->i < to->i ? -1 : 1) : memcmp(from->s.p, to->s.p, 10);
	return order < 0 ? E_OK : refuse_text(c, E_BAD_VALUE, v->arg[a->to].name, "须晚于起始时间", "must be after from");
}

enum err
view_take_args(struct call *c, const struct view *v, const json_t *args, struct view_args *ret)
{
	const char *key;
	json_t *item;
	*ret = (struct view_args){ .from = arg_named(v, "from"), .to = arg_named(v, "to") };
	if (v->narg > VIEW_ARGS)
		return refuse(c, E_INTERNAL, NULL, -1);
	json_object_foreach((json_t *)(uintptr_t)args, key, item)
		if (!arg_known(v, key))
			refuse_named(c, E_UNKNOWN_FIELD, arena_str(c->arena, slice_of(key)), (struct slice){ NULL, 0 }, (struct slice){ NULL, 0 });
	for (int i = 0; i < v->narg; i++)
		(void)!take_arg(c, &v->arg[i], json_object_get(args, v->arg[i].name), &ret->value[i]);
	if (!c->err && ret->from >= 0 && ret->to >= 0)
		return check_period(c, v, ret);
	return c->err;
}

/* ---- one question ---- */

static const char *
sql_type(const struct type *t)
{
	return t->kind == K_TEXT || t->kind == K_CHOICE || t->kind == K_DATE ? "TEXT" : "BIGINT";
}

/* :name becomes CAST(?n AS type): PostgreSQL cannot guess the type of a parameter that is only tested for NULL. */
static enum err
put_params(const struct view *v, struct buf *b)
{
	for (const char *p = v->sql; *p; ) {
		size_t n = strcspn(p, ":'"), len = 1;
		char name[NAME_MAX_TEXT];
		int i;
		buf_put(b, (struct slice){ p, n });
		p += n;
		if (!*p)
			break;
		if (*p == '\'') {
			const char *end = strchr(p + 1, '\'');
			if (!end)
				return E_INTERNAL;
			buf_put(b, (struct slice){ p, (size_t)(end + 1 - p) });
			p = end + 1;
			continue;
		}
		while (isalnum((unsigned char)p[len]) || p[len] == '_')
			len++;
		snprintf(name, sizeof name, "%.*s", (int)len - 1, p + 1);
		i = arg_named(v, name);
		if (i >= 0)
			buf_printf(b, "CAST(?%d AS %s)", i + 1, sql_type(&v->arg[i].type));
		else if (strcmp(name, "now") == 0)
			buf_printf(b, "CAST(?%d AS BIGINT)", v->narg + 1);
		else
			return E_INTERNAL;
		p += len;
	}
	return E_OK;
}

static enum err
view_sql(struct call *c, const struct view *v, struct buf *out, const struct record **ret_persons)
{
	struct buf b;
	enum err e;
	buf_init(&b, VIEW_SQL_MAX);
	e = put_params(v, &b);
	buf_putc(&b, '\0');
	if (!e && b.full)
		e = E_FULL;
	e = e ? refuse(c, e, NULL, -1) : view_scoped_persons(c, b.p, out, ret_persons);
	buf_free(&b);
	return e;
}

/* Every parameter of the statement has to be bound, also those that the text does not use last. */
static void
bind_args(struct call *c, const struct view *v, const struct view_args *a, struct stmt *st, bool now)
{
	for (int i = 0; i < v->narg; i++) {
		const struct value *x = &a->value[i];
		if (x->kind == V_INT)
			sql_int(st, i + 1, x->i);
		else if (x->kind == V_TEXT)
			sql_text(st, i + 1, x->s);
		else
			sql_null(st, i + 1);
	}
	if (now)
		sql_int(st, v->narg + 1, c->now_ms);
}

static void
read_cell(const struct stmt *st, int *col, const struct type *t, struct arena *a, struct cell *ret)
{
	int i = (*col)++;
	if (t->kind == K_POINT) {
		if (!col_null(st, i) && !col_null(st, (*col)++))
			ret->v = (struct value){ .kind = V_POINT, .p = { (int32_t)col_int(st, i), (int32_t)col_int(st, i + 1) } };
		*col = i + 2;
		return;
	}
	if (col_null(st, i))
		return;
	if (t->kind == K_TEXT || t->kind == K_CHOICE || t->kind == K_DATE) {
		ret->v = (struct value){ .kind = V_TEXT, .s = arena_copy(a, col_text(st, i)) };
		return;
	}
	ret->real = col_real(st, i);
	ret->is_real = col_type(st, i) == COL_REAL && ret->real != floor(ret->real);
	if (!ret->is_real)
		ret->v = (struct value){ .kind = V_INT, .i = col_type(st, i) == COL_REAL ? (int64_t)ret->real : col_int(st, i) };
}

struct cell *
table_cell(const struct table *t, size_t row, int col)
{
	return &t->cell[row * (size_t)t->ncol + (size_t)col];
}

static int
columns_of(const struct view *v)
{
	int n = v->ncol;
	for (int i = 0; i < v->ncol; i++)
		n += v->col[i].type.kind == K_POINT;
	return n;
}

static void
table_grow(struct call *c, struct table *t, size_t *cap)
{
	struct cell *wider;
	if (t->nrow < *cap)
		return;
	*cap = *cap ? *cap * 4 : 64;
	wider = arena_array(c->arena, struct cell, *cap * (size_t)t->ncol);
	if (t->nrow)
		memcpy(wider, t->cell, t->nrow * (size_t)t->ncol * sizeof *wider);
	t->cell = wider;
}

static enum err
read_rows(struct call *c, const struct view *v, struct stmt *st, struct table *t)
{
	size_t cap = 0;
	enum err e;
	while (!(e = sql_step(st))) {
		int col = 0;
		if (sql_columns(st) != columns_of(v))
			return E_INTERNAL;
		if (t->nrow == VIEW_ROWS) {
			t->cut = true;
			return E_OK;
		}
		table_grow(c, t, &cap);
		for (int i = 0; i < v->ncol; i++)
			read_cell(st, &col, &v->col[i].type, c->arena, table_cell(t, t->nrow, i));
		t->nrow++;
	}
	return e == E_DONE ? E_OK : e;
}

static enum err
ask_restricted(struct call *c, const struct view *v, const struct view_args *a, const char *text, struct table *t)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, text);
	if (e)
		return e;
	bind_args(c, v, a, st, strstr(v->sql, ":now") != NULL);
	return read_rows(c, v, st, t);
}

enum err
view_table(struct call *c, const struct view *v, const struct view_args *a, struct table *ret)
{
	struct table t = { .ncol = v->ncol };
	struct buf text;
	enum err e;
	buf_init(&text, VIEW_SQL_MAX);
	if (!(e = view_sql(c, v, &text, &t.persons))) {
		buf_putc(&text, '\0');
		conn_restrict(c->conn, true);
		e = ask_restricted(c, v, a, text.p, &t);
		conn_restrict(c->conn, false);
		if (e)
			refuse(c, e, NULL, -1);
		else
			*ret = t;
	}
	buf_free(&text);
	return e;
}

/* ---- the answer ---- */

void
warn_json(struct buf *b, struct slice zh, struct slice en)
{
	buf_puts(b, b->n ? ",{\"zh\":" : "{\"zh\":");
	buf_json(b, zh);
	buf_puts(b, ",\"en\":");
	buf_json(b, en);
	buf_putc(b, '}');
}

void
cell_json(struct buf *b, const struct type *t, const struct cell *cell)
{
	if (cell->is_real && isfinite(cell->real))
		buf_printf(b, "%.10g", cell->real);
	else
		value_json(b, t, &cell->v);
}

void
column_json(struct buf *b, const struct view_col *col)
{
	static const struct { unsigned bit; const char *name; } flag[] = { { KEY, "key" }, { COUNT, "count" }, { RATE, "rate" } };
	char space[NAME_MAX_TEXT];
	const char *sep = "";
	buf_printf(b, "{\"name\":\"%s\",\"title\":", col->name);
	buf_json(b, title_zh(col->title));
	buf_puts(b, ",\"title_en\":");
	buf_json(b, title_en(col->title, col->name, space, sizeof space));
	buf_printf(b, ",\"kind\":\"%s\",\"unit\":", kind_name(col->type.kind));
	put_json_cstr(b, col->type.unit);
	buf_puts(b, ",\"flags\":[");
	for (size_t i = 0; i < N_ELEMS(flag); i++) {
		if (!(col->flags & flag[i].bit))
			continue;
		buf_printf(b, "%s\"%s\"", sep, flag[i].name);
		sep = ",";
	}
	buf_puts(b, "]}");
}

void
rows_json(struct buf *b, const struct view *v, const struct table *t)
{
	buf_putc(b, '[');
	for (size_t r = 0; r < t->nrow; r++) {
		buf_puts(b, r ? ",[" : "[");
		for (int i = 0; i < t->ncol; i++) {
			if (i)
				buf_putc(b, ',');
			cell_json(b, &v->col[i].type, table_cell(t, r, i));
		}
		buf_putc(b, ']');
	}
	buf_putc(b, ']');
}

static enum err
view_answer(struct call *c, const struct view *v, const json_t *args, struct buf *b, struct buf *warnings,
    const struct record **ret_persons)
{
	struct view_args a;
	struct compare cmp;
	struct table t;
	enum err e;
	if ((e = view_take_args(c, v, args, &a)) || (e = compare_take(c, v, args, &cmp)) ||
	    (e = view_table(c, v, &a, &t)))
		return e;
	*ret_persons = t.persons;
	if ((e = compare_json(c, v, &a, &cmp, &t, b, warnings)))
		return e;
	if (t.cut)
		warn_json(warnings, S("结果超过10000行，已截断"), S("More than 10,000 rows: the rest was cut off"));
	refs_names_json(c, b, v, &t);
	buf_puts(b, ",\"warnings\":[");
	buf_put(b, buf_slice(warnings));
	buf_puts(b, "],\"at\":\"");
	buf_time(b, c->now_ms);
	buf_puts(b, "\"}");
	return b->full ? refuse(c, E_TOO_LARGE, NULL, -1) : E_OK;
}

enum err
view_json(struct call *c, const struct view *v, const json_t *args, struct buf *b, const struct record **ret_persons)
{
	struct buf warnings;
	enum err e;
	*ret_persons = NULL;
	if (!may(c, v->who, 0))
		return refuse(c, E_FORBIDDEN, NULL, -1);
	buf_init(&warnings, KIB(16));
	conn_deadline(c->conn, clock_mono_ms() + LIMIT_QUERY_S * 1000);
	e = view_answer(c, v, args, b, &warnings, ret_persons);
	conn_deadline(c->conn, 0);
	buf_free(&warnings);
	return e;
}

/* ---- over HTTP ---- */

struct query_args {
	struct call *c;
	const struct view *v;
	json_t *args;
};

/* What a query says as text becomes what a body would say. A text that is no number stays a text and is refused. */
static json_t *
typed(const struct view *v, int arg, struct slice text)
{
	enum kind kind = arg < 0 ? K_TEXT : v->arg[arg].type.kind;
	int64_t n;
	if ((kind == K_INT || kind == K_REF) && slice_int(text, &n))
		return json_integer(n);
	if (kind == K_BOOL && (slice_is(text, "true") || slice_is(text, "1")))
		return json_true();
	if (kind == K_BOOL && (slice_is(text, "false") || slice_is(text, "0")))
		return json_false();
	return json_stringn(text.p, text.n);
}

static void
take_query_arg(void *ctx, struct slice name, struct slice text)
{
	struct query_args *q = ctx;
	const char *key = arena_str(q->c->arena, name);
	json_t *value = text.n ? typed(q->v, arg_named(q->v, key), text) : json_null();
	bool twice = json_object_get(q->args, key) != NULL;
	if (twice)
		json_decref(value);
	if (twice || json_object_set_new(q->args, key, value))
		refuse_named(q->c, E_BAD_QUERY, key, (struct slice){ NULL, 0 }, (struct slice){ NULL, 0 });
}

static enum err
take_request(struct rest *r, const struct view *v, json_t **ret)
{
	struct query_args q = { &r->call, v, NULL };
	enum err e;
	if (r->rq->method == HTTP_POST) {
		if ((e = rest_body(r, ret)))
			return e;
		if (!json_is_object(*ret))
			return refuse(&r->call, E_BAD_BODY, NULL, -1);
		return take_reason(&r->call, *ret);
	}
	*ret = q.args = json_object();
	http_each_query(r->rq, take_query_arg, &q);
	return r->call.err;
}

static enum err
serve_one(struct rest *r, struct slice name)
{
	const struct view *v = pages_view(r->call.engine->pages, name);
	json_scoped args = NULL;
	enum err e;
	if (!v)
		return refuse(&r->call, E_NOT_FOUND, NULL, -1);
	metrics_view(v);
	if ((e = take_request(r, v, &args)) || (e = view_json(&r->call, v, args, &r->answer, &r->rec)))
		return e;
	if (r->rec) {
		r->audit_verb = "view";
		r->audit_detail = arena_printf(r->call.arena, "{\"view\":\"%s\"}", v->name);
	}
	return E_OK;
}

static void
put_view(struct buf *b, const struct view *v)
{
	char space[NAME_MAX_TEXT];
	buf_printf(b, "{\"name\":\"%s\",\"title\":", v->name);
	buf_json(b, title_zh(v->title));
	buf_puts(b, ",\"title_en\":");
	buf_json(b, title_en(v->title, v->name, space, sizeof space));
	buf_puts(b, ",\"args\":[");
	for (int i = 0; i < v->narg; i++) {
		const struct field *f = &v->arg[i];
		buf_printf(b, "%s{\"name\":\"%s\",\"kind\":\"%s\",\"required\":%s,\"title\":", i ? "," : "", f->name,
		    kind_name(f->type.kind), f->flags & REQ ? "true" : "false");
		buf_json(b, title_zh(f->title));
		buf_puts(b, ",\"title_en\":");
		buf_json(b, title_en(f->title, f->name, space, sizeof space));
		buf_putc(b, '}');
	}
	buf_puts(b, "],\"columns\":[");
	for (int i = 0; i < v->ncol; i++) {
		if (i)
			buf_putc(b, ',');
		column_json(b, &v->col[i]);
	}
	buf_printf(b, "],\"chart\":\"%s\",\"drill\":", chart_name(v->chart));
	put_json_cstr(b, v->drill);
	buf_printf(b, ",\"compares\":%s}", view_compares(v) ? "true" : "false");
}

static enum err
serve_names(struct rest *r)
{
	const struct pages *p = r->call.engine->pages;
	const char *sep = "";
	buf_puts(&r->answer, "{\"items\":[");
	for (int i = 0; i < p->nview; i++) {
		if (!may(&r->call, p->view[i]->who, 0))
			continue;
		buf_puts(&r->answer, sep);
		put_view(&r->answer, p->view[i]);
		sep = ",";
	}
	buf_puts(&r->answer, "]}");
	return E_OK;
}

void
rest_view(struct rest *r)
{
	bool get = r->rq->method == HTTP_GET || r->rq->method == HTTP_HEAD;
	enum err e;
	if (r->nsegment > 2)
		e = refuse(&r->call, E_NOT_FOUND, NULL, -1);
	else if (!get && !(r->rq->method == HTTP_POST && r->nsegment == 2))
		e = refuse(&r->call, E_NO_METHOD, NULL, -1);
	else
		e = r->nsegment == 2 ? serve_one(r, r->segment[1]) : serve_names(r);
	r->status = 200;
	if (e)
		rest_finish(r, e);
	else
		rest_answer(r);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* list.c - pages of rows: scope, filter, order, cursor, count. See list_.h for the shape of the SQL. */
#include "engine/list_.h"

#include "base/clock.h"
#include "base/hash.h"
#include "engine/scope_.h"
#include "engine/table_.h"
#include "engine/units.h"

static const char *const common_column[] = {
	[-COL_ID] = "id", [-COL_STATE] = "state", [-COL_UNIT] = "unit", [-COL_DUE] = "due_at",
	[-COL_CREATED] = "created_at", [-COL_UPDATED] = "updated_at",
};

const char *
list_column(const struct record *rec, int col)
{
	return col >= 0 ? rec->field[col].name : common_column[-col];
}

struct list_sql *
list_sql_new(struct arena *a)
{
	struct list_sql *s = arena_new(a, struct list_sql);

	buf_init(&s->text, KIB(256));
	s->plan.lead = LEAD_NOBODY;
	return s;
}

static int
param(struct list_sql *s, struct value v)
{
	s->param[s->nparam++] = v;
	return s->nparam;
}

enum err
list_bind(struct stmt *st, const struct list_sql *s)
{
	for (int i = 0; i < s->nparam; i++) {
		if (s->param[i].kind == V_INT)
			sql_int(st, i + 1, s->param[i].i);
		else
			sql_text(st, i + 1, s->param[i].s);
	}
	return s->text.full ? E_FULL : E_OK;
}

/* % and _ of the user stand for themselves; the text is looked for anywhere in the field. */
static struct value
like_pattern(struct arena *a, struct slice text)
{
	struct buf b;
	struct slice s;

	buf_init(&b, KIB(4));
	buf_putc(&b, '%');
	for (size_t i = 0; i < text.n; i++) {
		if (text.p[i] == '%' || text.p[i] == '_' || text.p[i] == '\\')
			buf_putc(&b, '\\');
		buf_putc(&b, text.p[i]);
	}
	buf_putc(&b, '%');
	s = arena_copy(a, buf_slice(&b));
	buf_free(&b);
	return (struct value){ .kind = V_TEXT, .s = s };
}

static void
where_one(struct call *c, const struct list_query *q, struct list_sql *s, const struct list_filter *f, const char *plain)
{
	static const char *const word[] = { [OP_EQ] = "=", [OP_NE] = "<>", [OP_LT] = "<", [OP_LE] = "<=",
		[OP_GT] = ">", [OP_GE] = ">=" };
	const char *col;

	if (f->field == COL_AS_OF) {
		int n = param(s, f->value[0]);
		buf_printf(&s->text, " AND t.valid_from <= ?%d AND (t.valid_to IS NULL OR t.valid_to > ?%d)", n, n);
		return;
	}
	col = list_column(q->rec, f->field);
	switch (f->op) {
	case OP_EMPTY:
		buf_printf(&s->text, " AND %st.\"%s\" IS %sNULL", plain, col, f->value[0].i ? "" : "NOT ");
		break;
	case OP_LIKE:
		buf_printf(&s->text, " AND %st.\"%s\" LIKE ?%d ESCAPE '\\'", plain, col,
		    param(s, like_pattern(c->arena, f->value[0].s)));
		break;
	case OP_IN:
		buf_printf(&s->text, " AND %st.\"%s\" IN (", plain, col);
		for (int i = 0; i < f->nvalue; i++)
			buf_printf(&s->text, i ? ", ?%d" : "?%d", param(s, f->value[i]));
		buf_puts(&s->text, ")");
		break;
	default:
		buf_printf(&s->text, " AND %st.\"%s\" %s ?%d", plain, col, word[f->op], param(s, f->value[0]));
	}
}

/* A search by a personal field finds only rows whose personal data may be seen: a hit would tell the rest. */
static bool
names_persons(const struct list_query *q)
{
	for (int i = 0; i < q->nfilter; i++)
		if (q->filter[i].field >= 0 && (q->rec->field[q->filter[i].field].flags & PII))
			return true;
	return false;
}

typedef void scope_fn(struct call *c, const struct record *rec, unsigned roles, const char *alias, struct buf *out);

static struct slice
scope_text(struct call *c, const struct record *rec, bool plain, scope_fn *scope)
{
	char alias[4];
	struct slice text;
	struct buf b;

	(void)snprintf(alias, sizeof alias, "%st", plain ? sql_plain(db_kind(conn_db(c->conn))) : "");
	buf_init(&b, KIB(128));
	scope(c, rec, rec->can_read, alias, &b);
	text = arena_copy(c->arena, buf_slice(&b));
	buf_free(&b);
	return text;
}

/* The words of ?q= in any field that names the row. */
static void
where_text(struct call *c, const struct list_query *q, struct list_sql *s)
{
	int n = param(s, like_pattern(c->arena, q->text));

	buf_puts(&s->text, " AND (1=0");
	for (int k = 0; k < q->rec->nfield; k++)
		if ((q->rec->field[k].flags & TITLE) && q->rec->field[k].type.kind == K_TEXT)
			buf_printf(&s->text, " OR t.\"%s\" LIKE ?%d ESCAPE '\\'", q->rec->field[k].name, n);
	buf_putc(&s->text, ')');
}

/* Is the filter kept from leading? Those on the column of the order go along with it. */
static bool
held_back(const struct list_query *q, const struct list_plan *p, int filter)
{
	if (p->lead == LEAD_NOBODY || filter == p->lead || filter == p->with)
		return false;
	return p->few || p->lead != LEAD_ORDER || q->filter[filter].field != q->sort;
}

void
list_where(struct call *c, const struct list_query *q, struct list_sql *s)
{
	const struct list_plan *p = &s->plan;
	const char *plain = sql_plain(db_kind(conn_db(c->conn)));

	buf_puts(&s->text, " WHERE ");
	buf_put(&s->text, scope_text(c, q->rec, p->lead != LEAD_NOBODY && p->lead != LEAD_SCOPE, scope_sql));
	if (names_persons(q)) {
		buf_puts(&s->text, " AND ");
		buf_put(&s->text, scope_text(c, q->rec, p->lead != LEAD_NOBODY, scope_persons_sql));
	}
	for (int i = 0; i < q->nfilter; i++)
		where_one(c, q, s, &q->filter[i], held_back(q, p, i) ? plain : "");
	if (q->text.n)
		where_text(c, q, s);
}

/* --- plan --- */

static bool
may_lead(const struct list_filter *f)
{
	static const bool op[] = { [OP_EQ] = true, [OP_IN] = true, [OP_LT] = true, [OP_LE] = true, [OP_GT] = true, [OP_GE] = true,
		[OP_EMPTY] = false };

	return op[f->op] && f->field != COL_AS_OF && f->field != COL_ID;
}

static bool
is_equal(const struct list_filter *f)
{
	return f->op == OP_EQ || f->op == OP_IN;
}

/* How many rows fit, up to LIST_FEW: counted within the index of the lead. */
static enum err
probe(struct call *c, const struct list_query *q, int lead, int with, int64_t *ret)
{
	struct list_sql *s = list_sql_new(c->arena);
	stmt_scoped st = NULL;
	enum err e;

	buf_printf(&s->text, "SELECT count(*) FROM (SELECT 1 FROM \"%s\" t WHERE ", q->rec->name);
	buf_put(&s->text, lead == LEAD_SCOPE ? scope_text(c, q->rec, false, scope_sql) : S("1=1"));
	if (lead >= 0)
		where_one(c, q, s, &q->filter[lead], "");
	if (with >= 0)
		where_one(c, q, s, &q->filter[with], "");
	buf_printf(&s->text, " LIMIT %d) n", LIST_FEW);
	buf_putc(&s->text, '\0');
	e = s->text.full ? E_FULL : sql(c->conn, &st, s->text.p);
	buf_free(&s->text);
	if (e || (e = list_bind(st, s)) || (e = sql_step(st)))
		return refuse(c, e, NULL, -1);
	*ret = col_int(st, 0);
	return E_OK;
}

static bool
one_value(struct slice scope)
{
	return !memchr(scope.p, ',', scope.n);
}

/* Who leads when many rows fit everywhere. In the order of the ids any equality does, its index being (column, id). */
static void
lead_of_many(const struct list_query *q, struct slice scope, bool units, int state, struct list_plan *p)
{
	p->lead = LEAD_ORDER;
	p->with = -1;
	if (q->sort != COL_ID)
		return;
	if (units && one_value(scope)) {
		p->lead = LEAD_SCOPE;
		p->with = state >= 0 && q->filter[state].op == OP_EQ ? state : -1;
		return;
	}
	for (int i = 0; i < q->nfilter && p->lead == LEAD_ORDER; i++)
		if (q->filter[i].op == OP_EQ && may_lead(&q->filter[i]))
			p->lead = i;
}

static enum err
make_plan(struct call *c, const struct list_query *q, struct list_plan *ret)
{
	struct list_plan p = { .lead = LEAD_NOBODY, .with = -1 };
	struct slice scope = scope_text(c, q->rec, false, scope_sql);
	bool units = slice_starts(scope, "t.unit IN");
	int64_t n = 0, least = LIST_FEW;
	int state = -1;
	enum err e = E_OK;

	*ret = p;
	if (!*sql_plain(db_kind(conn_db(c->conn))))
		return E_OK;
	for (int i = 0; i < q->nfilter; i++)
		if (q->filter[i].field == COL_STATE && is_equal(&q->filter[i]))
			state = i;
	for (int lead = units ? LEAD_SCOPE : 0; lead < q->nfilter; lead = lead < 0 ? 0 : lead + 1) {
		bool unit = lead == LEAD_SCOPE || (q->filter[lead].field == COL_UNIT && is_equal(&q->filter[lead]));
		int with = unit ? state : -1;
		if (lead >= 0 && !may_lead(&q->filter[lead]))
			continue;
		if ((e = probe(c, q, lead, with, &n)))
			return e;
		if (n >= least)
			continue;
		least = n;
		p = (struct list_plan){ .lead = lead, .with = with, .few = true };
	}
	if (!p.few)
		lead_of_many(q, scope, units, state, &p);
	*ret = p;
	return E_OK;
}

/* --- cursor --- */

struct cursor {
	bool there, null;
	struct value value;
	int64_t id;
};

static bool
sort_is_text(const struct list_query *q)
{
	return q->sort == COL_STATE || (q->sort >= 0 && (q->rec->field[q->sort].type.kind == K_TEXT ||
	    q->rec->field[q->sort].type.kind == K_CHOICE || q->rec->field[q->sort].type.kind == K_DATE));
}

static bool
cursor_open(struct arena *a, struct slice text, struct slice *ret)
{
	struct buf b;
	bool ok;

	buf_init(&b, KIB(8));
	ok = base64url_decode(&b, text);
	*ret = arena_copy(a, buf_slice(&b));
	buf_free(&b);
	return ok;
}

static struct slice
cursor_close(struct arena *a, struct slice raw)
{
	struct buf b;
	struct slice s;

	buf_init(&b, KIB(128));
	base64url_encode(&b, raw);
	s = arena_copy(a, buf_slice(&b));
	buf_free(&b);
	return s;
}

static enum err
cursor_take(struct call *c, const struct list_query *q, struct cursor *ret)
{
	struct slice raw, value, id;
	size_t bar;

	*ret = (struct cursor){ 0 };
	if (!q->cursor.n)
		return E_OK;
	if (q->cursor.n > 4096 || !cursor_open(c->arena, q->cursor, &raw) || !raw.n || !utf8_valid(raw))
		return refuse_text(c, E_BAD_QUERY, "cursor", NULL, NULL);
	for (bar = raw.n; bar > 0 && raw.p[bar - 1] != '|'; bar--)
		;
	if (bar < 2)		/* the kind of value stands before the bar, even of an empty one */
		return refuse_text(c, E_BAD_QUERY, "cursor", NULL, NULL);
	value = (struct slice){ raw.p + 1, bar - 2 };
	id = (struct slice){ raw.p + bar, raw.n - bar };
	ret->null = raw.p[0] == 'n';
	ret->there = slice_int(id, &ret->id);
	if (ret->null || !ret->there)
		return ret->there ? E_OK : refuse_text(c, E_BAD_QUERY, "cursor", NULL, NULL);
	ret->value = (struct value){ .kind = V_TEXT, .s = arena_copy(c->arena, value) };
	if (!sort_is_text(q)) {
		ret->value.kind = V_INT;
		if (!slice_int(value, &ret->value.i))
			return refuse_text(c, E_BAD_QUERY, "cursor", NULL, NULL);
	}
	return E_OK;
}

static struct value
sort_value(const struct list_query *q, const struct row *r)
{
	struct value v = { .kind = V_INT };

	if (q->sort >= 0)
		return r->value[q->sort];
	switch (q->sort) {
	case COL_STATE:
		return (struct value){ .kind = V_TEXT, .s = slice_of(q->rec->nstate ? q->rec->state[r->state].name : "") };
	case COL_UNIT:
		v.i = r->unit;
		break;
	case COL_DUE:
		v.i = r->due_at;
		v.kind = r->due_at ? V_INT : V_NULL;
		break;
	case COL_CREATED:
		v.i = r->created_at;
		break;
	case COL_UPDATED:
		v.i = r->updated_at;
		break;
	default:
		v.i = r->id;
	}
	return v;
}

static struct slice
cursor_make(struct call *c, const struct list_query *q, const struct row *last)
{
	struct value v = sort_value(q, last);
	struct slice raw;

	if (v.kind == V_NULL)
		raw = arena_printf(c->arena, "n|%lld", (long long)last->id);
	else if (v.kind == V_INT)
		raw = arena_printf(c->arena, "v%lld|%lld", (long long)v.i, (long long)last->id);
	else
		raw = arena_printf(c->arena, "v%.*s|%lld", (int)v.s.n, v.s.p, (long long)last->id);
	return cursor_close(c->arena, raw);
}

/* --- running --- */

static bool
never_null(const struct list_query *q)
{
	if (q->sort >= 0)
		return (q->rec->field[q->sort].flags & REQ) && !(q->rec->field[q->sort].flags & PII);
	return q->sort != COL_DUE;
}

typedef bool each_fn(void *ctx, struct row *r);

static void
order_by(const struct list_query *q, bool nulls, const char *plain, struct buf *b)
{
	const char *way = q->descending ? "DESC" : "ASC";

	if (!nulls && q->sort != COL_ID)
		buf_printf(b, " ORDER BY %st.\"%s\" %s, %st.id %s", plain, list_column(q->rec, q->sort), way, plain, way);
	else
		buf_printf(b, " ORDER BY %st.id %s", plain, way);
}

/* One half of the order; *left rows at most. Answers E_DONE when fn stopped.
 * Where some thousand rows are sorted, only their ids are, and the rows themselves are read for the page alone. */
static enum err
run_half(struct call *c, const struct list_query *q, const struct list_plan *plan, const struct cursor *from, bool nulls, int *left,
    each_fn *fn, void *ctx)
{
	struct list_sql *s = list_sql_new(c->arena);
	const char *col = list_column(q->rec, q->sort), cmp = q->descending ? '<' : '>';
	const char *plain = plan->few ? sql_plain(db_kind(conn_db(c->conn))) : "";
	stmt_scoped st = NULL;
	enum err e;

	s->plan = *plan;
	buf_puts(&s->text, "SELECT ");
	table_columns(q->rec, "t", &s->text);
	buf_printf(&s->text, " FROM \"%s\" t", q->rec->name);
	if (plan->few)
		buf_printf(&s->text, " WHERE t.id IN (SELECT t.id FROM \"%s\" t", q->rec->name);
	list_where(c, q, s);
	if (!never_null(q))
		buf_printf(&s->text, " AND %st.\"%s\" IS %sNULL", plain, col, nulls ? "" : "NOT ");
	if (plan->lead == LEAD_ORDER && q->sort != COL_ID && !nulls && !from->there)	/* holds for every value, and shows SQLite the index to go along */
		buf_printf(&s->text, " AND t.\"%s\" >= %s", col, sort_is_text(q) ? "''" : "-9223372036854775807");
	if (from->there && q->sort == COL_ID) {
		buf_printf(&s->text, " AND %st.id %c ?%d", plain, cmp, param(s, (struct value){ .kind = V_INT, .i = from->id }));
	} else if (from->there && from->null == nulls && !nulls) {
		int v = param(s, from->value), id = param(s, (struct value){ .kind = V_INT, .i = from->id });
		buf_printf(&s->text, " AND (%st.\"%s\", %st.id) %c (?%d, ?%d)", plain, col, plain, cmp, v, id);
	} else if (from->there && from->null && nulls) {
		buf_printf(&s->text, " AND %st.id %c ?%d", plain, cmp, param(s, (struct value){ .kind = V_INT, .i = from->id }));
	}
	order_by(q, nulls, plain, &s->text);
	if (*left >= 0)
		buf_printf(&s->text, " LIMIT %d", *left);
	if (plan->few) {
		buf_putc(&s->text, ')');
		order_by(q, nulls, plain, &s->text);
	}
	buf_putc(&s->text, '\0');
	e = s->text.full ? E_FULL : sql(c->conn, &st, s->text.p);
	buf_free(&s->text);
	if (e || (e = list_bind(st, s)))
		return refuse(c, e, NULL, -1);
	while (!(e = sql_step(st))) {
		if (!fn(ctx, table_read(st, q->rec, c->arena)))
			return E_DONE;
		if (*left > 0)
			--*left;
	}
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

static bool
is_final(const struct record *rec, struct slice state)
{
	for (int i = 0; i < rec->nstep; i++)
		if (slice_is(state, rec->state[rec->step[i].from].name))
			return false;
	return rec->nstep > 0;
}

/* Only final states are asked for, and no clock runs in them (deadline_enter). */
static bool
no_clock(const struct list_query *q)
{
	for (int i = 0; q->sort == COL_DUE && i < q->nfilter; i++) {
		const struct list_filter *f = &q->filter[i];
		int final = 0;
		if (f->field != COL_STATE || !is_equal(f))
			continue;
		for (int k = 0; k < f->nvalue; k++)
			final += is_final(q->rec, f->value[k].s);
		if (final == f->nvalue)
			return true;
	}
	return false;
}

static enum err
run(struct call *c, const struct list_query *q, int left, each_fn *fn, void *ctx)
{
	struct list_plan plan;
	struct cursor from;
	enum err e;

	if ((e = cursor_take(c, q, &from)) || (e = make_plan(c, q, &plan)))
		return e;
	if (!(from.there && from.null) && !no_clock(q) && (e = run_half(c, q, &plan, &from, false, &left, fn, ctx)))
		return e == E_DONE ? E_OK : e;
	if (never_null(q) || left == 0)
		return E_OK;
	e = run_half(c, q, &plan, &from, true, &left, fn, ctx);
	return e == E_DONE ? E_OK : e;
}

struct gather {
	struct row **row;
	int n;
};

static bool
gather_row(void *ctx, struct row *r)
{
	struct gather *g = ctx;

	g->row[g->n++] = r;
	return true;
}

static enum err
count(struct call *c, const struct list_query *q, int64_t *ret)
{
	struct list_sql *s = list_sql_new(c->arena);
	stmt_scoped st = NULL;
	enum err e;

	buf_printf(&s->text, "SELECT count(*) FROM (SELECT 1 FROM \"%s\" t", q->rec->name);
	list_where(c, q, s);
	buf_printf(&s->text, " LIMIT %d) n", LIST_COUNT_MAX + 1);
	buf_putc(&s->text, '\0');
	e = s->text.full ? E_FULL : sql(c->conn, &st, s->text.p);
	buf_free(&s->text);
	if (e || (e = list_bind(st, s)) || (e = sql_step(st)))
		return refuse(c, e, NULL, -1);
	*ret = col_int(st, 0);
	return E_OK;
}

enum err
record_list(struct call *c, const struct list_query *q, struct list_result *ret)
{
	struct gather g = { .row = arena_array(c->arena, struct row *, (size_t)q->limit + 1) };
	enum err e;

	*ret = (struct list_result){ .count = -1 };
	if (q->count && (e = count(c, q, &ret->count)))
		return e;
	if ((e = run(c, q, q->limit + 1, gather_row, &g)))
		return e;
	ret->n = g.n > q->limit ? q->limit : g.n;
	ret->row = g.row;
	if (g.n > q->limit)
		ret->next = cursor_make(c, q, g.row[ret->n - 1]);
	for (int i = 0; i < ret->n; i++)
		row_mask(c, g.row[i]);
	return E_OK;
}

/* Rows of an export come in pages, each with an arena of its own: memory stays that of one page. */
enum err
record_each(struct call *c, const struct list_query *q, bool (*fn)(void *ctx, struct row *r), void *ctx)
{
	struct list_query page = *q;
	struct arena *outer = c->arena;
	struct buf cursor;
	enum err e = E_OK;
	bool stopped = false;

	buf_init(&cursor, KIB(8));
	page.limit = LIMIT_LIST;
	page.count = false;
	for (bool more = true; more && !e;) {
		struct arena a;
		struct list_result result;
		arena_init(&a);
		c->arena = &a;
		c->titles = NULL;
		e = record_list(c, &page, &result);
		for (int i = 0; !e && i < result.n && !stopped; i++)
			stopped = !fn(ctx, result.row[i]);
		more = !e && !stopped && result.next.n;
		buf_reset(&cursor);
		if (more)
			buf_put(&cursor, result.next);
		page.cursor = buf_slice(&cursor);
		c->arena = outer;
		c->titles = NULL;	/* they lay in the page's arena */
		arena_free(&a);
	}
	buf_free(&cursor);
	return e;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* query.c - what a client asks of a list, from the query of a GET or the body of a POST search. */
#include <stdlib.h>

#include "engine/engine.h"
#include "engine/record.h"
#include "engine/table_.h"
#include "engine/take_.h"
#include "engine/units.h"
#include "net/json.h"

static const struct field common_field[] = {
	[-COL_ID] = { "id", { .kind = K_REF }, FIND, "", "" },
	[-COL_STATE] = { "state", { .kind = K_TEXT, .min = 1, .max = 64 }, FIND, "", "" },
	[-COL_UNIT] = { "unit", { .kind = K_REF }, FIND, "", "" },
	[-COL_DUE] = { "due_at", { .kind = K_TIME }, FIND, "", "" },
	[-COL_CREATED] = { "created_at", { .kind = K_TIME }, FIND, "", "" },
	[-COL_UPDATED] = { "updated_at", { .kind = K_TIME }, FIND, "", "" },
	[-COL_AS_OF] = { "as_of", { .kind = K_DATE }, FIND, "", "" },
};
static const struct {
	const char *name;
	enum list_op op;
} ops[] = {
	{ "ne", OP_NE }, { "lt", OP_LT }, { "lte", OP_LE }, { "gt", OP_GT }, { "gte", OP_GE },
	{ "like", OP_LIKE }, { "in", OP_IN }, { "empty", OP_EMPTY },
};

/* A column that may be named here: FIND fields, and PII ones only in a search by a call that covers persons. */
static bool
column_named(struct call *c, const struct list_query *q, struct slice name, int *ret)
{
	int i = field_named(q->rec, name);

	if (i >= 0) {
		const struct field *f = &q->rec->field[i];
		*ret = i;
		if (f->flags & PII)
			return q->persons && may_persons(c, q->rec->can_read, 0);
		return (f->flags & (FIND | UNIQ)) && f->type.kind != K_POINT;
	}
	for (int k = 1; k < (int)N_ELEMS(common_field); k++) {
		if (!slice_is(name, common_field[k].name))
			continue;
		*ret = -k;
		if (-k == COL_STATE)
			return q->rec->nstate > 0;
		if (-k == COL_DUE)
			return record_has_due(q->rec);
		return -k != COL_AS_OF || q->rec->valid_key;
	}
	return false;
}

static const struct field *
field_of(const struct list_query *q, int col)
{
	return col >= 0 ? &q->rec->field[col] : &common_field[-col];
}

static enum err
bad_query(struct call *c, struct slice name)
{
	return refuse_named(c, E_BAD_QUERY, arena_str(c->arena, name), (struct slice){ NULL, 0 }, (struct slice){ NULL, 0 });
}

/* unit.within=5 becomes unit.in=5 and all below. */
static enum err
add_within(struct call *c, struct list_query *q, struct slice value)
{
	struct list_filter *f = &q->filter[q->nfilter];
	int64_t top, *below;
	size_t n;

	if (!slice_int(value, &top) || !(n = units_below(top, c->arena, &below)) || n > 500)
		return bad_query(c, S("unit.within"));
	*f = (struct list_filter){ .field = COL_UNIT, .op = OP_IN, .nvalue = (int)n,
		.value = arena_array(c->arena, struct value, n) };
	for (size_t i = 0; i < n; i++)
		f->value[i] = (struct value){ .kind = V_INT, .i = below[i] };
	q->nfilter++;
	return E_OK;
}

static enum err
add_values(struct call *c, struct list_query *q, struct slice name, struct list_filter *f, struct slice value)
{
	const struct field *field = field_of(q, f->field);
	struct slice piece, rest = value;
	int max = f->op == OP_IN ? 50 : 1;
	struct field loose = *field;

	if (f->op == OP_EMPTY)
		loose.type = (struct type){ .kind = K_BOOL };
	if (loose.type.kind == K_CHOICE || f->op == OP_LIKE)
		loose.type = (struct type){ .kind = K_TEXT, .min = 1, .max = 200 };
	loose.type.like = NULL;
	f->value = arena_array(c->arena, struct value, (size_t)max);
	while (f->nvalue < max && (max > 1 ? slice_cut(&rest, ',', &piece) : (piece = value, true))) {
		if (take_plain(c, arena_str(c->arena, name), &loose, piece, &f->value[f->nvalue]))
			return c->err;
		if (f->value[f->nvalue++].kind == V_NULL)
			return bad_query(c, name);
	}
	if ((max > 1 && rest.p) || !f->nvalue)
		return bad_query(c, name);
	q->nfilter++;
	return E_OK;
}

static enum err
add_filter(struct call *c, struct list_query *q, struct slice name, struct slice value)
{
	struct list_filter f = { .op = OP_EQ };
	struct slice base = name, op = { NULL, 0 };

	for (size_t i = 0; i < name.n; i++)
		if (name.p[i] == '.') {
			base = (struct slice){ name.p, i };
			op = (struct slice){ name.p + i + 1, name.n - i - 1 };
			break;
		}
	if (q->nfilter == (int)N_ELEMS(q->filter))
		return bad_query(c, name);
	if (slice_is(name, "unit.within"))
		return add_within(c, q, value);
	if (op.p) {
		size_t k = 0;
		while (k < N_ELEMS(ops) && !slice_is(op, ops[k].name))
			k++;
		if (k == N_ELEMS(ops))
			return bad_query(c, name);
		f.op = ops[k].op;
	}
	if (!column_named(c, q, base, &f.field) || (f.field == COL_AS_OF && op.p) ||
	    (f.op == OP_LIKE && field_of(q, f.field)->type.kind != K_TEXT))
		return bad_query(c, name);
	q->filter[q->nfilter] = f;
	return add_values(c, q, name, &q->filter[q->nfilter], value);
}

static enum err
take_sort(struct call *c, struct list_query *q, struct slice value)
{
	if (value.n && value.p[0] == '-') {
		q->descending = true;
		value.p++;
		value.n--;
	}
	if (!column_named(c, q, value, &q->sort) || q->sort == COL_AS_OF ||
	    (q->sort >= 0 && (q->rec->field[q->sort].flags & PII)))
		return bad_query(c, S("sort"));
	return E_OK;
}

static enum err
take_limit(struct call *c, struct list_query *q, struct slice value)
{
	int64_t n;

	if (!slice_int(value, &n) || n < 1 || n > LIMIT_LIST)
		return refuse_text(c, E_BAD_QUERY, "limit", "须在1至500之间", "must be between 1 and 500");
	q->limit = (int)n;
	return E_OK;
}

static enum err
take_named(struct call *c, struct list_query *q, struct slice name, struct slice value)
{
	if (slice_is(name, "sort"))
		return take_sort(c, q, value);
	if (slice_is(name, "limit"))
		return take_limit(c, q, value);
	if (slice_is(name, "cursor"))
		q->cursor = value;
	else if (slice_is(name, "q"))
		q->text = slice_trim(value);
	else if (slice_is(name, "count"))
		q->count = slice_is(value, "true");
	else
		return add_filter(c, q, name, value);
	return E_OK;
}

struct each_arg {
	struct call *c;
	struct list_query *q;
};

static void
each_arg(void *ctx, struct slice name, struct slice value)
{
	struct each_arg *a = ctx;

	(void)!take_named(a->c, a->q, name, value);
}

enum err
list_take_query(struct call *c, const struct http_request *rq, struct list_query *q)
{
	struct each_arg a = { c, q };

	q->sort = COL_ID;
	q->descending = !http_query(rq, "sort").p;
	q->limit = 50;
	http_each_query(rq, each_arg, &a);
	return c->err;
}

static enum err
take_where(struct call *c, struct list_query *q, const json_t *where)
{
	const char *key;
	json_t *item;

	if (!where)
		return E_OK;
	if (!json_is_object(where))
		return refuse_text(c, E_BAD_VALUE, "where", "须为对象", "must be an object");
	json_object_foreach((json_t *)(uintptr_t)where, key, item) {
		struct slice value = json_slice(item);
		if (json_is_integer(item))
			value = arena_printf(c->arena, "%lld", (long long)json_integer_value(item));
		else if (json_is_boolean(item))
			value = json_is_true(item) ? S("true") : S("false");
		else if (!json_is_string(item))
			(void)!bad_query(c, slice_of(key));
		(void)!take_named(c, q, arena_copy(c->arena, slice_of(key)), arena_copy(c->arena, value));
	}
	return c->err;
}

enum err
list_take_json(struct call *c, const json_t *body, struct list_query *q)
{
	static const char *const plain[] = { "sort", "cursor", "q" };
	const json_t *j;

	if (!json_is_object(body))
		return refuse_text(c, E_BAD_BODY, NULL, "须为JSON对象", "the body must be a JSON object");
	q->sort = COL_ID;
	q->descending = !json_object_get(body, "sort");
	q->limit = 50;
	q->persons = true;
	(void)!take_reason(c, body);
	for (size_t i = 0; i < N_ELEMS(plain); i++)
		if ((j = json_object_get(body, plain[i])) && !json_is_null(j))
			(void)!take_named(c, q, slice_of(plain[i]), arena_copy(c->arena, json_slice(j)));
	if ((j = json_object_get(body, "limit")))
		(void)!take_limit(c, q, arena_printf(c->arena, "%lld", (long long)json_integer_value(j)));
	q->count = json_is_true(json_object_get(body, "count"));
	(void)!take_where(c, q, json_object_get(body, "where"));
	return c->err;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* take.c - a body becomes a draft. Everything from outside passes here: every fault is named, none is repaired. */
#include <pthread.h>
#include <regex.h>
#include <stdlib.h>

#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"
#include "engine/record.h"
#include "engine/take_.h"
#include "net/json.h"

static enum err
bad(struct call *c, const char *name, enum err e, struct slice zh, struct slice en)
{
	return refuse_named(c, e, arena_str(c->arena, slice_of(name)), zh, en);
}

#define BAD(zh, en, ...) bad(c, name, E_BAD_VALUE, arena_printf(c->arena, zh, ##__VA_ARGS__), \
	arena_printf(c->arena, en, ##__VA_ARGS__))

static bool
control_free(struct slice s, bool lines)
{
	for (size_t i = 0; i < s.n; i++) {
		unsigned char ch = (unsigned char)s.p[i];
		if ((ch < 0x20 && !(lines && (ch == '\n' || ch == '\t' || ch == '\r'))) || ch == 0x7f)
			return false;
	}
	return true;
}

#define EXPRESSIONS 256		/* declared on pages: few, and known */

/* Expressions are compiled once for each declared text and kept for the program. */
static const regex_t *
expression(const char *pattern)
{
	static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
	static struct {
		const char *pattern;
		regex_t re;
	} known[EXPRESSIONS];
	static size_t n;
	size_t i = 0;

	(void)pthread_mutex_lock(&lock);
	while (i < n && known[i].pattern != pattern)
		i++;
	if (i == n) {
		if (n == EXPRESSIONS || regcomp(&known[n].re, pattern, REG_EXTENDED))
			die("a page declares an expression that does not compile, or there are too many");
		known[n++].pattern = pattern;
	}
	(void)pthread_mutex_unlock(&lock);
	return &known[i].re;
}

/* The whole text must fit, as if the expression stood between ^ and $. */
static bool
like(const char *pattern, const char *text)
{
	regmatch_t m;

	return regexec(expression(pattern), text, 1, &m, 0) == 0 && m.rm_so == 0 && text[m.rm_eo] == '\0';
}

static enum err
take_text(struct call *c, const char *name, const struct field *f, const json_t *j, struct value *ret)
{
	struct slice s = slice_trim(json_slice(j));
	size_t n;

	if (!json_is_string(j))
		return BAD("须为文本", "must be a text");
	if (!s.n) {
		*ret = (struct value){ 0 };
		return E_OK;
	}
	if (!control_free(s, f->flags & LONG))
		return BAD("含控制字符", "holds control characters");
	n = utf8_count(s);
	if (n < (size_t)f->type.min || n > (size_t)f->type.max || s.n > LIMIT_TEXT)
		return BAD("长度须在%lld至%lld字之间", "must have %lld to %lld characters",
		    (long long)f->type.min, (long long)f->type.max);
	*ret = (struct value){ .kind = V_TEXT, .s = arena_copy(c->arena, s) };
	if (f->type.like && !like(f->type.like, ret->s.p))
		return BAD("格式不符", "does not have the required form");
	return E_OK;
}

static enum err
take_int(struct call *c, const char *name, const struct field *f, const json_t *j, struct value *ret)
{
	int64_t v = json_integer_value(j);

	if (!json_is_integer(j))
		return BAD("须为整数", "must be a whole number");
	if (v < f->type.min || v > f->type.max)
		return BAD("须在%lld至%lld之间", "must be between %lld and %lld",
		    (long long)f->type.min, (long long)f->type.max);
	*ret = (struct value){ .kind = V_INT, .i = v };
	return E_OK;
}

static enum err
take_bool(struct call *c, const char *name, const struct field *f, const json_t *j, struct value *ret)
{
	if (!json_is_boolean(j))
		return BAD("须为是或否", "must be true or false");
	*ret = (struct value){ .kind = V_INT, .i = json_is_true(j) };
	return E_OK;
}

static enum err
take_time(struct call *c, const char *name, const struct field *f, const json_t *j, struct value *ret)
{
	int64_t ms;

	if (!json_is_string(j) || !time_parse(json_slice(j), &ms))
		return BAD("须为带时区的时间，如 2019-12-01T08:00:00+08:00", "must be a time with its zone, such as 2019-12-01T08:00:00+08:00");
	*ret = (struct value){ .kind = V_INT, .i = ms };
	return E_OK;
}

static enum err
take_date(struct call *c, const char *name, const struct field *f, const json_t *j, struct value *ret)
{
	int32_t day;
	char text[TIME_TEXT_MAX];

	if (!json_is_string(j) || !date_parse(json_slice(j), &day))
		return BAD("须为日期，如 2019-12-01", "must be a date, such as 2019-12-01");
	*ret = (struct value){ .kind = V_TEXT, .s = arena_copy(c->arena, (struct slice){ text, date_print(day, text) }) };
	return E_OK;
}

static enum err
take_choice(struct call *c, const char *name, const struct field *f, const json_t *j, struct value *ret)
{
	struct slice s = json_slice(j);
	struct buf known;
	struct slice list;

	for (const struct choice *o = f->type.choice; o->name; o++)
		if (slice_is(s, o->name)) {
			*ret = (struct value){ .kind = V_TEXT, .s = slice_of(o->name) };
			return E_OK;
		}
	buf_init(&known, 400);
	for (const struct choice *o = f->type.choice; o->name; o++)
		buf_printf(&known, "%s%s", o == f->type.choice ? "" : ", ", o->name);
	list = arena_copy(c->arena, buf_slice(&known));
	buf_free(&known);
	return BAD("须为下列之一：%.*s", "must be one of: %.*s", (int)list.n, list.p);
}

static enum err
take_ref(struct call *c, const char *name, const struct field *f, const json_t *j, struct value *ret)
{
	if (!json_is_integer(j) || json_integer_value(j) < 1)
		return BAD("须为编号", "must be an id");
	*ret = (struct value){ .kind = V_INT, .i = json_integer_value(j) };
	return E_OK;
}

static enum err
take_point(struct call *c, const char *name, const struct field *f, const json_t *j, struct value *ret)
{
	double lon = json_number_value(json_array_get(j, 0)), lat = json_number_value(json_array_get(j, 1));

	if (json_array_size(j) != 2 || !json_is_number(json_array_get(j, 0)) || !json_is_number(json_array_get(j, 1)))
		return BAD("须为[经度, 纬度]", "must be [longitude, latitude]");
	if (!(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90) || (lon == 0 && lat == 0))
		return BAD("经纬度超出范围", "is not a place on the earth");
	*ret = (struct value){ .kind = V_POINT, .p = { (int32_t)(lon * 1e7 + (lon < 0 ? -0.5 : 0.5)),
		(int32_t)(lat * 1e7 + (lat < 0 ? -0.5 : 0.5)) } };
	return E_OK;
}

typedef enum err take_fn(struct call *, const char *, const struct field *, const json_t *, struct value *);
static take_fn *const take_kind[] = {
	[K_TEXT] = take_text, [K_INT] = take_int, [K_BOOL] = take_bool, [K_TIME] = take_time,
	[K_DATE] = take_date, [K_CHOICE] = take_choice, [K_REF] = take_ref, [K_POINT] = take_point,
};

enum err
take_value(struct call *c, const char *name, const struct field *f, const json_t *j, struct value *ret)
{
	*ret = (struct value){ 0 };
	if (!j || json_is_null(j))
		return E_OK;
	return take_kind[f->type.kind](c, name, f, j, ret);
}

/* The text form, from a query or a table file: what JSON would say, guessed by the field's kind. */
enum err
take_plain(struct call *c, const char *name, const struct field *f, struct slice text, struct value *ret)
{
	json_scoped j = NULL;
	int64_t n;
	struct slice lon, lat = text;

	text = slice_trim(text);
	*ret = (struct value){ 0 };
	if (!text.n)
		return E_OK;
	switch (f->type.kind) {
	case K_INT: case K_REF:
		j = slice_int(text, &n) ? json_integer(n) : json_stringn(text.p, text.n);
		break;
	case K_BOOL:
		j = slice_is(text, "true") || slice_is(text, "1") ? json_true() :
		    slice_is(text, "false") || slice_is(text, "0") ? json_false() : json_null();
		if (json_is_null(j))
			return BAD("须为 true 或 false", "must be true or false");
		break;
	case K_POINT:
		if (!slice_cut(&lat, ',', &lon) || !lat.n)
			return BAD("须为“经度,纬度”", "must be longitude,latitude");
		j = json_pack("[f, f]", strtod(arena_str(c->arena, lon), NULL), strtod(arena_str(c->arena, lat), NULL));
		break;
	default:
		j = json_stringn(text.p, text.n);
	}
	if (!j)
		return bad(c, name, E_BAD_UTF8, (struct slice){ NULL, 0 }, (struct slice){ NULL, 0 });
	return take_value(c, name, f, j, ret);
}

static bool
asked(const struct record *rec, const char *verb, int field)
{
	for (int i = 0; i < rec->nask; i++)
		if (rec->ask[i].field == field && !strcmp(rec->ask[i].verb, verb))
			return true;
	return false;
}

static enum err
may_write(struct call *c, const struct record *rec, int field, enum take mode, const char *verb)
{
	const struct field *f = &rec->field[field];

	if (mode == TAKE_STEP)
		return asked(rec, verb, field) ? E_OK : refuse(c, E_READ_ONLY, rec, field);
	if ((f->flags & SYS) || (mode == TAKE_PATCH && (f->flags & FIX)))
		return refuse(c, E_READ_ONLY, rec, field);
	return E_OK;
}

static enum err
take_part_row(struct call *c, struct row *draft, int part, size_t pos, const json_t *j)
{
	const struct record *rec = draft->rec;
	const char *part_name = rec->part[part].name, *key;
	struct part_row *child = row_add_part(draft, part);
	json_t *item;

	if (!json_is_object(j))
		return bad(c, part_name, E_BAD_VALUE, S("须为对象数组"), S("must be an array of objects"));
	json_object_foreach((json_t *)(uintptr_t)j, key, item) {
		int i = part_field_named(rec, part_name, key);
		const char *name = arena_printf(c->arena, "%s.%zu.%s", part_name, pos, key).p;
		if (i < 0) {
			if (strcmp(key, "id"))
				refuse_named(c, E_UNKNOWN_FIELD, name, (struct slice){ NULL, 0 }, (struct slice){ NULL, 0 });
			continue;
		}
		(void)!take_value(c, name, &rec->part_field[i].field, item, &child->value[i]);
	}
	for (int i = 0; i < rec->npart_field; i++)
		if (!strcmp(rec->part_field[i].part, part_name) && (rec->part_field[i].field.flags & REQ) &&
		    child->value[i].kind == V_NULL)
			refuse_named(c, E_MISSING, arena_printf(c->arena, "%s.%zu.%s", part_name, pos,
			    rec->part_field[i].field.name).p, (struct slice){ NULL, 0 }, (struct slice){ NULL, 0 });
	return c->err;
}

static enum err
take_part(struct call *c, struct row *draft, int part, const json_t *j)
{
	const struct part *p = &draft->rec->part[part];
	size_t i;
	json_t *item;

	if (!json_is_array(j))
		return bad(c, p->name, E_BAD_VALUE, S("须为数组"), S("must be an array"));
	if (json_array_size(j) > (size_t)p->max)
		return bad(c, p->name, E_BAD_VALUE, arena_printf(c->arena, "最多%d行", p->max),
		    arena_printf(c->arena, "at most %d rows", p->max));
	draft->parts_given = true;
	json_array_foreach(j, i, item)
		(void)!take_part_row(c, draft, part, i, item);
	return c->err;
}

int
part_field_named(const struct record *rec, const char *part, const char *name)
{
	for (int i = 0; i < rec->npart_field; i++)
		if (!strcmp(rec->part_field[i].part, part) && !strcmp(rec->part_field[i].field.name, name))
			return i;
	return -1;
}

static int
part_named(const struct record *rec, const char *name)
{
	for (int i = 0; i < rec->npart; i++)
		if (!strcmp(rec->part[i].name, name))
			return i;
	return -1;
}

static const struct field unit_field = { "unit", { .kind = K_REF }, 0, "", "" };
static const struct field day_field = { "valid", { .kind = K_DATE }, 0, "", "" };

/* Keys that are no fields: the owner unit, the period of validity. True when `key` is one of them. */
static bool
take_common(struct call *c, struct row *draft, enum take mode, const char *key, const json_t *j, uint64_t *set)
{
	struct value v;

	if (!strcmp(key, "unit") && mode == TAKE_CREATE) {
		if (!take_value(c, key, &unit_field, j, &v))
			draft->unit = v.i;
		return true;
	}
	if (draft->rec->valid_key && mode != TAKE_STEP && !strcmp(key, "valid_from")) {
		if (!take_value(c, key, &day_field, j, &v))
			draft->valid_from = v.s;
		*set |= SET_VALID_FROM;
		return true;
	}
	if (draft->rec->valid_key && mode != TAKE_STEP && !strcmp(key, "valid_to")) {
		if (!take_value(c, key, &day_field, j, &v))
			draft->valid_to = v.s;
		*set |= SET_VALID_TO;
		return true;
	}
	return mode == TAKE_STEP && !strcmp(key, "reason");
}

static void
require(struct call *c, const struct record *rec, enum take mode, const char *verb, const struct row *draft, uint64_t set)
{
	for (int i = 0; i < rec->nfield; i++) {
		bool empty = draft->value[i].kind == V_NULL, sent = set & 1ull << i;
		if (!(rec->field[i].flags & REQ) || (rec->field[i].flags & SYS) || mode == TAKE_STEP)
			continue;
		if (empty && (mode == TAKE_CREATE || sent))
			refuse(c, E_MISSING, rec, i);
	}
	if (mode == TAKE_CREATE && rec->valid_key && !draft->valid_from.n)
		refuse_text(c, E_MISSING, "valid_from", NULL, NULL);
	for (int i = 0; mode == TAKE_STEP && i < rec->nask; i++) {
		const struct ask *a = &rec->ask[i];
		if (strcmp(a->verb, verb) || !(a->flags & REQ))
			continue;
		if (a->field < 0 ? !c->reason.n : draft->value[a->field].kind == V_NULL)
			refuse_text(c, a->field < 0 ? E_NO_REASON : E_MISSING,
			    a->field < 0 ? "reason" : rec->field[a->field].name, NULL, NULL);
	}
}

enum err
take_reason_text(struct call *c, const char *name, struct slice text)
{
	struct slice s = slice_trim(text);

	if (utf8_count(s) > LIMIT_REASON || !control_free(s, true))
		return refuse_text(c, E_BAD_VALUE, name, "理由须为500字以内的文本", "the reason must be a text of at most 500 characters");
	if (s.n)
		c->reason = arena_copy(c->arena, s);
	return E_OK;
}

enum err
take_reason(struct call *c, const json_t *body)
{
	const json_t *j = json_object_get(body, "reason");

	if (!j || json_is_null(j))
		return E_OK;
	return json_is_string(j) ? take_reason_text(c, "reason", json_slice(j)) : refuse_text(c, E_BAD_VALUE, "reason", NULL, NULL);
}

enum err
record_take(struct call *c, const struct record *rec, const json_t *body, enum take mode, const char *verb,
    struct row *draft, uint64_t *ret_set)
{
	const char *key;
	json_t *item;
	uint64_t set = 0;

	if (!json_is_object(body))
		return refuse_text(c, E_BAD_BODY, NULL, "须为JSON对象", "the body must be a JSON object");
	if (mode == TAKE_STEP)
		(void)!take_reason(c, body);
	json_object_foreach((json_t *)(uintptr_t)body, key, item) {
		int i = field_named(rec, slice_of(key)), p = part_named(rec, key);
		if (take_common(c, draft, mode, key, item, &set))
			continue;
		if (i >= 0) {
			set |= 1ull << i;
			if (!may_write(c, rec, i, mode, verb))
				(void)!take_value(c, rec->field[i].name, &rec->field[i], item, &draft->value[i]);
		} else if (p >= 0 && mode != TAKE_STEP) {
			(void)!take_part(c, draft, p, item);
		} else {
			refuse_named(c, E_UNKNOWN_FIELD, arena_str(c->arena, slice_of(key)),
			    (struct slice){ NULL, 0 }, (struct slice){ NULL, 0 });
		}
	}
	if (!c->err)
		require(c, rec, mode, verb, draft, set);
	*ret_set = set;
	return c->err;
}

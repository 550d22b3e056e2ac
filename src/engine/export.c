/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/export.h"

#include <unistd.h>
#include "base/clock.h"
#include "base/limits.h"
#include "engine/export_.h"
#include "engine/names_.h"
#include "engine/rest_.h"
#include "engine/signin.h"
#include "engine/table_.h"
#include "engine/units.h"
#include "net/json.h"

#define EXPORT_S 120			/* for all rows of one file */
#define EXPORT_COLUMNS (LIMIT_FIELDS + 8)
#define TITLES_KEPT 1024		/* names of referred rows, power of two */

/* Columns that are no fields; negative in column.field. */
enum { X_ID = -1, X_STATE = -2, X_UNIT = -3, X_DUE = -4, X_VALID_FROM = -5, X_VALID_TO = -6, X_CREATED = -7, X_UPDATED = -8 };
static const struct {
	int field;
	const char *name, *title;
} common[] = {
	{ X_ID, "id", "编号|Number" }, { X_STATE, "state", "状态|State" }, { X_UNIT, "unit", "单位|Unit" },
	{ X_DUE, "due_at", "期限|Due" }, { X_VALID_FROM, "valid_from", "生效日期|Valid from" },
	{ X_VALID_TO, "valid_to", "失效日期|Valid to" }, { X_CREATED, "created_at", "创建时间|Created" },
	{ X_UPDATED, "updated_at", "更新时间|Updated" },
};

struct known_title {
	const struct record *rec;
	int64_t id;
	char text[120];
	size_t n;
};
struct export {
	struct rest *rest;
	struct list_query query;
	struct sheet sheet;
	bool english;
	int column[EXPORT_COLUMNS];	/* field index or X_* */
	int64_t rows;
	bool too_many;
	struct known_title *known;
	uint64_t size;
};

/* ---- what is asked ---- */

static bool
common_there(const struct record *rec, int field)
{
	switch (field) {
	case X_STATE:
		return rec->nstate > 0;
	case X_DUE:
		return record_has_due(rec);
	case X_VALID_FROM: case X_VALID_TO:
		return rec->valid_key > 0;
	default:
		return true;
	}
}

static void
all_columns(struct export *x)
{
	const struct record *rec = x->rest->rec;
	struct sheet *s = &x->sheet;
	for (size_t i = 0; i < 3; i++)
		if (common_there(rec, common[i].field))
			x->column[s->ncol++] = common[i].field;
	for (int i = 0; i < rec->nfield; i++)
		if (!(rec->field[i].flags & SECRET))
			x->column[s->ncol++] = i;
	for (size_t i = 3; i < N_ELEMS(common); i++)
		if (common_there(rec, common[i].field))
			x->column[s->ncol++] = common[i].field;
}

static bool
column_called(const struct record *rec, struct slice name, int *ret)
{
	for (size_t i = 0; i < N_ELEMS(common); i++)
		if (slice_is(name, common[i].name) && common_there(rec, common[i].field)) {
			*ret = common[i].field;
			return true;
		}
	*ret = field_named(rec, name);
	return *ret >= 0 && !(rec->field[*ret].flags & SECRET);
}

static enum err
take_columns(struct export *x, const json_t *list)
{
	struct call *c = &x->rest->call;
	size_t i;
	json_t *name;
	if (!list || json_is_null(list) || json_array_size(list) == 0) {
		all_columns(x);
		return E_OK;
	}
	if (json_array_size(list) > EXPORT_COLUMNS)
		return refuse(c, E_TOO_LARGE, NULL, -1);
	json_array_foreach(list, i, name)
		if (!column_called(x->rest->rec, json_slice(name), &x->column[x->sheet.ncol++]))
			return refuse_named(c, E_UNKNOWN_FIELD, arena_printf(c->arena, "columns.%zu", i).p,
			    (struct slice){ NULL, 0 }, (struct slice){ NULL, 0 });
	return E_OK;
}

static enum err
take_format(struct export *x, const json_t *format)
{
	if ((x->sheet.kind = sheet_kind_named(json_slice(format))))
		return E_OK;
	return refuse_text(&x->rest->call, E_BAD_VALUE, "format", "须为csv或xlsx", "must be csv or xlsx");
}

static enum err
take(struct export *x, const json_t *body)
{
	struct call *c = &x->rest->call;
	enum err e;
	if (!may(c, x->rest->rec->can_read, 0))
		return refuse(c, E_FORBIDDEN, NULL, -1);
	if ((e = list_take_json(c, body, &x->query)) || (e = take_format(x, json_object_get(body, "format"))) ||
	    (e = take_columns(x, json_object_get(body, "columns"))))
		return e;
	if (!c->reason.n)
		return refuse_text(c, E_NO_REASON, "reason", NULL, NULL);
	x->english = slice_is(json_slice(json_object_get(body, "lang")), "en");
	return E_OK;
}

/* ---- values ---- */

static struct slice
titled(struct arena *a, const char *title, const char *symbol, bool english)
{
	char *space = arena_alloc(a, NAME_MAX_TEXT);
	return english ? title_en(title, symbol, space, NAME_MAX_TEXT) : title_zh(title);
}

static struct slice
time_text(struct arena *a, int64_t ms)
{
	char text[TIME_TEXT_MAX];
	return ms ? arena_copy(a, (struct slice){ text, time_print_local(ms, text) }) : (struct slice){ NULL, 0 };
}

static struct slice
choice_text(struct arena *a, const struct choice *c, struct slice name, bool english)
{
	for (; c && c->name; c++)
		if (slice_is(name, c->name))
			return titled(a, c->title, c->name, english);
	return name;
}

struct slice
value_text(struct arena *a, const struct type *t, const struct value *v, bool english)
{
	switch (v->kind) {
	case V_NULL:
		return (struct slice){ NULL, 0 };
	case V_POINT:
		return arena_printf(a, "%.7f,%.7f", v->p.lon_e7 / 1e7, v->p.lat_e7 / 1e7);
	case V_TEXT:
		return t->kind == K_CHOICE ? choice_text(a, t->choice, v->s, english) : v->s;
	case V_INT:
		break;
	}
	if (t->kind == K_TIME)
		return time_text(a, v->i);
	if (t->kind == K_BOOL)
		return english ? (v->i ? S("yes") : S("no")) : (v->i ? S("是") : S("否"));
	return arena_printf(a, "%lld", (long long)v->i);
}

/* The name of a referred row; the last of those that fall into a slot is remembered. */
static struct slice
ref_text(struct export *x, const struct record *rec, int64_t id)
{
	struct call *c = &x->rest->call, probe = *c;
	struct known_title *k = &x->known[((size_t)id * 2654435761u + (size_t)(uintptr_t)rec / 64) & (TITLES_KEPT - 1)];
	struct row *row;
	struct slice t = { NULL, 0 };
	if (k->rec == rec && k->id == id)
		return (struct slice){ k->text, k->n };
	probe.err = E_OK;
	probe.nfault = 0;
	if (strcmp(rec->name, "unit") == 0)
		t = units_name(id, c->arena);
	else if (!record_load(&probe, rec, id, &row))
		t = row_title(c->arena, row);
	if (!t.n)
		t = arena_printf(c->arena, "#%lld", (long long)id);
	if (t.n <= sizeof k->text) {
		memcpy(k->text, t.p, t.n);
		k->n = t.n;
		k->rec = rec;
		k->id = id;
	}
	return t;
}

static struct slice
common_text(struct export *x, const struct row *r, int field)
{
	struct arena *a = x->rest->call.arena;
	switch (field) {
	case X_STATE:
		return titled(a, r->rec->state[r->state].title, r->rec->state[r->state].name, x->english);
	case X_UNIT:
		return units_name(r->unit, a);
	case X_DUE:
		return time_text(a, r->due_at);
	case X_VALID_FROM:
		return r->valid_from;
	case X_VALID_TO:
		return r->valid_to;
	case X_CREATED:
		return time_text(a, r->created_at);
	default:
		return time_text(a, r->updated_at);
	}
}

static void
put_value(struct export *x, const struct row *r, int field)
{
	struct sheet *s = &x->sheet;
	const struct value *v;
	const struct type *t;
	if (field == X_ID) {
		s->kind->number(s, r->id);
		return;
	}
	if (field < 0) {
		s->kind->text(s, common_text(x, r, field));
		return;
	}
	v = &r->value[field];
	t = &r->rec->field[field].type;
	if (v->kind == V_INT && t->kind == K_INT)
		s->kind->number(s, v->i);
	else if (v->kind == V_INT && t->kind == K_REF)
		s->kind->text(s, ref_text(x, t->ref, v->i));
	else
		s->kind->text(s, value_text(x->rest->call.arena, t, v, x->english));
}

static bool
put_row(void *ctx, struct row *r)
{
	struct export *x = ctx;
	struct sheet *s = &x->sheet;
	if (x->rows == s->kind->max_rows) {
		x->too_many = true;
		return false;
	}
	for (int i = 0; i < s->ncol; i++)
		put_value(x, r, x->column[i]);
	s->kind->row_end(s);
	x->rows++;
	return !s->err;
}

static void
put_head(struct export *x)
{
	struct sheet *s = &x->sheet;
	struct arena *a = x->rest->call.arena;
	s->head = true;
	for (int i = 0; i < s->ncol; i++) {
		int col = x->column[i];
		const struct field *f = col < 0 ? NULL : &x->rest->rec->field[col];
		struct slice t = f ? titled(a, f->title, f->name, x->english) :
		    titled(a, common[-col - 1].title, common[-col - 1].name, x->english);
		if (f && f->type.unit && f->type.kind == K_INT) {
			struct slice unit = x->english ? doc_en(f->type.unit) : doc_zh(f->type.unit);
			t = arena_printf(a, "%.*s (%.*s)", (int)t.n, t.p, (int)unit.n, unit.p);
		}
		s->kind->text(s, t);
	}
	s->kind->row_end(s);
	s->head = false;
}

/* ---- the watermark ---- */

static void
add_note(struct export *x, struct slice text)
{
	x->sheet.note[x->sheet.nnote++] = text;
}

static void
watermark(struct export *x)
{
	struct call *c = &x->rest->call;
	struct arena *a = c->arena;
	struct slice title = titled(a, x->rest->rec->title, x->rest->rec->name, x->english), unit = units_name(c->who->unit, a);
	char at[TIME_TEXT_MAX];
	bool en = x->english;
	time_print_local(c->now_ms, at);
	add_note(x, arena_printf(a, "%.*s%s%s", (int)title.n, title.p, en ? " - export" : "导出",
	    c->engine->simulated ? (en ? " - SIMULATED DATA" : "（模拟数据）") : ""));
	add_note(x, arena_printf(a, en ? "%s, %.*s, %s, number %s" : "%s（%.*s） %s 编号%s", c->who->name, (int)unit.n,
	    unit.n ? unit.p : "", at, c->request_id ? c->request_id : "-"));
	add_note(x, arena_printf(a, en ? "Reason: %.*s" : "事由：%.*s", (int)c->reason.n, c->reason.p));
	if (c->engine->simulated)
		add_note(x, arena_copy(a, en ? S("SIMULATED DATA: no real persons or events") : S("模拟数据：不涉及真实人员和事件")));
	add_note(x, arena_copy(a, en ? S("For the stated purpose only; do not pass on") : S("仅限上述事由使用，不得扩散")));
}

/* ---- the file ---- */

static enum err
write_rows(struct export *x)
{
	struct call *c = &x->rest->call;
	struct sheet *s = &x->sheet;
	enum err e;
	s->kind->open(s);
	put_head(x);
	conn_deadline(c->conn, clock_mono_ms() + EXPORT_S * 1000);
	if (!(e = db_snapshot(c->conn)))
		e = record_each(c, &x->query, put_row, x);
	s->kind->close(s);
	if (!e && s->err)
		e = refuse(c, s->err, NULL, -1);
	if (!e && x->too_many)
		e = refuse_named(c, E_TOO_LARGE, NULL, arena_printf(c->arena, "超过%lld行，请缩小范围", (long long)s->kind->max_rows),
		    arena_printf(c->arena, "More than %lld rows; narrow the search", (long long)s->kind->max_rows));
	return e;
}

static struct slice
audit_detail(struct export *x, const json_t *where)
{
	struct buf b;
	struct slice text;
	const char *key, *sep = "";
	json_t *item;
	buf_init(&b, KIB(16));
	buf_printf(&b, "{\"format\":\"%s\",\"rows\":%lld,\"columns\":[", x->sheet.kind->name, (long long)x->rows);
	for (int i = 0; i < x->sheet.ncol; i++) {
		int col = x->column[i];
		buf_printf(&b, "%s\"%s\"", i ? "," : "", col < 0 ? common[-col - 1].name : x->rest->rec->field[col].name);
	}
	buf_puts(&b, "],\"filters\":[");
	json_object_foreach((json_t *)(uintptr_t)where, key, item) {
		buf_puts(&b, sep);
		buf_json(&b, slice_of(key));	/* names only: values may be of persons */
		sep = ",";
	}
	buf_puts(&b, "]}");
	text = arena_copy(x->rest->call.arena, buf_slice(&b));
	buf_free(&b);
	return text;
}

/* ---- audit, then answer ---- */

static enum err
audit_run(struct job *j, struct conn *conn)
{
	struct rest *r = (struct rest *)j;
	r->call.conn = conn;
	return audit_read(&r->call, "export", r->rec, 0, r->audit_detail);
}

static void
send_file(struct job *j, enum err e)
{
	struct rest *r = (struct rest *)j;
	struct export *x = r->rq->user;
	struct http_request *rq = r->rq;
	const struct sheet_kind *kind = x->sheet.kind;
	char name[NAME_MAX_TEXT], day[TIME_TEXT_MAX];
	int fd = x->sheet.fd;
	if (e) {
		close(fd);
		rest_finish(r, e);
		return;
	}
	name_plural(r->rec->name, name);
	date_print(beijing_day(r->call.now_ms), day);
	http_set(rq, "Content-Disposition",
	    arena_printf(&rq->arena, "attachment; filename=\"%s-%s.%s\"", name, day, kind->name).p);
	buf_free(&r->answer);
	if (r->call.who->session)
		r->call.engine->signin->release(r->call.who);
	http_answer_fd(rq, 200, kind->type, fd, x->size);
}

static enum err
make_file(struct rest *r, struct export *x)
{
	json_scoped body = NULL;
	enum err e;
	if ((e = rest_body(r, &body)) || (e = take(x, body)))
		return e;
	if ((e = sheet_file(&x->sheet, r->call.engine->options.data_dir, r->call.arena)))
		return refuse(&r->call, e, NULL, -1);
	watermark(x);
	x->known = arena_array(r->call.arena, struct known_title, TITLES_KEPT);
	if ((e = write_rows(x)))
		return e;
	if ((e = sheet_size(&x->sheet, &x->size)))
		return refuse(&r->call, e, NULL, -1);
	r->audit_detail = audit_detail(x, json_object_get(body, "where"));
	return E_OK;
}

void
rest_export(struct rest *r)
{
	struct export *x = arena_new(r->call.arena, struct export);
	enum err e;
	*x = (struct export){ .rest = r, .query = { .rec = r->rec }, .sheet.fd = -1 };
	r->rq->user = x;
	if ((e = make_file(r, x))) {
		if (x->sheet.fd >= 0)
			close(x->sheet.fd);
		rest_finish(r, e);
		return;
	}
	r->call.conn = NULL;
	r->job.run = audit_run;
	r->job.done = send_file;
	db_submit(r->call.engine->db, &r->job);
}

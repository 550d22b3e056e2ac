/* SPDX-License-Identifier: Apache-2.0 */
/* audit_show.c - the audit as people read it: the history of one row, the list of what was done. */
#include <jansson.h>
#include "engine/audit_.h"
#include "net/json.h"

#define HISTORY_MAX 500		/* entries of one history; older ones are in the list */
#define LIST_MAX 500

/* Verbs that no page declares. */
static const struct {
	const char *verb, *title;
} common_verb[] = {
	{ "create", "新建|Created" },
	{ "patch", "修改|Changed" },
	{ "erase", "删除个人信息|Personal data erased" },
	{ "recompute", "重算期限|Time limit reckoned anew" },
	{ "attach", "上传附件|File attached" },
	{ "detach", "移除附件|File removed" },
	{ "forget", "销毁密钥|Key destroyed" },
	{ "read", "查看|Read" },
	{ "search", "查询|Searched" },
	{ "export", "导出|Exported" }, { "share", "向外提供|Handed over" }, { "share_cut", "向外提供中断|Broken off" },
	{ "replay", "回放|Replayed" },
	{ "history", "查看历史|History read" }, { "print", "打印|Printed" }, { "view_file", "查看附件|File read" },
	{ "biography", "查看办案经过|Course of the case read" }, { "contents", "查看卷内目录|Contents of the file read" },
	{ "track", "查看轨迹|Track read" }, { "moment", "查看某时位置|Positions of a moment read" },
	{ "lived", "模拟经历|Simulated life" },
};

const char *
audit_verb_title(const struct record *rec, struct slice verb)
{
	for (int i = 0; rec && i < rec->nstep; i++)
		if (slice_is(verb, rec->step[i].verb))
			return rec->step[i].title;
	for (size_t i = 0; i < N_ELEMS(common_verb); i++)
		if (slice_is(verb, common_verb[i].verb))
			return common_verb[i].title;
	return NULL;
}

static void
put_text(struct buf *b, const char *key, const struct stmt *st, int col)
{
	buf_printf(b, ",\"%s\":", key);
	buf_json(b, col_null(st, col) ? (struct slice){ NULL, 0 } : col_text(st, col));
}

static void
put_int(struct buf *b, const char *key, const struct stmt *st, int col)
{
	buf_printf(b, ",\"%s\":", key);
	if (col_null(st, col))
		buf_puts(b, "null");
	else
		buf_int(b, col_int(st, col));
}

void
audit_put_verb(struct buf *b, const struct record *rec, struct slice verb)
{
	char space[64];
	const char *title = audit_verb_title(rec, verb);
	char symbol[48];

	snprintf(symbol, sizeof symbol, "%.*s", (int)(verb.n < 47 ? verb.n : 47), verb.p);
	buf_puts(b, ",\"verb\":");
	buf_json(b, verb);
	buf_puts(b, ",\"verb_title\":");
	buf_json(b, title ? title_zh(title) : verb);
	buf_puts(b, ",\"verb_title_en\":");
	buf_json(b, title ? title_en(title, symbol, space, sizeof space) : verb);
}

/* ---- changes ---- */

static int
into_buf(const char *p, size_t n, void *b)
{
	buf_put(b, (struct slice){ p, n });
	return 0;
}

static void
put_json(struct buf *b, const json_t *j)
{
	if (!j || json_dump_callback(j, into_buf, b, JSON_ENCODE_ANY | JSON_COMPACT))
		buf_puts(b, "null");
}

static void
put_change(struct buf *b, int *n, const char *field, const json_t *pair, const char *hidden)
{
	buf_puts(b, (*n)++ ? ",{\"field\":" : "{\"field\":");
	buf_json(b, slice_of(field));
	buf_puts(b, ",\"old\":");
	put_json(b, json_array_get(pair, 0));
	buf_puts(b, ",\"new\":");
	put_json(b, json_array_get(pair, 1));
	if (hidden)
		buf_printf(b, ",\"%s\":true", hidden);
	buf_putc(b, '}');
}

static void
put_pairs(struct buf *b, int *n, struct slice text, const char *member)
{
	json_t *j = json_loadb(text.p ? text.p : "", text.n, 0, NULL), *pair;
	const char *field;

	json_object_foreach(member ? json_object_get(j, member) : j, field, pair)
		put_change(b, n, field, pair, NULL);
	json_decref(j);
}

static void
put_hidden(struct buf *b, int *n, struct slice detail, const char *why)
{
	json_t *j = json_loadb(detail.p ? detail.p : "", detail.n, 0, NULL), *name;
	size_t i;

	json_array_foreach(json_object_get(j, "persons"), i, name)
		put_change(b, n, json_string_value(name), NULL, why);
	json_decref(j);
}

static void
put_changes(struct call *c, struct buf *b, const struct record *rec, int64_t row,
    const struct stmt *st, int detail, bool persons)
{
	struct slice text = col_null(st, detail) ? (struct slice){ NULL, 0 } : col_text(st, detail),
		     plain;
	int n = 0;

	buf_puts(b, ",\"changes\":[");
	put_pairs(b, &n, text, "changes");
	if (!persons || col_null(st, detail + 1))
		put_hidden(b, &n, text, "masked");
	else if (audit_decrypt(c, rec, row, col_blob(st, detail + 1), &plain))
		put_hidden(b, &n, text, "erased");
	else {		/* by the unit the row had then: it may be shown though the row of today is not */
		put_pairs(b, &n, plain, NULL);
		c->unmasked++;
	}
	buf_putc(b, ']');
}

/* ---- history of a row ---- */

/* Names come from the page of persons, where there is one. */
static const char *
person_name_sql(const struct engine *e)
{
	const struct record *person = record_named(e, S("person"));

	return person && field_named(person, S("name")) >= 0 ?
	    "(SELECT p.name FROM person p WHERE p.id = a.person)" : "NULL";
}

enum err
audit_history_json(struct call *c, const struct record *rec, int64_t row, struct buf *b)
{
	struct slice text = arena_printf(c->arena,
	    "SELECT a.at, a.person, %s, a.verb, a.reason, a.from_state, a.to_state,"
	    " a.peer, a.unit, a.case_ref, a.detail, a.secret FROM audit a WHERE a.record = ?1 AND a.row = ?2"
	    " AND a.kind <> 'read' ORDER BY a.seq DESC LIMIT ?3",
	    person_name_sql(c->engine));
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, text.p);

	if (e)
		return e;
	sql_text(st, 1, slice_of(rec->name));
	sql_int(st, 2, row);
	sql_int(st, 3, HISTORY_MAX);
	buf_putc(b, '[');
	for (int n = 0; !(e = sql_step(st)); n++) {
		if (n)
			buf_putc(b, ',');
		if (slice_is(col_text(st, 3), "lived")) {
			lived_history_json(c, rec, arena_copy(c->arena, col_text(st, 10)), b);
			continue;
		}
		buf_puts(b, "{\"at\":\"");
		buf_time(b, col_int(st, 0));
		buf_putc(b, '"');
		put_int(b, "person", st, 1);
		put_text(b, "person_name", st, 2);
		audit_put_verb(b, rec, col_text(st, 3));
		put_text(b, "reason", st, 4);
		put_text(b, "from_state", st, 5);
		put_text(b, "to_state", st, 6);
		put_text(b, "peer", st, 7);
		put_text(b, "case_ref", st, 9);
		put_changes(c, b, rec, row, st, 10,
		    may_persons(c, rec->can_read, col_null(st, 8) ? 0 : col_int(st, 8)));
		buf_putc(b, '}');
	}
	buf_putc(b, ']');
	return e != E_DONE ? e : b->full ? E_FULL : E_OK;
}

/* ---- the list ---- */

struct list_sql {
	struct buf text;
	int n;
	struct {
		bool is_int;
		int64_t i;
		struct slice s;
	} arg[12];
};

static void
where_text(struct list_sql *q, const char *column, struct slice v)
{
	if (!v.n)
		return;
	q->arg[q->n].s = v;
	buf_printf(&q->text, " AND a.%s = ?%d", column, ++q->n);
}

static void
where_int(struct list_sql *q, const char *column, const char *op, int64_t v)
{
	if (!v)
		return;
	q->arg[q->n].is_int = true;
	q->arg[q->n].i = v;
	buf_printf(&q->text, " AND a.%s %s ?%d", column, op, ++q->n);
}

static void
where_units(struct list_sql *q, const int64_t *unit, size_t n)
{
	if (!unit)
		return;
	buf_puts(&q->text, " AND a.unit IN (");
	for (size_t i = 0; i < n; i++)
		buf_printf(&q->text, i ? ",%lld" : "%lld", (long long)unit[i]);
	buf_puts(&q->text, n ? ")" : "NULL)");
}

static void
list_text(struct call *c, struct list_sql *l, const struct audit_query *q)
{
	buf_printf(&l->text,
	    "SELECT a.seq, a.at, a.kind, a.person, %s, a.session, a.peer, a.request, a.record, a.row, a.unit,"
	    " a.verb, a.from_state, a.to_state, a.reason, a.case_ref, a.detail FROM audit a WHERE 1=1",
	    person_name_sql(c->engine));
	where_text(l, "record", q->record);
	where_int(l, "row", "=", q->row);
	where_text(l, "verb", q->verb);
	where_text(l, "kind", q->kind);
	where_int(l, "person", "=", q->person);
	where_int(l, "at", ">=", q->from_ms);
	where_int(l, "at", "<", q->to_ms);
	where_int(l, "seq", "<", q->before);
	where_units(l, q->unit, q->nunit);
	where_int(l, "seq", ">", 0);
	buf_puts(&l->text, " ORDER BY a.seq DESC LIMIT ");
	buf_int(&l->text, q->limit < 1 || q->limit > LIST_MAX ? LIST_MAX : q->limit);
}

static void
put_item(struct call *c, struct buf *b, const struct stmt *st)
{
	const struct record *rec =
	    col_null(st, 8) ? NULL : record_named(c->engine, col_text(st, 8));

	buf_puts(b, "\"seq\":");
	buf_int(b, col_int(st, 0));
	buf_puts(b, ",\"at\":\"");
	buf_time(b, col_int(st, 1));
	buf_putc(b, '"');
	put_text(b, "kind", st, 2);
	put_int(b, "person", st, 3);
	put_text(b, "person_name", st, 4);
	put_int(b, "session", st, 5);
	put_text(b, "peer", st, 6);
	put_text(b, "request", st, 7);
	put_text(b, "record", st, 8);
	put_int(b, "id", st, 9);
	put_int(b, "unit", st, 10);
	audit_put_verb(b, rec, col_text(st, 11));
	put_text(b, "from_state", st, 12);
	put_text(b, "to_state", st, 13);
	put_text(b, "reason", st, 14);
	put_text(b, "case_ref", st, 15);
	buf_puts(b, ",\"detail\":");
	if (col_null(st, 16))
		buf_puts(b, "null");
	else
		buf_put(b, col_text(st, 16));
}

enum err
audit_list_json(struct call *c, const struct audit_query *q, struct buf *b)
{
	struct list_sql l = { 0 };
	stmt_scoped st = NULL;
	int64_t last = 0;
	int n = 0, limit = q->limit < 1 || q->limit > LIST_MAX ? LIST_MAX : q->limit;
	enum err e;

	buf_init(&l.text, KIB(64));
	list_text(c, &l, q);
	e = l.text.full ? E_FULL : sql(c->conn, &st, arena_str(c->arena, buf_slice(&l.text)));
	buf_free(&l.text);
	if (e)
		return e;
	for (int i = 0; i < l.n; i++) {
		if (l.arg[i].is_int)
			sql_int(st, i + 1, l.arg[i].i);
		else
			sql_text(st, i + 1, l.arg[i].s);
	}
	buf_puts(b, "{\"items\":[");
	for (; !(e = sql_step(st)); n++) {
		buf_puts(b, n ? ",{" : "{");
		put_item(c, b, st);
		buf_putc(b, '}');
		last = col_int(st, 0);
	}
	buf_puts(b, "],\"next\":");
	if (n == limit)
		buf_int(b, last);
	else
		buf_puts(b, "null");
	buf_putc(b, '}');
	return e != E_DONE ? e : b->full ? E_FULL : E_OK;
}

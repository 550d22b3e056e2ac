/* SPDX-License-Identifier: Apache-2.0 */
/* import.c - see import.h. Lines are parsed here, chunk by chunk; each chunk is one job of the writer. */
#include "engine/import.h"

#include "base/csv.h"
#include "engine/engine.h"
#include "engine/record_.h"
#include "engine/rest_.h"
#include "engine/table_.h"
#include "engine/take_.h"

#define CHUNK 1000			/* rows of one commit: a registry has a million */

enum { SPECIAL_UNIT = -2, SPECIAL_FROM = -3, SPECIAL_TO = -4, SPECIAL_NONE = -1 };

struct line {
	size_t number;
	struct row *draft;
	uint64_t set;
};
struct importer {
	struct engine *e;
	const struct import_order *o;
	struct import_report *report;
	int column[CSV_COLUMNS_MAX];	/* field index or SPECIAL_* */
	size_t ncolumn;
	int key;			/* field that knows a row */
	struct line line[CHUNK];
	size_t n, taken;		/* good lines of the chunk; all of its lines */
	struct arena arena;		/* of the chunk */
	struct call call;
	struct import_report made;	/* what the job found; taken over when it has succeeded */
};

void
import_report_init(struct import_report *r)
{
	*r = (struct import_report){ 0 };
	buf_init(&r->columns, KIB(64));
	buf_init(&r->errors, MIB(1));
	buf_init(&r->differences, MIB(2));
}

void
import_report_free(struct import_report *r)
{
	buf_free(&r->columns);
	buf_free(&r->errors);
	buf_free(&r->differences);
}

void
import_report_json(const struct import_report *r, struct buf *b)
{
	buf_puts(b, "{\"columns\":[");
	buf_put(b, buf_slice(&r->columns));
	buf_printf(b, "],\"accepted\":%lld,\"added\":%lld,\"changed\":%lld,\"unchanged\":%lld,\"refused\":%lld,\"errors\":[",
	    (long long)r->accepted, (long long)r->added, (long long)r->changed, (long long)r->unchanged, (long long)r->refused);
	buf_put(b, buf_slice(&r->errors));
	buf_puts(b, "],\"differences\":[");
	buf_put(b, buf_slice(&r->differences));
	buf_puts(b, "]}");
}

void
import_report_error(struct import_report *r, size_t line, int column, const char *field, enum err e, struct slice zh, struct slice en)
{
	r->refused++;
	if (r->shown_errors++ >= IMPORT_SHOWN)
		return;
	buf_printf(&r->errors, "%s{\"line\":%zu,\"column\":%d,\"field\":", r->errors.n ? "," : "", line, column);
	buf_json(&r->errors, slice_of(field));
	buf_printf(&r->errors, ",\"code\":\"%s\",\"detail\":", err_name(e));
	buf_json(&r->errors, zh.p ? zh : slice_of(err_zh(e)));
	buf_puts(&r->errors, ",\"detail_en\":");
	buf_json(&r->errors, en.p ? en : slice_of(err_en(e)));
	buf_putc(&r->errors, '}');
}

static void
note_call(struct importer *m, struct import_report *r, const struct line *l, enum err e)
{
	const struct http_fault *f = m->call.nfault ? &m->call.fault[0] : NULL;
	int column = 0;

	for (size_t i = 0; f && f->field && i < m->ncolumn; i++)
		if (m->column[i] >= 0 && !strcmp(m->o->rec->field[m->column[i]].name, f->field))
			column = (int)i + 1;
	import_report_error(r, l->number, column, f ? f->field : NULL, f ? f->code : e,
	    f ? f->detail_zh : (struct slice){ NULL, 0 }, f ? f->detail_en : (struct slice){ NULL, 0 });
}

/* --- header --- */

static int
column_of(const struct record *rec, struct slice name)
{
	if (slice_is(name, "unit") || slice_is(name, "所属单位") || slice_is(name, "单位"))
		return field_named(rec, S("unit")) >= 0 ? field_named(rec, S("unit")) : SPECIAL_UNIT;
	for (int i = 0; i < rec->nfield; i++)
		if (slice_is(name, rec->field[i].name) || slice_eq(name, title_zh(rec->field[i].title)))
			return i;
	if (rec->valid_key && (slice_is(name, "valid_from") || slice_is(name, "生效日期")))
		return SPECIAL_FROM;
	if (rec->valid_key && (slice_is(name, "valid_to") || slice_is(name, "失效日期")))
		return SPECIAL_TO;
	return SPECIAL_NONE;
}

static enum err
take_header(struct importer *m, const struct csv_row *head)
{
	const struct record *rec = m->o->rec;
	bool has_key = false;

	m->key = rec->valid_key - 1;
	for (int i = 0; m->key < 0 && i < rec->nfield; i++)
		if (rec->field[i].flags & UNIQ)
			m->key = i;
	for (size_t i = 0; i < head->n; i++) {
		m->column[i] = column_of(rec, head->field[i]);
		has_key |= m->column[i] == m->key;
		if (i)
			buf_putc(&m->report->columns, ',');
		buf_json(&m->report->columns, head->field[i]);
		if (m->column[i] == SPECIAL_NONE)
			import_report_error(m->report, head->line, (int)i + 1, head->field[i].p, E_UNKNOWN_FIELD,
			    S("没有这一列，已忽略"), S("there is no such column; it is left out"));
	}
	m->ncolumn = head->n;
	if (m->key >= 0 && has_key)
		return E_OK;
	import_report_error(m->report, head->line, 0, m->key >= 0 ? rec->field[m->key].name : NULL, E_MISSING,
	    S("表头缺少识别列"), S("the header lacks the column by which rows are known"));
	return E_BAD_BODY;
}

/* --- lines --- */

static const struct record *
natural_key(const struct record *rec, const char **ret)
{
	for (int i = 0; i < rec->nfield; i++)
		if ((rec->field[i].flags & UNIQ) && rec->field[i].type.kind == K_TEXT) {
			*ret = rec->field[i].name;
			return rec;
		}
	return NULL;
}

/* "370303000000" -> id of that unit. A text that is no key is left to be read as an id. */
static enum err
resolve(struct importer *m, struct conn *c, const struct record *to, struct slice text, struct slice *ret)
{
	stmt_scoped st = NULL;
	const char *key;
	enum err e;

	*ret = text;
	if (!text.n || !natural_key(to, &key))
		return E_OK;
	if ((e = sql(c, &st, arena_printf(&m->arena, "SELECT id FROM \"%s\" WHERE \"%s\" = ?1", to->name, key).p)))
		return e;
	sql_text(st, 1, text);
	if (!(e = sql_step(st)))
		*ret = arena_printf(&m->arena, "%lld", (long long)col_int(st, 0));
	return e == E_DONE ? E_OK : e;
}

static enum err
take_cell(struct importer *m, struct conn *c, struct line *l, int col, struct slice text)
{
	static const struct field unit = { "unit", { .kind = K_REF }, 0, "", "" }, day = { "valid_from", { .kind = K_DATE }, 0, "", "" };
	struct call *call = &m->call;
	struct value v;
	enum err e;

	if (col == SPECIAL_UNIT) {
		if ((e = resolve(m, c, record_named(m->e, S("unit")), text, &text)) || (e = take_plain(call, "unit", &unit, text, &v)))
			return e;
		l->draft->unit = v.i;
	} else if (col == SPECIAL_FROM || col == SPECIAL_TO) {
		if ((e = take_plain(call, col == SPECIAL_FROM ? "valid_from" : "valid_to", &day, text, &v)))
			return e;
		*(col == SPECIAL_FROM ? &l->draft->valid_from : &l->draft->valid_to) = v.s;
		l->set |= col == SPECIAL_FROM ? SET_VALID_FROM : SET_VALID_TO;
	} else if (col >= 0) {
		const struct field *f = &m->o->rec->field[col];
		if (f->flags & SYS)
			return refuse(call, E_READ_ONLY, m->o->rec, col);
		if (f->type.kind == K_REF && (e = resolve(m, c, f->type.ref, text, &text)))
			return e;
		if ((e = take_plain(call, f->name, f, text, &l->draft->value[col])))
			return e;
		l->set |= 1ull << col;
	}
	return E_OK;
}

static enum err
take_line(struct importer *m, struct conn *c, const struct csv_row *row, struct line *l)
{
	const struct record *rec = m->o->rec;
	enum err e;

	*l = (struct line){ .number = row->line, .draft = row_new(&m->arena, rec) };
	for (size_t i = 0; i < row->n && i < m->ncolumn; i++)
		if ((e = take_cell(m, c, l, m->column[i], row->field[i])))
			return e;
	for (int i = 0; i < rec->nfield; i++)
		if ((rec->field[i].flags & REQ) && !(rec->field[i].flags & SYS) && row_empty(l->draft, i) &&
		    (i == m->key || (l->set & 1ull << i)))
			return refuse(&m->call, E_MISSING, rec, i);
	if (rec->valid_key && !l->draft->valid_from.n)
		return refuse_text(&m->call, E_MISSING, "valid_from", NULL, NULL);
	return E_OK;
}

/* --- the job --- */

static enum err
find(struct importer *m, const struct line *l, int64_t *ret)
{
	const struct record *rec = m->o->rec;
	stmt_scoped st = NULL;
	struct slice text = arena_printf(&m->arena, "SELECT id FROM \"%s\" WHERE \"%s\" = ?1%s", rec->name,
	    rec->field[m->key].name, rec->valid_key ? " AND valid_from = ?2" : "");
	enum err e = sql(m->call.conn, &st, text.p);

	*ret = 0;
	if (e)
		return e;
	(void)table_bind(st, 1, &rec->field[m->key].type, &l->draft->value[m->key]);
	if (rec->valid_key)
		sql_text(st, 2, l->draft->valid_from);
	if (!(e = sql_step(st)))
		*ret = col_int(st, 0);
	return e == E_DONE ? E_OK : e;
}

static void
note_difference(struct importer *m, const struct line *l, const struct row *before, const struct row *after, const char *what)
{
	struct buf *b = &m->made.differences;
	const struct record *rec = m->o->rec;
	const char *comma = "";

	if (m->report->shown_differences + m->made.shown_differences++ >= IMPORT_SHOWN)
		return;
	buf_printf(b, "%s{\"line\":%zu,\"change\":\"%s\",\"key\":", m->report->differences.n || b->n ? "," : "", l->number, what);
	buf_json(b, row_text(after, m->key));
	buf_puts(b, ",\"title\":");
	buf_json(b, row_title(&m->arena, after));
	if (after->valid_from.n) {
		buf_puts(b, ",\"valid_from\":");
		buf_json(b, after->valid_from);
	}
	buf_puts(b, ",\"fields\":[");
	for (int i = 0; before && i < rec->nfield; i++) {
		if (value_eq(&before->value[i], &after->value[i]))
			continue;
		buf_printf(b, "%s{\"field\":\"%s\",\"old\":", comma, rec->field[i].name);
		if (rec->field[i].flags & PII) {
			buf_puts(b, "null,\"new\":null}");
		} else {
			value_json(b, &rec->field[i].type, &before->value[i]);
			buf_puts(b, ",\"new\":");
			value_json(b, &rec->field[i].type, &after->value[i]);
			buf_putc(b, '}');
		}
		comma = ",";
	}
	buf_puts(b, "]}");
}

/* The version that is open when a later one begins ends on that day. */
static enum err
close_open_version(struct importer *m, const struct line *l)
{
	const struct record *rec = m->o->rec;
	stmt_scoped st = NULL;
	struct row *change = row_new(&m->arena, rec), *after, *before;
	int64_t id;
	enum err e;

	if (!rec->valid_key)
		return E_OK;
	if ((e = sql(m->call.conn, &st, arena_printf(&m->arena, "SELECT id FROM \"%s\" WHERE \"%s\" = ?1 AND valid_from < ?2"
	    " AND valid_to IS NULL", rec->name, rec->field[m->key].name).p)))
		return e;
	(void)table_bind(st, 1, &rec->field[m->key].type, &l->draft->value[m->key]);
	sql_text(st, 2, l->draft->valid_from);
	if ((e = sql_step(st)))
		return e == E_DONE ? E_OK : e;
	id = col_int(st, 0);
	sql_done(st);
	change->valid_to = l->draft->valid_from;
	if ((e = record_load(&m->call, rec, id, &before)) ||
	    (e = record_patch(&m->call, rec, id, 0, change, SET_VALID_TO, &after)))
		return e;
	m->made.changed++;
	note_difference(m, l, before, after, "closed");
	return E_OK;
}

static uint64_t
differing(const struct row *before, const struct line *l)
{
	uint64_t set = 0;

	for (int i = 0; i < before->rec->nfield; i++)
		if ((l->set & 1ull << i) && !value_eq(&before->value[i], &l->draft->value[i]))
			set |= 1ull << i;
	if ((l->set & SET_VALID_TO) && !slice_eq(before->valid_to, l->draft->valid_to))
		set |= SET_VALID_TO;
	return set;
}

static enum err
require_all(struct importer *m, const struct line *l)
{
	const struct record *rec = m->o->rec;

	for (int i = 0; i < rec->nfield; i++)
		if ((rec->field[i].flags & REQ) && !(rec->field[i].flags & SYS) && row_empty(l->draft, i))
			return refuse(&m->call, E_MISSING, rec, i);
	return E_OK;
}

struct one_line {
	struct importer *m;
	const struct line *l;
};

static enum err
carry_out(void *ctx, struct conn *c)
{
	struct importer *m = ((struct one_line *)ctx)->m;
	const struct line *l = ((struct one_line *)ctx)->l;
	struct row *before, *after = row_copy(&m->arena, l->draft);
	uint64_t set;
	int64_t id;
	enum err e;

	(void)c;
	if ((e = find(m, l, &id)))
		return e;
	if (!id) {
		if ((e = require_all(m, l)) || (e = close_open_version(m, l)) || (e = record_create(&m->call, after)))
			return e;
		m->made.added++;
		note_difference(m, l, NULL, after, "new");
		return E_OK;
	}
	if ((e = record_load(&m->call, m->o->rec, id, &before)))
		return e;
	if (!row_visible(&m->call, before, m->o->rec->can_read))	/* taken, as when it is made by hand: what it holds is not told */
		return refuse(&m->call, E_EXISTS, m->o->rec, m->key);
	if (!(set = differing(before, l))) {
		m->made.unchanged++;
		return E_OK;
	}
	for (int i = 0; i < m->o->rec->nfield; i++)
		if ((set & 1ull << i) && (m->o->rec->field[i].flags & FIX))
			return refuse(&m->call, E_READ_ONLY, m->o->rec, i);
	if ((e = record_patch(&m->call, m->o->rec, id, 0, l->draft, set, &after)))
		return e;
	m->made.changed++;
	note_difference(m, l, before, after, "changed");
	return E_OK;
}

static bool
row_fault(enum err e)
{
	return e != E_STORE && e != E_DISK_FULL && e != E_CORRUPT && e != E_TIMEOUT && e != E_BUSY;
}

static enum err
chunk_lines(void *ctx, struct conn *c)
{
	struct importer *m = ctx;

	for (size_t i = 0; i < m->n; i++) {
		struct one_line one = { m, &m->line[i] };
		enum err e;
		m->call.err = E_OK;
		m->call.nfault = 0;
		e = db_nested(c, carry_out, &one);
		if (e && !row_fault(e))
			return e;
		if (e)
			note_call(m, &m->made, &m->line[i], e);
		else
			m->made.accepted++;
	}
	return m->o->preview ? E_DONE : E_OK;	/* E_DONE takes back what a preview did */
}

static enum err
chunk_run(void *ctx, struct conn *c)
{
	struct importer *m = ctx;
	enum err e;

	import_report_free(&m->made);
	import_report_init(&m->made);
	m->call.conn = c;
	m->call.ntouched = 0;
	e = db_nested(c, chunk_lines, m);
	return e == E_DONE ? E_OK : e;
}

static void
take_over(struct import_report *to, const struct import_report *made)
{
	to->accepted += made->accepted;
	to->added += made->added;
	to->changed += made->changed;
	to->unchanged += made->unchanged;
	to->refused += made->refused;
	to->shown_errors += made->shown_errors;
	to->shown_differences += made->shown_differences;
	if (to->errors.n && made->errors.n)
		buf_putc(&to->errors, ',');
	buf_put(&to->errors, buf_slice(&made->errors));
	buf_put(&to->differences, buf_slice(&made->differences));
}

static enum err
flush(struct importer *m)
{
	enum err e = m->n ? db_write(m->e->db, chunk_run, m) : E_OK;

	m->call.conn = NULL;
	if (!e && m->n && !m->o->preview)
		record_committed(&m->call);
	if (!e && m->n)
		take_over(m->report, &m->made);
	m->n = m->taken = 0;
	arena_free(&m->arena);
	m->call.titles = NULL;
	return e;
}

static enum err
lines(struct importer *m, struct csv *csv)
{
	struct csv_row row;
	enum err e = E_OK, next;

	while (!e && (next = csv_next(csv, &row)) != E_DONE) {
		reader_scoped reader = NULL;
		if (next) {
			import_report_error(m->report, csv->fault.line, csv->fault.column, NULL, next, slice_of(csv->fault.zh), slice_of(csv->fault.en));
			if (next == E_BAD_TYPE)
				return E_OK;
			continue;
		}
		m->call.err = E_OK;
		m->call.nfault = 0;
		if ((e = db_reader(m->e->db, &reader)))
			break;
		m->call.conn = reader;
		next = take_line(m, reader, &row, &m->line[m->n]);
		m->call.conn = NULL;
		db_reader_release(&reader);
		if (next)
			note_call(m, m->report, &m->line[m->n], next);
		else
			m->n++;
		if (++m->taken == CHUNK)	/* faulty lines lie in the arena too */
			e = flush(m);
	}
	return e ? e : flush(m);
}

enum err
record_import(struct engine *e, const struct import_order *o, struct import_report *ret)
{
	struct importer *m = mem_alloc(sizeof *m);
	struct csv *csv = mem_alloc(sizeof *csv);
	struct csv_row head;
	enum err err;

	m->e = e;
	m->o = o;
	m->report = ret;
	arena_init(&m->arena);
	import_report_init(&m->made);
	call_system(&m->call, e, &m->arena, NULL, NULL);
	m->call.reason = o->why;
	m->call.peer = o->peer;
	if (o->who)
		m->call.who = o->who;
	if (o->request_id)
		m->call.request_id = o->request_id;
	csv_open(csv, o->csv, CSV_DETECT);
	err = csv_next(csv, &head);
	if (err)
		import_report_error(ret, 1, 0, NULL, err == E_DONE ? E_BAD_BODY : err, (struct slice){ NULL, 0 }, (struct slice){ NULL, 0 });
	err = err ? E_BAD_BODY : take_header(m, &head);
	if (!err)
		err = lines(m, csv);
	csv_close(csv);
	import_report_free(&m->made);
	arena_free(&m->arena);
	mem_free(m);
	mem_free(csv);
	return err;
}

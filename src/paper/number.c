/* SPDX-License-Identifier: Apache-2.0 */
/* number.c - serials without a gap: the counter's row is locked and changed in the transaction that writes the document. */
#include "base/clock.h"
#include "paper/paper_.h"

const char *
paper_ddl(enum db_kind k)
{
#define DDL(INT, END) "CREATE TABLE document_counter (\n  unit " INT " NOT NULL,\n  type TEXT NOT NULL,\n  year " INT " NOT NULL,\n" \
	"  last " INT " NOT NULL,\n  PRIMARY KEY (unit, type, year)\n)" END ";\n"
	return k == DB_SQLITE ? DDL("INTEGER", " STRICT") : DDL("BIGINT", "");
#undef DDL
}

enum err
number_next(struct call *c, const struct template *t, int64_t unit, int year, int64_t *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "INSERT INTO document_counter (unit, type, year, last) VALUES (?1, ?2, ?3, 1)"
	    " ON CONFLICT (unit, type, year) DO UPDATE SET last = document_counter.last + 1 RETURNING last");

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, unit);
	sql_text(st, 2, slice_of(t->type));
	sql_int(st, 3, year);
	if ((e = sql_step(st)))
		return refuse(c, e, NULL, -1);
	*ret = col_int(st, 0);
	return E_OK;
}

/* ---- how it is written ---- */

struct words {
	struct slice unit, area, brief;
	int year;
	int64_t serial;
};

/* {serial}, {serial:6}: the least number of figures behind the colon. False: no such word. */
static bool
put_word(struct buf *b, struct slice w, const struct words *v)
{
	struct slice name;
	int64_t width = 1;

	(void)slice_cut(&w, ':', &name);
	if (w.p && (!slice_int(w, &width) || width < 1 || width > 8 || !slice_is(name, "serial")))
		return false;
	if (slice_is(name, "serial"))
		buf_printf(b, "%0*lld", (int)width, (long long)v->serial);
	else if (slice_is(name, "year"))
		buf_printf(b, "%04d", v->year);
	else if (slice_is(name, "yy"))
		buf_printf(b, "%02d", v->year % 100);
	else if (slice_is(name, "unit"))
		buf_put(b, v->unit);
	else if (slice_is(name, "area"))
		buf_put(b, v->area);
	else if (slice_is(name, "short"))
		buf_put(b, v->brief);
	else
		return false;
	return true;
}

static bool
write_number(struct buf *b, struct slice format, const struct words *v)
{
	for (size_t i = 0; i < format.n; i++) {
		const char *end = format.p[i] == '{' ? memchr(format.p + i, '}', format.n - i) : NULL;
		if (format.p[i] != '{') {
			buf_putc(b, format.p[i]);
			continue;
		}
		if (!end || !put_word(b, (struct slice){ format.p + i + 1, (size_t)(end - format.p) - i - 1 }, v))
			return false;
		i = (size_t)(end - format.p);
	}
	return !b->full;
}

bool
number_format_ok(struct slice format)
{
	static const struct words sample = { .unit = { "370303000000", 12 }, .area = { "370303", 6 }, .brief = { "张店", 6 }, .year = 2026, .serial = 1 };
	bool serial = memmem(format.p, format.n, "{serial", 7), year = memmem(format.p, format.n, "{year}", 6) || memmem(format.p, format.n, "{yy}", 4);
	struct buf b;
	bool ok;

	buf_init(&b, 320);
	ok = serial && year && write_number(&b, format, &sample) && utf8_valid(buf_slice(&b)) && utf8_count(buf_slice(&b)) <= 60;
	buf_free(&b);
	return ok;
}

/* The row in force on the day, else the form's own. */
static enum err
format_of(struct call *c, const struct template *t, int32_t day, struct slice *ret)
{
	char text[TIME_TEXT_MAX];
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT format FROM number_form WHERE type = ?1 AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to > ?2)");

	*ret = slice_of(t->number);
	if (e)
		return e;
	sql_text(st, 1, slice_of(t->type));
	sql_text(st, 2, (struct slice){ text, date_print(day, text) });
	if (!(e = sql_step(st)))
		*ret = arena_copy(c->arena, col_text(st, 0));
	return e == E_DONE ? E_OK : e;
}

enum err
number_write(struct call *c, const struct template *t, int64_t unit, int64_t serial, struct slice *ret)
{
	int32_t day = beijing_day(c->now_ms);
	struct words w = { .year = civil_of(day).year, .serial = serial };
	stmt_scoped st = NULL;
	struct slice format;
	struct buf b;
	bool ok;
	enum err e = sql(c->conn, &st, "SELECT code, area_code, short_name FROM unit WHERE id = ?1");

	if (e || (e = format_of(c, t, day, &format)))
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, unit);
	if ((e = sql_step(st)))
		return refuse_text(c, e == E_DONE ? E_BAD_VALUE : e, "unit", "没有这个单位", "there is no such unit");
	w.unit = arena_copy(c->arena, col_text(st, 0));
	w.area = arena_copy(c->arena, col_null(st, 1) ? (struct slice){ col_text(st, 0).p, 6 } : col_text(st, 1));
	w.brief = col_null(st, 2) ? w.unit : arena_copy(c->arena, col_text(st, 2));
	buf_init(&b, 320);
	ok = write_number(&b, format, &w);
	*ret = arena_copy(c->arena, buf_slice(&b));
	buf_free(&b);
	return ok ? E_OK : refuse_text(c, E_BAD_VALUE, "format", "编号格式无效", "the form of numbers is not valid");
}

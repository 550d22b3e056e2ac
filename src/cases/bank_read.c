/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/bank_read_.h"

#include "base/clock.h"
#include "base/csv.h"

#define AMOUNT_MAX 1000000000000LL	/* fen of one payment, as in a message */

enum column { ORDER, TRANSACTION, AMOUNT, PAID_AT, COLUMNS };
static const char *const column_names[COLUMNS] = { "order|缴款单号", "transaction|交易号", "amount|金额", "paid_at|缴款时间" };
static const char *const field_name[COLUMNS] = { "order", "transaction", "amount", "paid_at" };

struct reading {
	struct bank_lines *lines;
	struct import_report *report;
	int column[COLUMNS];
	bool ended;			/* the line of count and sum was read */
};

static void
fault(struct reading *r, size_t line, enum column c, enum err e, const char *zh, const char *en)
{
	import_report_error(r->report, line, r->column[c] + 1, field_name[c], e, slice_of(zh), slice_of(en));
}

bool
bank_amount(struct slice s, int64_t *ret_fen)
{
	struct slice rest = s, yuan, fen = S("0");
	int64_t whole, part;

	if (!slice_cut(&rest, '.', &yuan) || !yuan.n || yuan.n > 12 || yuan.p[0] == '-' || !slice_int(yuan, &whole))
		return false;
	if (rest.p) {
		fen = rest;
		if (fen.n < 1 || fen.n > 2 || fen.p[0] == '-')
			return false;
	}
	if (!slice_int(fen, &part))
		return false;
	*ret_fen = whole * 100 + (fen.n == 1 ? part * 10 : part);
	return true;
}

/* A time without a zone is Beijing's. */
static bool
take_time(struct slice s, int64_t *ret_ms)
{
	char text[32];

	if (s.n != 19 || s.p[10] != ' ')
		return time_parse(s, ret_ms);
	(void)snprintf(text, sizeof text, "%.10sT%.8s+08:00", s.p, s.p + 11);
	return time_parse(slice_of(text), ret_ms);
}

static void
take_payment(struct reading *r, const struct csv_row *row)
{
	struct bank_lines *l = r->lines;
	struct bank_line p = { .number = row->line };
	struct slice order = row->field[r->column[ORDER]], transaction = row->field[r->column[TRANSACTION]];
	bool good = true;

	if (!order.n || order.n > 64)
		fault(r, row->line, ORDER, E_BAD_VALUE, "缴款单号为空或过长", "no number of an order, or too long"), good = false;
	if (!transaction.n || transaction.n > 64)
		fault(r, row->line, TRANSACTION, E_BAD_VALUE, "交易号为空或过长", "no transaction, or too long"), good = false;
	if (!bank_amount(row->field[r->column[AMOUNT]], &p.amount_fen) || p.amount_fen < 1 || p.amount_fen > AMOUNT_MAX)
		fault(r, row->line, AMOUNT, E_BAD_VALUE, "金额须为元，至多两位小数", "an amount is in yuan with at most two decimals"), good = false;
	if (!take_time(row->field[r->column[PAID_AT]], &p.paid_at))
		fault(r, row->line, PAID_AT, E_BAD_VALUE, "缴款时间无法识别", "not a time"), good = false;
	if (!good)
		return;
	if (l->n == l->cap)
		l->line = mem_resize(l->line, mul_size(sizeof *l->line, l->cap = l->cap ? l->cap * 2 : 1024));
	p.order = arena_copy(&l->arena, order);
	p.transaction = arena_copy(&l->arena, transaction);
	l->total_fen += p.amount_fen;
	l->line[l->n++] = p;
}

static bool
is_total(const struct reading *r, const struct csv_row *row)
{
	struct slice s = row->field[r->column[ORDER]];

	return slice_is(s, "合计") || slice_is(s, "total");
}

static void
take_total(struct reading *r, const struct csv_row *row)
{
	struct bank_lines *l = r->lines;
	int64_t count, sum;
	bool whole = !r->report->refused;	/* of faulty lines there is neither */

	r->ended = true;
	if (!slice_int(row->field[r->column[TRANSACTION]], &count) || count < 0 || (whole && (size_t)count != l->n))
		fault(r, row->line, TRANSACTION, E_BAD_VALUE, "笔数与文件不符", "the count is not that of the lines");
	if (!bank_amount(row->field[r->column[AMOUNT]], &sum) || (whole && sum != l->total_fen))
		fault(r, row->line, AMOUNT, E_BAD_VALUE, "金额合计与文件不符", "the sum is not that of the lines");
	if (!date_parse(row->field[r->column[PAID_AT]], &l->day)) {
		fault(r, row->line, PAID_AT, E_BAD_VALUE, "对账日期无法识别", "not a day");
		return;
	}
	for (size_t i = 0; i < l->n; i++)
		if (beijing_day(l->line[i].paid_at) != l->day)
			fault(r, l->line[i].number, PAID_AT, E_BAD_VALUE, "缴款时间不在对账日期内", "does not lie on the day of the file");
}

static enum err
take_header(struct reading *r, const struct csv_row *head)
{
	bool good = true;

	for (size_t i = 0; i < head->n; i++) {
		buf_puts(&r->report->columns, i ? "," : "");
		buf_json(&r->report->columns, head->field[i]);
	}
	for (int i = 0; i < COLUMNS; i++)
		if ((r->column[i] = csv_column(head, column_names[i])) < 0)
			fault(r, head->line, (enum column)i, E_MISSING, "表头缺少此列", "the header lacks this column"), good = false;
	return good ? E_OK : E_BAD_BODY;
}

static void
take_row(struct reading *r, const struct csv_row *row)
{
	if (r->ended)
		import_report_error(r->report, row->line, 0, NULL, E_BAD_BODY, S("合计行之后还有内容"), S("there is something behind the line of the total"));
	else if (is_total(r, row))
		take_total(r, row);
	else
		take_payment(r, row);
}

static enum err
take_rows(struct reading *r, struct csv *csv)
{
	struct csv_row row;
	enum err e;

	while ((e = csv_next(csv, &row)) != E_DONE) {
		if (e)
			import_report_error(r->report, csv->fault.line, csv->fault.column, NULL, e, slice_of(csv->fault.zh), slice_of(csv->fault.en));
		else
			take_row(r, &row);
		if (e == E_BAD_TYPE)
			break;
		if (r->lines->n > BANK_LINES_MAX)
			return E_FULL;
	}
	if (!r->ended)
		import_report_error(r->report, csv->line, 0, "total", E_MISSING, S("没有合计行（笔数、金额、对账日期）"), S("there is no line of the total: count, sum and day"));
	return r->report->refused ? E_BAD_BODY : E_OK;
}

enum err
bank_read(struct slice text, struct bank_lines *ret, struct import_report *report)
{
	struct reading r = { .lines = ret, .report = report };
	struct csv *csv = mem_alloc(sizeof *csv);
	struct csv_row head;
	enum err e;

	*ret = (struct bank_lines){ 0 };
	arena_init(&ret->arena);
	csv_open(csv, text, CSV_DETECT);
	if ((e = csv_next(csv, &head))) {
		import_report_error(report, 1, 0, NULL, e == E_DONE ? E_BAD_BODY : e, (struct slice){ NULL, 0 }, (struct slice){ NULL, 0 });
		e = E_BAD_BODY;
	} else if (!(e = take_header(&r, &head))) {
		e = take_rows(&r, csv);
	}
	csv_close(csv);
	mem_free(csv);
	return e;
}

void
bank_lines_free(struct bank_lines *l)
{
	mem_free(l->line);
	arena_free(&l->arena);
	*l = (struct bank_lines){ 0 };
}

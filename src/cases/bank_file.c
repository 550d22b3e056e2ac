/* SPDX-License-Identifier: Apache-2.0 */
/* bank_file.c - a file that was read whole is worked through in chunks, each one transaction with the place reached; then the books of the day are compared. */
#include "cases/bank_file.h"

#include <sodium.h>

#include "base/clock.h"
#include "base/hash.h"
#include "cases/bank_read_.h"
#include "cases/case_steps_.h"
#include "cases/gate_.h"
#include "cases/law.h"
#include "cases/payment_difference.h"
#include "engine/record.h"
#include "engine/units.h"

struct work {
	const struct bank_order *order;
	const struct bank_lines *lines;
	struct import_report *report;
	struct slice sha256;
	struct row *adapter;		/* of the job that runs */
	int64_t adapter_id, file;	/* rows */
	size_t done;
	bool taken;			/* before: nothing to do */
	struct text_map known;		/* transactions of the file */
	struct tally {
		int64_t booked, repeated, differences;
	} tally;			/* of the job that ran last; what the report has of it is taken over once it is on disk */
	size_t kept;			/* bytes and number of differences that were shown before this job */
	int shown;
};
static const char *const outcome_name[OUTCOMES] = { [OUT_WRONG_AMOUNT] = "wrong_amount", [OUT_UNKNOWN] = "unknown", [OUT_CONFLICT] = "conflict",
	[OUT_EARLY] = "early", [OUT_MALFORMED] = "malformed" };

/* ---- differences ---- */

static void
show(struct import_report *r, const struct bank_line *l, const char *kind)
{
	if (r->shown_differences++ >= IMPORT_SHOWN)
		return;
	buf_printf(&r->differences, "%s{\"line\":%zu,\"order\":", r->differences.n ? "," : "", l->number);
	buf_json(&r->differences, l->order);
	buf_printf(&r->differences, ",\"difference\":\"%s\"}", kind);
}

/* Told once: an earlier file of the same bank may have differed on the same payment, and nobody has settled it yet. */
static enum err
differ(struct call *c, const struct work *w, const struct bank_line *l, const char *kind)
{
	struct row *d = row_new(c->arena, &payment_difference_record), *order = NULL;
	int64_t there, id;
	enum err e = first_id(c, "SELECT d.id FROM payment_difference d JOIN bank_file f ON f.id = d.bank_file WHERE f.adapter = ?1 AND d.\"transaction\" = ?2"
	    " AND d.kind = ?3 AND d.number = ?4 AND d.state = 'open'", (struct first_arg[]){ FIRST_INT(w->adapter_id), FIRST_TEXT(l->transaction), FIRST_TEXT(slice_of(kind)),
	    FIRST_TEXT(l->order) }, 4, &there);

	if (e || there || (e = first_id(c, "SELECT id FROM payment_order WHERE number = ?1 UNION ALL SELECT o.id FROM instalment i JOIN payment_order o"
	    " ON o.violation_case = i.violation_case WHERE i.number = ?1", (struct first_arg[]){ FIRST_TEXT(l->order) }, 1, &id)))
		return e;
	if (id && (e = record_load(c, &payment_order_record, id, &order)))
		return e;
	d->unit = order ? order->unit : units_root();
	row_set_text(d, payment_difference_number, l->order);
	row_set_int(d, payment_difference_bank_file, w->file);
	row_set_int(d, payment_difference_line, (int64_t)l->number);
	row_set_text(d, payment_difference_kind, slice_of(kind));
	row_set_text(d, payment_difference_transaction, l->transaction);
	row_set_int(d, payment_difference_amount, l->amount_fen);
	row_set_int(d, payment_difference_paid_at, l->paid_at);
	if (id)
		row_set_int(d, payment_difference_payment_order, id);
	return record_create_as_system(c, d);
}

static enum err
bank_file_all_settled(struct call *c, const struct row *r)
{
	int64_t open;
	enum err e = first_id(c, "SELECT count(*) FROM payment_difference WHERE bank_file = ?1 AND state = 'open'", (struct first_arg[]){ FIRST_INT(r->id) }, 1, &open);

	return e || !open ? e : refuse_text(c, E_GUARD, "differences", "还有未处理的差异", "differences are still open");
}

/* ---- begin, or go on ---- */

static enum err
find_adapter(struct call *c, struct work *w)
{
	struct slice code = w->order->adapter;
	int64_t n;
	enum err e = first_id(c, "SELECT count(*) FROM adapter WHERE kind = 'payment' AND state = 'in_use' AND (?1 = '' OR code = ?1)",
	    (struct first_arg[]){ FIRST_TEXT(code.n ? code : S("")) }, 1, &n);

	if (e)
		return e;
	if (n != 1)
		return refuse_text(c, E_NOT_FOUND, "adapter", "须以 --adapter 指明一个在用的缴款接口", "name one payment adapter in use with --adapter");
	return first_id(c, "SELECT id FROM adapter WHERE kind = 'payment' AND state = 'in_use' AND (?1 = '' OR code = ?1)",
	    (struct first_arg[]){ FIRST_TEXT(code.n ? code : S("")) }, 1, &w->adapter_id);
}

static enum err
begin_new(struct call *c, struct work *w)
{
	struct row *r = row_new(c->arena, &bank_file_record);
	char day[TIME_TEXT_MAX];
	enum err e = find_adapter(c, w);

	if (e)
		return e;
	row_set_text(r, bank_file_name, w->order->name);
	row_set_text(r, bank_file_sha256, w->sha256);
	row_set_int(r, bank_file_adapter, w->adapter_id);
	row_set_text(r, bank_file_day, (struct slice){ day, date_print(w->lines->day, day) });
	row_set_int(r, bank_file_lines, (int64_t)w->lines->n);
	row_set_int(r, bank_file_total, w->lines->total_fen);
	for (int f = bank_file_done; f <= bank_file_differences; f++)
		row_set_int(r, f, 0);
	e = record_create_as_system(c, r);
	w->file = r->id;
	return e;
}

static enum err
begin(struct call *c, void *ctx)
{
	struct work *w = ctx;
	struct row *r;
	enum err e;

	w->taken = false;
	w->done = 0;
	e = first_id(c, "SELECT id FROM bank_file WHERE sha256 = ?1", (struct first_arg[]){ FIRST_TEXT(w->sha256) }, 1, &w->file);

	if (e || !w->file)
		return e ? e : begin_new(c, w);
	if ((e = record_load(c, &bank_file_record, w->file, &r)))
		return e;
	w->taken = r->state != bank_file_is_reading;
	w->done = (size_t)row_int(r, bank_file_done);
	w->adapter_id = row_ref(r, bank_file_adapter);
	return E_OK;
}

/* ---- a chunk ---- */

struct booking {
	struct call *c;
	struct message m;
};

static enum err
book_nested(void *ctx, struct conn *conn)
{
	struct booking *b = ctx;

	(void)conn;
	return gate_paid(b->c, &b->m);
}

/* The road of a bank's message: what it refuses is undone and is a conflict. */
static enum err
book(struct call *c, struct work *w, const struct bank_line *l, enum outcome *ret)
{
	char at[TIME_TEXT_MAX];
	struct booking b = { c, { .adapter = w->adapter, .about = l->order, .transaction = l->transaction, .amount = l->amount_fen, .outcome = OUT_MALFORMED } };
	enum err e;

	(void)time_print(l->paid_at, at);
	b.m.body = json_pack("{s:s}", "paid_at", at);
	e = db_nested(c->conn, book_nested, &b);
	json_decref(b.m.body);
	*ret = e ? OUT_CONFLICT : b.m.outcome;
	if (!e || e == E_STORE || e == E_DISK_FULL || e == E_TIMEOUT || e == E_CORRUPT)
		return e;
	c->err = E_OK;
	c->nfault = 0;
	return E_OK;
}

static enum err
book_lines(struct call *c, struct work *w, size_t from, size_t to)
{
	struct tally *t = &w->tally;
	enum outcome out;
	enum err e = E_OK;

	for (size_t i = from; i < to && !e; i++) {
		const struct bank_line *l = &w->lines->line[i];
		if ((e = book(c, w, l, &out)))
			return e;
		t->booked += out == OUT_TAKEN;
		t->repeated += out == OUT_REPEATED;
		if (outcome_name[out]) {
			t->differences++;
			show(w->report, l, outcome_name[out]);
			e = differ(c, w, l, outcome_name[out]);
		}
	}
	return e;
}

/* A job may run again (store/db.h): it begins anew from the row, and what an undone run has shown is forgotten. */
static void
begin_anew(struct work *w)
{
	w->tally = (struct tally){ 0, 0, 0 };
	w->report->differences.n = w->kept;
	w->report->shown_differences = w->shown;
}

static enum err
chunk(struct call *c, void *ctx)
{
	struct work *w = ctx;
	struct row *r, *change, *after;
	size_t from, to;
	enum err e;

	begin_anew(w);
	if ((e = record_load(c, &adapter_record, w->adapter_id, &w->adapter)) || (e = record_load(c, &bank_file_record, w->file, &r)))
		return e;
	from = (size_t)row_int(r, bank_file_done);
	to = from + BANK_CHUNK < w->lines->n ? from + BANK_CHUNK : w->lines->n;
	if ((e = book_lines(c, w, from, to)))
		return e;
	change = row_new(c->arena, &bank_file_record);
	row_set_int(change, bank_file_done, (int64_t)to);
	row_set_int(change, bank_file_booked, row_int(r, bank_file_booked) + w->tally.booked);
	row_set_int(change, bank_file_repeated, row_int(r, bank_file_repeated) + w->tally.repeated);
	row_set_int(change, bank_file_differences, row_int(r, bank_file_differences) + w->tally.differences);
	w->done = to;
	return record_fire(c, &bank_file_record, w->file, 0, "go_on", change,
	    1ull << bank_file_done | 1ull << bank_file_booked | 1ull << bank_file_repeated | 1ull << bank_file_differences, &after);
}

/* ---- the books of the day ---- */

/* Instalments each by themselves: their order is paid with the last of them. */
#define OF_DAY "SELECT number, \"transaction\", paid_fine + paid_surcharge, paid_at FROM payment_order o WHERE paid_through = ?1 AND paid_at >= ?2 AND paid_at < ?3" \
	" AND NOT EXISTS (SELECT 1 FROM instalment i WHERE i.violation_case = o.violation_case)" \
	" UNION ALL SELECT number, \"transaction\", amount + paid_surcharge, paid_at FROM instalment WHERE paid_through = ?1 AND paid_at >= ?2 AND paid_at < ?3"

struct books {
	int64_t n, total, missing;
};

static enum err
compare(struct call *c, struct work *w, struct books *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, OF_DAY);

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, w->adapter_id);
	sql_int(st, 2, beijing_start_ms(w->lines->day));
	sql_int(st, 3, beijing_start_ms(w->lines->day + 1));
	while (!(e = sql_step(st))) {
		struct bank_line l = { arena_copy(c->arena, col_text(st, 0)), arena_copy(c->arena, col_text(st, 1)), col_int(st, 2), col_int(st, 3), 0 };
		ret->n++;
		ret->total += l.amount_fen;
		if (text_map_get(&w->known, l.transaction))
			continue;
		ret->missing++;
		show(w->report, &l, "missing");
		if ((e = differ(c, w, &l, "missing")))
			return e;
	}
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

static enum err
finish(struct call *c, void *ctx)
{
	struct work *w = ctx;
	struct books b = { 0, 0, 0 };
	struct row *r, *change = row_new(c->arena, &bank_file_record), *after;
	bool same;
	enum err e;

	begin_anew(w);
	if ((e = record_load(c, &bank_file_record, w->file, &r)) || (e = compare(c, w, &b)))
		return e;
	same = !row_int(r, bank_file_differences) && !b.missing && b.n == row_int(r, bank_file_lines) && b.total == row_int(r, bank_file_total);
	row_set_int(change, bank_file_finished_at, c->now_ms);
	row_set_int(change, bank_file_our_lines, b.n);
	row_set_int(change, bank_file_our_total, b.total);
	row_set_int(change, bank_file_differences, row_int(r, bank_file_differences) + b.missing);
	return record_fire(c, &bank_file_record, w->file, 0, same ? "agree" : "differ", change, 1ull << bank_file_finished_at |
	    1ull << bank_file_our_lines | 1ull << bank_file_our_total | 1ull << bank_file_differences, &after);
}

/* ---- the whole ---- */

static void
hash(struct work *w, struct buf *hex)
{
	unsigned char sum[crypto_hash_sha256_BYTES];

	(void)crypto_hash_sha256(sum, (const unsigned char *)w->order->csv.p, w->order->csv.n);
	hex_encode(hex, (struct slice){ (const char *)sum, sizeof sum });
	w->sha256 = buf_slice(hex);
}

static enum err
in_one(struct engine *e, struct work *w, enum err (*job)(struct call *c, void *ctx))
{
	enum err err;

	w->kept = w->report->differences.n;
	w->shown = w->report->shown_differences;
	err = engine_write(e, "银行日终对账文件", job, w);
	if (!err) {
		w->report->added += w->tally.booked;
		w->report->unchanged += w->tally.repeated;
	}
	return err;
}

static enum err
carry_out(struct engine *e, struct work *w)
{
	enum err err = engine_write(e, "银行日终对账文件", begin, w);

	if (err || w->taken) {
		w->report->unchanged = (int64_t)w->lines->n;
		return err;
	}
	for (size_t i = 0; i < w->lines->n && !err; i++)
		err = text_map_put(&w->known, w->lines->line[i].transaction, w);
	while (!err && w->done < w->lines->n)
		err = in_one(e, w, chunk);
	return err ? err : in_one(e, w, finish);
}

enum err
bank_file_import(struct engine *e, const struct bank_order *o, struct import_report *ret)
{
	struct bank_lines lines;
	struct work w = { .order = o, .lines = &lines, .report = ret };
	struct buf hex;
	enum err err = bank_read(o->csv, &lines, ret);

	buf_init(&hex, 128);
	text_map_init(&w.known, BANK_LINES_MAX + 1);
	hash(&w, &hex);
	ret->accepted = (int64_t)lines.n;
	if (!err && !o->preview)
		err = carry_out(e, &w);
	text_map_free(&w.known);
	buf_free(&hex);
	bank_lines_free(&lines);
	return err;
}

#define NAME bank_file
#define DEF "cases/bank_file.def"
#include "engine/define.h"

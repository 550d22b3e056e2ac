/* SPDX-License-Identifier: Apache-2.0 */
/* case_biography.c - every act about a case and everybody who looked, from the audit, and the messages about its money and its entry. */
#include <stdlib.h>
#include <string.h>

#include "gate/adapter_message.h"
#include "cases/case_file_.h"
#include "cases/case_party.h"
#include "cases/deferral.h"
#include "cases/full_score_case.h"
#include "cases/instalment.h"
#include "cases/measure.h"
#include "cases/payment_difference.h"
#include "cases/register_entry.h"
#include "cases/stay.h"
#include "engine/audit.h"
#include "engine/record.h"

/* ---- which rows belong to it ---- */

static enum err
add_rows(struct call *c, const struct record *rec, const char *text, int64_t id, struct case_row *ret, size_t *n)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, text);

	if (e)
		return e;
	sql_int(st, 1, id);
	while (!(e = sql_step(st)) && *n < CASE_ROWS)
		ret[(*n)++] = (struct case_row){ rec, col_int(st, 0) };
	return e == E_DONE ? E_OK : e;
}

enum err
case_rows(struct call *c, const struct row *r, struct case_row *ret, size_t *n)
{
	static const struct {
		const struct record *rec;
		const char *text;
	} parts[] = {
		{ &case_party_record, "SELECT id FROM case_party WHERE violation_case = ?1" },
		{ &measure_record, "SELECT id FROM measure WHERE violation_case = ?1 ORDER BY id" },
		{ &payment_order_record, "SELECT id FROM payment_order WHERE violation_case = ?1" },
		{ &stay_record, "SELECT id FROM stay WHERE violation_case = ?1 ORDER BY id" },
		{ &deferral_record, "SELECT id FROM deferral WHERE violation_case = ?1 ORDER BY id" },
		{ &instalment_record, "SELECT id FROM instalment WHERE violation_case = ?1 ORDER BY no" },
		{ &register_entry_record, "SELECT id FROM register_entry WHERE violation_case = ?1 ORDER BY id" },
		{ &payment_difference_record, "SELECT d.id FROM payment_difference d JOIN payment_order o ON o.id = d.payment_order WHERE o.violation_case = ?1 ORDER BY d.id" },
		{ &full_score_case_record, "SELECT id FROM full_score_case WHERE violation_case = ?1 ORDER BY id" },
		{ &full_score_record, "SELECT f.id FROM full_score_case l JOIN full_score f ON f.id = l.full_score JOIN violation_case v ON v.id = l.violation_case"
		    " WHERE l.violation_case = ?1 AND f.unit = v.unit ORDER BY f.id" },	/* of another unit: theirs to show */
		{ &document_record, "SELECT id FROM document WHERE subject = 'violation_case' AND subject_row = ?1 ORDER BY id" },
		{ &document_record, "SELECT d.id FROM measure m JOIN document d ON d.subject = 'measure' AND d.subject_row = m.id WHERE m.violation_case = ?1 ORDER BY d.id" },
	};
	enum err e = E_OK;

	ret[0] = (struct case_row){ r->rec, r->id };
	*n = 1;
	if (!row_empty(r, violation_case_camera_record)) {
		ret[(*n)++] = (struct case_row){ &camera_record_record, row_ref(r, violation_case_camera_record) };
		e = add_rows(c, &register_entry_record, "SELECT id FROM register_entry WHERE camera_record = ?1 ORDER BY id",
		    row_ref(r, violation_case_camera_record), ret, n);
	}
	for (size_t i = 0; i < N_ELEMS(parts) && !e; i++)
		e = add_rows(c, parts[i].rec, parts[i].text, r->id, ret, n);
	return e ? refuse(c, e, NULL, -1) : E_OK;
}

struct case_act *
case_act_add(struct case_acts *a)
{
	a->more |= a->n == CASE_ACTS;
	if (a->n == CASE_ACTS)
		return NULL;
	a->act[a->n] = (struct case_act){ 0 };
	return &a->act[a->n++];
}

/* ---- the audit ---- */

static struct slice
copy(struct call *c, const struct stmt *st, int col)
{
	return col_null(st, col) ? (struct slice){ NULL, 0 } : arena_copy(c->arena, col_text(st, col));
}

static void
put_titles(struct call *c, struct case_act *a, const struct record *rec, struct slice verb)
{
	char symbol[64], space[64];
	const char *title = audit_verb_title(rec, verb), *of = rec->title;
	struct slice zh = title ? title_zh(title) : verb, en, what_en;

	snprintf(symbol, sizeof symbol, "%.*s", (int)(verb.n < 63 ? verb.n : 63), verb.p);
	en = title ? title_en(title, symbol, space, sizeof space) : verb;
	a->what_en = arena_printf(c->arena, "%.*s", (int)en.n, en.p);
	what_en = title_en(of, rec->name, space, sizeof space);
	a->what_en = arena_printf(c->arena, "%.*s: %.*s", (int)what_en.n, what_en.p, (int)a->what_en.n, a->what_en.p);
	a->what = arena_printf(c->arena, "%.*s：%.*s", (int)title_zh(of).n, title_zh(of).p, (int)zh.n, zh.p);
}

static struct slice
state_zh(const struct record *rec, struct slice name)
{
	int i = name.n ? state_named(rec, name) : -1;

	return i >= 0 ? title_zh(rec->state[i].title) : S("");
}

static void
put_act(struct call *c, struct case_act *a, const struct case_row *row, const struct stmt *st)
{
	struct slice from = state_zh(row->rec, copy(c, st, 4)), to = state_zh(row->rec, copy(c, st, 5));

	a->at = col_int(st, 0);
	a->kind = copy(c, st, 1);
	a->who = col_null(st, 2) ? S("系统") : copy(c, st, 2);
	put_titles(c, a, row->rec, col_text(st, 3));
	if (to.n && !slice_eq(from, to))
		a->detail = from.n ? arena_printf(c->arena, "%.*s→%.*s", (int)from.n, from.p, (int)to.n, to.p) : to;
	a->reason = copy(c, st, 6);
	a->seq = col_int(st, 7);
	a->record = row->rec->name;
	a->row = row->id;
}

/* Of a document: which it is. */
static enum err
title_of(struct call *c, const struct case_row *row, struct slice *ret)
{
	struct row *d;
	enum err e;

	*ret = S("");
	if (row->rec != &document_record || (e = record_load(c, row->rec, row->id, &d)))
		return row->rec != &document_record ? E_OK : e;
	*ret = choice_zh(d, document_type);
	return E_OK;
}

static enum err
take_audit(struct call *c, const struct case_row *row, struct case_acts *acts)
{
	stmt_scoped st = NULL;
	struct case_act *a;
	struct slice title;
	enum err e = sql(c->conn, &st, "SELECT a.at, a.kind, p.name, a.verb, a.from_state, a.to_state, a.reason, a.seq FROM audit a"
	    " LEFT JOIN person p ON p.id = a.person WHERE a.record = ?1 AND a.row = ?2 ORDER BY a.seq");

	if (e)
		return e;
	sql_text(st, 1, slice_of(row->rec->name));
	sql_int(st, 2, row->id);
	if ((e = title_of(c, row, &title)))
		return e;
	while (!(e = sql_step(st)) && (a = case_act_add(acts))) {
		put_act(c, a, row, st);
		if (title.n)
			a->detail = a->detail.n ? arena_printf(c->arena, "%.*s，%.*s", (int)title.n, title.p, (int)a->detail.n, a->detail.p) : title;
	}
	return e == E_DONE ? E_OK : e;
}

/* ---- messages ---- */

static enum err
take_messages(struct call *c, struct slice about, struct case_acts *acts)
{
	stmt_scoped st = NULL;
	struct case_act *a;
	enum err e = sql(c->conn, &st, "SELECT m.at, m.kind, m.outcome, t.code, m.id FROM adapter_message m JOIN adapter t ON t.id = m.adapter WHERE m.about = ?1 ORDER BY m.id");

	if (e)
		return e;
	sql_text(st, 1, about);
	while (!(e = sql_step(st)) && (a = case_act_add(acts))) {
		a->at = col_int(st, 0);
		a->kind = S("message");
		a->who = copy(c, st, 3);
		a->what = arena_printf(c->arena, "外部消息：%.*s", (int)col_text(st, 1).n, col_text(st, 1).p);
		a->what_en = arena_printf(c->arena, "Message: %.*s", (int)col_text(st, 1).n, col_text(st, 1).p);
		a->detail = copy(c, st, 2);
		a->record = adapter_message_record.name;
		a->row = col_int(st, 4);
	}
	return e == E_DONE ? E_OK : e;
}

static enum err
messages_of(struct call *c, const struct case_row *row, struct case_acts *acts)
{
	int field = row->rec == &payment_order_record ? payment_order_number :
	    row->rec == &instalment_record ? instalment_number : row->rec == &register_entry_record ? register_entry_number : -1;
	struct row *r;
	enum err e;

	if (field < 0)
		return E_OK;
	if ((e = record_load(c, row->rec, row->id, &r)))
		return e;
	return take_messages(c, row_text(r, field), acts);
}

static int
earlier(const void *va, const void *vb)
{
	const struct case_act *a = va, *b = vb;

	return a->at != b->at ? (a->at > b->at) - (a->at < b->at) : (a->seq > b->seq) - (a->seq < b->seq);
}

enum err
case_biography(struct call *c, const struct row *r, struct case_acts *ret)
{
	struct case_row *row = arena_array(c->arena, struct case_row, CASE_ROWS + 2);
	size_t n;
	enum err e = case_rows(c, r, row, &n);

	*ret = (struct case_acts){ .act = arena_array(c->arena, struct case_act, CASE_ACTS) };
	for (size_t i = 0; i < n && !e; i++)
		if (!(e = take_audit(c, &row[i], ret)))
			e = messages_of(c, &row[i], ret);
	qsort(ret->act, ret->n, sizeof *ret->act, earlier);
	return e ? refuse(c, e, NULL, -1) : E_OK;
}

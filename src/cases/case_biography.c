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

struct words {
	struct slice zh, en;
};

static struct words
words_of(struct call *c, const char *title, const char *symbol)
{
	char space[64];

	return (struct words){ title_zh(title), arena_copy(c->arena, title_en(title, symbol, space, sizeof space)) };
}

static struct words
choice_words(struct call *c, const struct field *f, struct slice name)
{
	for (const struct choice *ch = f->type.choice; ch && ch->name; ch++)
		if (slice_is(name, ch->name))
			return words_of(c, ch->title, ch->name);
	return (struct words){ S(""), S("") };
}

/* Either may be empty. */
static struct slice
joined(struct call *c, struct slice a, const char *by, struct slice b)
{
	return a.n && b.n ? arena_printf(c->arena, "%.*s%s%.*s", (int)a.n, a.p, by, (int)b.n, b.p) : a.n ? a : b;
}

static void
put_titles(struct call *c, struct case_act *a, const struct record *rec, struct slice verb)
{
	const char *title = audit_verb_title(rec, verb);
	struct words of = words_of(c, rec->title, rec->name), what = { verb, verb };

	if (title)
		what = words_of(c, title, arena_str(c->arena, verb));
	a->what = joined(c, of.zh, "：", what.zh);
	a->what_en = joined(c, of.en, ": ", what.en);
}

static struct words
state_words(struct call *c, const struct record *rec, struct slice name)
{
	int i = name.n ? state_named(rec, name) : -1;

	return i >= 0 ? words_of(c, rec->state[i].title, rec->state[i].name) : (struct words){ S(""), S("") };
}

static void
put_act(struct call *c, struct case_act *a, const struct case_row *row, const struct stmt *st)
{
	struct words from = state_words(c, row->rec, col_text(st, 4)), to = state_words(c, row->rec, col_text(st, 5));

	a->at = col_int(st, 0);
	a->kind = copy(c, st, 1);
	a->who = col_null(st, 2) ? S("系统") : copy(c, st, 2);
	put_titles(c, a, row->rec, col_text(st, 3));
	if (to.zh.n && !slice_eq(from.zh, to.zh)) {
		a->detail = joined(c, from.zh, "→", to.zh);
		a->detail_en = joined(c, from.en, " → ", to.en);
	}
	a->reason = copy(c, st, 6);
	a->seq = col_int(st, 7);
	a->record = row->rec->name;
	a->row = row->id;
}

/* Of a document: which it is. */
static enum err
title_of(struct call *c, const struct case_row *row, struct words *ret)
{
	struct row *d;
	enum err e;

	*ret = (struct words){ S(""), S("") };
	if (row->rec != &document_record)
		return E_OK;
	if (!(e = record_load(c, row->rec, row->id, &d)))
		*ret = choice_words(c, &document_record.field[document_type], row_text(d, document_type));
	return e;
}

static enum err
take_audit(struct call *c, const struct case_row *row, struct case_acts *acts)
{
	stmt_scoped st = NULL;
	struct case_act *a;
	struct words title;
	enum err e = sql(c->conn, &st, "SELECT a.at, CASE WHEN a.verb IN ('attach', 'detach') THEN 'change' ELSE a.kind END,"
	    " p.name, a.verb, a.from_state, a.to_state, a.reason, a.seq FROM audit a"
	    " LEFT JOIN person p ON p.id = a.person WHERE a.record = ?1 AND a.row = ?2 ORDER BY a.seq");

	if (e)
		return e;
	sql_text(st, 1, slice_of(row->rec->name));
	sql_int(st, 2, row->id);
	if ((e = title_of(c, row, &title)))
		return e;
	while (!(e = sql_step(st)) && (a = case_act_add(acts))) {
		put_act(c, a, row, st);
		a->detail = joined(c, title.zh, "，", a->detail);
		a->detail_en = joined(c, title.en, ", ", a->detail_en);
	}
	return e == E_DONE ? E_OK : e;
}

/* ---- messages ---- */

static struct words
message_words(struct call *c, struct slice kind)
{
	static const struct {
		const char *kind, *title;
	} known[] = {
		{ "owed", "询问应缴金额|What is owed was asked" }, { "paid", "缴款|Payment" }, { "refunded", "退付|Refund" },
		{ "entered", "上级系统已登记|Entered in the register" }, { "refused", "上级系统退回|Refused by the register" },
	};

	for (size_t i = 0; i < N_ELEMS(known); i++)
		if (slice_is(kind, known[i].kind))
			return words_of(c, known[i].title, known[i].kind);
	kind = arena_copy(c->arena, kind);
	return (struct words){ kind, kind };
}

static enum err
take_messages(struct call *c, struct slice about, struct case_acts *acts)
{
	stmt_scoped st = NULL;
	struct case_act *a;
	struct words said, outcome;
	enum err e = sql(c->conn, &st, "SELECT m.at, m.kind, m.outcome, t.code, m.id FROM adapter_message m JOIN adapter t ON t.id = m.adapter WHERE m.about = ?1 ORDER BY m.id");

	if (e)
		return e;
	sql_text(st, 1, about);
	while (!(e = sql_step(st)) && (a = case_act_add(acts))) {
		a->at = col_int(st, 0);
		a->kind = S("message");
		a->who = copy(c, st, 3);
		said = message_words(c, col_text(st, 1));
		a->what = joined(c, S("外部消息"), "：", said.zh);
		a->what_en = joined(c, S("Message"), ": ", said.en);
		outcome = choice_words(c, &adapter_message_record.field[adapter_message_outcome], col_text(st, 2));
		a->detail = outcome.zh;
		a->detail_en = outcome.en;
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

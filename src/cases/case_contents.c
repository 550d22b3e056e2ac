/* SPDX-License-Identifier: Apache-2.0 */
/* case_contents.c - what the file of a case holds: its documents and what was attached, in the order in which they came, each with its hash (程260). */
#include <stdlib.h>

#include "cases/case_file_.h"
#include "cases/measure.h"
#include "cases/violation_case.h"
#include "engine/record.h"

static struct slice
copy(struct call *c, const struct stmt *st, int col)
{
	return col_null(st, col) ? (struct slice){ NULL, 0 } : arena_copy(c->arena, col_text(st, col));
}

static enum err
take_document(struct call *c, int64_t id, struct case_acts *acts)
{
	struct case_act *a;
	struct row *d;
	const struct template *t;
	enum err e = record_load(c, &document_record, id, &d);

	if (e || row_is(d, document_type, "case_catalogue") || !(a = case_act_add(acts)))
		return e;
	t = template_version(row_text(d, document_type), row_text(d, document_form));
	a->at = d->created_at;
	a->what = arena_printf(c->arena, "%s%s", t ? t->zh : "", d->state == document_is_voided ? "（已作废）" : "");
	a->what_en = arena_printf(c->arena, "%s%s", t ? t->en : "", d->state == document_is_voided ? " (void)" : "");
	a->number = row_text(d, document_number);
	a->hash = row_text(d, document_hash);
	a->record = "document";
	a->row = a->seq = id;
	return E_OK;
}

static const struct file_slot *
slot_of(const struct record *rec, struct slice name)
{
	for (int i = 0; i < rec->nfile; i++)
		if (slice_is(name, rec->file[i].name))
			return &rec->file[i];
	return NULL;
}

static enum err
take_files(struct call *c, const struct case_row *row, struct case_acts *acts)
{
	stmt_scoped st = NULL;
	struct case_act *a;
	enum err e = sql(c->conn, &st, "SELECT id, slot, hash, created_at FROM attachment WHERE record = ?1 AND row = ?2 AND removed_at IS NULL ORDER BY id");

	if (e)
		return e;
	sql_text(st, 1, slice_of(row->rec->name));
	sql_int(st, 2, row->id);
	while (!(e = sql_step(st)) && (a = case_act_add(acts))) {
		const struct file_slot *s = slot_of(row->rec, col_text(st, 1));
		struct slice en;
		char space[64];
		a->at = col_int(st, 3);
		a->what = s ? title_zh(s->title) : copy(c, st, 1);
		en = s ? title_en(s->title, s->name, space, sizeof space) : copy(c, st, 1);
		a->what_en = arena_printf(c->arena, "%.*s", (int)en.n, en.p);
		a->hash = copy(c, st, 2);
		a->record = row->rec->name;
		a->row = row->id;
		a->slot = copy(c, st, 1);
		a->file = a->seq = col_int(st, 0);
	}
	return e == E_DONE ? E_OK : e;
}

static int
earlier(const void *va, const void *vb)
{
	const struct case_act *a = va, *b = vb;

	return a->at != b->at ? (a->at > b->at) - (a->at < b->at) : (a->seq > b->seq) - (a->seq < b->seq);
}

enum err
case_contents(struct call *c, const struct row *r, struct case_acts *ret)
{
	struct case_row *row = arena_array(c->arena, struct case_row, CASE_ROWS + 2);
	size_t n;
	enum err e = case_rows(c, r, row, &n);

	*ret = (struct case_acts){ .act = arena_array(c->arena, struct case_act, CASE_ACTS) };
	for (size_t i = 0; i < n && !e; i++)
		e = row[i].rec == &document_record ? take_document(c, row[i].id, ret) : take_files(c, &row[i], ret);
	qsort(ret->act, ret->n, sizeof *ret->act, earlier);
	return e ? refuse(c, e, NULL, -1) : E_OK;
}

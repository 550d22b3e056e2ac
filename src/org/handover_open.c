/* SPDX-License-Identifier: Apache-2.0 */
#include "org/handover_open.h"

#include <assert.h>

#include "engine/engine.h"
#include "engine/record.h"
#include "org/handover.h"

enum { PART_ITEM, PART_CHANGE };	/* as on the page */

static const struct handover_source *source;
static size_t nsource;

void
handover_sources(const struct handover_source *s, size_t n)
{
	assert(n <= HANDOVER_SOURCES_MAX);
	source = s;
	nsource = n;
}

struct open_row {
	int64_t id, due;
	struct slice what, state;
};
struct open_list {
	const char *record;
	struct open_row *row;
	int n;
	bool cut;			/* there are more than were read */
};

/* A build without that page has nothing of it open. */
static bool
is_page(const struct call *c, const char *record)
{
	return record_named(c->engine, slice_of(record)) != NULL;
}

static enum err
read_open(struct call *c, const struct handover_source *s, int64_t unit, struct open_list *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, s->sql);

	*ret = (struct open_list){ .record = s->record, .row = arena_array(c->arena, struct open_row, HANDOVER_READ) };
	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, unit);
	while (!(e = sql_step(st)) && ret->n < HANDOVER_READ)
		ret->row[ret->n++] = (struct open_row){ col_int(st, 0), col_null(st, 2) ? 0 : col_int(st, 2), arena_copy(c->arena, col_text(st, 1)),
			arena_copy(c->arena, col_text(st, 3)) };
	ret->cut = e == E_OK;
	return e == E_DONE || !e ? E_OK : refuse(c, e, NULL, -1);
}

static void
put_text(struct value *v, struct slice s)
{
	if (s.n)
		*v = (struct value){ .kind = V_TEXT, .s = s };
}

static const struct part_row *
item_of(const struct row *r, const char *record, int64_t id)
{
	for (int i = 0; i < r->npart_row; i++) {
		const struct value *v = r->part_row[i].value;
		if (r->part_row[i].part == PART_ITEM && v[handover_item_row].kind != V_NULL && v[handover_item_row].i == id &&
		    slice_is(v[handover_item_record].s, record))
			return &r->part_row[i];
	}
	return NULL;
}

static void
add_item(struct row *draft, const struct row *old, const char *record, const struct open_row *o)
{
	const struct part_row *was = item_of(old, record, o->id);
	struct value *v = row_add_part(draft, PART_ITEM)->value;

	put_text(&v[handover_item_what], o->what.n ? o->what : slice_of(record));
	put_text(&v[handover_item_record], slice_of(record));
	put_text(&v[handover_item_state], o->state);
	v[handover_item_row] = (struct value){ .kind = V_INT, .i = o->id };
	if (o->due)
		v[handover_item_due] = (struct value){ .kind = V_INT, .i = o->due };
	if (was)
		v[handover_item_note] = was->value[handover_item_note];
}

/* What the sheet has no room for is counted: it has a record and no row. */
static void
add_rest(struct call *c, struct row *draft, const struct open_list *l)
{
	struct value *v;

	if (l->n <= HANDOVER_LISTED)
		return;
	v = row_add_part(draft, PART_ITEM)->value;
	put_text(&v[handover_item_what], arena_printf(c->arena, "另有%d件%s未逐项列出", l->n - HANDOVER_LISTED, l->cut ? "以上" : ""));
	put_text(&v[handover_item_record], slice_of(l->record));
}

/* The draft without part rows, and beside it one that has them. */
static enum err
take_parts(struct call *c, struct row *draft, struct row **ret_old)
{
	struct row *old = row_copy(c->arena, draft);

	old->part_row = NULL;
	old->npart_row = 0;
	draft->part_row = NULL;
	draft->npart_row = 0;
	draft->parts_given = true;
	*ret_old = old;
	return record_parts(c, old);
}

enum err
handover_put_open(struct call *c, struct row *draft)
{
	struct row *old;
	enum err e = take_parts(c, draft, &old);

	for (int i = 0; i < old->npart_row && !e; i++)
		if (old->part_row[i].part == PART_ITEM && old->part_row[i].value[handover_item_record].kind == V_NULL)
			row_add_part(draft, PART_ITEM)->value = old->part_row[i].value;
	for (size_t s = 0; s < nsource && !e; s++) {
		struct open_list l;
		if (!is_page(c, source[s].record))
			continue;
		if ((e = read_open(c, &source[s], draft->unit, &l)))
			break;
		for (int i = 0; i < l.n && i < HANDOVER_LISTED; i++)
			add_item(draft, old, l.record, &l.row[i]);
		add_rest(c, draft, &l);
	}
	row_set_int(draft, handover_filled_at, c->now_ms);
	return e;
}

/* ---- since it was given ---- */

static void
add_change(struct row *draft, const char *how, const char *record, const struct open_row *o)
{
	struct value *v;
	int n = 0;

	for (int i = 0; i < draft->npart_row; i++)
		n += draft->part_row[i].part == PART_CHANGE;
	if (n >= draft->rec->part[PART_CHANGE].max)
		return;
	v = row_add_part(draft, PART_CHANGE)->value;
	put_text(&v[handover_change_how], slice_of(how));
	put_text(&v[handover_change_what], o->what.n ? o->what : slice_of(record));
	put_text(&v[handover_change_record], slice_of(record));
	put_text(&v[handover_change_state], o->state);
	v[handover_change_row] = (struct value){ .kind = V_INT, .i = o->id };
}

static const struct open_row *
still_open(const struct open_list *l, int64_t id)
{
	for (int i = 0; i < l->n; i++)
		if (l->row[i].id == id)
			return &l->row[i];
	return NULL;
}

/* A row that was above what the sheet lists is not new; with more open than were read nothing is said to have ended. */
static void
compare_list(struct row *draft, const struct row *old, const struct open_list *l, bool all_listed)
{
	for (int i = 0; i < old->npart_row; i++) {
		const struct value *v = old->part_row[i].value;
		const struct open_row *now;
		if (old->part_row[i].part != PART_ITEM || v[handover_item_row].kind == V_NULL || !slice_is(v[handover_item_record].s, l->record))
			continue;
		now = still_open(l, v[handover_item_row].i);
		if (!now && !l->cut)
			add_change(draft, "ended", l->record, &(struct open_row){ .id = v[handover_item_row].i, .what = v[handover_item_what].s });
		else if (now && !slice_eq(now->state, v[handover_item_state].s))
			add_change(draft, "moved", l->record, now);
	}
	for (int i = 0; i < l->n && all_listed; i++)
		if (!item_of(old, l->record, l->row[i].id))
			add_change(draft, "new", l->record, &l->row[i]);
}

static bool
listed_all(const struct row *old, const char *record)
{
	for (int i = 0; i < old->npart_row; i++) {
		const struct value *v = old->part_row[i].value;
		if (old->part_row[i].part == PART_ITEM && v[handover_item_row].kind == V_NULL && v[handover_item_record].kind != V_NULL &&
		    slice_is(v[handover_item_record].s, record))
			return false;
	}
	return true;
}

enum err
handover_put_changes(struct call *c, struct row *draft)
{
	struct row *old;
	enum err e = take_parts(c, draft, &old);

	for (int i = 0; i < old->npart_row && !e; i++)
		if (old->part_row[i].part == PART_ITEM)
			row_add_part(draft, PART_ITEM)->value = old->part_row[i].value;
	for (size_t s = 0; s < nsource && !e; s++) {
		struct open_list l;
		if (is_page(c, source[s].record) && !(e = read_open(c, &source[s], draft->unit, &l)))
			compare_list(draft, old, &l, listed_all(old, l.record));
	}
	row_set_int(draft, handover_compared_at, c->now_ms);
	return e;
}

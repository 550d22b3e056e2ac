/* SPDX-License-Identifier: Apache-2.0 */
/* record.c - rows are made, read, changed. Steps are in step.c. */
#include "engine/record.h"

#include <assert.h>

#include "engine/deadline.h"
#include "engine/engine.h"
#include "engine/event.h"
#include "engine/mask_.h"
#include "engine/record_.h"
#include "engine/stream.h"
#include "engine/table_.h"

typedef bool may_fn(const struct call *, unsigned roles, int64_t unit);

static bool
shared_with(struct call *c, const struct row *r, unsigned roles, may_fn *may_there)
{
	stmt_scoped st = NULL;
	int as = r->rec->shared_as - 1;

	if (sql(c->conn, &st, "SELECT unit FROM share WHERE record = ?1 AND row = ?2"))
		return false;
	sql_text(st, 1, slice_of(as >= 0 ? r->rec->field[as].type.ref->name : r->rec->name));
	sql_int(st, 2, as >= 0 ? row_ref(r, as) : r->id);
	while (!sql_step(st))
		if (may_there(c, roles, col_int(st, 0)))
			return true;
	return false;
}

/* A unit that takes part in a row is to act on it: its grants for persons open what they would open in its own rows. */
static bool
persons_open(struct call *c, const struct row *r)
{
	unsigned roles = r->rec->can_read;

	if (!may_persons(c, roles, 0))
		return false;
	return r->rec->scope == SCOPE_NONE || may_persons(c, roles, r->unit) ||
	    (r->rec->scope == SCOPE_SHARED && shared_with(c, r, roles, may_persons));
}

bool
row_visible(struct call *c, const struct row *r, unsigned roles)
{
	if (c->who->person == 0 || c->as_system)
		return true;
	switch (r->rec->scope) {
	case SCOPE_NONE:
		return may(c, roles, 0);
	case SCOPE_UNIT:
		return may(c, roles, r->unit);
	case SCOPE_SHARED:
		return (!r->rec->shared_as && may(c, roles, r->unit)) || shared_with(c, r, roles, may);
	case SCOPE_OWN:
		return may(c, roles & ~(unsigned)R_citizen, r->unit) ||
		    (may(c, roles & R_citizen, 0) && r->created_by == c->who->person);
	}
	return false;
}

void
row_mask(struct call *c, struct row *r)
{
	bool persons = persons_open(c, r), shown = false;

	for (int i = 0; i < r->rec->nfield; i++) {
		const struct field *f = &r->rec->field[i];
		if (f->flags & SECRET)
			row_clear(r, i);
		if (!(f->flags & PII) || row_empty(r, i))
			continue;
		shown |= persons;
		if (persons)
			continue;
		r->masked |= 1ull << i;
		r->value[i] = (struct value){ .kind = V_TEXT, .s = mask_text(c->arena, f, r->value[i].s) };
	}
	for (int k = 0; k < r->npart_row; k++)
		for (int i = 0; i < r->rec->npart_field; i++) {
			const struct field *f = &r->rec->part_field[i].field;
			struct value *v = &r->part_row[k].value[i];
			if (!(f->flags & PII) || v->kind == V_NULL)
				continue;
			shown |= persons;
			if (!persons)
				*v = (struct value){ .kind = V_TEXT, .s = mask_text(c->arena, f, v->s) };
		}
	r->shown = shown;
	c->unmasked += shown;
}

enum err
record_load(struct call *c, const struct record *rec, int64_t id, struct row **ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, record_sql_get(c->engine, rec));

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, id);
	e = sql_step(st);
	if (e == E_DONE)
		return refuse(c, E_NOT_FOUND, NULL, -1);
	if (e)
		return refuse(c, e, NULL, -1);
	*ret = table_read(st, rec, c->arena);
	return E_OK;
}

static enum err
load_part(struct call *c, struct row *r, int part)
{
	const struct record *rec = r->rec;
	const char *name = rec->part[part].name;
	stmt_scoped st = NULL;
	struct buf b;
	enum err e;

	buf_init(&b, KIB(16));
	buf_puts(&b, "SELECT id");
	for (int i = 0; i < rec->npart_field; i++) {
		const struct field *f = &rec->part_field[i].field;
		if (strcmp(rec->part_field[i].part, name))
			continue;
		buf_printf(&b, f->type.kind == K_POINT ? ", \"%s_lon\", \"%s_lat\"" : ", \"%s\"", f->name, f->name);
	}
	buf_printf(&b, " FROM \"%s_%s\" WHERE parent = ?1 ORDER BY pos", rec->name, name);
	buf_putc(&b, '\0');
	e = sql(c->conn, &st, b.p);
	buf_free(&b);
	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, r->id);
	while (!(e = sql_step(st))) {
		struct part_row *child = row_add_part(r, part);
		int col = 1;
		child->id = col_int(st, 0);
		for (int i = 0; i < rec->npart_field; i++)
			if (!strcmp(rec->part_field[i].part, name))
				table_value(st, &col, &rec->part_field[i].field.type, c->arena, &child->value[i]);
	}
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

enum err
record_parts(struct call *c, struct row *r)
{
	enum err e;

	for (int p = 0; p < r->rec->npart; p++)
		if ((e = load_part(c, r, p)))
			return e;
	r->parts_given = true;
	return E_OK;
}

enum err
record_get(struct call *c, const struct record *rec, int64_t id, struct row **ret)
{
	struct row *r;
	enum err e = record_load(c, rec, id, &r);

	if (e)
		return e;
	if (!row_visible(c, r, rec->can_read))
		return refuse(c, E_NOT_FOUND, NULL, -1);
	if ((e = record_parts(c, r)))
		return e;
	row_mask(c, r);
	*ret = r;
	return E_OK;
}

/* A reference must lead to a row that the call may see: outside the scope it does not exist. */
static enum err
check_ref(struct call *c, const struct record *to, const char *name, int64_t id)
{
	struct call probe = *c;
	struct row *target;

	probe.err = E_OK;
	probe.nfault = 0;
	if (record_load(&probe, to, id, &target))
		return refuse_text(c, probe.err == E_NOT_FOUND ? E_BAD_VALUE : probe.err, name, NULL, NULL);
	if (!row_visible(&probe, target, to->can_read))
		return refuse_text(c, E_BAD_VALUE, name, NULL, NULL);
	return E_OK;
}

/* Part rows as they were sent: "to.2.unit" is the unit of the third row of the part `to`. */
static enum err
check_part_refs(struct call *c, const struct row *draft)
{
	const struct record *rec = draft->rec;
	size_t pos[LIMIT_FIELDS] = { 0 };
	enum err e;

	for (int k = 0; k < draft->npart_row; k++) {
		const struct part_row *p = &draft->part_row[k];
		const char *part = rec->part[p->part].name;
		size_t at = pos[p->part]++;
		for (int i = 0; i < rec->npart_field; i++) {
			const struct field *f = &rec->part_field[i].field;
			if (f->type.kind == K_REF && !strcmp(rec->part_field[i].part, part) && p->value[i].kind != V_NULL &&
			    (e = check_ref(c, f->type.ref, arena_printf(c->arena, "%s.%zu.%s", part, at, f->name).p, p->value[i].i)))
				return e;
		}
	}
	return E_OK;
}

enum err
record_check_refs(struct call *c, const struct row *draft, uint64_t set)
{
	enum err e;

	for (int i = 0; i < draft->rec->nfield; i++)
		if ((set & 1ull << i) && draft->rec->field[i].type.kind == K_REF && !row_empty(draft, i) &&
		    (e = check_ref(c, draft->rec->field[i].type.ref, draft->rec->field[i].name, row_ref(draft, i))))
			return e;
	return draft->parts_given ? check_part_refs(c, draft) : E_OK;
}

/* Versions of one key must not overlap: [valid_from, valid_to), open when valid_to is absent. */
static enum err
check_valid(struct call *c, const struct row *draft)
{
	stmt_scoped st = NULL;
	const struct record *rec = draft->rec;
	struct buf b;
	enum err e;

	if (!rec->valid_key)
		return E_OK;
	if (!draft->valid_from.n)
		return refuse_text(c, E_MISSING, "valid_from", NULL, NULL);
	if (draft->valid_to.n && strcmp(draft->valid_to.p, draft->valid_from.p) <= 0)
		return refuse_text(c, E_BAD_VALUE, "valid_to", "失效日期须晚于生效日期", "must be later than valid_from");
	buf_init(&b, KIB(2));
	buf_printf(&b, "SELECT id FROM \"%s\" WHERE \"%s\" = ?1 AND id <> ?2 AND valid_from < ?3"
	    " AND (valid_to IS NULL OR valid_to > ?4) LIMIT 1", rec->name, rec->field[rec->valid_key - 1].name);
	buf_putc(&b, '\0');
	e = sql(c->conn, &st, b.p);
	buf_free(&b);
	if (e)
		return refuse(c, e, NULL, -1);
	table_bind(st, 1, &rec->field[rec->valid_key - 1].type, &draft->value[rec->valid_key - 1]);
	sql_int(st, 2, draft->id);
	sql_text(st, 3, draft->valid_to.n ? draft->valid_to : S("9999-12-31"));
	sql_text(st, 4, draft->valid_from);
	e = sql_step(st);
	if (e == E_DONE)
		return E_OK;
	return e ? refuse(c, e, NULL, -1) : refuse_text(c, E_OVERLAP, "valid_from", NULL, NULL);
}

static enum err
write_parts(struct call *c, struct row *draft)
{
	const struct record *rec = draft->rec;
	enum err e;

	for (int k = 0; k < draft->npart_row; k++) {
		const char *name = rec->part[draft->part_row[k].part].name;
		stmt_scoped st = NULL;
		struct buf b, marks;
		int n = 2;
		buf_init(&b, KIB(16));
		buf_init(&marks, KIB(4));
		buf_printf(&b, "INSERT INTO \"%s_%s\" (parent, pos", rec->name, name);
		for (int i = 0; i < rec->npart_field; i++) {
			const struct field *f = &rec->part_field[i].field;
			if (strcmp(rec->part_field[i].part, name))
				continue;
			buf_printf(&b, f->type.kind == K_POINT ? ", \"%s_lon\", \"%s_lat\"" : ", \"%s\"", f->name, f->name);
			buf_printf(&marks, ", ?%d", ++n);
			if (f->type.kind == K_POINT)
				buf_printf(&marks, ", ?%d", ++n);
		}
		buf_printf(&b, ") VALUES (?1, ?2%.*s)", (int)marks.n, marks.n ? marks.p : "");
		buf_putc(&b, '\0');
		e = sql(c->conn, &st, b.p);
		buf_free(&b);
		buf_free(&marks);
		if (e)
			return refuse(c, e, NULL, -1);
		sql_int(st, 1, draft->id);
		sql_int(st, 2, k);
		n = 3;
		for (int i = 0; i < rec->npart_field; i++)
			if (!strcmp(rec->part_field[i].part, name))
				n = table_bind(st, n, &rec->part_field[i].field.type, &draft->part_row[k].value[i]);
		if ((e = sql_run(st)))
			return refuse(c, e, NULL, -1);
	}
	return E_OK;
}

static enum err
remove_parts(struct call *c, const struct row *r)
{
	for (int p = 0; p < r->rec->npart; p++) {
		stmt_scoped st = NULL;
		struct slice text = arena_printf(c->arena, "DELETE FROM \"%s_%s\" WHERE parent = ?1",
		    r->rec->name, r->rec->part[p].name);
		enum err e = sql(c->conn, &st, text.p);
		if (e)
			return refuse(c, e, NULL, -1);
		sql_int(st, 1, r->id);
		if ((e = sql_run(st)))
			return refuse(c, e, NULL, -1);
	}
	return E_OK;
}

enum err
record_replace_parts(struct call *c, const struct row *before, struct row *draft)
{
	enum err e = remove_parts(c, before);

	return e ? e : write_parts(c, draft);
}

/* Which unique field stands in the way: the store says its columns, "code" or "unit, code". */
static enum err
refuse_store(struct call *c, enum err e, const struct row *draft)
{
	struct slice rest = slice_of(e == E_EXISTS ? conn_conflict(c->conn) : NULL), name;

	while (slice_cut(&rest, ',', &name)) {
		int i = field_named(draft->rec, slice_trim(name));
		if (i >= 0)
			return refuse(c, e, draft->rec, i);
	}
	return refuse(c, e, NULL, -1);
}

void
record_touched(struct call *c, const struct record *rec)
{
	if (!rec->changed)
		return;
	for (int i = 0; i < c->ntouched; i++)
		if (c->touched[i] == rec)
			return;
	if (c->ntouched < CALL_TOUCHED)
		c->touched[c->ntouched++] = rec;
}

void
record_committed(struct call *c)
{
	for (int i = 0; i < c->ntouched; i++)
		c->touched[i]->changed(c, NULL);
	c->ntouched = 0;
	event_wake(c->engine);
}

static int
bind_common(struct stmt *st, const struct row *d)
{
	int n = 7;

	sql_int(st, 1, d->unit);
	sql_int(st, 2, d->version);
	sql_int(st, 3, d->created_at);
	sql_int(st, 4, d->created_by);
	sql_int(st, 5, d->updated_at);
	sql_int(st, 6, d->updated_by);
	if (d->rec->nstate)
		sql_text(st, n++, slice_of(d->rec->state[d->state].name));
	if (record_has_due(d->rec))
		n = bind_due(st, n, d);
	if (d->rec->valid_key) {
		sql_text(st, n++, d->valid_from);
		sql_text(st, n++, d->valid_to);
	}
	return n;
}

int
bind_due(struct stmt *st, int n, const struct row *d)
{
	if (d->due_at) {
		sql_int(st, n, d->due_from);
		sql_int(st, n + 1, d->due_at);
		sql_text(st, n + 2, d->due_term);
		sql_text(st, n + 3, d->due_why);
	} else {
		for (int i = 0; i < 4; i++)
			sql_null(st, n + i);
	}
	return n + 4;
}

enum err
record_insert(struct call *c, struct row *draft)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, record_sql_insert(c->engine, draft->rec));
	int n;

	if (e)
		return refuse(c, e, NULL, -1);
	n = bind_common(st, draft);
	for (int i = 0; i < draft->rec->nfield; i++)
		n = table_bind(st, n, &draft->rec->field[i].type, &draft->value[i]);
	e = sql_insert(st, &draft->id);
	return e ? refuse_store(c, e, draft) : E_OK;
}

/* Asked before the page's CHECK and after it, which may have set the owner unit. */
enum err
record_may_create(struct call *c, const struct row *draft)
{
	bool anywhere = draft->rec->scope == SCOPE_NONE || draft->rec->scope == SCOPE_OWN;

	return may(c, draft->rec->can_create, anywhere ? 0 : draft->unit) ? E_OK : refuse(c, E_FORBIDDEN, NULL, -1);
}

enum err
record_create(struct call *c, struct row *draft)
{
	const struct record *rec = draft->rec;
	enum err e;

	assert(conn_writes(c->conn));
	if (rec->keep_days)
		return stream_append(c, draft);
	if (!draft->unit)
		draft->unit = c->who->unit ? c->who->unit : units_root();
	if ((e = record_may_create(c, draft)))
		return e;
	if (rec->scope != SCOPE_NONE && c->who->person && !units_known(draft->unit))
		return refuse_text(c, E_BAD_VALUE, "unit", NULL, NULL);
	draft->created_at = draft->updated_at = c->now_ms;
	draft->created_by = draft->updated_by = c->who->person;
	draft->version = 1;
	if ((e = record_check_refs(c, draft, ~0ull)) || (rec->check && (e = rec->check(c, draft))) ||
	    (e = record_may_create(c, draft)) || (e = check_valid(c, draft)) || (e = deadline_enter(c, draft)) || (e = record_insert(c, draft)) ||
	    (e = write_parts(c, draft)) || (e = audit_change(c, "create", NULL, draft)) ||
	    (e = event_write(c, "create", draft)))
		return e;
	record_touched(c, rec);
	return E_OK;
}

enum err
record_create_as_system(struct call *c, struct row *draft)
{
	bool was = c->as_system;
	enum err e;

	c->as_system = true;
	e = record_create(c, draft);
	c->as_system = was;
	return e;
}

static int
set_column(struct buf *b, const char *name, const char *end, int n)
{
	buf_puts(b, ", \"");
	buf_puts(b, name);
	buf_puts(b, end);
	buf_puts(b, "\" = ?");
	buf_int(b, n);
	return n + 1;
}

static void
update_text(struct buf *b, const struct row *before, const struct row *draft, bool due)
{
	static const char *const due_columns[] = { "due_from", "due_at", "due_term", "due_why" };
	const struct record *rec = draft->rec;
	int n = 6;

	buf_puts(b, "UPDATE \"");
	buf_puts(b, rec->name);
	buf_puts(b, "\" SET version = ?3, updated_at = ?4, updated_by = ?5");
	if (rec->nstate)
		n = set_column(b, "state", "", n);
	for (size_t i = 0; due && i < N_ELEMS(due_columns); i++)
		n = set_column(b, due_columns[i], "", n);
	if (rec->valid_key)
		n = set_column(b, "valid_to", "", set_column(b, "valid_from", "", n));
	for (int i = 0; i < rec->nfield; i++) {
		const struct field *f = &rec->field[i];
		bool point = f->type.kind == K_POINT;
		if (value_eq(&before->value[i], &draft->value[i]))
			continue;
		n = set_column(b, f->name, point ? "_lon" : "", n);
		if (point)
			n = set_column(b, f->name, "_lat", n);
	}
	buf_puts(b, " WHERE id = ?1 AND version = ?2");
	if (rec->nstate) {
		buf_puts(b, " AND state = ?");
		buf_int(b, n);
	}
	buf_putc(b, '\0');
}

/* UPDATE of what differs; WHERE id, version and state: a lost race changes no row. */
enum err
record_update(struct call *c, const struct row *before, struct row *draft)
{
	const struct record *rec = draft->rec;
	bool due = record_has_due(rec) && (draft->state != before->state || draft->due_at != before->due_at);
	stmt_scoped st = NULL;
	struct buf b;
	enum err e;
	int n = 6;

	buf_init(&b, KIB(16));
	update_text(&b, before, draft, due);
	e = sql(c->conn, &st, b.p);
	buf_free(&b);
	if (e)
		return refuse(c, e, NULL, -1);
	draft->version = before->version + 1;
	draft->updated_at = c->now_ms;
	draft->updated_by = c->who->person;
	sql_int(st, 1, before->id);
	sql_int(st, 2, before->version);
	sql_int(st, 3, draft->version);
	sql_int(st, 4, draft->updated_at);
	sql_int(st, 5, draft->updated_by);
	n = 6;
	if (rec->nstate)
		sql_text(st, n++, slice_of(rec->state[draft->state].name));
	if (due)
		n = bind_due(st, n, draft);
	if (rec->valid_key) {
		sql_text(st, n++, draft->valid_from);
		sql_text(st, n++, draft->valid_to);
	}
	for (int i = 0; i < rec->nfield; i++)
		if (!value_eq(&before->value[i], &draft->value[i]))
			n = table_bind(st, n, &rec->field[i].type, &draft->value[i]);
	if (rec->nstate)
		sql_text(st, n, slice_of(rec->state[before->state].name));
	if ((e = sql_run(st)))
		return refuse_store(c, e, draft);
	return sql_changes(st) == 1 ? E_OK : refuse(c, E_LOST_RACE, NULL, -1);
}

bool
record_final(const struct record *rec, int state)
{
	for (int i = 0; i < rec->nstep; i++)
		if (rec->step[i].from == state)
			return false;
	return rec->nstep > 0;
}

/* Lays the fields named in `set` over the draft. */
void
row_overlay(struct row *draft, const struct row *change, uint64_t set)
{
	for (int i = 0; i < draft->rec->nfield; i++)
		if (set & 1ull << i)
			draft->value[i] = change->value[i];
	if (set & SET_VALID_FROM)
		draft->valid_from = change->valid_from;
	if (set & SET_VALID_TO)
		draft->valid_to = change->valid_to;
	if (change->parts_given) {
		draft->part_row = change->part_row;
		draft->npart_row = change->npart_row;
		draft->parts_given = true;
	}
}

enum err
record_patch(struct call *c, const struct record *rec, int64_t id, int64_t version, const struct row *change,
    uint64_t set, struct row **ret)
{
	struct row *before, *draft;
	enum err e;

	assert(conn_writes(c->conn));
	if ((e = record_load(c, rec, id, &before)))
		return e;
	if (!row_visible(c, before, rec->can_read | rec->can_patch))
		return refuse(c, E_NOT_FOUND, NULL, -1);
	if (!row_visible(c, before, rec->can_patch))
		return refuse(c, E_FORBIDDEN, NULL, -1);
	if (version && version != before->version)
		return refuse(c, E_STALE, NULL, -1);
	if (rec->nstate && record_final(rec, before->state))
		return refuse(c, E_NO_STEP, NULL, -1);
	if (change->parts_given && (e = record_parts(c, before)))
		return e;
	draft = row_copy(c->arena, before);
	row_overlay(draft, change, set);
	if ((e = record_check_refs(c, draft, set)) || (rec->check && (e = rec->check(c, draft))) || (e = check_valid(c, draft)) ||
	    (e = record_update(c, before, draft)))
		return e;
	if (change->parts_given && (e = record_replace_parts(c, before, draft)))
		return e;
	if ((e = audit_change(c, "patch", before, draft)) || (e = event_write(c, "patch", draft)))
		return e;
	record_touched(c, rec);
	*ret = draft;
	return E_OK;
}

enum err
record_share(struct call *c, const struct row *r, int64_t unit)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "INSERT INTO share (record, row, unit, created_at, created_by)"
	    " VALUES (?1, ?2, ?3, ?4, ?5) ON CONFLICT (record, row, unit) DO NOTHING");

	if (e)
		return refuse(c, e, NULL, -1);
	sql_text(st, 1, slice_of(r->rec->name));
	sql_int(st, 2, r->id);
	sql_int(st, 3, unit);
	sql_int(st, 4, c->now_ms);
	sql_int(st, 5, c->who->person);
	return (e = sql_run(st)) ? refuse(c, e, NULL, -1) : E_OK;
}

/* What was seen until then stays seen; what comes is not. */
enum err
record_unshare(struct call *c, const struct row *r, int64_t unit)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "DELETE FROM share WHERE record = ?1 AND row = ?2 AND unit = ?3");

	if (e)
		return refuse(c, e, NULL, -1);
	sql_text(st, 1, slice_of(r->rec->name));
	sql_int(st, 2, r->id);
	sql_int(st, 3, unit);
	return (e = sql_run(st)) ? refuse(c, e, NULL, -1) : E_OK;
}

static enum err
erase_part_field(struct call *c, const struct record *rec, int64_t id, const struct part_field *f)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, arena_printf(c->arena, "UPDATE \"%s_%s\" SET \"%s\" = NULL WHERE parent = ?1",
	    rec->name, f->part, f->field.name).p);

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, id);
	return (e = sql_run(st)) ? refuse(c, e, NULL, -1) : E_OK;
}

/* Lawful erasure: personal fields are emptied, the key of their audit trail destroyed; the chain stays whole. */
enum err
record_erase_persons(struct call *c, const struct record *rec, int64_t id)
{
	struct row *before, *draft;
	enum err e = record_load(c, rec, id, &before);

	if (e)
		return e;
	if (!row_visible(c, before, R_secadmin))
		return refuse(c, E_FORBIDDEN, NULL, -1);
	draft = row_copy(c->arena, before);
	for (int i = 0; i < rec->nfield; i++)
		if (rec->field[i].flags & PII)
			row_clear(draft, i);
	for (int i = 0; i < rec->npart_field; i++)
		if ((rec->part_field[i].field.flags & PII) && (e = erase_part_field(c, rec, id, &rec->part_field[i])))
			return e;
	if ((e = record_update(c, before, draft)) || (e = audit_change(c, "erase", before, draft)) ||
	    (e = audit_forget(c, rec, id)) || (e = event_write(c, "erase", draft)))
		return e;
	return E_OK;
}

struct slice
row_title(struct arena *a, const struct row *r)
{
	struct buf b;
	struct slice s;
	int found = 0;

	buf_init(&b, KIB(1));
	for (int pass = 0; pass < 2 && !found; pass++)
		for (int i = 0; i < r->rec->nfield; i++) {
			const struct field *f = &r->rec->field[i];
			bool names = pass ? (f->flags & FIND) && f->type.kind == K_TEXT : (f->flags & TITLE);
			if (!names || (f->flags & (PII | SECRET)) || r->value[i].kind != V_TEXT || (pass && found))
				continue;
			if (found++)
				buf_puts(&b, " · ");
			buf_put(&b, r->value[i].s);
		}
	if (!found)
		buf_printf(&b, "#%lld", (long long)r->id);
	s = arena_copy(a, buf_slice(&b));
	buf_free(&b);
	return s;
}

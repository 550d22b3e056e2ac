/* SPDX-License-Identifier: Apache-2.0 */
#include "engine/lived.h"

#include <assert.h>
#include <jansson.h>

#include "engine/audit_.h"
#include "engine/deadline.h"
#include "engine/record_.h"
#include "engine/table_.h"
#include "net/json.h"

bool
life_step(struct life *l, const char *verb, int64_t at_ms, int64_t by)
{
	if (at_ms > l->now_ms || l->n == LIVED_STEPS) {
		l->now_ms = INT64_MIN;
		return false;
	}
	l->step[l->n++] = (struct lived_step){ verb, at_ms, by };
	return true;
}

/* The state that the verb leads to from there; -1: the page knows no such step. */
static int
state_after(const struct record *rec, int state, struct slice verb)
{
	for (int i = 0; i < rec->nstep; i++)
		if (rec->step[i].from == state && slice_is(verb, rec->step[i].verb))
			return rec->step[i].to;
	return -1;
}

/* ---- writing ---- */

/* {"lived":[["create",ms,person],["open",ms,person],..]} */
static void
put_life(struct buf *b, const struct row *r, const struct life *l)
{
	buf_puts(b, "{\"lived\":[[\"create\",");
	buf_int(b, r->created_at);
	buf_putc(b, ',');
	buf_int(b, r->created_by);
	for (int i = 0; i < l->n; i++) {
		buf_puts(b, "],[\"");
		buf_puts(b, l->step[i].verb);
		buf_puts(b, "\",");
		buf_int(b, l->step[i].at_ms);
		buf_putc(b, ',');
		buf_int(b, l->step[i].by);
	}
	buf_puts(b, "]]}");
}

static enum err
note_life(struct call *c, const struct row *r, const struct life *l)
{
	struct audit_entry entry = { .kind = "change", .verb = "lived", .record = slice_of(r->rec->name), .row = r->id, .unit = r->unit,
		.to_state = r->rec->nstate ? r->rec->state[r->state].name : NULL };
	struct buf b;
	enum err e;

	buf_init(&b, KIB(8));
	put_life(&b, r, l);
	entry.detail = buf_slice(&b);
	e = b.full ? E_FULL : audit_insert(c, &entry);
	buf_free(&b);
	return e;
}

static enum err
walk(struct call *c, struct row *draft, const struct life *l)
{
	draft->state = draft->rec->nstate ? 0 : -1;
	draft->updated_at = draft->created_at;
	draft->updated_by = draft->created_by;
	for (int i = 0; i < l->n; i++) {
		if ((draft->state = state_after(draft->rec, draft->state, slice_of(l->step[i].verb))) < 0)
			return refuse_named(c, E_NO_STEP, l->step[i].verb, (struct slice){ NULL, 0 }, (struct slice){ NULL, 0 });
		draft->updated_at = l->step[i].at_ms;
		draft->updated_by = l->step[i].by;
	}
	draft->version = 1 + l->n;
	return E_OK;
}

enum err
record_lived(struct call *c, struct row *draft, const struct life *l)
{
	enum err e;

	assert(conn_writes(c->conn));
	if (!c->engine->simulated)
		return refuse(c, E_FORBIDDEN, NULL, -1);
	if ((e = walk(c, draft, l)))
		return e;
	if (!draft->due_from)
		draft->due_from = draft->updated_at;
	if ((e = deadline_enter(c, draft)) || (e = record_insert(c, draft)))
		return e;
	return note_life(c, draft, l);
}

/* ---- indexes put away and made again ---- */

static enum err
run_script(struct call *c, void *ctx)
{
	return sql_exec(c->conn, ctx);
}

static bool
among(const struct lived_indexes *x, struct slice index)
{
	struct slice rest = slice_of(x->names), word;
	size_t before = strlen("ix_") + strlen(x->rec->name) + 1;

	while (index.n > before && slice_cut(&rest, ' ', &word))
		if (slice_eq(word, (struct slice){ index.p + before, index.n - before }))
			return true;
	return false;
}

/* Each line of the DDL is CREATE [UNIQUE] INDEX "name" ON .. */
static void
put_index(struct buf *b, const struct lived_indexes *x, struct slice line, bool drop)
{
	struct slice rest = line, name;

	if (!slice_cut(&rest, '"', &name) || !slice_cut(&rest, '"', &name) || !among(x, name))
		return;
	if (drop)
		buf_printf(b, "DROP INDEX \"%.*s\";\n", (int)name.n, name.p);
	else
		buf_put(b, line);
}

static enum err
indexes(struct engine *e, const struct lived_indexes *x, bool drop)
{
	struct buf ddl, script;
	struct slice rest, line;
	enum err err;

	buf_init(&ddl, KIB(64));
	buf_init(&script, KIB(64));
	ddl_indexes(x->rec, &ddl);
	rest = buf_slice(&ddl);
	while (slice_cut(&rest, '\n', &line))
		put_index(&script, x, line, drop);
	buf_putc(&script, '\0');
	err = ddl.full || script.full ? E_FULL : engine_write(e, "模拟数据", run_script, script.p);
	buf_free(&ddl);
	buf_free(&script);
	return err;
}

enum err
lived_begin(struct engine *e, const struct lived_indexes *x, size_t n)
{
	enum err err = e->simulated ? E_OK : E_FORBIDDEN;

	for (size_t i = 0; i < n && !err; i++)
		err = indexes(e, &x[i], true);
	return err;
}

enum err
lived_end(struct engine *e, const struct lived_indexes *x, size_t n)
{
	enum err err = E_OK;

	for (size_t i = 0; i < n && !err; i++)
		err = indexes(e, &x[i], false);
	return err;
}

/* ---- reading ---- */

static struct slice
name_of(struct call *c, int64_t person)
{
	stmt_scoped st = NULL;

	if (!person || !record_named(c->engine, S("person")) || sql(c->conn, &st, "SELECT name FROM person WHERE id = ?1"))
		return (struct slice){ NULL, 0 };
	sql_int(st, 1, person);
	return sql_step(st) ? (struct slice){ NULL, 0 } : arena_copy(c->arena, col_text(st, 0));
}

static void
put_entry(struct call *c, struct buf *b, const struct record *rec, const json_t *step, int from, int to)
{
	struct slice verb = json_slice(json_array_get(step, 0));
	int64_t person = json_integer_value(json_array_get(step, 2));

	buf_puts(b, "{\"at\":\"");
	buf_time(b, json_integer_value(json_array_get(step, 1)));
	buf_puts(b, "\",\"person\":");
	buf_int(b, person);
	buf_puts(b, ",\"person_name\":");
	buf_json(b, name_of(c, person));
	audit_put_verb(b, rec, verb);
	buf_puts(b, ",\"reason\":\"模拟数据\",\"from_state\":");
	buf_json(b, from < 0 ? (struct slice){ NULL, 0 } : slice_of(rec->state[from].name));
	buf_puts(b, ",\"to_state\":");
	buf_json(b, to < 0 ? (struct slice){ NULL, 0 } : slice_of(rec->state[to].name));
	buf_puts(b, ",\"peer\":null,\"case_ref\":null,\"changes\":[]}");
}

/* The newest first, as everywhere in a history. */
void
lived_history_json(struct call *c, const struct record *rec, struct slice detail, struct buf *b)
{
	json_scoped j = json_loadb(detail.p ? detail.p : "", detail.n, 0, NULL);
	const json_t *steps = json_object_get(j, "lived");
	int state[LIVED_STEPS + 2], n = (int)json_array_size(steps);

	n = n > LIVED_STEPS + 1 ? LIVED_STEPS + 1 : n;
	state[0] = rec->nstate ? 0 : -1;
	for (int i = 1; i < n; i++)
		state[i] = state[i - 1] < 0 ? -1 : state_after(rec, state[i - 1], json_slice(json_array_get(json_array_get(steps, (size_t)i), 0)));
	for (int i = n - 1; i >= 0; i--) {
		put_entry(c, b, rec, json_array_get(steps, (size_t)i), i ? state[i - 1] : -1, state[i]);
		if (i)
			buf_putc(b, ',');
	}
}

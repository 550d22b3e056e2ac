/* SPDX-License-Identifier: Apache-2.0 */
/* rule.c - findings follow what is: opened when a row offends, gone when it no longer does.
 *
 *   offences (by row) ─┐
 *                      ├─ merged ─► open / tell "still so" / send back / let go, a few in each job
 *   active findings ───┘
 */
#include "engine/rule_.h"

#include <assert.h>
#include "base/clock.h"
#include "base/log.h"
#include "engine/deadline.h"
#include "engine/finding.h"
#include "engine/record.h"
#include "engine/units.h"
#include "engine/view_.h"

#define RULE_QUERY_MS 60000
#define JOB_ACTIONS 100
#define ACTIVE_MAX 100000
#define NOTE_CHARS 500

enum action_kind { OPEN, REOPEN, VANISH, SEEN, UNSEEN };
struct action {
	enum action_kind kind;
	int64_t finding;		/* 0: to be opened */
	const struct offence *offence;	/* of OPEN */
};
struct settle {
	struct engine *engine;
	const struct finding_source *source;
	struct arena arena;
	struct action *action;
	size_t n, begin, end;
	int64_t active;			/* findings that stand afterwards */
};

/* ---- acting ---- */

/* At most max characters of it. */
static struct slice
cut_text(struct slice s, size_t max)
{
	size_t n = 0;

	for (size_t chars = 0; n < s.n; n++)
		if ((s.p[n] & 0xc0) != 0x80 && chars++ == max)
			break;
	return (struct slice){ s.p, n };
}

static enum err
open_finding(struct call *c, const struct finding_source *f, const struct offence *o)
{
	struct row *r = row_new(c->arena, &finding_record);

	r->unit = o->unit ? o->unit : units_root();
	row_set_text(r, finding_rule, slice_of(f->rule));
	row_set_text(r, finding_what, cut_text(f->what, 120));
	row_set_text(r, finding_what_en, cut_text(f->what_en, 120));
	row_set_text(r, finding_about, slice_of(f->record));
	row_set_int(r, finding_about_row, o->row);
	row_set_text(r, finding_owner, slice_of(f->owner));
	row_set_text(r, finding_note, cut_text(o->note, NOTE_CHARS));
	row_set_text(r, finding_source, cut_text(slice_of(f->source), 200));
	row_set_int(r, finding_offending, 1);
	if (f->due_s > 0) {
		r->due_from = c->now_ms;
		r->due_at = c->now_ms + f->due_s * 1000;
	} else if (deadline_enter(c, r)) {
		return c->err;
	}
	if (r->due_at)
		row_set_int(r, finding_answer_by, r->due_at);
	return record_create(c, r);
}

static enum err
fire(struct call *c, int64_t id, const char *verb)
{
	struct row *after;
	enum err e = record_fire(
	    c, &finding_record, id, 0, verb, row_new(c->arena, &finding_record), 0, &after);

	return e == E_NO_STEP || e == E_LOST_RACE ? E_OK : e;	/* a person was quicker */
}

static enum err
set_offending(struct call *c, int64_t id, bool still)
{
	struct row *change = row_new(c->arena, &finding_record), *after;

	row_set_int(change, finding_offending, still);
	return record_patch(c, &finding_record, id, 0, change, 1ull << finding_offending, &after);
}

static enum err
act(struct call *c, const struct settle *s, const struct action *a)
{
	enum err e;

	switch (a->kind) {
	case OPEN:
		return open_finding(c, s->source, a->offence);
	case REOPEN:
		if ((e = set_offending(c, a->finding, true)))
			return e;
		return fire(c, a->finding, "reopen");
	case VANISH:
		if ((e = set_offending(c, a->finding, false)))
			return e;
		return fire(c, a->finding, "vanish");
	case SEEN:
		return set_offending(c, a->finding, true);
	case UNSEEN:
		return set_offending(c, a->finding, false);
	}
	return E_INTERNAL;
}

static enum err
act_job(struct call *c, void *ctx)
{
	struct settle *s = ctx;
	enum err e = E_OK;

	for (size_t i = s->begin; i < s->end && !e; i++)
		e = act(c, s, &s->action[i]);
	return e;
}

/* ---- comparing ---- */

static int
by_row(const void *a, const void *b)
{
	const struct offence *x = a, *y = b;

	return x->row < y->row ? -1 : x->row > y->row;
}

static void
plan(struct settle *s, enum action_kind kind, int64_t finding, const struct offence *o)
{
	s->action[s->n++] = (struct action){ kind, finding, o };
}

/* A finding whose row offends still: what was called rectified goes back. */
static void
plan_still(struct settle *s, const struct stmt *st)
{
	bool offending = !col_null(st, 3) && col_int(st, 3);

	s->active++;
	if (slice_is(col_text(st, 2), "rectified"))
		plan(s, REOPEN, col_int(st, 0), NULL);
	else if (!offending)
		plan(s, SEEN, col_int(st, 0), NULL);
}

/* Gone: by itself, or as was said; then a supervisor may close it. */
static void
plan_gone(struct settle *s, const struct stmt *st)
{
	bool rectified = slice_is(col_text(st, 2), "rectified"),
	     offending = !col_null(st, 3) && col_int(st, 3);

	if (s->source->cut) {
		s->active++;
		return; /* not all offences were seen: its row may be among the rest */
	}
	if (!rectified)
		plan(s, VANISH, col_int(st, 0), NULL);
	else if (offending)
		plan(s, UNSEEN, col_int(st, 0), NULL);
	s->active += rectified;
}

static enum err
compare(struct settle *s, struct stmt *st, const struct offence *o, size_t n)
{
	size_t i = 0, active = 0;
	enum err e;

	while (active++ < ACTIVE_MAX && !(e = sql_step(st))) {
		int64_t row = col_int(st, 1);
		for (; i < n && o[i].row < row; i++)
			if (!i || o[i].row != o[i - 1].row)
				plan(s, OPEN, 0, &o[i]);
		if (i < n && o[i].row == row) {
			plan_still(s, st);
			while (i < n && o[i].row == row)
				i++;
		} else {
			plan_gone(s, st);
		}
	}
	if (active > ACTIVE_MAX)
		return E_FULL;
	for (; i < n; i++)
		if (!i || o[i].row != o[i - 1].row)
			plan(s, OPEN, 0, &o[i]);
	return e == E_DONE ? E_OK : e;
}

static enum err
read_active(struct settle *s, const struct offence *o, size_t n)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	stmt_scoped count = NULL;
	const char *where =
	    "FROM finding WHERE rule = ?1 AND about = ?2 AND state IN ('open', 'acknowledged', 'rectified')";
	enum err e;

	if ((e = db_reader(s->engine->db, &c)) || (e = db_snapshot(c)) ||
	    (e = sql(c, &count, arena_printf(&s->arena, "SELECT count(*) %s", where).p)))
		return e;
	sql_text(count, 1, slice_of(s->source->rule));
	sql_text(count, 2, slice_of(s->source->record));
	if ((e = sql_step(count)))
		return e;
	s->action = arena_array(&s->arena, struct action, (size_t)col_int(count, 0) + n + 1);
	if ((e = sql(c, &st,
		 arena_printf(&s->arena,
		     "SELECT id, about_row, state, offending %s ORDER BY about_row, id", where)
		     .p)))
		return e;
	sql_text(st, 1, slice_of(s->source->rule));
	sql_text(st, 2, slice_of(s->source->record));
	return compare(s, st, o, n);
}

enum err
findings_settle(struct engine *e, const struct finding_source *f, struct offence *o, size_t n,
    int64_t *ret_open)
{
	struct settle s = { .engine = e, .source = f };
	enum err err;

	arena_init(&s.arena);
	qsort(o, n, sizeof *o, by_row);
	err = read_active(&s, o, n);
	for (; !err && s.begin < s.n; s.begin = s.end) {
		s.end = s.begin + JOB_ACTIONS < s.n ? s.begin + JOB_ACTIONS : s.n;
		err = engine_write(e, "规则复查", act_job, &s);
		for (size_t i = s.begin; i < s.end && !err; i++)
			s.active += s.action[i].kind == OPEN;
	}
	*ret_open = s.active;
	arena_free(&s.arena);
	return err;
}

/* ---- rules ---- */

const char *
role_name_of(unsigned role)
{
	for (unsigned i = 0; i < ROLE_COUNT; i++)
		if (role & 1u << i)
			return role_name(i);
	return "leader";
}

/* The figures that the SQL names, beside :now and :today: its act knows them. */
struct rule_args {
	struct field field[VIEW_ARGS];
	struct view_args value;
	int n;
	char today[TIME_TEXT_MAX];
};

static bool
arg_there(const struct rule_args *a, const char *name)
{
	for (int i = 0; i < a->n; i++)
		if (!strcmp(a->field[i].name, name))
			return true;
	return !strcmp(name, "now");
}

static enum err
take_figure(struct call *c, const struct rule *r, struct rule_args *a, const char *name)
{
	struct value v = { .kind = V_TEXT, .s = { a->today, date_print(beijing_day(c->now_ms), a->today) } };
	enum err e = E_OK;

	if (a->n == VIEW_ARGS)
		return refuse(c, E_INTERNAL, NULL, -1);
	if (strcmp(name, "today"))
		e = r->act ? r->act->figure(c, name, &v) : E_INTERNAL;
	if (e)
		return e;
	a->field[a->n] = v.kind == V_TEXT ? (struct field){ name, DATE, 0, "", "" } : (struct field){ name, INT(0, 0, NULL), 0, "", "" };
	a->value.value[a->n++] = v;
	return E_OK;
}

/* :word outside of 'text' */
static enum err
take_figures(struct call *c, const struct rule *r, struct rule_args *a)
{
	bool text = false;
	enum err e = E_OK;

	*a = (struct rule_args){ .value = { .from = -1, .to = -1 } };
	for (const char *p = r->sql; *p && !e; p++) {
		size_t n = strspn(p + 1, "abcdefghijklmnopqrstuvwxyz0123456789_");
		text ^= *p == '\'';
		if (text || *p != ':' || !n)
			continue;
		const char *name = arena_printf(c->arena, "%.*s", (int)n, p + 1).p;
		if (!arg_there(a, name))
			e = take_figure(c, r, a, name);
	}
	return e;
}

/* SQL of a rule yields unit, id and a note, that of a RULE_TO what it measured too; it may name :now and :today, the civil day in Beijing. */
static enum err
ask(struct call *c, const struct rule *r, struct table *ret)
{
	static const struct view_col col[] = {
		{ "unit", { .kind = K_INT }, 0, "" },
		{ "id", { .kind = K_INT }, 0, "" },
		{ "note", { .kind = K_TEXT }, 0, "" },
		{ "measured", { .kind = K_INT }, 0, "" },
		{ "bound", { .kind = K_INT }, 0, "" },
		{ "since", { .kind = K_INT }, 0, "" },
	};
	struct rule_args *a = arena_new(c->arena, struct rule_args);
	enum err e = take_figures(c, r, a);
	const struct view v = { .name = r->name, .title = r->title, .who = R_NONE, .arg = a->field, .narg = a->n,
		.col = col, .ncol = r->act ? 6 : 3, .sql = r->sql };

	return e ? e : view_table(c, &v, &a->value, ret);
}

static struct offence
offence_of(const struct table *t, size_t i)
{
	struct offence o = { .row = table_cell(t, i, 1)->v.i, .unit = table_cell(t, i, 0)->v.i, .note = table_cell(t, i, 2)->v.s };

	if (t->ncol == 6) {
		o.measured = table_cell(t, i, 3)->v.i;
		o.bound = table_cell(t, i, 4)->v.i;
		o.since_ms = table_cell(t, i, 5)->v.i;
	}
	return o;
}

static enum err
offences(struct call *c, const struct rule *r, struct offences *ret)
{
	struct table t;
	enum err e;

	conn_deadline(c->conn, clock_mono_ms() + RULE_QUERY_MS);
	e = ask(c, r, &t);
	conn_deadline(c->conn, 0);
	if (e)
		return e;
	*ret = (struct offences){ arena_array(c->arena, struct offence, t.nrow + 1), 0, t.cut };
	for (size_t i = 0; i < t.nrow; i++)
		if (table_cell(&t, i, 1)->v.kind == V_INT)
			ret->item[ret->n++] = offence_of(&t, i);
	return E_OK;
}

/* The question is asked on c's reader; findings are written by jobs of their own. */
enum err
rule_run(struct call *c, const struct rule *r, int64_t *ret_open)
{
	struct finding_source f = { .rule = r->name,
		.record = r->record,
		.owner = role_name_of(r->owner),
		.source = r->source,
		.due_s = r->due_s,
		.what = title_zh(r->title) };
	struct offences o;
	char space[120];
	enum err e;

	assert(!conn_writes(c->conn));
	f.what_en = title_en(r->title, r->name, space, sizeof space);
	*ret_open = 0;
	if ((e = offences(c, r, &o)))
		return e == E_NOT_FOUND && r->act ? E_OK : e;
	f.cut = o.cut;
	return r->act ? r->act->settle(c->engine, r, &o, ret_open) : findings_settle(c->engine, &f, o.item, o.n, ret_open);
}

enum err
rule_tick(struct engine *e, const struct rule *r)
{
	reader_scoped conn = NULL;
	struct arena a;
	struct call c;
	int64_t open;
	enum err err;

	arena_init(&a);
	if (!(err = db_reader(e->db, &conn))) {
		call_system(&c, e, &a, conn, NULL);
		err = rule_run(&c, r, &open);
	}
	if (err)
		log_at(LOG_WARN, "rule.failed", KV("rule", LS(r->name)),
		    KV("error", LS(err_name(err))));
	arena_free(&a);
	return err;
}

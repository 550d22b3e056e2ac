/* SPDX-License-Identifier: Apache-2.0 */
/* plan_report_draw.c - what was done under a plan, as one JSON object; and the words a report begins with. */
#include <stdlib.h>

#include "engine/units.h"
#include "plan/plan_report_.h"

/* A list of the figures: each row of the statement becomes an object, columns by the names given. All statements bind the plan as ?1. */
struct listing {
	const char *name, *columns;	/* "unit,signed_at:t,minutes:i": t an instant, i a number, else text */
	const char *sql;
};

#define FIRST_NOTICE "(SELECT min(x.notice) FROM plan_announcement x WHERE x.plan = ?1 AND x.notice IS NOT NULL)"
#define ESCALATED "(SELECT count(*) FROM finding f WHERE f.about = 'receipt' AND f.about_row = r.id AND f.rule = "

static const struct listing listings[] = {
	{ "warnings", "subject,sender,issued_at:t,to_at:t,state,sources:i,late:i",
	  "SELECT w.subject, w.sender, w.issued_at, w.to_at, w.state, (SELECT count(*) FROM weather_warning_origin o WHERE o.parent = w.id), coalesce(w.late, 0)"
	  " FROM weather_warning w WHERE w.id IN (SELECT warning FROM plan WHERE id = ?1 UNION SELECT warning FROM plan_change WHERE plan = ?1)"
	  " OR w.id IN (SELECT v.follows FROM weather_warning v WHERE v.id IN (SELECT warning FROM plan WHERE id = ?1 UNION SELECT warning FROM plan_change WHERE plan = ?1))"
	  " ORDER BY w.issued_at LIMIT 30" },
	{ "squadrons", "unit,brigade,signed_at:t,minutes:i,due_at:t,brigade_told:i,detachment_told:i",
	  "SELECT u.name, b.name, r.signed_at, (r.signed_at - r.created_at) / 60000, r.created_at + a.sign_min * 60000, " ESCALATED "'plan_unsigned_brigade'), " ESCALATED
	  "'plan_unsigned_detachment') FROM plan_announcement a JOIN receipt r ON r.notice = a.notice JOIN unit u ON u.id = r.unit LEFT JOIN unit b ON b.id = u.parent"
	  " WHERE a.plan = ?1 AND a.notice = " FIRST_NOTICE " ORDER BY CASE WHEN r.signed_at IS NULL THEN 1 ELSE 0 END, r.signed_at, u.code" },
	{ "tasks", "phase:i,what,units:i,done:i,not_possible:i,withdrawn:i,minutes:i",
	  "SELECT t.phase, t.what, count(*), sum(CASE WHEN t.state = 'done' THEN 1 ELSE 0 END), sum(CASE WHEN t.state = 'not_possible' THEN 1 ELSE 0 END),"
	  " sum(CASE WHEN t.state = 'withdrawn' THEN 1 ELSE 0 END), CAST(avg(CASE WHEN t.state = 'done' THEN (t.ended_at - t.created_at) / 60000 END) AS BIGINT)"
	  " FROM plan_task t WHERE t.plan = ?1 GROUP BY t.phase, t.what ORDER BY min(t.id)" },
	{ "not_done", "unit,what,why", "SELECT u.name, t.what, t.done FROM plan_task t JOIN unit u ON u.id = t.unit WHERE t.plan = ?1 AND t.state = 'not_possible'"
	    " ORDER BY t.id LIMIT 60" },
	{ "closures", "road,span,measure,limit:i,reason,detour,decides,opened_at:t,lifted_at:t,minutes:i,state",
	  "SELECT k.road, k.span, k.measure, k.limit_kmh, k.reason, k.detour, k.decides, k.opened_at, k.lifted_at, (k.lifted_at - k.opened_at) / 60000, k.state FROM"
	    " plan_closure k"
	  " WHERE k.plan = ?1 ORDER BY k.id LIMIT 60" },
	{ "changes", "kind,state,why,at:t", "SELECT x.kind, x.state, x.why, coalesce(x.decided_at, x.created_at) FROM plan_change x WHERE x.plan = ?1 ORDER BY x.id LIMIT 30" },
	{ "visibility", "at:t,road,visibility:i,unit,limit:i", "SELECT v.at, v.road, v.visibility_m, u.name, v.limit_kmh FROM visibility_report v JOIN unit u ON u.id ="
	    " v.unit WHERE v.plan = ?1"
	  " ORDER BY v.visibility_m, v.at LIMIT 20" },
};

static void
put_cell(json_t *o, const struct stmt *st, int col, struct slice name)
{
	struct slice kind = name, bare;
	char key[40];

	(void)slice_cut(&kind, ':', &bare);
	memcpy(key, bare.p, bare.n);
	key[bare.n] = 0;
	if (col_null(st, col))
		json_object_set_new(o, key, json_null());
	else if (kind.n)
		json_object_set_new(o, key, json_integer(col_int(st, col)));
	else
		json_object_set_new(o, key, json_stringn(col_text(st, col).p, col_text(st, col).n));
}

static enum err
put_list(struct call *c, json_t *out, const struct listing *l, int64_t plan)
{
	json_t *all = json_array();
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, l->sql);

	json_object_set_new(out, l->name, all);
	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, plan);
	while (!(e = sql_step(st))) {
		struct slice names = slice_of(l->columns), name;
		json_t *o = json_object();
		for (int i = 0; slice_cut(&names, ',', &name); i++)
			put_cell(o, st, i, name);
		json_array_append_new(all, o);
	}
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

/* ---- incidents: of its time, and of its place: inside the borders of its districts, or else of the units below its own ---- */

#define INCIDENTS 60

static bool
lies_in(const struct areas *a, const struct ids *district, struct point at)
{
	for (size_t i = 0; i < a->n; i++)
		if (ids_hold(district, a->district[i].id) && a->district[i].nborder && ring_holds(a->district[i].border, a->district[i].nborder, at))
			return true;
	return false;
}

static bool
has_border(const struct areas *a, const struct ids *district)
{
	for (size_t i = 0; i < a->n; i++)
		if (ids_hold(district, a->district[i].id) && a->district[i].nborder)
			return true;
	return false;
}

static void
put_incident(json_t *all, const struct stmt *st)
{
	json_t *o = json_object();

	json_object_set_new(o, "at", json_integer(col_int(st, 0)));
	json_object_set_new(o, "kind", json_stringn(col_text(st, 1).p, col_text(st, 1).n));
	json_object_set_new(o, "address", json_stringn(col_text(st, 2).p, col_text(st, 2).n));
	json_object_set_new(o, "injured", json_integer(col_int(st, 6)));
	json_array_append_new(all, o);
}

static enum err
put_incidents(struct call *c, json_t *out, const struct row *plan)
{
	json_t *all = json_array();
	stmt_scoped st = NULL;
	struct areas areas;
	struct ids district;
	enum err e = all_ids(c, "SELECT district FROM plan_district WHERE parent = ?1", (struct first_arg[]){ FIRST_INT(plan->id) }, 1, &district);

	json_object_set_new(out, "incidents", all);
	if (e || (e = areas_load(c, &areas)))
		return e;
	if ((e = sql(c->conn, &st, "SELECT called_at, kind, address, unit, place_lon, place_lat, coalesce(injured, 0) FROM incident WHERE called_at >= ?1 AND called_at < ?2"
	    " AND merged_into IS NULL AND kind IN ('crash_injury', 'crash', 'jam', 'obstacle', 'breakdown', 'dangerous_goods', 'weather') ORDER BY called_at, id")))
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, row_time(plan, plan_started_at));
	sql_int(st, 2, row_time(plan, plan_stood_down_at));
	while (json_array_size(all) < INCIDENTS && !(e = sql_step(st))) {
		struct point at = { (int32_t)col_int(st, 4), (int32_t)col_int(st, 5) };
		bool placed = !col_null(st, 4) && has_border(&areas, &district);
		if (placed ? lies_in(&areas, &district, at) : units_within(col_int(st, 3), plan->unit))
			put_incident(all, st);
	}
	return !e || e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

/* ---- the way it took ---- */

static void
put_mark(json_t *all, int64_t at, const char *what)
{
	json_t *o;

	if (!at)
		return;
	o = json_object();
	json_object_set_new(o, "at", json_integer(at));
	json_object_set_new(o, "what", json_string(what));
	json_array_append_new(all, o);
}

static enum err
put_phases(struct call *c, json_t *all, int64_t plan)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT t.phase, min(t.created_at), count(*) FROM plan_task t WHERE t.plan = ?1 AND t.phase > 1 GROUP BY t.phase ORDER BY 2");

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, plan);
	while (!(e = sql_step(st)))
		put_mark(all, col_int(st, 1), arena_printf(c->arena, "进入第%lld阶段，下达任务%lld项", (long long)col_int(st, 0), (long long)col_int(st, 2)).p);
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

static void
put_changes(struct call *c, json_t *all, const json_t *figures)
{
	json_t *x;
	size_t i;

	json_array_foreach(json_object_get(figures, "changes"), i, x) {
		const char *kind = json_string_value(json_object_get(x, "kind")), *state = json_string_value(json_object_get(x, "state"));
		struct slice word = choice_words(&plan_change_record, plan_change_kind, slice_of(kind));
		if (state && strcmp(state, "overtaken"))
			put_mark(all, json_integer_value(json_object_get(x, "at")), arena_printf(c->arena, "%s变更建议：%.*s", !strcmp(state, "accepted") ? "采纳"
			    : !strcmp(state, "refused") ? "不采纳" : "提出",
			    (int)word.n, word.p).p);
	}
}

static void
put_controls(struct call *c, json_t *all, const json_t *figures)
{
	json_t *x;
	size_t i;

	json_array_foreach(json_object_get(figures, "closures"), i, x) {
		const char *road = json_string_value(json_object_get(x, "road"));
		struct slice m = choice_words(&plan_closure_record, plan_closure_measure, slice_of(json_string_value(json_object_get(x, "measure"))));
		put_mark(all, json_integer_value(json_object_get(x, "opened_at")), arena_printf(c->arena, "%s实施%.*s", road, (int)m.n, m.p).p);
		put_mark(all, json_integer_value(json_object_get(x, "lifted_at")), arena_printf(c->arena, "%s解除%.*s", road, (int)m.n, m.p).p);
	}
}

static int
by_time(const void *a, const void *b)
{
	json_t *const *x = a, *const *y = b;
	int64_t p = json_integer_value(json_object_get(*x, "at")), q = json_integer_value(json_object_get(*y, "at"));

	return (p > q) - (p < q);
}

static enum err
put_timeline(struct call *c, json_t *out, const struct row *plan)
{
	json_t *all = json_array(), *sorted = json_array(), **order;
	size_t n;
	enum err e;

	put_mark(all, plan->created_at, plan->created_by ? "提出预案" : "预警触发，系统提出预案");
	put_mark(all, row_time(plan, plan_decided_at), "批准预案");
	put_mark(all, row_time(plan, plan_started_at), "启动预案，下发通知和任务");
	e = put_phases(c, all, plan->id);
	put_changes(c, all, out);
	put_controls(c, all, out);
	put_mark(all, row_time(plan, plan_stood_down_at), "解除预案");
	n = json_array_size(all);
	order = arena_array(c->arena, json_t *, n + 1);
	for (size_t i = 0; i < n; i++)
		order[i] = json_array_get(all, i);
	qsort(order, n, sizeof *order, by_time);
	for (size_t i = 0; i < n; i++)
		json_array_append(sorted, order[i]);
	json_decref(all);
	json_object_set_new(out, "timeline", sorted);
	return e;
}

/* ---- the sum of the signing ---- */

static void
put_signing(json_t *out)
{
	json_t *s = json_object(), *x, *first = NULL, *last = NULL;
	int64_t total = 0, signed_n = 0, in_time = 0, sum = 0, escalated = 0;
	size_t i;

	json_array_foreach(json_object_get(out, "squadrons"), i, x) {
		int64_t at = json_integer_value(json_object_get(x, "signed_at"));
		total++;
		escalated += json_integer_value(json_object_get(x, "brigade_told")) > 0;
		if (!at)
			continue;
		signed_n++;
		in_time += at <= json_integer_value(json_object_get(x, "due_at"));
		sum += json_integer_value(json_object_get(x, "minutes"));
		first = first ? first : x;
		last = x;
	}
	json_object_set_new(s, "total", json_integer(total));
	json_object_set_new(s, "signed", json_integer(signed_n));
	json_object_set_new(s, "in_time", json_integer(in_time));
	json_object_set_new(s, "escalated", json_integer(escalated));
	json_object_set_new(s, "mean_minutes", signed_n ? json_integer(sum / signed_n) : json_null());
	json_object_set(s, "fastest", first ? json_object_get(first, "unit") : json_null());
	json_object_set(s, "fastest_minutes", first ? json_object_get(first, "minutes") : json_null());
	json_object_set(s, "slowest", last ? json_object_get(last, "unit") : json_null());
	json_object_set(s, "slowest_minutes", last ? json_object_get(last, "minutes") : json_null());
	json_object_set_new(out, "signing", s);
}

enum err
plan_figures_draw(struct call *c, const struct row *plan, json_t **ret)
{
	json_t *out = json_object();
	enum err e = E_OK;

	for (size_t i = 0; i < N_ELEMS(listings) && !e; i++)
		e = put_list(c, out, &listings[i], plan->id);
	if (!e && !(e = put_incidents(c, out, plan)))
		e = put_timeline(c, out, plan);
	put_signing(out);
	if (e)
		json_decref(out);
	else
		*ret = out;
	return e;
}

/* ---- words ---- */

static int64_t
sum_of(const json_t *figures, const char *list, const char *of)
{
	json_t *x;
	int64_t n = 0;
	size_t i;

	json_array_foreach(json_object_get(figures, list), i, x)
		n += json_integer_value(json_object_get(x, of));
	return n;
}

static struct slice
how_long(struct call *c, int64_t ms)
{
	long long min = (long long)(ms / MINUTE_MS);

	return min < 60 ? arena_printf(c->arena, "%lld分钟", min) : min % 60 ? arena_printf(c->arena, "%lld小时%lld分钟", min / 60, min % 60) : arena_printf(c->arena,
	    "%lld小时", min / 60);
}

struct slice
plan_figures_words(struct call *c, const struct row *plan, const json_t *f)
{
	const json_t *s = json_object_get(f, "signing");
	int64_t total = json_integer_value(json_object_get(s, "total")), n = json_integer_value(json_object_get(s, "signed")),
	    escalated = json_integer_value(json_object_get(s, "escalated"));
	struct slice lasted = how_long(c, row_time(plan, plan_stood_down_at) - row_time(plan, plan_started_at)), started = when_words(c->arena, row_time(plan, plan_started_at)),
		     ended = when_words(c->arena, row_time(plan, plan_stood_down_at)), rest = row_text(plan, plan_why), why = { NULL, 0 };
	size_t incidents = json_array_size(json_object_get(f, "incidents")), controls = 0, i;
	json_t *x;

	(void)slice_cut(&rest, '\n', &why);	/* its first line: who warned of what */
	json_array_foreach(json_object_get(f, "closures"), i, x)
		controls += json_integer_value(json_object_get(x, "opened_at")) > 0;
	return arena_printf(c->arena, "%.*s预案于%.*s启动，%.*s解除，历时%.*s。应签收单位%lld个，已签收%lld个%s。下达任务%lld项，完成%lld项，无法完成%lld项，解除时撤销%lld项。"
	    "实施道路管制%zu处。其间接报与道路通行有关的警情%zu起。", (int)why.n, why.n ? why.p : "", (int)started.n, started.p, (int)ended.n, ended.p, (int)lasted.n,
	    lasted.p, (long long)total, (long long)n,
	    escalated ? arena_printf(c->arena, "，其中%lld个逾期，已逐级提醒", (long long)escalated).p : "", (long long)sum_of(f, "tasks", "units"),
	    (long long)sum_of(f, "tasks", "done"),
	    (long long)sum_of(f, "tasks", "not_possible"), (long long)sum_of(f, "tasks", "withdrawn"), controls, incidents);
}

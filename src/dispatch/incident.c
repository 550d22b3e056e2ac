/* SPDX-License-Identifier: Apache-2.0 */
/* incident.c - receipt, merging and closing of an incident. What its orders do to it stands in ordered.c. */
#include "dispatch/incident.h"

#include "base/clock.h"
#include "dispatch/dispatch.h"
#include "dispatch/incident_rule.h"
#include "engine/first.h"
#include "engine/record.h"

#define CLOCK_SLACK_MS 60000
enum { VEHICLE, ANSWER };		/* parts, in the order of the page */

/* ---- receipt ---- */

static struct slice
choice_title(const struct row *r, int field)
{
	for (const struct choice *ch = r->rec->field[field].type.choice; ch->name; ch++)
		if (row_is(r, field, ch->name))
			return title_zh(ch->title);
	return S("");
}

static void
name_it(struct row *r)
{
	struct slice kind = choice_title(r, incident_kind), at = row_text(r, incident_address);

	row_set_text(r, incident_subject, arena_printf(r->arena, "%.*s · %.*s", (int)kind.n, kind.p, (int)at.n, at.p));
}

static enum err
not_to_come(struct call *c, const struct row *r, int field)
{
	return row_time(r, field) > c->now_ms + CLOCK_SLACK_MS ?
	    refuse_text(c, E_BAD_VALUE, r->rec->field[field].name, "不能晚于现在", "cannot be later than now") : E_OK;
}

/* Passed on by 110: its number and when; otherwise the two desks cannot compare their records. */
static enum err
transfer_told(struct call *c, const struct row *r)
{
	if (!row_is(r, incident_source, "transfer_110"))
		return E_OK;
	if (row_empty(r, incident_number_110))
		return refuse_text(c, E_MISSING, "number_110", "110转警须填写警单号", "the number of the 110 desk is required");
	if (row_empty(r, incident_transferred_at))
		return refuse_text(c, E_MISSING, "transferred_at", "110转警须填写转警时间", "the time at which 110 passed it on is required");
	return not_to_come(c, r, incident_transferred_at);
}

static enum err
incident_check(struct call *c, struct row *draft)
{
	enum err e;

	if (draft->id && (draft->state == incident_is_closed || draft->state == incident_is_merged))
		return refuse_text(c, E_NO_STEP, NULL, "已结警或已并案的警情不得修改", "it is closed or merged: open it again first");
	if ((e = not_to_come(c, draft, incident_called_at)) || (e = not_to_come(c, draft, incident_happened_at)) || (e = transfer_told(c, draft)) ||
	    (e = scene_take_road(c, draft)))
		return e;
	if (row_is(draft, incident_kind, "sos"))
		row_set_int(draft, incident_priority, 1);	/* nobody else decides how urgent that is */
	name_it(draft);
	return E_OK;
}

static enum err
incident_count_order(struct call *c, struct row *draft)
{
	row_set_int(draft, incident_orders, row_int(draft, incident_orders) + 1);
	if (row_empty(draft, incident_first_ordered_at))
		row_set_int(draft, incident_first_ordered_at, c->now_ms);
	return E_OK;
}

/* ---- merging ---- */

static enum err
has_children(struct call *c, int64_t id, bool *ret)
{
	int64_t child;
	enum err e = first_id(c, "SELECT id FROM incident WHERE merged_into = ?1 AND state = 'merged' LIMIT 1", (struct first_arg[]){ FIRST_INT(id) }, 1, &child);

	*ret = child != 0;
	return e;
}

/* One level only: what is merged has nothing merged into it, so that undoing is undoing one thing. */
static enum err
may_merge(struct call *c, const struct row *draft, struct row **ret_main)
{
	bool parent;
	enum err e;

	if (row_ref(draft, incident_merged_into) == draft->id)
		return refuse_text(c, E_BAD_VALUE, "merged_into", "不能并入自身", "it cannot be merged into itself");
	if ((e = record_load(c, &incident_record, row_ref(draft, incident_merged_into), ret_main)) || (e = has_children(c, draft->id, &parent)))
		return e;
	if (parent)
		return refuse_text(c, E_GUARD, "merged_into", "已有警情并入本警情，须并入该主警情", "others are merged into this one: merge the other way round");
	if ((*ret_main)->state == incident_is_merged || (*ret_main)->state == incident_is_closed)
		return refuse_text(c, E_GUARD, "merged_into", "主警情已并案或已结警", "that incident is itself merged, or closed");
	return E_OK;
}

/* Who took part in the one takes part in the other: a crew that is on its way sees what is added there. */
static enum err
share_with_those_of(struct call *c, const struct row *from, const struct row *into)
{
	stmt_scoped st = NULL;
	enum err e = from->unit == into->unit ? E_OK : record_share(c, into, from->unit);

	if (e || (e = sql(c->conn, &st, "INSERT INTO share (record, row, unit, created_at, created_by) SELECT 'incident', CAST(?2 AS BIGINT), unit,"
	    " CAST(?3 AS BIGINT), CAST(?4 AS BIGINT) FROM share WHERE record = 'incident' AND row = ?1 ON CONFLICT (record, row, unit) DO NOTHING")))
		return e;
	sql_int(st, 1, from->id);
	sql_int(st, 2, into->id);
	sql_int(st, 3, c->now_ms);
	sql_int(st, 4, c->who->person);
	return (e = sql_run(st)) ? refuse(c, e, NULL, -1) : E_OK;
}

static enum err
incident_merge(struct call *c, struct row *draft)
{
	struct row *into;
	int64_t live;
	enum err e;

	if ((e = may_merge(c, draft, &into)) || (e = incident_live_orders(c, draft->id, 0, 0, &live)) || (e = share_with_those_of(c, draft, into)))
		return e;
	row_set_text(draft, incident_closing_code, S("duplicate"));
	return live && into->state != incident_is_ordered ? incident_ordered(c, into->id) : E_OK;
}

/* Each goes on as it stood: with an order on its way it is ordered; with one by which something was done it is to be closed; else it waits again. */
static enum err
incident_unmerge(struct call *c, struct row *draft)
{
	int64_t was = row_ref(draft, incident_merged_into), own, own_done, left, left_done;
	struct row *into, *after;
	enum err e;

	if ((e = incident_live_orders(c, draft->id, 0, 0, &own)) || (e = incident_done_order(c, draft->id, 0, &own_done)) ||
	    (e = incident_live_orders(c, was, 0, draft->id, &left)) || (e = incident_done_order(c, was, draft->id, &left_done)) ||
	    (e = record_load(c, &incident_record, was, &into)))
		return e;
	row_clear(draft, incident_merged_into);
	row_clear(draft, incident_closing_code);
	draft->state = own ? incident_is_ordered : own_done ? incident_is_dealt : incident_is_open;
	if (into->state != incident_is_ordered || left)
		return E_OK;
	return record_fire_as_system(c, &incident_record, was, left_done ? "settle" : "raise_again", &after);
}

/* ---- closing ---- */

static bool
field_told(const struct row *r, struct slice name)
{
	int f = name.n ? field_named(r->rec, name) : -1;

	if (f >= 0)
		return !row_empty(r, f);
	if (!slice_is(name, "vehicle"))
		return false;
	for (int i = 0; i < r->npart_row; i++)
		if (r->part_row[i].part == VEHICLE)
			return true;
	return false;
}

static struct slice
answer_to(const struct row *r, struct slice code)
{
	for (int i = 0; i < r->npart_row; i++)
		if (r->part_row[i].part == ANSWER && slice_eq(r->part_row[i].value[incident_answer_question].s, code))
			return r->part_row[i].value[incident_answer_answer].s;
	return (struct slice){ 0 };
}

/* One that is asked only after another was answered so: 16（五）, the looks of what fled. */
static bool
asked(const struct row *r, struct slice after, struct slice on)
{
	struct slice said = answer_to(r, after);

	return !after.n || (said.n >= on.n && slice_eq((struct slice){ said.p, on.n }, on));
}

/* 事故处理程序规定 16: what was asked and told is on record, be it that the caller did not know. The first gap is named. */
static enum err
questions_told(struct call *c, const struct row *r, const struct row *rule)
{
	char day[TIME_TEXT_MAX];
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT code, words, words_en, kept_in, law, article, asked_after, asked_on FROM incident_question WHERE must = 1 AND family IN ('any', ?1)"
	    " AND valid_from <= ?2 AND (valid_to IS NULL OR valid_to > ?2) ORDER BY pos");

	if (e)
		return refuse(c, e, NULL, -1);
	sql_text(st, 1, row_text(rule, incident_rule_family));
	sql_text(st, 2, (struct slice){ day, date_print(beijing_day(row_time(r, incident_called_at)), day) });
	while (!(e = sql_step(st))) {
		struct slice zh = col_text(st, 1), en = col_text(st, 2), law = col_text(st, 4), article = col_text(st, 5);
		if (answer_to(r, col_text(st, 0)).n || field_told(r, col_text(st, 3)) || !asked(r, col_text(st, 6), col_text(st, 7)))
			continue;
		return refuse_named(c, E_GUARD, "answer",
		    arena_printf(c->arena, "尚未记录“%.*s”（%.*s%.*s）；不详的也须记明", (int)zh.n, zh.p, (int)law.n, law.p, (int)article.n, article.p),
		    arena_printf(c->arena, "not recorded: %.*s (%.*s %.*s); say so when it is not known", (int)en.n, en.p, (int)law.n, law.p, (int)article.n, article.p));
	}
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

/* (一) of the article, which is about crashes: who called. A name that was not given is noted as not given. */
static enum err
caller_told(struct call *c, const struct row *r, const struct row *rule)
{
	if (!row_is(r, incident_source, "call") || (!row_is(rule, incident_rule_family, "crash") && !row_is(rule, incident_rule_family, "goods")))
		return E_OK;
	if (row_empty(r, incident_caller_phone))
		return refuse_text(c, E_GUARD, "caller_phone", "电话报警的须记录报警电话（事故处理程序规定16）", "the number of the call must be recorded (Crash procedure 16)");
	return !row_empty(r, incident_caller_name) || row_is(r, incident_caller_wish, "nameless") ? E_OK :
	    refuse_text(c, E_GUARD, "caller_name", "须记录报警人姓名；不报姓名的记录在案（事故处理程序规定16）",
	    "record the caller's name, or that none was given (Crash procedure 16)");
}

static enum err
on_record(struct call *c, const struct row *draft)
{
	struct row *whole, *rule;
	enum err e;

	if (!row_is(draft, incident_closing_code, "handled") && !row_is(draft, incident_closing_code, "passed_on"))
		return E_OK;
	if ((e = record_load(c, &incident_record, draft->id, &whole)) || (e = record_parts(c, whole)) ||
	    (e = incident_rule_of(c, row_text(draft, incident_kind), &rule)) || (e = caller_told(c, draft, rule)))
		return e;
	return questions_told(c, whole, rule);
}

static enum err
incident_close(struct call *c, struct row *draft)
{
	int64_t live;
	enum err e;

	if ((e = incident_live_orders(c, draft->id, 0, 0, &live)))
		return e;
	if (live)
		return refuse_text(c, E_GUARD, "dispatch_order", "尚有未结束的指令", "an order of it has not ended");
	if (row_is(draft, incident_closing_code, "duplicate"))
		return refuse_text(c, E_GUARD, "closing_code", "重复警情须并入主警情", "a duplicate is merged into the other incident");
	if (row_empty(draft, incident_outcome) && !row_is(draft, incident_closing_code, "not_found"))
		return refuse_text(c, E_MISSING, "outcome", "须说明处置结果", "say what was done");
	if ((e = on_record(c, draft)))
		return e;
	row_set_int(draft, incident_closed_at, c->now_ms);
	return E_OK;
}

static enum err
incident_reopen(struct call *c, struct row *draft)
{
	(void)c;
	row_clear(draft, incident_closed_at);
	row_clear(draft, incident_closing_code);
	row_clear(draft, incident_outcome);	/* of the first closing: the audit has it */
	return E_OK;
}

#define NAME incident
#define DEF "dispatch/incident.def"
#include "engine/define.h"

/* SPDX-License-Identifier: Apache-2.0 */
/* interception_end.c - what ends an interception ends its alarm, by the alarm's own steps and with the rights of whoever does it; what was
 * captured is taken off the list where he may, and else stands as to be cancelled, under its clock. */
#include "dispatch/dispatch_order.h"
#include "dispatch/interception.h"
#include "dispatch/interception_.h"
#include "engine/record.h"
#include "match/alarm.h"
#include "match/watch_entry.h"

/* The picture of the stop is the alarm's, too: one file, two rows that name it. */
static enum err
give_pictures(struct call *c, const struct row *r)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "INSERT INTO attachment (record, row, slot, hash, name, type, size, created_at, created_by)"
	    " SELECT 'alarm', CAST(?2 AS BIGINT), slot, hash, name, type, size, created_at, created_by FROM attachment x"
	    " WHERE record = 'interception' AND row = ?1 AND slot = 'scene' AND removed_at IS NULL AND NOT EXISTS"
	    " (SELECT 1 FROM attachment y WHERE y.record = 'alarm' AND y.row = ?2 AND y.hash = x.hash AND y.removed_at IS NULL)");

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, r->id);
	sql_int(st, 2, row_ref(r, interception_alarm));
	return (e = sql_run(st)) ? refuse(c, e, NULL, -1) : E_OK;
}

static bool
ended(const struct row *alarm)
{
	return alarm->state == alarm_is_closed || alarm->state == alarm_is_misread;
}

/* Only what was signed can have been stopped or missed; who ends the interception signs where he may and nobody has. */
static enum err
sign_alarm(struct call *c, struct row **alarm)
{
	if ((*alarm)->state != alarm_is_confirmed && (*alarm)->state != alarm_is_handed)
		return E_OK;
	if (!row_visible(c, *alarm, R_officer|R_duty|R_leader))
		return refuse_text(c, E_GUARD, "alarm", "预警尚未签收，须先由处置单位签收", "the alarm has to be signed by the unit that deals with it first");
	return record_fire(c, &alarm_record, (*alarm)->id, 0, "sign", row_new(c->arena, &alarm_record), 0, alarm);
}

static enum err
end_alarm(struct call *c, const struct row *r, struct row *alarm, const char *outcome)
{
	struct row *change = row_new(c->arena, &alarm_record), *after;
	bool misread = slice_is(slice_of(outcome), "false_read");
	enum err e;

	if (ended(alarm) || (!misread && (e = sign_alarm(c, &alarm))))
		return ended(alarm) ? E_OK : e;
	row_set_text(change, alarm_note, row_text(r, interception_note));
	if (misread && (alarm->state == alarm_is_raised || alarm->state == alarm_is_confirmed))
		return record_fire(c, &alarm_record, alarm->id, 0, "misread", change, 1ull << alarm_note, &after);
	row_set_text(change, alarm_outcome, slice_of(outcome));
	return record_fire(c, &alarm_record, alarm->id, 0, "close", change, 1ull << alarm_note | 1ull << alarm_outcome, &after);
}

/* Of a vehicle that fled a crash the rule is 事故处理程序规定 46; that the other categories are taken off too is the house's own. */
static const char *
why_withdrawn(const struct row *entry)
{
	return row_is(entry, watch_entry_category, "hit_and_run") ? "道路交通事故处理程序规定 46" : "本单位内部规定";
}

/* An urgent entry is approved first, and stays; one of another unit waits for that unit. */
static enum err
withdraw_entry(struct call *c, struct row *draft, const struct row *alarm)
{
	struct slice reason = c->reason;
	struct row *entry, *after;
	enum err e;

	row_set_int(draft, interception_entry_withdrawn, 0);
	if (row_empty(alarm, alarm_watch_entry))
		return E_OK;
	if ((e = record_load(c, &watch_entry_record, row_ref(alarm, alarm_watch_entry), &entry)))
		return e;
	if (entry->state != watch_entry_is_met || !may(c, R_officer|R_case_officer|R_dispatcher|R_duty|R_leader, entry->unit))
		return E_OK;
	c->reason = arena_printf(c->arena, "已查获（拦截%lld），按原范围撤控（%s）", (long long)draft->id, why_withdrawn(entry));
	e = record_fire(c, &watch_entry_record, entry->id, 0, "withdraw", row_new(c->arena, &watch_entry_record), 0, &after);
	c->reason = reason;
	if (!e)
		row_set_int(draft, interception_entry_withdrawn, 1);
	return e;
}

static bool
over(const struct row *order)
{
	return order->state != dispatch_order_is_issued && order->state != dispatch_order_is_acknowledged && order->state != dispatch_order_is_under_way &&
	    order->state != dispatch_order_is_on_scene;
}

/* Who was ordered and did not stop it is free again. */
enum err
intercept_recall(struct call *c, const struct row *draft, int64_t but)
{
	struct row *r = row_copy(c->arena, draft), *order, *after;
	enum err e;

	r->part_row = NULL;
	r->npart_row = 0;
	if ((e = record_parts(c, r)))
		return e;
	for (int i = 0; i < r->npart_row && !e; i++) {
		const struct value *v = r->part_row[i].value;
		if (v[interception_post_ordered].kind == V_NULL || v[interception_post_patrol].i == but)
			continue;
		if (!(e = record_load(c, &dispatch_order_record, v[interception_post_ordered].i, &order)) && !over(order))
			e = record_fire_as_system(c, &dispatch_order_record, order->id, "recall", &after);
	}
	return e;
}

enum err
intercept_end(struct call *c, struct row *draft, const char *outcome)
{
	bool captured = slice_is(slice_of(outcome), "intercepted");
	struct row *alarm;
	enum err e;

	row_set_int(draft, interception_closed_at, c->now_ms);
	row_clear(draft, interception_open_key);
	if ((captured && (e = give_pictures(c, draft))) || (e = record_load(c, &alarm_record, row_ref(draft, interception_alarm), &alarm)) ||
	    (e = end_alarm(c, draft, alarm, outcome)))
		return e;
	if (captured)
		return withdraw_entry(c, draft, alarm);
	return intercept_recall(c, draft, 0);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* full_score_count.c - which points count: given with the decision, in a cycle of twelve months, until they are cleared; and what follows when they are full. */
#include "base/clock.h"
#include "cases/full_score_.h"
#include "cases/full_score_case.h"
#include "cases/law.h"
#include "engine/record.h"

#define LINKS_MAX 200

struct counted {
	int64_t id[LINKS_MAX], what[LINKS_MAX];	/* case and points; or link and case */
	int n;
};

int64_t
full_score_full(struct call *c)
{
	return law_figure(c, "full_score", 12);
}

/* ---- the cycle ---- */

/* The anniversary in that year; 29 February has none in most years: the last day of the month stands for it. */
static int32_t
anniversary(struct civil first, int year)
{
	struct civil d = { year, first.month, first.day };

	d.day -= !civil_valid(d);
	return civil_days(d);
}

/* 记分管理办法 3. Without the day of the first licence: twelve months back, and nothing is carried. */
enum err
full_score_cycle(struct call *c, struct slice licensed_on, int64_t at_ms, struct point_cycle *ret)
{
	struct civil first, now = civil_of(beijing_day(at_ms));
	int32_t day, from;

	*ret = (struct point_cycle){ at_ms - 365 * DAY_MS, INT64_MAX, 0 };
	if (!licensed_on.n)
		return E_OK;
	if (!date_parse(licensed_on, &day) || day > beijing_day(at_ms))
		return refuse_text(c, E_BAD_VALUE, "licensed_on", "初次领证日期不能晚于满分之日", "must not lie behind the day on which the points were full");
	first = civil_of(day);
	from = anniversary(first, now.year);
	if (from > beijing_day(at_ms))
		from = anniversary(first, --now.year);
	*ret = (struct point_cycle){ beijing_start_ms(from), beijing_start_ms(anniversary(first, now.year + 1)), law_figure(c, "carry_points", 1) };
	return E_OK;
}

/* Decided in the cycle, or carried into it with a fine that was not paid when it began; neither cancelled nor cleared since. */
#define OF_CYCLE " FROM violation_case v WHERE v.party_key = ?1 AND v.party = 'driver' AND v.points > 0 AND v.state <> 'cancelled' AND v.decided_at < ?3" \
	" AND (v.decided_at >= ?2 OR (?4 > 0 AND EXISTS (SELECT 1 FROM payment_order o WHERE o.violation_case = v.id AND o.state IN ('open', 'paid')" \
	" AND (o.paid_at IS NULL OR o.paid_at >= ?2) AND (?4 = 2 OR o.pay_by <= ?2))))" \
	" AND NOT EXISTS (SELECT 1 FROM full_score_case l JOIN full_score f ON f.id = l.full_score WHERE l.violation_case = v.id" \
	" AND l.state = 'counted' AND f.state = 'cleared')"

/* Of the cycle, and not of before points were cleared. */
enum err
full_score_taken_off(struct call *c, struct slice party_key, const struct point_cycle *cycle, int64_t *ret_points)
{
	return first_id(c, "SELECT CAST(coalesce(sum(r.points_off), 0) AS BIGINT) FROM points_reduction r WHERE r.party_key = ?1 AND r.state = 'taken'"
	    " AND r.taken_at >= ?2 AND r.taken_at < ?3 AND NOT EXISTS (SELECT 1 FROM full_score f WHERE f.party_key = ?1 AND f.state = 'cleared'"
	    " AND f.cleared_at >= r.taken_at)", (struct first_arg[]){ FIRST_TEXT(party_key), FIRST_INT(cycle->from_ms), FIRST_INT(cycle->to_ms) }, 3, ret_points);
}

enum err
full_score_in_cycle(struct call *c, struct slice party_key, const struct point_cycle *cycle, int64_t *ret_points)
{
	int64_t off;
	enum err e = first_id(c, "SELECT CAST(coalesce(sum(v.points), 0) AS BIGINT)" OF_CYCLE,
	    (struct first_arg[]){ FIRST_TEXT(party_key), FIRST_INT(cycle->from_ms), FIRST_INT(cycle->to_ms), FIRST_INT(cycle->carry) }, 4, ret_points);

	if (e || (e = full_score_taken_off(c, party_key, cycle, &off)))
		return e;
	*ret_points -= off < *ret_points ? off : *ret_points;
	return E_OK;
}

enum err
full_score_year(struct call *c, struct slice party_key, int64_t *ret)
{
	struct point_cycle year = { c->now_ms - 365 * DAY_MS, INT64_MAX, 0 };

	return full_score_in_cycle(c, party_key, &year, ret);
}

/* ---- links ---- */

static enum err
read_all(struct call *c, struct stmt *st, struct counted *ret)
{
	enum err e = E_OK;

	ret->n = 0;
	while (ret->n < LINKS_MAX && !(e = sql_step(st))) {
		ret->id[ret->n] = col_int(st, 0);
		ret->what[ret->n++] = col_int(st, 1);
	}
	return e && e != E_DONE ? refuse(c, e, NULL, -1) : E_OK;
}

static enum err
cases_of(struct call *c, const struct row *r, const struct point_cycle *cycle, struct counted *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT v.id, v.points" OF_CYCLE " ORDER BY v.id");

	if (e)
		return refuse(c, e, NULL, -1);
	sql_text(st, 1, row_text(r, full_score_party_key));
	sql_int(st, 2, cycle->from_ms);
	sql_int(st, 3, cycle->to_ms);
	sql_int(st, 4, cycle->carry);
	return read_all(c, st, ret);
}

static enum err
links_of(struct call *c, int64_t full_score, struct counted *ret)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT id, violation_case FROM full_score_case WHERE full_score = ?1 AND state = 'counted' ORDER BY id");

	if (e)
		return refuse(c, e, NULL, -1);
	sql_int(st, 1, full_score);
	return read_all(c, st, ret);
}

static bool
among(const int64_t *list, int n, int64_t id)
{
	for (int i = 0; i < n; i++)
		if (list[i] == id)
			return true;
	return false;
}

static enum err
link_case(struct call *c, const struct row *r, int64_t violation, int64_t points)
{
	struct row *l = row_new(c->arena, &full_score_case_record);

	l->unit = r->unit;
	row_set_int(l, full_score_case_full_score, r->id);
	row_set_int(l, full_score_case_violation_case, violation);
	row_set_int(l, full_score_case_points, points);
	return record_create_as_system(c, l);
}

enum err
full_score_relink(struct call *c, const struct row *r, const struct point_cycle *cycle)
{
	struct counted *is = arena_alloc(c->arena, sizeof *is), *was = arena_alloc(c->arena, sizeof *was);
	struct row *after;
	enum err e = cases_of(c, r, cycle, is);

	if (e || (e = links_of(c, r->id, was)))
		return e;
	for (int i = 0; i < was->n && !e; i++)
		if (!among(is->id, is->n, was->what[i]))
			e = record_fire_as_system(c, &full_score_case_record, was->id[i], "withdraw", &after);
	for (int i = 0; i < is->n && !e; i++)
		if (!among(was->what, was->n, is->id[i]))
			e = link_case(c, r, is->id[i], is->what[i]);
	return e;
}

enum err
full_score_linked(struct call *c, const struct row *r, int64_t *ret_points)
{
	enum err e = first_id(c, "SELECT CAST(coalesce(sum(points), 0) AS BIGINT) FROM full_score_case WHERE full_score = ?1 AND state = 'counted'",
	    (struct first_arg[]){ FIRST_INT(r->id) }, 1, ret_points);

	*ret_points += e ? 0 : row_int(r, full_score_register_points) - row_int(r, full_score_reduced);
	return e;
}

/* ---- a decision, a cancellation ---- */

static enum err
open_of(struct call *c, struct slice party_key, int64_t *ret_id)
{
	return first_id(c, "SELECT id FROM full_score WHERE party_key = ?1 AND state NOT IN ('cleared', 'dropped')",
	    (struct first_arg[]){ FIRST_TEXT(party_key) }, 1, ret_id);
}

/* What was found out of his licence before holds good. */
static enum err
known_licence(struct call *c, struct slice party_key, struct slice *ret)
{
	struct row *r;
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM full_score WHERE party_key = ?1 AND licensed_on IS NOT NULL ORDER BY id DESC LIMIT 1",
	    (struct first_arg[]){ FIRST_TEXT(party_key) }, 1, &id);

	*ret = (struct slice){ NULL, 0 };
	if (e || !id || (e = record_load(c, &full_score_record, id, &r)))
		return e;
	*ret = row_text(r, full_score_licensed_on);
	return E_OK;
}

/* violation: the case that makes them full, whose decision is being written; NULL: none does. */
static enum err
open_full_score(struct call *c, const struct full_score_of *who, const struct point_cycle *cycle, int64_t points, const struct row *violation, struct row **ret)
{
	struct row *r = row_new(c->arena, &full_score_record);
	int64_t off;
	enum err e = full_score_taken_off(c, who->key, cycle, &off);

	*ret = r;
	if (e)
		return e;
	r->unit = who->unit;
	row_set_text(r, full_score_party_name, who->name);
	row_set_text(r, full_score_party_id, who->id);
	row_set_text(r, full_score_party_key, who->key);
	row_set_int(r, full_score_points, points);
	row_set_int(r, full_score_reduced, off);
	if ((e = record_create_as_system(c, r)) || (e = full_score_relink(c, r, cycle)))
		return e;
	return violation ? link_case(c, r, violation->id, row_int(violation, violation_case_points)) : E_OK;
}

/* 记分管理办法 13/1: the points are given with the decision, which is not in its table yet. */
enum err
full_score_decided(struct call *c, const struct row *violation)
{
	struct slice key = row_text(violation, violation_case_party_key);
	struct full_score_of who = { violation->unit, row_text(violation, violation_case_party_name), row_text(violation, violation_case_party_id), key, { NULL, 0 } };
	struct point_cycle cycle;
	struct row *r;
	int64_t id, points, own = row_int(violation, violation_case_points);
	enum err e;

	/* A licence that is revoked is neither withheld nor given back: nothing is studied for it. */
	if (own <= 0 || !key.n || !row_is(violation, violation_case_party, "driver") || row_is(violation, violation_case_penalty, "revocation"))
		return E_OK;
	if ((e = open_of(c, key, &id)))
		return e;
	if (id) {
		if ((e = record_load(c, &full_score_record, id, &r)) || (e = link_case(c, r, violation->id, own)))
			return e;
		return record_fire_as_system(c, &full_score_record, id, "recount", &r);
	}
	if ((e = known_licence(c, key, &who.licensed_on)) || (e = full_score_cycle(c, who.licensed_on, c->now_ms, &cycle)) ||
	    (e = full_score_in_cycle(c, key, &cycle, &points)))
		return e;
	return points + own >= full_score_full(c) ? open_full_score(c, &who, &cycle, points + own, violation, &r) : E_OK;
}

/* One is open: fewer were taken off. None is: with these they may be full. The reduction itself is still in its table. */
enum err
full_score_restored(struct call *c, const struct full_score_of *who, int64_t off, int64_t taken_ms)
{
	struct point_cycle cycle;
	struct row *r, *after;
	bool was = c->as_system;
	int64_t id, cleared, points;
	enum err e;

	if ((e = full_score_cycle(c, who->licensed_on, c->now_ms, &cycle)) || (e = open_of(c, who->key, &id)) ||
	    (e = first_id(c, "SELECT count(*) FROM full_score WHERE party_key = ?1 AND state = 'cleared' AND cleared_at >= ?2",
	    (struct first_arg[]){ FIRST_TEXT(who->key), FIRST_INT(taken_ms) }, 2, &cleared)) || cleared || taken_ms < cycle.from_ms)
		return e;
	if (!id) {
		if ((e = full_score_in_cycle(c, who->key, &cycle, &points)) || points + off < full_score_full(c) ||
		    (e = open_full_score(c, who, &cycle, points + off, NULL, &r)))
			return e;
		id = r->id;
	}
	if ((e = record_load(c, &full_score_record, id, &r)))
		return e;
	row_set_int(r, full_score_reduced, row_int(r, full_score_reduced) > off ? row_int(r, full_score_reduced) - off : 0);
	c->as_system = true;
	e = record_fire(c, &full_score_record, id, 0, "recount", r, 1ull << full_score_reduced, &after);
	c->as_system = was;
	return e;
}

/* 记分管理办法 16: the points go with the decision. What was cleared stays as it was. */
enum err
full_score_cancelled(struct call *c, const struct row *violation)
{
	struct row *link, *after, *r;
	int64_t id;
	enum err e = first_id(c, "SELECT l.id FROM full_score_case l JOIN full_score f ON f.id = l.full_score WHERE l.violation_case = ?1"
	    " AND l.state = 'counted' AND f.state <> 'dropped' ORDER BY l.id DESC LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(violation->id) }, 1, &id);

	if (e || !id || (e = record_fire_as_system(c, &full_score_case_record, id, "withdraw", &link)) ||
	    (e = record_load(c, &full_score_record, row_ref(link, full_score_case_full_score), &r)))
		return e;
	return r->state == full_score_is_cleared ? E_OK : record_fire_as_system(c, &full_score_record, r->id, "recount", &after);
}

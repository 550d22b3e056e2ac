/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/measure_paper_.h"

#include "cases/article.h"
#include "cases/law.h"
#include "cases/measure.h"
#include "engine/record.h"

/* What stands in the list; without one, the thing itself. */
static enum err
put_items(struct paper_pool *p, const struct row *r, const char *last, struct slice state)
{
	json_t *list = json_array(), *one;
	stmt_scoped st = NULL;
	enum err e = sql(p->c->conn, &st, "SELECT name, count, note FROM measure_item WHERE parent = ?1 ORDER BY id");

	if (e) {
		json_decref(list);
		return refuse(p->c, e, NULL, -1);
	}
	sql_int(st, 1, r->id);
	while (!(e = sql_step(st))) {
		one = json_object();
		json_object_set_new(one, "name", json_stringn(col_text(st, 0).p, col_text(st, 0).n));
		json_object_set_new(one, "quantity", json_sprintf("%lld", (long long)col_int(st, 1)));
		if (!col_null(st, 2))
			json_object_set_new(one, "features", json_stringn(col_text(st, 2).p, col_text(st, 2).n));
		json_array_append_new(list, one);
	}
	if (e == E_DONE && !json_array_size(list)) {
		one = json_object();
		json_object_set_new(one, "name", json_stringn(row_text(r, measure_thing).p, row_text(r, measure_thing).n));
		json_object_set_new(one, "quantity", json_string("1"));
		json_array_append_new(list, one);
	}
	for (size_t i = 0; last && state.n && i < json_array_size(list); i++)
		json_object_set_new(json_array_get(list, i), last, json_stringn(state.p, state.n));
	json_object_set_new(p->content, "items", list);
	return e == E_DONE ? E_OK : refuse(p->c, e, NULL, -1);
}

static enum err
put_common(struct paper_pool *p, const struct row *r)
{
	struct row *violation = NULL;
	struct slice basis = article_words(p->c->arena, row_text(r, measure_basis), ARTICLE_ALL);
	int64_t authority;
	enum err e = law_county(p->c, r->unit, &authority);

	if (e || (e = put_office(p, authority)) || (e = put_officer(p, "officer1", r->created_by)) || (e = put_officer(p, "officer2", row_ref(r, measure_officer2))))
		return e;
	if (!row_empty(r, measure_violation_case) && (e = record_load(p->c, &violation_case_record, row_ref(r, measure_violation_case), &violation)))
		return e;
	put_text(p, "person_name", row_text(r, measure_party_name));
	put_text(p, "id_no", row_text(r, measure_party_id));
	put_text(p, "address", row_text(r, measure_party_address));
	put_text(p, "plate", row_text(r, measure_plate));
	put_text(p, "vehicle_type", row_text(r, measure_vehicle_type));
	put_time(p, "at", violation ? row_time(violation, violation_case_happened_at) : row_time(r, measure_taken_at));
	put_text(p, "place", row_text(r, measure_place));
	put_text(p, "behaviour", row_text(r, measure_behaviour));
	put_text(p, "measure", choice_zh(r, measure_kind));
	put_text(p, "reason", row_text(r, measure_ground));
	put_text(p, "basis", basis.n ? basis : row_text(r, measure_basis));
	put_text(p, "term", row_text(r, measure_term_said));
	put_text(p, "keep_place", row_text(r, measure_custody));
	put_text(p, "goods_note", row_text(r, measure_cargo));
	put_text(p, "voucher_no", row_text(r, measure_voucher));
	put_text(p, "decision_no", row_text(r, measure_voucher));
	put_text(p, "thing", row_text(r, measure_thing));
	put_time(p, "taken_at", row_time(r, measure_taken_at));
	put_date(p, "issued_at", p->c->now_ms);
	put_date(p, "decided_at", p->c->now_ms);
	put_date(p, "returned_at", p->c->now_ms);
	return E_OK;
}

static enum err
open_pool(struct paper_pool *p, struct call *c, const struct row *r, const char *type)
{
	enum err e = pool_open(p, c, r, type);

	if (!e && (e = put_common(p, r)))
		pool_close(p);
	return e;
}

static enum err
issue_with(struct paper_pool *p, enum err e, struct row **ret)
{
	if (e) {
		pool_close(p);
		return e;
	}
	return pool_issue(p, ret);
}

/* 规定 37至39: what is confiscated goes with a list of its own. */
static enum err
confiscation(struct call *c, const struct row *draft)
{
	struct paper_pool p;
	struct row *list;
	enum err e;

	if (!row_is(draft, measure_kind, "confiscation"))
		return E_OK;
	if ((e = open_pool(&p, c, draft, "confiscation_list")))
		return e;
	return issue_with(&p, put_items(&p, draft, NULL, S("")), &list);
}

enum err
measure_paper_issue(struct call *c, struct row *draft)
{
	struct paper_pool p;
	struct row *voucher;
	int64_t by;
	enum err e;

	if ((e = law_term_end(c, "measure_appear", row_time(draft, measure_taken_at), &by)) || (e = open_pool(&p, c, draft, "measure_voucher")))
		return e;
	put_date(&p, "handle_by", by - 1);
	if ((e = issue_with(&p, put_items(&p, draft, NULL, S("")), &voucher)))
		return e;
	row_set_text(draft, measure_voucher, row_text(voucher, document_number));
	return confiscation(c, draft);
}

enum err
measure_paper_lift(struct call *c, const struct row *draft)
{
	struct paper_pool p;
	struct row *d;
	enum err e = open_pool(&p, c, draft, "measure_lifted");

	if (e)
		return e;
	put_text(&p, "ground", c->reason);
	return pool_issue(&p, &d);
}

enum err
measure_paper_return(struct call *c, const struct row *draft)
{
	struct paper_pool p;
	struct slice ground;
	struct row *d;
	enum err e;

	if ((e = measure_return_ground(c, draft, &ground)) || (e = open_pool(&p, c, draft, "return_list")))
		return e;
	put_text(&p, "ground", ground);
	put_text(&p, "receiver", row_text(draft, measure_receiver));
	put_text(&p, "receiver_id", row_text(draft, measure_receiver_id));
	return issue_with(&p, put_items(&p, draft, "state", row_text(draft, measure_returned_state)), &d);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* case_paper.c - what a violation case says in its documents. Every fact is the case's, its party's, its office's or the law's row; nothing is written
 * by hand here. Items that a form does not ask for are passed over, so one list serves all forms. */
#include <string.h>

#include "base/clock.h"
#include "cases/article.h"
#include "cases/authority.h"
#include "cases/case_paper_.h"
#include "cases/case_party.h"
#include "cases/case_steps_.h"
#include "cases/case_words_.h"
#include "cases/law.h"
#include "cases/office.h"
#include "cases/violation_code.h"
#include "engine/record.h"
#include "engine/units.h"
#include "passage/words.h"

/* ---- the office ---- */

enum err
office_of(struct call *c, int64_t unit, struct row **ret)
{
	int64_t id = 0;
	enum err e = E_OK;

	*ret = NULL;
	for (; unit && !id && !e; unit = units_parent(unit))
		e = first_id(c, "SELECT id FROM office WHERE of_unit = ?1 ORDER BY id DESC LIMIT 1", (struct first_arg[]){ FIRST_INT(unit) }, 1, &id);
	return e || !id ? e : record_load(c, &office_record, id, ret);
}

/* The authority is the unit that decides, under its own name even where a unit above says who reconsiders. */
enum err
put_office(struct paper_pool *p, int64_t unit)
{
	struct row *o;
	enum err e = office_of(p->c, unit, &o);

	if (e)
		return e;
	put_text(p, "authority", o && row_ref(o, office_of_unit) == unit ? row_text(o, office_name) : units_name(unit, p->c->arena));
	if (!o)
		return E_OK;
	put_text(p, "reconsideration_organ", row_text(o, office_reconsideration_organ));
	put_text(p, "court", row_text(o, office_court));
	put_text(p, "online_channel", row_text(o, office_online_channel));
	put_text(p, "handle_place", row_text(o, office_handle_place));
	put_text(p, "told_place", row_text(o, office_handle_place));
	put_text(p, "hours", row_text(o, office_hours));
	put_text(p, "office_phone", row_text(o, office_phone));
	put_text(p, "pay_way", row_text(o, office_pay_way));
	put_text(p, "study_place", row_text(o, office_study_place));
	return E_OK;
}

/* ---- the person ---- */

enum err
case_party_of(struct call *c, const struct row *violation, struct row **ret)
{
	int64_t id;
	enum err e = first_id(c, "SELECT id FROM case_party WHERE violation_case = ?1", (struct first_arg[]){ FIRST_INT(violation->id) }, 1, &id);

	*ret = NULL;
	return e || !id ? e : record_load(c, &case_party_record, id, ret);
}

/* GB 11643: birth and sex stand in the number of an identity card. */
static void
put_from_number(struct paper_pool *p, struct slice id)
{
	int64_t n;

	if (id.n != 18 || !slice_int((struct slice){ id.p, 17 }, &n))
		return;
	put_text(p, "id_kind", S("居民身份证"));
	put_text(p, "sex", (id.p[16] - '0') % 2 ? S("男") : S("女"));
	put_text(p, "birth", arena_printf(p->c->arena, "%.4s-%.2s-%.2s", id.p + 6, id.p + 10, id.p + 12));
}

static void
put_particulars(struct paper_pool *p, const struct row *party)
{
	put_text(p, "phone", row_text(party, case_party_phone));
	put_text(p, "vehicle_type", row_text(party, case_party_vehicle_type));
	put_text(p, "address", row_text(party, case_party_address));
	put_text(p, "sex", choice_zh(party, case_party_sex));
	put_text(p, "birth", row_text(party, case_party_birth));
	put_text(p, "id_kind", row_text(party, case_party_id_kind));
	put_text(p, "household", row_text(party, case_party_household));
	put_text(p, "employer", row_text(party, case_party_employer));
	put_text(p, "record", row_text(party, case_party_earlier));
	put_text(p, "legal_representative", row_text(party, case_party_legal_representative));
	put_text(p, "representative", row_text(party, case_party_legal_representative));
}

static enum err
put_party(struct paper_pool *p, const struct row *r)
{
	struct row *party;
	struct slice name = row_text(r, violation_case_party_name), id = row_text(r, violation_case_party_id);
	enum err e = case_party_of(p->c, r, &party);

	if (e)
		return e;
	put_text(p, "person_name", name);
	put_text(p, "id_no", id);
	if (!row_is(r, violation_case_party_kind, "unit"))
		put_from_number(p, id);
	if (party)
		put_particulars(p, party);
	put_text(p, "person", arena_printf(p->c->arena, "%.*s，证件号码%.*s%s%.*s", (int)name.n, name.n ? name.p : "", (int)id.n, id.n ? id.p : "",
	    party && !row_empty(party, case_party_address) ? "，住址" : "", party ? (int)row_text(party, case_party_address).n : 0,
	    party && !row_empty(party, case_party_address) ? row_text(party, case_party_address).p : ""));
	return E_OK;
}

/* ---- the violation ---- */

static void
put_vehicle(struct paper_pool *p, const struct row *r)
{
	int64_t class;
	const char *word = !row_empty(r, violation_case_plate_class) && slice_int(row_text(r, violation_case_plate_class), &class) ?
	    word_class((int)class) : NULL;

	put_text(p, "plate", row_empty(r, violation_case_plate) ? S("无") : row_text(r, violation_case_plate));
	if (!json_object_get(p->content, "vehicle_type"))	/* the party's particulars may say it more exactly */
		put_text(p, "vehicle_type", word ? title_zh(word) : S("无"));
}

static enum err
put_violation(struct paper_pool *p, const struct row *r)
{
	struct call *c = p->c;
	struct row *v;
	struct slice basis, broken;
	enum err e = record_load(c, &violation_code_record, row_ref(r, violation_case_violation), &v);

	if (e)
		return e;
	basis = row_text(v, violation_code_basis);
	broken = article_words(c->arena, basis, ARTICLE_BROKEN);
	broken = broken.n ? broken : article_words(c->arena, basis, ARTICLE_ALL);
	put_vehicle(p, r);
	put_time(p, "at", row_time(r, violation_case_happened_at));
	put_text(p, "place", row_text(r, violation_case_address));
	put_text(p, "behaviour", row_text(v, violation_code_behaviour));
	put_text(p, "cause", row_text(v, violation_code_behaviour));
	put_text(p, "code", row_text(r, violation_case_code));
	put_text(p, "violated", broken);
	put_text(p, "basis", article_words(c->arena, basis, ARTICLE_PENAL));
	put_text(p, "law", arena_printf(c->arena, "该行为违反%.*s，依据%.*s处罚。", (int)broken.n, broken.n ? broken.p : "",
	    (int)article_words(c->arena, basis, ARTICLE_PENAL).n, article_words(c->arena, basis, ARTICLE_PENAL).p));
	put_text(p, "reason", arena_printf(c->arena, "上述行为违反了%.*s。", (int)broken.n, broken.n ? broken.p : ""));
	put_text(p, "facts", case_facts(c, r));
	put_yes(p, "camera", row_is(r, violation_case_source, "camera"));
	return E_OK;
}

/* ---- the penalty ---- */

static void
put_penalty(struct paper_pool *p, const struct row *r)
{
	struct slice words = case_penalty_words(p->c, r);

	put_text(p, "penalty", words);
	put_text(p, "intended", words);
	put_text(p, "proposal", row_int(r, violation_case_points) ?
	    arena_printf(p->c->arena, "拟给予%.*s的处罚，记%lld分。", (int)words.n, words.p, (long long)row_int(r, violation_case_points)) :
	    arena_printf(p->c->arena, "拟给予%.*s的处罚，不记分。", (int)words.n, words.p));
	if (row_int(r, violation_case_fine))
		put_int(p, "fine", row_int(r, violation_case_fine));
	put_int(p, "points", row_int(r, violation_case_points));
	put_text(p, "points_basis", case_points_basis(r));
	put_yes(p, "hearing", row_bool(r, violation_case_hearing_right));
	put_text(p, "performance", case_performance(r));
}

/* Without the full stop that a sentence of ours puts behind it. */
static struct slice
unstopped(struct slice s)
{
	s = slice_trim(s);
	return s.n >= 3 && !memcmp(s.p + s.n - 3, "。", 3) ? (struct slice){ s.p, s.n - 3 } : s;
}

static void
put_answer(struct paper_pool *p, const struct row *r)
{
	struct slice said = unstopped(row_text(r, violation_case_defence)), answer = unstopped(row_text(r, violation_case_defence_answer));

	if (said.n && answer.n) {
		put_text(p, "statement", said);
		if (pool_asks(p, "statement"))
			put_text(p, "review", answer);
		put_text(p, "defence", arena_printf(p->c->arena, "当事人陈述申辩：%.*s。复核意见：%.*s。", (int)said.n, said.p, (int)answer.n, answer.p));
		return;
	}
	put_text(p, "defence", row_empty(r, violation_case_waived_at) ? S("当事人在告知后未提出陈述申辩。") : S("当事人书面声明放弃陈述、申辩和听证权利。"));
}

/* ---- who and when ---- */

static enum err
put_officers(struct paper_pool *p, const struct row *r)
{
	int64_t first = row_empty(r, violation_case_decided_by) ? p->c->who->person : row_ref(r, violation_case_decided_by);
	enum err e;

	if ((e = put_officer(p, "officer", first ? first : r->created_by)) || (e = put_officer(p, "officer1", r->created_by)))
		return e;
	return put_officer(p, "officer2", row_ref(r, violation_case_officer2));
}

static void
put_days(struct paper_pool *p, const struct row *r)
{
	put_text(p, "case_no", case_number(p->c, r));
	put_date(p, "issued_at", p->c->now_ms);
	put_date(p, "submitted_at", p->c->now_ms);
	put_date(p, "decided_at", p->c->now_ms);
	put_date(p, "ruled_at", p->c->now_ms);
	put_time(p, "told_at", row_time(r, violation_case_told_at));
	put_text(p, "decision_no", row_text(r, violation_case_decision_no));
	put_date(p, "decision_date", row_time(r, violation_case_decided_at));
}

static enum err
decider_of(struct call *c, const struct row *r, int64_t *ret)
{
	struct row *authority;
	enum err e;

	if (row_empty(r, violation_case_penalty))
		return law_county(c, r->unit, ret);
	if ((e = case_authority(c, r, &authority)) || (e = law_decider(c, authority, r->unit, ret)))
		return e;
	*ret = *ret ? *ret : r->unit;
	return E_OK;
}

static enum err
fill(struct paper_pool *p, const struct row *r)
{
	int64_t decider;
	enum err e = decider_of(p->c, r, &decider);

	if (e || (e = put_office(p, decider)) || (e = put_party(p, r)) || (e = put_violation(p, r)) || (e = put_officers(p, r)))
		return e;
	put_penalty(p, r);
	put_answer(p, r);
	put_days(p, r);
	return case_put_examined(p, r);
}

enum err
case_pool(struct paper_pool *p, struct call *c, const struct row *r, const char *type)
{
	enum err e = pool_open(p, c, r, type);

	if (!e && (e = fill(p, r)))
		pool_close(p);
	return e;
}

enum err
case_paper(struct call *c, const struct row *r, const char *type, struct row **ret)
{
	struct paper_pool p;
	enum err e = case_pool(&p, c, r, type);

	return e ? e : pool_issue(&p, ret);
}

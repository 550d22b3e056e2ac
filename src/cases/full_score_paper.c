/* SPDX-License-Identifier: Apache-2.0 */
/* full_score_paper.c - the notice of study: what is asked of him, where, until when (记分管理办法 17 至 22, 29). */
#include "base/clock.h"
#include "cases/case_paper_.h"
#include "cases/full_score_.h"
#include "cases/law.h"
#include "engine/record.h"

static struct slice
tests_words(const struct row *r)
{
	return row_is(r, full_score_tests, "yard_road") ? S("道路交通安全法律、法规和相关知识考试，合格后参加场地驾驶技能和道路驾驶技能考试") :
	    row_is(r, full_score_tests, "road") ? S("道路交通安全法律、法规和相关知识考试，合格后参加道路驾驶技能考试") : S("道路交通安全法律、法规和相关知识考试");
}

static enum err
put_voucher(struct paper_pool *p, const struct row *r)
{
	struct row *m;
	enum err e;

	if (row_empty(r, full_score_measure)) {
		struct slice no = row_text(r, full_score_cancelled_no);
		put_text(p, "voucher_no", arena_printf(p->c->arena, "临时驾驶许可已注销（%.*s）", (int)no.n, no.p));
		return E_OK;
	}
	if ((e = record_load(p->c, &measure_record, row_ref(r, full_score_measure), &m)))
		return e;
	put_text(p, "voucher_no", row_text(m, measure_voucher));
	return E_OK;
}

/* The last day is that of a receipt on the day of issue; who receives it later has longer, and the clock says so. */
static enum err
fill(struct paper_pool *p, const struct row *r)
{
	struct arena *a = p->c->arena;
	int64_t by;
	enum err e = put_office(p, r->unit);

	if (e || (e = put_voucher(p, r)) || (e = law_term_end(p->c, "full_score_refuse", p->c->now_ms, &by)))
		return e;
	put_text(p, "person_name", row_text(r, full_score_party_name));
	put_text(p, "id_no", row_text(r, full_score_party_id));
	put_text(p, "points", arena_printf(a, "%lld分", (long long)row_int(r, full_score_points)));
	put_text(p, "days", arena_printf(a, "%lld天", (long long)row_int(r, full_score_days)));
	put_text(p, "onsite", arena_printf(a, "累计不少于%lld天，其中现场学习不少于%lld天", (long long)row_int(r, full_score_attend_days),
	    (long long)row_int(r, full_score_onsite_days)));
	put_text(p, "tests", tests_words(r));
	put_date(p, "refuse_by", by - 1);
	put_date(p, "issued_at", p->c->now_ms);
	return E_OK;
}

enum err
full_score_paper(struct call *c, struct row *draft)
{
	struct paper_pool p;
	struct row *d;
	enum err e = paper_replaced(c, draft, "full_score_notice", "重新通知");

	if (e || (e = pool_open(&p, c, draft, "full_score_notice")))
		return e;
	if ((e = fill(&p, draft))) {
		pool_close(&p);
		return e;
	}
	if ((e = pool_issue(&p, &d)))
		return e;
	row_set_text(draft, full_score_notice, row_text(d, document_number));
	return E_OK;
}

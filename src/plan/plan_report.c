/* SPDX-License-Identifier: Apache-2.0 */
/* plan_report.c - drafted when the plan is over, lessons written, approved by another, frozen. */
#include "plan/plan_report.h"

#include <sodium.h>
#include <stdlib.h>

#include "engine/guard.h"
#include "plan/plan_report_.h"

static enum err
plan_report_redraw(struct call *c, struct row *draft)
{
	struct row *plan;
	json_t *figures;
	char *text;
	enum err e = record_load(c, &plan_record, row_ref(draft, plan_report_plan), &plan);

	if (e || (e = plan_figures_draw(c, plan, &figures)))
		return e;
	text = json_dumps(figures, JSON_COMPACT);
	if (!text || strlen(text) > 60000) {
		e = refuse_text(c, E_TOO_LARGE, "figures", "数据过多，无法成文", "too many figures for one report");
	} else {
		row_set_text(draft, plan_report_figures, slice_of(text));
		row_set_int(draft, plan_report_drawn_at, c->now_ms);
		if (row_empty(draft, plan_report_words))
			row_set_text(draft, plan_report_words, plan_figures_words(c, plan, figures));
	}
	free(text);
	json_decref(figures);
	return e;
}

/* What was approved is what was read: its text is never rewritten. */
static enum err
plan_report_check(struct call *c, struct row *r)
{
	struct row *plan;
	enum err e;

	if (r->id)
		return r->state == plan_report_is_draft ? E_OK : refuse_text(c, E_GUARD, "state", "已审签的报告不得修改", "an approved report is not changed");
	if ((e = record_load(c, &plan_record, row_ref(r, plan_report_plan), &plan)))
		return e;
	if (plan->state != plan_is_stood_down)
		return refuse_text(c, E_GUARD, "plan", "预案解除后方可起草总结报告", "a report is drafted when the plan has been stood down");
	r->unit = plan->unit;
	row_set_text(r, plan_report_title, arena_printf(c->arena, "%.*s执行情况报告", (int)row_text(plan, plan_title).n, row_text(plan, plan_title).p));
	return plan_report_redraw(c, r);
}

/* Neither who drafted it nor who has written its text since; and its lessons are written. */
static enum err
plan_report_may_approve(struct call *c, const struct row *r)
{
	int64_t wrote;
	enum err e = second_person(c, r);

	if (e || (e = first_id(c, "SELECT seq FROM audit WHERE record = 'plan_report' AND row = ?1 AND verb = 'patch' AND person = ?2 LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(r->id), FIRST_INT(c->who->person) }, 2, &wrote)))
		return e;
	if (wrote)
		return refuse_text(c, E_SECOND_PERSON, "words", "改写过报告的人不得审签", "who has written its text does not approve it");
	return row_empty(r, plan_report_lessons) ? refuse_text(c, E_GUARD, "lessons", "尚未填写经验和不足", "the lessons have not been written") : E_OK;
}

static void
hash_field(crypto_hash_sha256_state *s, struct slice text)
{
	unsigned char n[4] = { (unsigned char)(text.n >> 24), (unsigned char)(text.n >> 16), (unsigned char)(text.n >> 8), (unsigned char)text.n };

	crypto_hash_sha256_update(s, n, sizeof n);
	crypto_hash_sha256_update(s, (const unsigned char *)(text.n ? text.p : ""), text.n);
}

void
digest_of_plan_report(const struct row *r, char ret[65])
{
	static const int fields[] = { plan_report_title, plan_report_words, plan_report_lessons, plan_report_figures };
	crypto_hash_sha256_state s;
	unsigned char sum[crypto_hash_sha256_BYTES];

	crypto_hash_sha256_init(&s);
	for (size_t i = 0; i < N_ELEMS(fields); i++)
		hash_field(&s, row_text(r, fields[i]));
	crypto_hash_sha256_final(&s, sum);
	sodium_bin2hex(ret, 65, sum, sizeof sum);
}

static enum err
plan_report_approve(struct call *c, struct row *draft)
{
	char hash[65];

	digest_of_plan_report(draft, hash);
	row_set_text(draft, plan_report_hash, slice_of(hash));
	row_set_int(draft, plan_report_approved_by, c->who->person);
	row_set_int(draft, plan_report_approved_at, c->now_ms);
	return E_OK;
}

#define NAME plan_report
#define DEF "plan/plan_report.def"
#include "engine/define.h"

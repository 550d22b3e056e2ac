/* SPDX-License-Identifier: Apache-2.0 */
/* report.c - drafted, written, approved by another, frozen. */
#include "oversight/report.h"

#include <sodium.h>

#include "base/clock.h"
#include "engine/first.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "engine/units.h"
#include "net/json.h"
#include "oversight/report_.h"

static int32_t
day_of(const struct row *r, int field)
{
	int32_t day = 0;

	return date_parse(row_text(r, field), &day) ? day : 0;
}

static int32_t
next_month(int32_t day)
{
	struct civil d = civil_of(day);

	d.day = 1;
	d.year += d.month == 12;
	d.month = d.month == 12 ? 1 : d.month + 1;
	return civil_days(d);
}

struct period_of_report
report_period(struct arena *a, const struct row *r)
{
	char from[TIME_TEXT_MAX], last[TIME_TEXT_MAX];
	struct period_of_report p = { .from = day_of(r, report_from_day) };

	p.to = row_is(r, report_kind, "day") ? p.from + 1 : row_is(r, report_kind, "week") ? p.from + 7 : next_month(p.from);
	(void)date_print(p.from, from);
	(void)date_print(p.to - 1, last);
	p.words = p.to == p.from + 1 ? arena_printf(a, "%s", from) : arena_printf(a, "%s至%s", from, last);
	return p;
}

static enum err
take_period(struct call *c, struct row *r)
{
	struct period_of_report p = report_period(c->arena, r);
	struct slice unit = units_name(r->unit, c->arena);
	char to[TIME_TEXT_MAX];

	if (row_is(r, report_kind, "week") && civil_weekday(p.from) != 1)
		return refuse_text(c, E_BAD_VALUE, "from_day", "周报从周一起", "a week begins on a Monday");
	if (row_is(r, report_kind, "month") && civil_of(p.from).day != 1)
		return refuse_text(c, E_BAD_VALUE, "from_day", "月报从1日起", "a month begins on its first day");
	if (p.from > beijing_day(c->now_ms))
		return refuse_text(c, E_BAD_VALUE, "from_day", "期间尚未开始", "the period has not begun");
	row_set_text(r, report_to_day, (struct slice){ to, date_print(p.to, to) });
	row_set_text(r, report_title, arena_printf(c->arena, "%.*s道路交通执法%s（%.*s）", (int)unit.n, unit.n ? unit.p : "",
	    row_is(r, report_kind, "day") ? "日报" : row_is(r, report_kind, "week") ? "周报" : "月报", (int)p.words.n, p.words.p));
	return E_OK;
}

static enum err
report_redraw(struct call *c, struct row *draft)
{
	struct slice figures;
	enum err e = figures_draw(c, draft, &figures);

	if (e)
		return e;
	row_set_text(draft, report_figures, figures);
	row_set_int(draft, report_drawn_at, c->now_ms);
	return E_OK;
}

/* What was approved is what was read: its text is never rewritten. */
static enum err
report_check(struct call *c, struct row *draft)
{
	json_t *figures;
	size_t at;
	enum err e;

	if (draft->id)
		return draft->state == report_is_draft ? E_OK : refuse_text(c, E_GUARD, "state", "已审签的报告不得修改", "an approved report is not changed");
	if ((e = take_period(c, draft)) || (e = report_redraw(c, draft)) || !row_empty(draft, report_words))
		return e;
	if ((e = json_read(row_text(draft, report_figures), &figures, &at)))
		return refuse(c, e, NULL, -1);
	row_set_text(draft, report_words, figures_words(c, draft, figures));
	json_decref(figures);
	return E_OK;
}

/* Neither who drafted it nor who has written its text since; and numbers that were drawn when the period was over. */
static enum err
report_may_approve(struct call *c, const struct row *r)
{
	int64_t wrote;
	enum err e = second_person(c, r);

	if (e || (e = first_id(c, "SELECT seq FROM audit WHERE record = 'report' AND row = ?1 AND verb = 'patch' AND person = ?2 LIMIT 1",
	    (struct first_arg[]){ FIRST_INT(r->id), FIRST_INT(c->who->person) }, 2, &wrote)))
		return e;
	if (wrote)
		return refuse_text(c, E_SECOND_PERSON, "words", "改写过情况说明的人不得审签", "who has written its text does not approve it");
	if (row_time(r, report_drawn_at) < beijing_start_ms(report_period(c->arena, r).to))
		return refuse_text(c, E_GUARD, "drawn_at", "数据取于期间结束之前，须在期间结束后重新取数", "the numbers were drawn before the period was over: draw them again");
	return E_OK;
}

static void
hash_field(crypto_hash_sha256_state *s, struct slice text)
{
	unsigned char n[4] = { (unsigned char)(text.n >> 24), (unsigned char)(text.n >> 16), (unsigned char)(text.n >> 8), (unsigned char)text.n };

	crypto_hash_sha256_update(s, n, sizeof n);
	crypto_hash_sha256_update(s, (const unsigned char *)(text.n ? text.p : ""), text.n);
}

void
digest_of_report(const struct row *r, char ret[65])
{
	static const int fields[] = { report_title, report_kind, report_from_day, report_to_day, report_figures, report_words };
	crypto_hash_sha256_state s;
	unsigned char sum[crypto_hash_sha256_BYTES];

	crypto_hash_sha256_init(&s);
	for (size_t i = 0; i < N_ELEMS(fields); i++)
		hash_field(&s, row_text(r, fields[i]));
	crypto_hash_sha256_final(&s, sum);
	sodium_bin2hex(ret, 65, sum, sizeof sum);
}

static enum err
report_approve(struct call *c, struct row *draft)
{
	char hash[65];

	digest_of_report(draft, hash);
	row_set_text(draft, report_hash, slice_of(hash));
	row_set_int(draft, report_approved_by, c->who->person);
	row_set_int(draft, report_approved_at, c->now_ms);
	return E_OK;
}

#define NAME report
#define DEF "oversight/report.def"
#include "engine/define.h"

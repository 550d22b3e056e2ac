/* SPDX-License-Identifier: Apache-2.0 */
/* case_words.c - evidence, circumstances, goods and procedure of a case, in the words of its documents. */
#include "cases/case_words_.h"

#include "base/clock.h"
#include "cases/authority.h"
#include "cases/case_steps_.h"
#include "cases/law.h"
#include "cases/measure.h"
#include "cases/violation_case.h"
#include "engine/record.h"
#include "paper/content.h"
#include "passage/words.h"
#include "people/person.h"

struct slice
case_number(struct call *c, const struct row *r)
{
	struct civil d = civil_of(beijing_day(r->created_at ? r->created_at : c->now_ms));

	return arena_printf(c->arena, "%04d-%06lld-%08lld", d.year, (long long)r->unit, (long long)r->id);
}

static struct slice
say(struct call *c, const char *before, struct slice s, const char *after)
{
	return s.n ? arena_printf(c->arena, "%s%.*s%s", before, (int)s.n, s.p, after) : S("");
}

/* A sentence ends with its sign. */
static struct slice
stopped(struct call *c, struct slice s)
{
	s = slice_trim(s);
	return !s.n || (s.n >= 3 && !memcmp(s.p + s.n - 3, "。", 3)) ? s : say(c, "", s, "。");
}

/* 驾驶号牌号码为X的小型汽车; of an owner or keeper (法114): 所有、管理的号牌号码为X的小型汽车. */
static struct slice
with_vehicle(struct call *c, const struct row *r)
{
	bool driver = row_empty(r, violation_case_party) || row_is(r, violation_case_party, "driver");
	int64_t class;
	const char *word = !row_empty(r, violation_case_plate_class) && slice_int(row_text(r, violation_case_plate_class), &class) ?
	    word_class((int)class) : NULL;
	struct slice type = word ? title_zh(word) : S("车辆"), plate = row_text(r, violation_case_plate);

	if (!plate.n)
		return S("");
	return arena_printf(c->arena, "%s号牌号码为%.*s的%.*s", driver ? "驾驶" : row_is(r, violation_case_party, "owner") ? "所有的" : "管理的",
	    (int)plate.n, plate.p, (int)type.n, type.p);
}

struct slice
case_facts(struct call *c, const struct row *r)
{
	struct slice when = time_words(c->arena, row_time(r, violation_case_happened_at)), where = say(c, "在", row_text(r, violation_case_address), "");
	struct slice who = row_text(r, violation_case_party_name), did = row_text(r, violation_case_subject), vehicle = with_vehicle(c, r);
	struct slice told = stopped(c, row_text(r, violation_case_facts));
	bool liable = !row_empty(r, violation_case_party) && !row_is(r, violation_case_party, "driver");
	struct slice first = liable ?
	    arena_printf(c->arena, "%.*s%.*s于%.*s%.*s有", (int)who.n, who.n ? who.p : "", (int)vehicle.n, vehicle.p, (int)when.n, when.p, (int)where.n, where.p) :
	    arena_printf(c->arena, "%.*s于%.*s%.*s%s%.*s实施", (int)who.n, who.n ? who.p : "", (int)when.n, when.p, (int)vehicle.n, vehicle.p,
	    vehicle.n ? "，" : "", (int)where.n, where.p);

	return arena_printf(c->arena, "%.*s“%.*s”的违法行为。%.*s", (int)first.n, first.p, (int)did.n, did.n ? did.p : "", (int)told.n, told.n ? told.p : "");
}

/* 记分办法 8至12: the article is that of the points, since it came into force. */
struct slice
case_points_basis(const struct row *r)
{
	static const struct { int points; const char *article; } of[] = { { 12, "八" }, { 9, "九" }, { 6, "十" }, { 3, "十一" }, { 1, "十二" } };
	const int32_t in_force = 19083;		/* 2022-04-01 */

	for (size_t i = 0; i < N_ELEMS(of); i++)
		if (row_int(r, violation_case_points) == of[i].points && beijing_day(row_time(r, violation_case_happened_at)) >= in_force)
			return arena_printf(r->arena, "《道路交通安全违法行为记分管理办法》第%s条", of[i].article);
	return S("");
}

struct slice
case_penalty_words(struct call *c, const struct row *r)
{
	struct slice fine = yuan_words(c->arena, row_int(r, violation_case_fine));
	bool fined = row_int(r, violation_case_fine) > 0;

	if (row_is(r, violation_case_penalty, "fine"))
		return arena_printf(c->arena, "罚款%.*s", (int)fine.n, fine.p);
	if (row_is(r, violation_case_penalty, "suspension"))
		return arena_printf(c->arena, "暂扣机动车驾驶证%lld个月%s%.*s", (long long)row_int(r, violation_case_suspend_months), fined ? "，并处罚款" : "",
		    fined ? (int)fine.n : 0, fine.p);
	if (row_is(r, violation_case_penalty, "revocation"))
		return arena_printf(c->arena, "吊销机动车驾驶证%s%.*s", fined ? "，并处罚款" : "", fined ? (int)fine.n : 0, fine.p);
	return row_is(r, violation_case_penalty, "warning") ? S("警告") : S("");
}

struct slice
case_performance(const struct row *r)
{
	if (row_is(r, violation_case_penalty, "warning"))
		return S("警告自本决定书送达之日起生效。");
	return row_is(r, violation_case_penalty, "suspension") || row_is(r, violation_case_penalty, "revocation") ?
	    S("机动车驾驶证由处罚机关收存；自本决定生效之日起不得驾驶机动车。") : S("");
}

/* ---- lists from the file ---- */

/* Rows of one text, joined; the statement's ?1 is the case. */
static enum err
joined(struct call *c, const char *text, const struct row *r, const char *between, struct slice *ret)
{
	stmt_scoped st = NULL;
	struct buf b;
	enum err e = sql(c->conn, &st, text);

	if (e)
		return refuse(c, e, NULL, -1);
	buf_init(&b, KIB(8));
	sql_int(st, 1, r->id);
	while (!(e = sql_step(st))) {
		if (b.n)
			buf_puts(&b, between);
		buf_put(&b, col_text(st, 0));
	}
	*ret = arena_copy(c->arena, buf_slice(&b));
	buf_free(&b);
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

static struct slice
slot_zh(const struct record *rec, struct slice name)
{
	for (int i = 0; i < rec->nfile; i++)
		if (slice_is(name, rec->file[i].name))
			return title_zh(rec->file[i].title);
	return name;
}

static enum err
put_files(struct call *c, struct buf *b, const struct record *rec, int64_t row)
{
	stmt_scoped st = NULL;
	enum err e = sql(c->conn, &st, "SELECT slot, count(*) FROM attachment WHERE record = ?1 AND row = ?2 AND removed_at IS NULL"
	    " AND slot NOT IN ('waiver', 'quick_consent', 'told_proof', 'service_proof', 'minutes') GROUP BY slot ORDER BY slot");	/* papers of procedure prove no violation */

	if (e)
		return refuse(c, e, NULL, -1);
	sql_text(st, 1, slice_of(rec->name));
	sql_int(st, 2, row);
	while (!(e = sql_step(st))) {
		struct slice zh = slot_zh(rec, col_text(st, 0));
		buf_printf(b, "%s%.*s%lld份", b->n ? "、" : "", (int)zh.n, zh.p, (long long)col_int(st, 1));
	}
	return e == E_DONE ? E_OK : refuse(c, e, NULL, -1);
}

/* What the officer wrote; else what the file holds. */
static enum err
put_evidence(struct paper_pool *p, const struct row *r)
{
	struct slice inquiries;
	struct buf b;
	enum err e;

	if (!row_empty(r, violation_case_evidence) || !pool_asks(p, "evidence")) {
		put_text(p, "evidence", row_text(r, violation_case_evidence));
		return E_OK;
	}
	if ((e = joined(p->c, "SELECT number FROM document WHERE subject = 'violation_case' AND subject_row = ?1 AND type = 'inquiry_record'"
	    " AND state = 'issued' ORDER BY id", r, "、", &inquiries)))
		return e;
	buf_init(&b, KIB(8));
	if (!row_empty(r, violation_case_camera_record)) {
		buf_puts(&b, "交通技术监控设备记录");
		e = put_files(p->c, &b, &camera_record_record, row_ref(r, violation_case_camera_record));
	}
	if (!e && inquiries.n)
		buf_printf(&b, "%s询问笔录（%.*s）", b.n ? "、" : "", (int)inquiries.n, inquiries.p);
	if (!e)
		e = put_files(p->c, &b, &violation_case_record, r->id);
	if (!e && b.n)
		buf_puts(&b, "。");
	put_text(p, "evidence", buf_slice(&b));
	buf_free(&b);
	return e;
}

static enum err
put_circumstances(struct paper_pool *p, const struct row *r)
{
	struct slice all;
	enum err e = joined(p->c, "SELECT f.name || '（' || t.why || '）' FROM violation_case_factor t JOIN discretion_factor f ON f.id = t.factor"
	    " WHERE t.parent = ?1 ORDER BY t.id", r, "；", &all);

	put_text(p, "circumstances", !e && all.n ? arena_printf(p->c->arena, "%.*s。", (int)all.n, all.p) : S("没有从重、从轻、减轻处罚的情节。"));
	return e;
}

static enum err
put_goods(struct paper_pool *p, const struct row *r)
{
	struct slice all;
	enum err e = joined(p->c, "SELECT voucher FROM measure WHERE violation_case = ?1 AND voucher IS NOT NULL ORDER BY id", r, "、", &all);

	put_text(p, "goods", !e && all.n ? arena_printf(p->c->arena, "行政强制措施凭证（%.*s）所列车辆、证件、物品，依该凭证处理。", (int)all.n, all.p) :
	    S("无涉案财物。"));
	return e;
}

/* ---- suspension ---- */

/* 法 113/1, 规定 32/2: it takes effect with its service, which is still to come; a day held before counts for a day. */
static enum err
put_suspension(struct paper_pool *p, const struct row *r)
{
	struct slice today = date_words(p->c->arena, beijing_day(p->c->now_ms));
	int64_t held;
	enum err e;

	if (!row_is(r, violation_case_penalty, "suspension") || !pool_asks(p, "suspension"))
		return E_OK;
	put_text(p, "suspension", arena_printf(p->c->arena, "暂扣期限%lld个月，自本决定送达生效之日起计算", (long long)row_int(r, violation_case_suspend_months)));
	if ((e = case_days_held(p->c, r->id, p->c->now_ms, &held)) || !held)
		return e;
	put_text(p, "deducted", arena_printf(p->c->arena, "至%.*s（不含当日）已扣留机动车驾驶证%lld日；本决定生效前扣留的，扣留一日折抵暂扣期限一日，期满日在送达时确定。",
	    (int)today.n, today.p, (long long)held));
	return E_OK;
}

/* ---- procedure ---- */

static void
put_step(struct call *c, struct buf *b, const char *what, int64_t at_ms)
{
	struct slice when = time_words(c->arena, at_ms);

	if (at_ms)
		buf_printf(b, "%s%.*s%s", b->n ? "；" : "", (int)when.n, when.p, what);
}

/* 处罚法 58: an opinion is the legal review where one is due, else that of the ordinary review (程170). */
static enum err
put_review(struct paper_pool *p, const struct row *r, bool legal)
{
	struct slice said = row_text(r, violation_case_opinion), name;
	struct row *by;
	enum err e;

	if (!said.n || row_empty(r, violation_case_reviewed_by))
		return E_OK;
	if ((e = record_load(p->c, &person_record, row_ref(r, violation_case_reviewed_by), &by)))
		return e;
	name = row_text(by, person_name);
	put_text(p, legal ? "legal_review" : "review", arena_printf(p->c->arena, "%.*s\n审核人：%.*s", (int)said.n, said.p, (int)name.n, name.p));
	return E_OK;
}

static enum err
put_procedure(struct paper_pool *p, const struct row *r)
{
	struct slice by = choice_zh(r, violation_case_procedure);
	struct call *c = p->c;
	struct row *authority;
	struct buf b;
	enum err e = E_OK;

	if (!pool_asks(p, "procedure") || !by.n)
		return E_OK;
	buf_init(&b, KIB(2));
	put_step(c, &b, "受理", r->created_at);
	put_step(c, &b, "当事人接受处理", row_time(r, violation_case_appeared_at));
	put_step(c, &b, "告知拟处罚的事实、理由、依据和权利", row_time(r, violation_case_told_at));
	put_step(c, &b, "当事人放弃权利", row_time(r, violation_case_waived_at));
	put_step(c, &b, "听证结束", row_time(r, violation_case_heard_at));
	put_text(p, "procedure", arena_printf(c->arena, "适用%.*s。%.*s。", (int)by.n, by.p, (int)b.n, b.p));
	buf_free(&b);
	if (!(e = case_authority(c, r, &authority)))
		put_yes(p, "legal_review_due", row_is(authority, authority_review, "always") ||
		    (row_is(authority, authority_review, "after_hearing") && !row_empty(r, violation_case_heard_at)));
	return e ? e : put_review(p, r, !e && json_is_true(json_object_get(p->content, "legal_review_due")));
}

enum err
case_put_examined(struct paper_pool *p, const struct row *r)
{
	enum err e;

	if ((e = put_evidence(p, r)) || (e = put_circumstances(p, r)) || (e = put_goods(p, r)) || (e = put_suspension(p, r)))
		return e;
	return put_procedure(p, r);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* case_receipt.c - papers of service: the proof where the law asks for one beside the signed decision, and the notice to pay. */
#include "base/clock.h"
#include "cases/case_paper_.h"
#include "cases/case_party.h"
#include "cases/case_steps_.h"
#include "cases/payment_order.h"
#include "engine/record.h"
#include "net/json.h"
#include "paper/content.h"

/* 程 52(2): one officer with auxiliaries serves only when it is recorded. */
static enum err
put_servers(struct paper_pool *p, const struct row *draft, const struct row *decision)
{
	bool by_hand = row_is(decision, document_service, "left") || row_is(decision, document_service, "proxy");
	int64_t other = row_ref(draft, violation_case_officer2);
	enum err e = put_officer(p, "server1", p->c->who->person ? p->c->who->person : draft->created_by);

	if (e)
		return e;
	if (other == p->c->who->person)
		other = draft->created_by;
	put_yes(p, "by_hand", by_hand && other);
	put_yes(p, "one_server", by_hand && !other);
	put_text(p, "recording", row_text(decision, document_recording));
	return put_officer(p, "server2", by_hand ? other : 0);
}

/* 程 36(2): the reason and the day of a refusal. */
static struct slice
refusal_words(struct call *c, const struct row *decision)
{
	struct slice said = row_text(decision, document_refusal), day = date_words(c->arena, beijing_day(row_time(decision, document_signed_at)));

	return said.n ? arena_printf(c->arena, "%.*s（%.*s）", (int)said.n, said.p, (int)day.n, day.p) : S("");
}

/* Where nobody signs it is said why, and no line waits for a hand. */
static void
put_signed_as(struct paper_pool *p, const struct row *decision)
{
	static const struct { const char *way, *words; } of[] = {
		{ "electronic", "电子送达，以系统显示发送成功为准" }, { "post", "邮寄送达，见邮件回执" }, { "notice", "公告送达，见公告" }, { "left", "留置送达，未签名" },
	};

	for (size_t i = 0; i < N_ELEMS(of); i++)
		if (row_is(decision, document_service, of[i].way))
			json_object_set_new(p->content, "sign_party", json_string(of[i].words));
}

/* Served to the address that the person named. */
static enum err
put_electronic_address(struct paper_pool *p, const struct row *consent)
{
	json_t *said;
	enum err e = paper_content(p->c, consent, &said);

	if (e)
		return e;
	put_text(p, "address", json_slice(json_object_get(said, "electronic_address")));
	json_decref(said);
	return E_OK;
}

static enum err
put_service(struct paper_pool *p, const struct row *draft, const struct row *decision)
{
	const struct template *t = template_version(row_text(decision, document_type), row_text(decision, document_form));
	struct slice witness = row_text(decision, document_witness);
	struct row *consent;
	enum err e;

	put_text(p, "served_name", t ? slice_of(t->zh) : choice_zh(decision, document_type));
	put_text(p, "served_number", row_text(decision, document_number));
	put_text(p, "way", choice_zh(decision, document_service));
	put_text(p, "post_number", row_text(draft, violation_case_post_number));
	put_time(p, "system_time", row_is(decision, document_service, "electronic") ? row_time(decision, document_served_at) : 0);
	put_time(p, "served_at", row_is(decision, document_service, "electronic") ? 0 : row_time(decision, document_served_at));
	put_text(p, "refusal", refusal_words(p->c, decision));
	put_signed_as(p, decision);
	put_text(p, "witness", witness);
	put_text(p, "refused_by", witness.n ? witness : row_text(decision, document_recording));
	if (row_empty(decision, document_consent_document))
		return E_OK;
	if ((e = record_load(p->c, &document_record, row_ref(decision, document_consent_document), &consent)))
		return e;
	put_text(p, "consent_number", row_text(consent, document_number));
	return put_electronic_address(p, consent);
}

static enum err
put_address(struct paper_pool *p, const struct row *draft)
{
	struct row *party;
	enum err e = case_party_of(p->c, draft, &party);

	if (e)
		return e;
	put_text(p, "address", party && !row_empty(party, case_party_address) ? row_text(party, case_party_address) : row_text(draft, violation_case_address));
	return E_OK;
}

/* 程 36(1)(1): handed over and signed on the file's copy needs no other proof. */
enum err
case_receipt(struct call *c, const struct row *draft, const struct row *decision)
{
	struct paper_pool p;
	struct row *receipt;
	enum err e;

	if (row_is(decision, document_service, "person"))
		return E_OK;
	if ((e = case_pool(&p, c, draft, "service_receipt")))
		return e;
	if ((e = put_address(&p, draft)) || (e = put_service(&p, draft, decision)) || (e = put_servers(&p, draft, decision))) {
		pool_close(&p);
		return e;
	}
	return pool_issue(&p, &receipt);
}

/* 处罚法 67/3, 道路交通安全法 108/1. */
enum err
case_payment_notice(struct call *c, const struct row *draft, const struct row *order)
{
	struct paper_pool p;
	struct row *notice;
	enum err e = case_pool(&p, c, draft, "payment_notice");

	if (e)
		return e;
	put_text(&p, "order_no", row_text(order, payment_order_number));
	put_date(&p, "pay_by", row_time(order, payment_order_pay_by) - 1);
	return pool_issue(&p, &notice);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* case_receipt.c - papers of service: the proof where the law asks for one beside the signed decision, and the notice to pay. */
#include "base/clock.h"
#include "cases/case_paper_.h"
#include "cases/case_party.h"
#include "cases/case_steps_.h"
#include "cases/payment_order.h"
#include "engine/record.h"

/* 程 52(2): one officer with auxiliaries serves only when it is recorded. */
static enum err
put_servers(struct paper_pool *p, const struct row *draft, const struct row *decision)
{
	bool by_hand = row_is(decision, document_service, "left") || row_is(decision, document_service, "proxy");
	int64_t other = row_ref(draft, violation_case_officer2);
	enum err e = put_person(p, "server1", p->c->who->person ? p->c->who->person : draft->created_by);

	if (e)
		return e;
	if (other == p->c->who->person)
		other = draft->created_by;
	put_yes(p, "by_hand", by_hand && other);
	put_yes(p, "one_server", by_hand && !other);
	put_text(p, "recording", row_text(decision, document_recording));
	return put_person(p, "server2", by_hand ? other : 0);
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
	put_text(p, "refusal", row_text(decision, document_refusal));
	put_text(p, "witness", witness);
	put_text(p, "refused_by", witness.n ? witness : row_text(decision, document_recording));
	if (row_empty(decision, document_consent_document))
		return E_OK;
	if ((e = record_load(p->c, &document_record, row_ref(decision, document_consent_document), &consent)))
		return e;
	put_text(p, "consent_number", row_text(consent, document_number));
	return E_OK;
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

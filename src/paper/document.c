/* SPDX-License-Identifier: Apache-2.0 */
/* document.c - what is noted of a document after it was issued, and what the law asks before each note. */
#include "paper/document.h"

#include "engine/timer.h"
#include "paper/paper_.h"

static const struct template *
form_of(const struct row *r)
{
	return template_version(row_text(r, document_type), row_text(r, document_form));
}

/* Of a document that is signed or sealed at all. */
static bool
has_block(const struct row *r, enum block_kind kind, const char *key)
{
	const struct template *t = form_of(r);

	for (int i = 0; t && i < t->nblock; i++)
		if (t->block[i].kind == kind && (!key || !strcmp(t->block[i].key, key)))
			return true;
	return false;
}

static enum err
document_unsigned(struct call *c, const struct row *r)
{
	return row_empty(r, document_signature) ? E_OK : refuse_text(c, E_GUARD, "signature", "已登记签名", "the signature has been noted");
}

static enum err
document_unstamped(struct call *c, const struct row *r)
{
	return row_empty(r, document_seal) ? E_OK : refuse_text(c, E_GUARD, "seal", "已登记用印", "the seal has been noted");
}

static paper_noted_fn *tell_noted;

void
paper_on_noted(paper_noted_fn *fn)
{
	tell_noted = fn;
}

static enum err
noted(struct call *c, const struct row *draft)
{
	return tell_noted ? tell_noted(c, draft) : E_OK;
}

/* 程263(3): while a party signs electronically, sound and picture are recorded. */
static enum err
document_sign(struct call *c, struct row *draft)
{
	if (row_is(draft, document_signature, "refused"))
		return refuse_text(c, E_BAD_VALUE, "signature", "拒绝签名的，用“注明拒绝签名”", "a refusal is noted by its own step");
	if (row_is(draft, document_signature, "electronic") && row_empty(draft, document_recording))
		return refuse_text(c, E_MISSING, "recording", "当事人电子签名、电子指纹捺印的过程应当同步录音录像，须注明录音录像编号（程263(3)）",
		    "an electronic signature of a party is recorded: name the recording (程263(3))");
	row_set_int(draft, document_signed_at, c->now_ms);
	if (c->who->person)
		row_set_int(draft, document_signed_by, c->who->person);
	return noted(c, draft);
}

/* A recording that no recorder made (of a room, say) is looked at by another than who noted the signature. */
static enum err
document_is_recorded(struct call *c, const struct row *r)
{
	if (row_empty(r, document_recording) || !row_is(r, document_signature, "electronic"))
		return refuse_text(c, E_GUARD, "recording", "没有电子签名的录音录像", "there is no recording of an electronic signature");
	return c->who->person && c->who->person == row_ref(r, document_signed_by) ? refuse(c, E_SECOND_PERSON, NULL, -1) : E_OK;
}

static enum err
document_see_recording(struct call *c, struct row *draft)
{
	row_set_int(draft, document_recording_seen_by, c->who->person);
	return E_OK;
}

/* 规25, 44, 46, 48; 程36: the officer notes the refusal on the document. */
static enum err
document_refuse(struct call *c, struct row *draft)
{
	row_set_text(draft, document_signature, S("refused"));
	row_set_int(draft, document_signed_at, c->now_ms);
	return noted(c, draft);
}

enum err
paper_served_ready(struct call *c, int64_t document)
{
	struct row *r;
	enum err e = record_load(c, &document_record, document, &r);

	if (e)
		return e;
	if (r->state != document_is_issued)
		return refuse(c, E_NO_STEP, NULL, -1);
	if (has_block(r, BLOCK_SEAL, NULL) && row_empty(r, document_seal))
		return refuse_text(c, E_GUARD, "seal", "尚未登记用印（处52、59；规25、44、46、48）", "no seal has been noted (处52, 59; 规25, 44, 46, 48)");
	return E_OK;
}

static enum err
document_unserved(struct call *c, const struct row *r)
{
	if (!row_empty(r, document_served_at))
		return refuse_text(c, E_GUARD, "served_at", "已登记送达", "the service has been noted");
	return paper_served_ready(c, r->id);
}

/* 处61(2), 程36(3): only who has signed a confirmation is served electronically; 复22(2): with an internet channel. */
static enum err
electronic(struct call *c, const struct row *draft)
{
	const struct template *t = form_of(draft);
	struct content v = { .t = t, .arena = c->arena };
	struct row *consent;
	json_t *values;
	bool channel;
	enum err e;

	if (row_empty(draft, document_consent_document))
		return refuse_text(c, E_MISSING, "consent_document", "电子送达须有当事人签订的送达方式确认书（处61(2)、程36(3)）",
		    "electronic service needs the signed confirmation (处61(2), 程36(3))");
	if ((e = record_load(c, &document_record, row_ref(draft, document_consent_document), &consent)))
		return e;
	if (!row_is(consent, document_type, "service_consent") || consent->state != document_is_issued ||
	    !slice_eq(row_text(consent, document_party), row_text(draft, document_party)))
		return refuse_text(c, E_GUARD, "consent_document", "不是该当事人现行有效的送达方式确认书", "is not a confirmation of this person that holds");
	if (row_empty(consent, document_signature) || row_is(consent, document_signature, "refused"))
		return refuse_text(c, E_GUARD, "consent_document", "确认书未经当事人签名（处61(2)）", "the person has not signed the confirmation (处61(2))");
	if (!t || !template_item(t, S("online_channel")))
		return E_OK;
	if ((e = paper_content(c, draft, &values)))
		return e;
	v.values = values;
	channel = content_there(&v, "online_channel");
	json_decref(values);
	return channel ? E_OK : refuse_text(c, E_GUARD, "online_channel", "通过互联网渠道送达的决定书应当提供提交行政复议申请书的互联网渠道（复22(2)）",
	    "a decision served over the internet names the internet channel for a reconsideration request (复22(2))");
}

static enum err
document_serve(struct call *c, struct row *draft)
{
	bool by_hand = row_is(draft, document_service, "person"), left = row_is(draft, document_service, "left");
	enum err e;

	if (row_time(draft, document_served_at) > c->now_ms || row_time(draft, document_served_at) < draft->created_at - 60000)
		return refuse_text(c, E_BAD_VALUE, "served_at", "须在签发之后、当前时间之前", "must lie between the issue and now");
	if (by_hand && has_block(draft, BLOCK_SIGN, "party") && row_empty(draft, document_signature))
		return refuse_text(c, E_GUARD, "signature", "须先登记当事人签名或者注明拒绝签名（规25、44、46、48；程36）",
		    "first the person's signature or refusal is noted (规25, 44, 46, 48; 程36)");
	if (left && row_empty(draft, document_witness) && row_empty(draft, document_recording))
		return refuse_text(c, E_MISSING, "witness", "留置送达须有见证人或者录音录像（程36(2)）", "leaving it needs a witness or a recording (程36(2))");
	e = row_is(draft, document_service, "electronic") ? electronic(c, draft) : E_OK;
	return e ? e : noted(c, draft);
}

/* What a case issued only the case takes back. */
static enum err
document_may_void(struct call *c, const struct row *r)
{
	const struct template *t = form_of(r);

	if (c->as_system || c->who->person == 0 || (t && t->by_officer && row_empty(r, document_subject)))
		return E_OK;
	return refuse_text(c, E_GUARD, "subject", "案件文书须在案件中变更或者撤销", "a document of a case is withdrawn in the case");
}

static enum err
document_void(struct call *c, struct row *draft)
{
	if (c->reason.n)
		row_set_text(draft, document_void_reason, c->reason);
	row_set_int(draft, document_voided_at, c->now_ms);
	return E_OK;
}

static void
document_changed(struct call *c, const struct row *r)
{
	(void)r;
	timer_kick(c->engine, "paper.draw");
}

enum err
paper_void(struct call *c, int64_t document)
{
	struct row *after;

	return c->reason.n ? record_fire_as_system(c, &document_record, document, "void", &after) : refuse(c, E_NO_REASON, NULL, -1);
}

#define NAME document
#define DEF "paper/document.def"
#include "engine/define.h"

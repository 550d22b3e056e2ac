/* SPDX-License-Identifier: Apache-2.0 */
/* noted.c - the file's copy of a document: as it was issued, and what was noted of it since: seal, signature or refusal, service. */
#include "base/clock.h"
#include "paper/paper_.h"

#define WORDS(s) (int)(s).n, (s).n ? (s).p : ""

bool
noted_any(const struct row *d)
{
	return !row_empty(d, document_seal) || !row_empty(d, document_signature) || !row_empty(d, document_served_at);
}

static struct slice
choice_words(const struct row *d, int field)
{
	for (const struct choice *c = d->rec->field[field].type.choice; c && c->name; c++)
		if (slice_is(row_text(d, field), c->name))
			return title_zh(c->title);
	return S("");
}

static struct slice
also(struct arena *a, const char *what, struct slice s)
{
	return s.n ? arena_printf(a, "，%s%.*s", what, WORDS(s)) : S("");
}

static struct slice
seal_words(struct arena *a, const struct row *d)
{
	struct slice number = also(a, "编号", row_text(d, document_seal_no));

	if (row_empty(d, document_seal))
		return S("");
	return arena_printf(a, "%s%.*s。", row_is(d, document_seal, "electronic") ? "已加盖电子印章" : "已加盖印章", WORDS(number));
}

/* 程263(3): an electronic signature with its recording; 规25, 44, 46, 48: a refusal with its reason, and who saw it. */
static struct slice
signature_words(struct arena *a, const struct row *d)
{
	struct slice when = time_words(a, row_time(d, document_signed_at)), seen = also(a, "见证人", row_text(d, document_witness));
	struct slice recording = also(a, "录音录像编号", row_text(d, document_recording)), why = row_text(d, document_refusal);

	if (row_empty(d, document_signature))
		return S("");
	if (row_is(d, document_signature, "refused"))
		return arena_printf(a, "当事人于%.*s拒绝签名：%.*s%.*s%.*s。", WORDS(when), WORDS(why), WORDS(seen), WORDS(recording));
	return arena_printf(a, "当事人于%.*s%s%.*s。", WORDS(when), row_is(d, document_signature, "electronic") ? "电子签名或者电子指纹捺印" : "签名或者捺指印", WORDS(recording));
}

static struct slice
service_words(struct arena *a, const struct row *d)
{
	struct slice when = time_words(a, row_time(d, document_served_at)), way = choice_words(d, document_service);

	return row_empty(d, document_served_at) ? S("") : arena_printf(a, "于%.*s%.*s。", WORDS(when), WORDS(way));
}

/* What stands in the place of the hand; absent: a hand does, or nothing was noted. Who is served at a distance does not sign. */
static struct slice
instead(struct arena *a, const struct row *d)
{
	struct slice signed_at = time_words(a, row_time(d, document_signed_at)), served_at = time_words(a, row_time(d, document_served_at));
	struct slice way = choice_words(d, document_service);

	if (row_is(d, document_signature, "refused"))
		return arena_printf(a, "拒绝签名（%.*s）", WORDS(signed_at));
	if (row_is(d, document_signature, "electronic"))
		return arena_printf(a, "电子签名（%.*s）", WORDS(signed_at));
	if (!row_empty(d, document_signature) || row_empty(d, document_served_at) || row_is(d, document_service, "person") || row_is(d, document_service, "proxy"))
		return S("");
	return arena_printf(a, "%.*s（%.*s）", WORDS(way), WORDS(served_at));
}

static void
put_signature(struct arena *a, const struct template *t, const struct row *d, json_t *values)
{
	struct slice words = instead(a, d);

	for (int i = 0; i < t->nblock && words.n; i++) {
		const struct block *b = &t->block[i];
		if (b->kind == BLOCK_SIGN && (!strcmp(b->key, "party") || !strcmp(b->key, "receiver")))
			json_object_set_new(values, arena_printf(a, "sign_%s", b->key).p, json_stringn(words.p, words.n));
	}
}

struct slice
noted_put(struct arena *a, const struct template *t, const struct row *d, json_t *values)
{
	struct slice seal = seal_words(a, d), signature = signature_words(a, d), service = service_words(a, d);

	put_signature(a, t, d, values);
	return arena_printf(a, "附卷联登记：%.*s%.*s%.*s本联另载登记事项，其校验值与核验页所示的原件校验值不同。", WORDS(seal), WORDS(signature), WORDS(service));
}

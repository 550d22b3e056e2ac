/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/sharing.h"

#include "base/clock.h"
#include "engine/guard.h"
#include "engine/record.h"
#include "ingest/sharing_out.h"
#include "org/device.h"

static const int approved_terms[] = { sharing_legal_basis, sharing_document, sharing_valid_from_day, sharing_valid_to_day };

/* What a second person has approved stays as it was: another period or basis is another approval. */
static enum err
keep_terms(struct call *c, const struct row *draft)
{
	struct row *was;
	enum err e = record_load(c, &sharing_record, draft->id, &was);

	if (e || !slice_is(slice_of(sharing_record.state[draft->state].name), "approved"))
		return e;
	for (size_t i = 0; i < N_ELEMS(approved_terms); i++) {
		int f = approved_terms[i];

		if (row_empty(was, f) != row_empty(draft, f) || (!row_empty(was, f) && !slice_eq(row_text(was, f), row_text(draft, f))))
			return refuse(c, E_GUARD, &sharing_record, f);
	}
	return E_OK;
}

static enum err
sharing_check(struct call *c, struct row *draft)
{
	struct row *device;
	enum err e;

	if (draft->id)
		return keep_terms(c, draft);
	if ((e = record_load(c, &device_record, row_ref(draft, sharing_device), &device)))
		return e;
	draft->unit = device->unit;
	return E_OK;
}

/* 个人信息保护法 art. 34: within powers and by procedure that law or regulation give; without a basis and a period there is none. */
static enum err
sharing_may_approve(struct call *c, const struct row *r)
{
	static const int needed[] = { sharing_legal_basis, sharing_valid_from_day, sharing_valid_to_day };
	struct slice from = row_text(r, sharing_valid_from_day), to = row_text(r, sharing_valid_to_day);
	enum err e = second_person(c, r);

	if (!e && from.n && from.n == to.n && memcmp(from.p, to.p, to.n) > 0)
		return refuse(c, E_GUARD, &sharing_record, sharing_valid_to_day);
	for (size_t i = 0; !e && i < N_ELEMS(needed); i++)
		if (row_empty(r, needed[i]))
			e = refuse(c, E_GUARD, &sharing_record, needed[i]);
	return e;
}

/* The days are civil days of Beijing, and text that sorts. */
static struct slice
today(struct call *c)
{
	char text[TIME_TEXT_MAX];

	return arena_copy(c->arena, (struct slice){ text, date_print(beijing_day(c->now_ms), text) });
}

static bool
later(struct slice a, struct slice b)
{
	return a.n && b.n && a.n == b.n && memcmp(a.p, b.p, a.n) > 0;
}

static enum err
sharing_approve(struct call *c, struct row *draft)
{
	row_set_int(draft, sharing_approved_by, c->who->person);
	row_set_int(draft, sharing_approved_at, c->now_ms);
	return sharing_out_begin(c, draft->id, !later(row_text(draft, sharing_valid_from_day), today(c)));
}

/* 个人信息保护法 art. 19: no longer than the purpose needs, which is the period that was approved. */
static enum err
sharing_is_over(struct call *c, const struct row *r)
{
	return later(today(c), row_text(r, sharing_valid_to_day)) ? E_OK : refuse(c, E_GUARD, &sharing_record, sharing_valid_to_day);
}

static void
sharing_changed(struct call *c, const struct row *r)
{
	(void)c;
	(void)r;
	device_note_change();
	sharing_out_wake();
}

#define NAME sharing
#define DEF "ingest/sharing.def"
#include "engine/define.h"

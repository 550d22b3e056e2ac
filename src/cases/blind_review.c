/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/blind_review.h"

#include <sodium.h>
#include <stdio.h>

#include "base/hash.h"
#include "cases/camera_record.h"
#include "cases/law.h"
#include "engine/record.h"

/* Drawn after the verdict: nobody knows while he reviews whether this one will be looked at again. */
enum err
blind_draw(struct call *c, const struct row *record)
{
	int64_t share = law_figure(c, "blind_permille", 0);
	struct row *r;
	uint64_t seed;
	char text[20];

	randombytes_buf(&seed, sizeof seed);
	if ((int64_t)(hash64_int(seed ^ (uint64_t)record->id) % 1000) >= share)
		return E_OK;
	r = row_new(c->arena, &blind_review_record);
	r->unit = record->unit;
	(void)snprintf(text, sizeof text, "%016llx", (unsigned long long)seed);
	row_set_text(r, blind_review_subject, row_text(record, camera_record_subject));
	row_set_int(r, blind_review_about, record->id);
	row_set_text(r, blind_review_seed, slice_of(text));
	row_set_int(r, blind_review_permille, share);
	return record_create_as_system(c, r);
}

static enum err
blind_third_person(struct call *c, const struct row *r)
{
	struct row *record;
	enum err e = record_load(c, &camera_record_record, row_ref(r, blind_review_about), &record);

	if (e)
		return e;
	if (c->who->person && (c->who->person == row_ref(record, camera_record_first_by) || c->who->person == row_ref(record, camera_record_second_by)))
		return refuse(c, E_SECOND_PERSON, NULL, -1);
	return E_OK;
}

static enum err
blind_note(struct call *c, struct row *draft)
{
	bool use = row_is(draft, blind_review_verdict, "use");
	struct row *record;
	enum err e = record_load(c, &camera_record_record, row_ref(draft, blind_review_about), &record);

	if (e)
		return e;
	if (!use && row_empty(draft, blind_review_reject_code))
		return refuse(c, E_MISSING, draft->rec, blind_review_reject_code);
	row_set_int(draft, blind_review_judged_by, c->who->person);
	row_set_int(draft, blind_review_judged_at, c->now_ms);
	row_set_int(draft, blind_review_agrees, use == (record->state != camera_record_is_rejected));
	return E_OK;
}

#define NAME blind_review
#define DEF "cases/blind_review.def"
#include "engine/define.h"

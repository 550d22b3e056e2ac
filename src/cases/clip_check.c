/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/clip_check.h"

#include <sodium.h>
#include <stdio.h>

#include "base/hash.h"
#include "cases/on_site.h"
#include "cases/site_recording.h"
#include "engine/first.h"
#include "engine/record.h"
#include "recorder/recording_duty.h"

/* Drawn when the clip has come: nobody knows while he records whether this one will be watched. */
enum err
clip_check_draw(struct call *c, const struct row *recording)
{
	struct row *r, *duty;
	uint64_t seed;
	char text[20];
	enum err e = first_version(c, &recording_duty_record, row_text(recording, site_recording_document), c->now_ms, &duty);

	if (e)
		return e == E_NOT_FOUND ? E_OK : e;
	randombytes_buf(&seed, sizeof seed);
	if ((int64_t)(hash64_int(seed ^ (uint64_t)recording->id) % 1000) >= row_int(duty, recording_duty_check_permille))
		return E_OK;
	(void)snprintf(text, sizeof text, "%016llx", (unsigned long long)seed);
	r = row_new(c->arena, &clip_check_record);
	r->unit = recording->unit;
	row_set_text(r, clip_check_subject, row_text(recording, site_recording_subject));
	row_set_int(r, clip_check_about, recording->id);
	row_set_int(r, clip_check_clip, row_ref(recording, site_recording_clip));
	row_set_text(r, clip_check_seed, slice_of(text));
	row_set_int(r, clip_check_permille, row_int(duty, recording_duty_check_permille));
	return record_create_as_system(c, r);
}

static enum err
check_third_person(struct call *c, const struct row *r)
{
	struct row *recording;
	enum err e = record_load(c, &site_recording_record, row_ref(r, clip_check_about), &recording);

	if (e)
		return e;
	if (c->who->person && (c->who->person == row_ref(recording, site_recording_officer) || c->who->person == row_ref(recording, site_recording_officer2)))
		return refuse(c, E_SECOND_PERSON, NULL, -1);
	return E_OK;
}

static enum err
check_note(struct call *c, struct row *draft)
{
	row_set_int(draft, clip_check_judged_by, c->who->person);
	row_set_int(draft, clip_check_judged_at, c->now_ms);
	return E_OK;
}

#define NAME clip_check
#define DEF "cases/clip_check.def"
#include "engine/define.h"

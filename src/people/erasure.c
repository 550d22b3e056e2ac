/* SPDX-License-Identifier: Apache-2.0 */
#include "people/erasure.h"

#include "engine/engine.h"
#include "engine/guard.h"
#include "engine/record.h"

static bool
has_persons(const struct record *rec)
{
	for (int i = 0; i < rec->nfield; i++)
		if (rec->field[i].flags & PII)
			return true;
	for (int i = 0; i < rec->npart_field; i++)
		if (rec->part_field[i].field.flags & PII)
			return true;
	return false;
}

static const struct record *
kind_of(struct call *c, const struct row *r)
{
	return record_named(c->engine, row_text(r, erasure_subject));
}

/* What is to be erased must be there, and hold what can be erased. */
static enum err
erasure_check(struct call *c, struct row *draft)
{
	const struct record *rec = kind_of(c, draft);
	struct row *subject;

	if (draft->id)
		return E_OK;
	if (!rec || !has_persons(rec) || rec->keep_days)
		return refuse_text(c, E_BAD_VALUE, "subject", "该类记录不含可删除的个人信息", "no record with personal data that can be erased");
	return record_load(c, rec, row_int(draft, erasure_subject_row), &subject) ?
	    refuse_text(c, E_BAD_VALUE, "subject_row", "没有这条记录", "there is no such row") : E_OK;
}

static enum err
erasure_carry_out(struct call *c, struct row *draft)
{
	row_set_int(draft, erasure_erased_at, c->now_ms);
	return record_erase_persons(c, kind_of(c, draft), row_int(draft, erasure_subject_row));
}

#define NAME erasure
#define DEF "people/erasure.def"
#include "engine/define.h"

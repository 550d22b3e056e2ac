/* SPDX-License-Identifier: Apache-2.0 */
#include "dispatch/officers.h"

#include "engine/record.h"
#include "people/person.h"

enum err
police_officer(struct call *c, int64_t person, const char *field)
{
	struct row *p;
	enum err e = record_load(c, &person_record, person, &p);

	if (e)
		return e;
	return row_is(p, person_category, "police") ? E_OK :
	    refuse_text(c, E_GUARD, field, "须为民警，辅警不得拦截检查（执勤执法工作规范 5）", "must be a police officer: auxiliaries stop nobody");
}

enum err
second_officer(struct call *c, int64_t first, int64_t second, const char *field)
{
	return first == second ? refuse_text(c, E_SECOND_PERSON, field, "须为另一民警", "must be another officer") : police_officer(c, second, field);
}

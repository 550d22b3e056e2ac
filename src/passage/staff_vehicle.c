/* SPDX-License-Identifier: Apache-2.0 */
#include "passage/staff_vehicle.h"


#include "engine/record.h"
#include "engine/records.h"
#include "passage/passages_.h"

/* The row belongs to the unit of its person; the digest is what searches are compared with. */
static enum err
staff_vehicle_check(struct call *c, struct row *draft)
{
	struct passages *p = passages_here(), alone;
	struct row *person;
	plate_t plate;
	enum err e;

	if (draft->id)
		return E_OK;
	if (!plate_pack(row_text(draft, staff_vehicle_plate), &plate) || plate_unread(plate) || plate_form(plate) == PLATE_WRONG)
		return refuse_text(c, E_BAD_VALUE, "plate", "不是完整的号牌号码", "is not a whole plate");
	if ((e = record_load(c, &person_record, row_ref(draft, staff_vehicle_person), &person)))
		return e;
	draft->unit = person->unit;
	if (!p) {			/* the command line: no history is open */
		if ((e = people_key_open(&alone.key, c->engine->options.data_dir)))
			return refuse(c, e, NULL, -1);
		p = &alone;
	}
	row_set_text(draft, staff_vehicle_plate_key, plate_key(p, plate, c->arena));
	return E_OK;
}

#define NAME staff_vehicle
#define DEF "passage/staff_vehicle.def"
#include "engine/define.h"

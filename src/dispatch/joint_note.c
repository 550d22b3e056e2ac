/* SPDX-License-Identifier: Apache-2.0 */
#include "dispatch/joint_note.h"

#include "dispatch/joint_operation.h"
#include "dispatch/joint_roles.h"
#include "engine/record.h"

/* Whoever sees the operation takes part in it: the reference has been checked. */
static enum err
joint_note_check(struct call *c, struct row *r)
{
	struct row *operation;
	enum err e = record_load(c, &joint_operation_record, row_ref(r, joint_note_operation), &operation);

	if (e)
		return e;
	return operation->state == joint_operation_is_running ? E_OK :
	    refuse_text(c, E_GUARD, "operation", "协同不在进行中", "the operation is not running");
}

#define NAME joint_note
#define DEF "dispatch/joint_note.def"
#include "engine/define.h"

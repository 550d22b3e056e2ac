/* SPDX-License-Identifier: Apache-2.0 */
/* duty_attendance.h - who is on duty at this moment, and since when.
 *
 * Shape   one open row a person; a patrol that signs on opens one for each of its crew that has none, its sign-off closes them.
 */
#ifndef DUTY_DUTY_ATTENDANCE_H
#define DUTY_DUTY_ATTENDANCE_H
#include "engine/call.h"
#include "engine/row.h"
#define NAME duty_attendance
#define DEF "duty/duty_attendance.def"
#include "engine/declare.h"

struct attendance {
	int64_t person, unit, post;	/* post 0: none, or that of the plan */
	struct slice call_sign;
	int64_t due_off_ms;
};
enum err attendance_sign_on(struct call *c, const struct attendance *a) must_check;
enum err attendance_sign_off(struct call *c, int64_t person) must_check;	/* nothing when he is not on */
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* joint_operation.h - a joint operation and who leads it.
 *
 * Sight      one row of share(joint_operation, unit) for each unit that takes part, its own too; invitations, tasks and notes are SHARED_AS
 *            the operation, so what is withdrawn there is withdrawn everywhere.
 */
#ifndef DISPATCH_JOINT_OPERATION_H
#define DISPATCH_JOINT_OPERATION_H
#include "engine/call.h"
#include "engine/row.h"
#define NAME joint_operation
#define DEF "dispatch/joint_operation.def"
#include "engine/declare.h"

/* Refused unless the call leads in the unit that asked for the operation. */
enum err joint_operation_owner(struct call *c, const struct row *operation) must_check;
#endif

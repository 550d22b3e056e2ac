/* SPDX-License-Identifier: Apache-2.0 */
#ifndef DISPATCH_JOINT_INVITATION_H
#define DISPATCH_JOINT_INVITATION_H
#include "engine/call.h"
#include "engine/row.h"
#define NAME joint_invitation
#define DEF "dispatch/joint_invitation.def"
#include "engine/declare.h"

/* The unit that answers for what this invitation asks: the one asked; of a service, the one that asked it. */
int64_t joint_invitation_doer(const struct row *invitation);
#endif

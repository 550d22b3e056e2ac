/* SPDX-License-Identifier: Apache-2.0 */
/* joint_roles.h - who sees a joint operation and who acts in it, the same on all its pages. */
#ifndef DISPATCH_JOINT_ROLES_H
#define DISPATCH_JOINT_ROLES_H
#define JOINT_READERS (R_officer|R_duty|R_dispatcher|R_leader|R_supervisor|R_auditor)
#define JOINT_LEADS (R_duty|R_dispatcher|R_leader)	/* ask, answer, give tasks */
#define JOINT_HANDS (R_officer|R_duty|R_dispatcher|R_leader)	/* do them, write to each other */
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* grant.h - the page of grants, and the rules that hold over all of them.
 *
 * Invariant  no person holds two of the three administrators' roles at the same time
 *            (E_SEPARATION); somebody holds security administration without an end (E_LAST_ONE).
 *            Both are read again inside the transaction, after taking the lock of the grants, so
 *            that a race cannot break them.
 */
#ifndef PEOPLE_GRANT_H
#define PEOPLE_GRANT_H
#include "engine/schema.h"
#define NAME grant
#define DEF "people/grant.def"
#include "engine/declare.h"
#include "engine/call.h"

#define R_ADMINS (R_sysadmin | R_secadmin | R_auditor)
/* Refuses when the person is the last with an open-ended grant of security administration. */
enum err grant_keeps_secadmin(struct call *c, int64_t person) must_check;
#endif

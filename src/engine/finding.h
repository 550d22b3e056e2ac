/* SPDX-License-Identifier: Apache-2.0 */
#ifndef ENGINE_FINDING_H
#define ENGINE_FINDING_H
/* Whoever may own a rule; finding_owner asks for the very role the finding names. */
#define FINDING_OWNERS (R_STAFF & ~(R_maintainer|R_sysadmin|R_secadmin|R_auditor))
#define NAME finding
#define DEF "engine/finding.def"
#include "engine/declare.h"
#endif

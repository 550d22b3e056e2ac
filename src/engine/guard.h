/* SPDX-License-Identifier: Apache-2.0 */
/* guard.h - guards that many pages need. A page with needs of its own has a C file. */
#ifndef ENGINE_GUARD_H
#define ENGINE_GUARD_H
#include "engine/schema.h"

guard_fn second_person;		/* not the one who created the row (E_SECOND_PERSON) */
guard_fn last_other_person;	/* not the one who took the last step */
guard_fn creator_only;		/* only the one who created it */
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* conflict.h - whether plate, class, colour and type of one passage can belong to the same vehicle. Pure; about 40 ns.
 *
 * Source   GA 36-2018 (forms and colours of plates); GA/T 16.4 (types), GA/T 16.7 (classes)
 */
#ifndef MATCH_CONFLICT_H
#define MATCH_CONFLICT_H
#include "store/passage.h"

/* NULL: nothing against it, or not enough was read; else what does not fit, "中文|English", static. */
const char *conflict_check(const struct passage *p, int64_t least_reliability);
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* duty_entry.h - a shift at a post on a day.
 *
 * Invariant  changed only while its roster is drafted or being changed; afterwards by a swap, as the system.
 */
#ifndef DUTY_DUTY_ENTRY_H
#define DUTY_DUTY_ENTRY_H
#include "engine/call.h"
#include "engine/row.h"
#define NAME duty_entry
#define DEF "duty/duty_entry.def"
#include "engine/declare.h"

/* Another entry that counts, other than the two, with the person on it between the instants; 0: none. */
enum err entry_overlapping(struct call *c, int64_t person, const struct row *at, int64_t except, int64_t *ret_id) must_check;
#endif

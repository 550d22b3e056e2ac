/* SPDX-License-Identifier: Apache-2.0 */
/* handover.h - the sheet of a shift, filled from what is open in the unit at that moment.
 *
 * Shape      every folder that has something open is a source: a statement that yields, for the unit ?1, id, words without personal
 *            data, due (ms or NULL) and state of what is open there, most urgent first. main installs them, since org stands below most of them.
 * Limits     HANDOVER_LISTED of each source are written on the sheet; what is above is counted in one line of its own, never left out silently.
 * Invariant  what is signed is what was open when it was signed: giving fills the sheet anew and keeps what was written by hand.
 */
#ifndef ORG_HANDOVER_H
#define ORG_HANDOVER_H
#include "engine/call.h"
#define NAME handover
#define DEF "org/handover.def"
#include "engine/declare.h"

#define HANDOVER_LISTED 30
#define HANDOVER_READ 1000		/* of each source: what is compared */
#define HANDOVER_SOURCES_MAX 24
struct handover_source {
	const char *record, *sql;
};
/* Once, before anything is served; the array lives for the program. */
void handover_sources(const struct handover_source *s, size_t n);
#endif

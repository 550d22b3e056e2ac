/* SPDX-License-Identifier: Apache-2.0 */
/* hot.h - from the rows to the hot set: what is in force is put into memory and swapped in.
 *
 * Shape      two layers. Above, the entries that people asked for, made anew in milliseconds whenever one changes; below,
 *            registry and official list, made anew when one of those was imported.
 * Timer      once a second and at once after a change (here; other servers' changes within the second): lapses what was
 *            not approved in time, expires what is over, and swaps when anything differs.
 * Numbers    watch_item.entry: > 0 a row of watch_entry; 0 by the registry; < 0 minus the row of watch_list.
 */
#ifndef MATCH_HOT_H
#define MATCH_HOT_H
#include "engine/engine.h"
#include "match/watch.h"

#define HOT_TIMER "watch"
enum err hot_start(struct engine *e) must_check;	/* loads, then adds the timer */
enum err hot_tick(struct engine *e, void *ctx) must_check;
enum err hot_load(struct engine *e) must_check;		/* whatever the stamps say: both layers */
void hot_stop(void);					/* nothing is watched any more */
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* relearn.h - after a start: what the newest passages on disk teach, bit by bit beside everything else.
 *
 * Shape     the open segment's last RELEARN_ROWS; what comes in meanwhile is the tap's.
 * Cost      RELEARN_TURN rows a turn, some ms.
 */
#ifndef DISPATCH_RELEARN_H
#define DISPATCH_RELEARN_H
#include "dispatch/transition.h"
#include "store/history.h"

#define RELEARN_ROWS 500000u
#define RELEARN_TURN 20000u
struct relearn {
	struct history *history;	/* NULL: nothing to do, or done */
	uint64_t at, end;		/* places in the history */
};
struct relearn relearn_from(struct history *h);		/* h NULL: nothing */
enum err relearn_turn(struct relearn *r, struct transitions *t) must_check;
#endif

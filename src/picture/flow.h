/* SPDX-License-Identifier: Apache-2.0 */
/* flow.h - what passes at each tollgate now: counted on the way of the passages, read every two seconds.
 *
 * Shape      by tollgate row: 64 buckets of five seconds (a word each: stamp, unread, passages), totals, the newest passage.
 *            Memory is taken for 64 neighbouring rows when the first of them has a passage: 35 KB.
 * Units      by the time of receipt: a late passage does not belong to the flow of this moment, only to the totals.
 *            Repeats are not counted (passage.h).
 * Cost       flow_add: no lock, no allocation but the first; some 5 ns a passage where a batch comes from one device.
 * Limits     rows of tollgates up to FLOW_GATES_MAX; others are not counted.
 */
#ifndef PICTURE_FLOW_H
#define PICTURE_FLOW_H
#include "store/passage.h"

#define FLOW_GATES_MAX (1u << 20)
#define FLOW_WINDOW_S 300
struct flow;
struct flow_gate {
	int64_t last_ms;		/* by the device; 0: none since the start */
	int64_t total, unread;		/* since the start */
	int64_t n5, unread5;		/* of the last five minutes */
};
struct flow *flow_new(void);
void flow_free(struct flow *f);
void flow_add(struct flow *f, const struct passage *row, size_t n, int64_t now_ms);	/* any thread */
bool flow_read(struct flow *f, uint32_t gate, int64_t now_ms, struct flow_gate *ret);	/* false: never a passage */
#endif

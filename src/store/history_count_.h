/* SPDX-License-Identifier: Apache-2.0 */
/* history_count_.h - counting under way, and what a segment tells of itself. */
#ifndef STORE_HISTORY_COUNT__H
#define STORE_HISTORY_COUNT__H
#include "store/history_find_.h"

struct counting {
	const uint32_t *tollgate;
	size_t ntollgate;
	bool by_lane;
	int64_t from_ms, to_ms, bucket_ms;
	struct roll sum;
};
void counting_add(struct counting *c, const struct roll_row *row);
bool counting_wants(void *counting, uint64_t first, uint64_t last);
bool counting_by_hour(const struct counting *c);

struct part_size {
	int64_t rows, bytes, memory;
};
void part_measure(const struct part *p, struct part_size *ret);

/* ---- history_sealed.c ---- */
enum err sealed_count(struct history *h, struct counting *c, const struct part *part) must_check;
enum err sealed_hand_out(struct history *h, const struct part *part, uint32_t from, enum err (*fn)(void *ctx, uint32_t segment, struct passage *row, uint32_t n),
    void *ctx) must_check;
#endif

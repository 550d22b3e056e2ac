/* SPDX-License-Identifier: Apache-2.0 */
/* history_find_.h - one search under way, and what a sealed segment answers. */
#ifndef STORE_HISTORY_FIND__H
#define STORE_HISTORY_FIND__H
#include "base/buf.h"
#include "store/history_.h"

#define HISTORY_FIND_MAX 100000		/* rows of one answer */
struct search {
	struct history *h;
	const struct history_query *q;
	struct history_row *row;	/* heap, the oldest first */
	int n, cap, max;
	int64_t least_ms;		/* rows older than this cannot come in any more */
	int64_t scanned;
	enum err e;
};
void search_offer(struct search *s, const struct part *part, const struct passage *p);
/* The row as it was read, from its segment or from a hold. */
enum err history_read(struct history *h, int64_t id, struct history_row *ret) must_check;
bool search_late(struct search *s);		/* the deadline is over, or it has failed otherwise */
bool search_exact(const struct history_query *q);
bool search_tollgate(const struct history_query *q, uint32_t tollgate);

/* ---- history_sealed.c ---- */
int64_t part_max_ms(const struct part *p);
int part_newest_first(const void *a, const void *b);	/* struct part ** */
void sealed_search(struct search *s, const struct part *part);
enum err sealed_one(struct history *h, const struct part *part, uint32_t seq, struct passage *ret) must_check;
enum err sealed_raw(const struct part *part, uint32_t seq, struct buf *ret) must_check;
#endif

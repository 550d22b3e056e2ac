/* SPDX-License-Identifier: Apache-2.0 */
/* post.h - a checkpoint to test with: a store with units, four tollgates some kilometres apart, a history, and the sink.
 *
 *   1 detachment ─┬─ 2 east brigade ── 3 east squadron      tollgates 1, 2 of east; 3 of west; 4 of far
 *                 ├─ 4 west brigade (10 km off)
 *                 └─ 5 far brigade (60 km off)
 */
#ifndef TEST_MATCH_POST_H
#define TEST_MATCH_POST_H
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/arena.h"
#include "engine/record.h"
#include "match/match.h"

#define ok(call) assert_int_equal((call), E_OK)

struct post {
	struct engine *engine;
	struct people *people;
	struct history *history;
	struct pack_store *packs;
	struct match *match;
	struct arena arena;
	int64_t unit[6], tollgate[5], device[5];
	char dir[64];
	size_t queue_rows;		/* for the next post_start; 0: usual */
	uint64_t picture_budget;	/* for the next post_start; 0: plenty */
};
struct post *post_open(void);
void post_close(struct post *p);
void post_start(struct post *p);		/* history and match; post_open does it */
void post_stop(struct post *p);
plate_t post_plate(const char *text);
struct passage post_passage(struct post *p, const char *plate, int tollgate, int64_t at_ms);
/* Through the sink, waits for done. */
enum err post_send(struct post *p, struct passage *row, uint32_t n);
enum err post_send_pictures(struct post *p, struct passage *row, uint32_t n, struct picture_set **set);
void post_settle(struct post *p);		/* until all alarms are raised */
int64_t post_entry(struct post *p, const char *plate, const char *category, const char *reach, int64_t unit);	/* approved, in force */
int64_t post_count(struct post *p, const char *sql);
void post_do(struct post *p, enum err (*fn)(struct call *c, void *ctx), void *ctx);	/* as the system */
#endif

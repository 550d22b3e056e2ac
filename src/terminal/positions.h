/* SPDX-License-Identifier: Apache-2.0 */
/* positions.h - where everything that moves was, every fix of it: the STREAM of positions.
 *
 *   positions_append ─► judged (jumps, places, times) ─► one blob a commit ─► done: acknowledged, where_put, zones
 *                                                         │ ten minutes are over
 *                                                         ▼
 *                                                slot: one delta-coded run a carrier, and where all stood when it began
 *
 * Shape      DATA/positions, a store of its own beside SQLite and PostgreSQL; kept for SET_position_keep_days.
 * Units      as in where.h. Positions lie by their own time (at_ms), however late they come.
 * Durable    done(E_OK) means: on disk. Group commit.
 * Doubt      what cannot be true is kept with the reason and shown to nobody: positions_at and a track leave it out unless asked.
 * Personal   movements of officers: whoever serves them outside asks for a reason and writes the audit (positions_api.h does).
 * Cost       appended some 0.3 us and 45 bytes, in a past slot some 13 bytes; positions_at reads ten minutes.
 * Threads    any; done and the sink on the store's own thread.
 */
#ifndef TERMINAL_POSITIONS_H
#define TERMINAL_POSITIONS_H
#include "base/arena.h"
#include "engine/engine.h"
#include "store/db.h"
#include "terminal/where.h"

enum position_doubt {
	POSITION_GOOD,
	POSITION_NO_FIX,	/* says itself that it has none */
	POSITION_NOWHERE,	/* 0,0 or off the earth */
	POSITION_OUTSIDE,	/* of the area that the force moves in */
	POSITION_AHEAD,		/* its clock is ahead of ours */
	POSITION_STALE,		/* too old, or no time at all: lies at the time of receipt */
	POSITION_JUMP,		/* nobody drives that fast from the one before */
	POSITION_DOUBTS
};
struct position {
	struct where_fix fix;
	enum position_doubt doubt;	/* set by positions_append */
};
struct positions;
typedef void positions_sink(void *ctx, const struct position *row, size_t n);	/* committed, judged, in the order of commits */
/* Opens DATA/positions, remembers where everything was last (where_put) and adds its timers. */
enum err positions_open(struct positions **ret, struct engine *e) must_check;
void positions_sinks(struct positions *p, positions_sink *fn, void *ctx);	/* before the first append */
void positions_close(struct positions *p);	/* commits what waits */

/* ---- what was ---- */

struct positions_found {
	struct position *row;		/* in the arena */
	size_t n;
	bool more;			/* max was reached */
};

/* Everything at a past moment: of each carrier its last good fix at or before at_ms, not older than within_ms. */
enum err positions_at(struct positions *p, int64_t at_ms, int64_t within_ms, struct arena *a, struct positions_found *ret) must_check;
/* One carrier in [from, to), oldest first. */
enum err positions_track(struct positions *p, enum where_kind kind, int64_t id, int64_t from_ms, int64_t to_ms, bool doubtful, size_t max,
    struct arena *a, struct positions_found *ret) must_check;
/* Everybody in [from, to), by time: what a replay plays after positions_at(from). */
enum err positions_between(struct positions *p, int64_t from_ms, int64_t to_ms, bool doubtful, size_t max, struct arena *a, struct positions_found *ret) must_check;
/* The good fixes of those that are wanted; max counts them alone. What was left out when there are more is not the latest: ask for less time. */
typedef bool positions_want(void *ctx, const struct where_fix *f);
enum err positions_wanted(struct positions *p, int64_t from_ms, int64_t to_ms, positions_want *want, void *ctx, size_t max, struct arena *a,
    struct positions_found *ret) must_check;

/* ---- taking in ---- */

struct positions_batch {
	struct position *row;		/* kept by the caller until done */
	size_t n;
	void (*done)(struct positions_batch *b, enum err e);	/* on the store's own thread, in order */
	struct job job;			/* the store's, as the next */
	struct positions *to;
};
void positions_append(struct positions *p, struct positions_batch *b);	/* never blocks; E_BUSY through done */
enum err positions_append_wait(struct positions *p, struct position *row, size_t n) must_check;	/* not on the store's thread */

struct positions_stats {
	int64_t taken, doubtful[POSITION_DOUBTS], commits, failed, runs, bytes, waiting;
};
void positions_stats(struct positions *p, struct positions_stats *ret);
enum err positions_seal(struct engine *e, void *positions) must_check;		/* timers, and for tests */
enum err positions_prune(struct engine *e, void *positions) must_check;
const char *position_doubt_name(enum position_doubt d);
#endif

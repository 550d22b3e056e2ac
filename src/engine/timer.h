/* SPDX-License-Identifier: Apache-2.0 */
/* timer.h - the one place for what happens by the clock.
 *
 * Shape      a table of {name, period, function}; two threads take whatever is due, never the same entry twice at
 *            once, so that a long rule does not hold up the sealer. A run counts, with its duration and its error.
 * Units      milliseconds of the monotonic clock: a wall clock set back changes nothing.
 * Errors     of a run: logged, counted, tried again next time.
 */
#ifndef ENGINE_TIMER_H
#define ENGINE_TIMER_H
#include "base/buf.h"
#include "engine/engine.h"

#define TIMERS_MAX 128
typedef enum err timer_fn(struct engine *e, void *ctx);

/* Before or after timer_start. name and ctx live as long as the engine. E_FULL above TIMERS_MAX. */
enum err timer_add(struct engine *e, const char *name, int64_t every_ms, timer_fn *fn, void *ctx) must_check;
enum err timer_start(struct engine *e) must_check;	/* adds the engine's own (sealer, deadlines, rules, ...) and starts */
void timer_kick(struct engine *e, const char *name);	/* runs it as soon as possible; nothing when there is none */
void timer_stop(struct engine *e);	/* waits for running ones and gives the table back; engine_close calls it */

struct timer_state {
	const char *name;
	int64_t every_ms, runs, errors, last_at_ms, last_took_ms, longest_ms;
	enum err last_err;
	bool running;
};
int timers_state(struct engine *e, struct timer_state *ret, int max);	/* how many */
void timers_json(struct engine *e, struct buf *b);			/* an array, for the health page */
#endif

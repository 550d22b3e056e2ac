/* SPDX-License-Identifier: Apache-2.0 */
/* keep.c - clips that were kept long enough expire: nothing else ever ends one. */
#include "engine/ripe.h"
#include "engine/timer.h"
#include "recorder/clip.h"
#include "recorder/recorders.h"

/* Whether one may go is for the step to say: what is on hold is asked about each time. */
static enum err
tick(struct engine *e, void *ctx)
{
	static const struct ripe kept = { &clip_record, "expire", "keep_until", "state = 'kept'", "保存期满" };
	int64_t fired;

	(void)ctx;
	return ripe_fire(e, &kept, &fired);
}

enum err
recorder_timers(struct engine *e)
{
	return timer_add(e, "recorder.keep", 3600000, tick, NULL);
}

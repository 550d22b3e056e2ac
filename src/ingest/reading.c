/* SPDX-License-Identifier: Apache-2.0 */
#include "ingest/reading.h"

#include <stdlib.h>

#include "base/clock.h"
#include "base/log.h"
#include "engine/stream.h"
#include "engine/timer.h"
#include "ingest/port_.h"
#include "org/device_reading.h"
#include "people/setting.h"

#define ROWS 500
#define LEAST_PASSAGES 20		/* a share of fewer says nothing */
#define CLOCK_MOVED_MS 1000
#define UNREAD_MOVED 50
#define RATE_MS 60000

struct reading {
	struct presence *of;
	bool online;
	int32_t clock_ms;
	int unread;
};
struct readings {
	struct reading row[ROWS];
	int n;
};

static bool
moved(int64_t a, int64_t b, int64_t least)
{
	return a - b >= least || b - a >= least;
}

/* Silent for too long: the tap is told, as it is when a device says goodbye. */
static bool
still_online(struct port *p, struct presence *a, int64_t now_mono)
{
	bool online = atomic_load(&a->online);

	if (!online || atomic_load(&a->until_mono_ms) > now_mono)
		return online;
	atomic_store(&a->online, false);
	log_at(LOG_INFO, "device.silent", KV("device", LI(a->device)));
	if (p->o.tap)
		p->o.tap->device(p->o.tap, a->device, false, CLOCK_UNKNOWN);
	return false;
}

static void
note_rate(struct presence *a, int64_t now_mono)
{
	int64_t n = atomic_load(&a->passages), ms = now_mono - a->rate_at_ms;

	if (ms < RATE_MS)
		return;
	if (a->rate_at_ms)
		atomic_store(&a->per_minute, (int32_t)((n - a->rate_n) * 60000 / ms));
	a->rate_n = n;
	a->rate_at_ms = now_mono;
}

static struct reading
read_window(struct presence *a, bool online)
{
	int64_t n = atomic_load(&a->window_n);

	return (struct reading){ a, online, atomic_load(&a->window_clock_ms),
		n >= LEAST_PASSAGES ? (int)(atomic_load(&a->window_unread) * 1000 / n) : -1 };
}

static bool
worth_telling(const struct presence *a, const struct reading *r, int64_t now_ms)
{
	if (r->online != a->told_online)
		return true;
	if (!r->online)
		return false;		/* it was said once that it is off line */
	if (r->clock_ms != CLOCK_UNKNOWN && (a->told_clock_ms == CLOCK_UNKNOWN || moved(r->clock_ms, a->told_clock_ms, CLOCK_MOVED_MS)))
		return true;
	if (r->unread >= 0 && (a->told_unread < 0 || moved(r->unread, a->told_unread, UNREAD_MOVED)))
		return true;
	return now_ms - a->told_at_ms >= setting(SET_reading_min) * 60000;
}

static enum err
append(struct call *c, void *ctx)
{
	struct readings *rs = ctx;
	enum err e = E_OK;

	for (int i = 0; i < rs->n && !e; i++) {
		const struct reading *r = &rs->row[i];
		struct row *row = row_new(c->arena, &device_reading_record);

		row_set_int(row, device_reading_device, r->of->device);
		row_set_int(row, device_reading_at, c->now_ms);
		row_set_int(row, device_reading_online, r->online);
		if (r->clock_ms != CLOCK_UNKNOWN)
			row_set_int(row, device_reading_clock_ms, r->clock_ms);
		if (r->unread >= 0)
			row_set_int(row, device_reading_unread_permille, r->unread);
		e = record_create(c, row);
	}
	return e;
}

static void
told(const struct readings *rs, int64_t now_ms)
{
	for (int i = 0; i < rs->n; i++) {
		const struct reading *r = &rs->row[i];

		r->of->told_online = r->online;
		r->of->told_clock_ms = r->clock_ms != CLOCK_UNKNOWN ? r->clock_ms : r->of->told_clock_ms;
		r->of->told_unread = r->unread >= 0 ? r->unread : r->of->told_unread;
		r->of->told_at_ms = now_ms;
		atomic_store(&r->of->window_n, 0);
		atomic_store(&r->of->window_unread, 0);
		atomic_store(&r->of->window_clock_ms, CLOCK_UNKNOWN);
	}
}

static enum err
flush(struct engine *e, struct readings *rs, int64_t now_ms)
{
	enum err err = rs->n ? engine_write(e, "设备读数", append, rs) : E_OK;

	if (!err)
		told(rs, now_ms);
	rs->n = 0;
	return err;
}

static enum err
look_at_all(struct engine *e, struct port *p)
{
	const struct directory *d = directory_hold();
	struct readings *rs = mem_alloc(sizeof *rs);
	int64_t now_ms = clock_now_ms(), now_mono = clock_mono_ms();
	enum err err = E_OK;

	for (size_t i = 0; i < directory_ndevice(d) && !err; i++) {
		struct presence *a = directory_device_at(d, i)->presence;
		struct reading r = read_window(a, still_online(p, a, now_mono));

		note_rate(a, now_mono);
		if (!worth_telling(a, &r, now_ms))
			continue;
		rs->row[rs->n++] = r;
		if (rs->n == ROWS)
			err = flush(e, rs, now_ms);
	}
	if (!err)
		err = flush(e, rs, now_ms);
	mem_free(rs);
	directory_let_go(d);
	return err;
}

static enum err
look(struct engine *e, void *ctx)
{
	struct port *p = ctx;
	enum err err;

	(void)pthread_mutex_lock(&p->timers);
	err = p->stopped ? E_OK : look_at_all(e, p);
	(void)pthread_mutex_unlock(&p->timers);
	return err;
}

enum err
reading_start(struct port *p)
{
	return timer_add(p->o.engine, "readings", READING_LOOK_MS, look, p);
}

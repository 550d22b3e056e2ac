/* SPDX-License-Identifier: Apache-2.0 */
/* poll.c - each address that is in use and whose time has come is fetched, read and taken; what goes wrong stands in its row.
 * One that is slow holds up the others for POLL_TIMEOUT_MS at most, one that breaks is asked again at its next time. */
#include "plan/poll_.h"

#include <stdio.h>

#include "base/clock.h"
#include "base/log.h"
#include "engine/record.h"
#include "net/fetch.h"
#include "plan/take.h"
#include "plan/weather_source.h"

#define POLL_TIMEOUT_MS 5000
#define POLL_PASS_MS 10000		/* what is left is asked in the next pass: the thread is not this timer's alone */
#define POLL_QUIET_MS 600000		/* a row is written at least so often, else when something changes */

struct due {
	struct engine *engine;
	struct arena arena;
	struct row *row[POLL_SOURCES];
	int n;
};
struct polled {
	const struct row *row;
	struct taken told;
	const char *fault;
	int64_t at_ms;
};

static enum err
find_due(struct due *d)
{
	reader_scoped conn = NULL;
	stmt_scoped st = NULL;
	struct call c;
	int64_t id[POLL_SOURCES];
	enum err e = db_reader(d->engine->db, &conn);

	if (e)
		return e;
	call_system(&c, d->engine, &d->arena, conn, "");
	if ((e = sql(conn, &st, "SELECT id FROM weather_source WHERE state = 'in_use' ORDER BY coalesce(tried_at, 0), id LIMIT 64")))
		return e;
	while (d->n < POLL_SOURCES && !(e = sql_step(st)))
		id[d->n++] = col_int(st, 0);
	if (e && e != E_DONE)
		return e;
	sql_done(st);
	for (int i = 0; i < d->n; i++)
		if ((e = record_load(&c, &weather_source_record, id[i], &d->row[i])))
			return e;
	return E_OK;
}

/* When each was asked last, by the monotonic clock of this process: rows are not written each time. */
static struct {
	int64_t id, at_ms, written_ms;
} last[POLL_SOURCES];

/* What is in use no longer leaves its place to others. */
static void
free_slots(const struct due *d)
{
	for (int i = 0; i < (int)N_ELEMS(last); i++) {
		bool due = false;
		for (int k = 0; k < d->n; k++)
			due |= d->row[k]->id == last[i].id;
		if (!due)
			memset(&last[i], 0, sizeof last[i]);
	}
}

static int
slot_of(int64_t id)
{
	int free = -1;

	for (int i = 0; i < (int)N_ELEMS(last); i++) {
		if (last[i].id == id)
			return i;
		if (!last[i].id && free < 0)
			free = i;
	}
	if (free >= 0)
		last[free].id = id;
	return free;
}

/* Not known here yet, since the start or since others took its place: its row tells. */
static bool
rests(const struct row *r, int slot)
{
	int64_t every = row_int(r, weather_source_every_s) * 1000, past = clock_now_ms() - row_time(r, weather_source_tried_at);

	return last[slot].at_ms ? clock_mono_ms() - last[slot].at_ms < every : !row_empty(r, weather_source_tried_at) && past >= 0 && past < every;
}

static const char *
fault_of(enum err e, int status, char space[64])
{
	if (e == E_GONE)
		return "连接不上";
	if (e == E_TIMEOUT)
		return "超时";
	if (e == E_TOO_LARGE)
		return "内容过大，未读取";
	if (e == E_FULL)
		return "条目过多，未读取";
	if (status != 200 && !e) {
		(void)snprintf(space, 64, "对方应答 %d", status);
		return space;
	}
	return e ? "内容无法识别" : NULL;
}

static enum err
note(struct call *c, void *ctx)
{
	struct polled *p = ctx;
	struct row *change = row_new(c->arena, &weather_source_record), *after;
	uint64_t set = 1ull << weather_source_tried_at | 1ull << weather_source_fault;

	row_set_int(change, weather_source_tried_at, p->at_ms);
	if (p->fault)
		row_set_text(change, weather_source_fault, slice_of(p->fault));
	if (!p->fault) {
		row_set_int(change, weather_source_read_at, p->at_ms);
		row_set_int(change, weather_source_items, p->told.items);
		row_set_int(change, weather_source_refused, p->told.refused);
		set |= 1ull << weather_source_read_at | 1ull << weather_source_items | 1ull << weather_source_refused;
	}
	return record_patch(c, &weather_source_record, p->row->id, 0, change, set, &after);
}

static bool
worth_writing(const struct polled *p, int slot)
{
	struct slice was = row_text(p->row, weather_source_fault);
	bool same = p->fault ? slice_is(was, p->fault) : !was.n && row_int(p->row, weather_source_items) == p->told.items && row_int(p->row,
	    weather_source_refused) == p->told.refused;

	return !same || row_empty(p->row, weather_source_tried_at) || clock_mono_ms() - last[slot].written_ms > POLL_QUIET_MS;
}

static void
poll_one(struct due *d, const struct row *r, int slot)
{
	struct polled p = { .row = r, .at_ms = clock_now_ms() };
	struct slice header;
	struct buf b;
	char space[64];
	int status = 0;
	enum err e = weather_source_header_of(d->engine, r, &d->arena, &header);

	buf_init(&b, FEED_MAX);
	if (!e)
		e = fetch(arena_str(&d->arena, row_text(r, weather_source_url)), header.n ? arena_str(&d->arena, header) : NULL, POLL_TIMEOUT_MS, &b, &status);
	if (!e && status == 200)
		e = warnings_import(d->engine, buf_slice(&b), "气象数据来源", &p.told);
	buf_free(&b);
	p.fault = fault_of(e, status, space);
	if (p.fault)
		log_at(LOG_WARN, "weather.source", KV("source", LI(r->id)), KV("error", LS(err_name(e))), KV("status", LI(status)));
	if (worth_writing(&p, slot) && !engine_write(d->engine, "气象数据来源", note, &p))
		last[slot].written_ms = clock_mono_ms();
}

enum err
poll_tick(struct engine *e, void *ctx)
{
	struct due d = { .engine = e };
	int64_t began = clock_mono_ms();
	enum err err;

	(void)ctx;
	arena_init(&d.arena);
	err = find_due(&d);
	if (!err)
		free_slots(&d);
	for (int i = 0; i < d.n && !err && clock_mono_ms() - began < POLL_PASS_MS; i++) {
		int slot = slot_of(d.row[i]->id);
		if (slot < 0 || rests(d.row[i], slot))
			continue;
		last[slot].at_ms = clock_mono_ms();
		poll_one(&d, d.row[i], slot);
	}
	arena_free(&d.arena);
	return err;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* replay.c - seeks to moments of a stored month: 1,000 patrols in three shifts, 1,000 incidents a day with their orders; positions of the last six
 * hours at one fix in 20 s (a seek reads one hour of them, however long the store goes back). */
#include <math.h>
#include <stdlib.h>
#include "base/clock.h"
#include "bench/picture_.h"
#include "engine/shown.h"
#include "net/client.h"
#include "terminal/positions.h"

#define DAYS 30
#define PATROLS 1000
#define INCIDENTS 1000			/* a day */
#define HOUR_MS 3600000LL
#define POSITION_HOURS 6
#define SEEKS 200

struct month {
	int64_t now_ms, rows;
	int day;
};

static enum err
put(struct conn *c, struct month *m, const struct picture_row *r)
{
	m->rows++;
	return picture_put(c, r);
}

/* Three shifts; in each a patrol is sent twice. */
static enum err
put_patrols(struct conn *c, struct month *m, int64_t day_ms)
{
	char fields[160];
	enum err e = E_OK;

	for (int shift = 0; shift < 3; shift++)
		for (int i = 1; i <= PATROLS && !e; i++) {
			int64_t at = day_ms + shift * 8 * HOUR_MS, row = (m->day * 3LL + shift) * PATROLS + i;
			(void)snprintf(fields, sizeof fields, ",\"kind\":\"car\",\"vehicle\":%d,\"leader\":1", i);
			for (int k = 0; k < 5 && !e; k++, at += 96 * 60000)
				e = put(c, m, &(struct picture_row){ "patrol", k % 2 ? "committed" : "free", "城区巡逻101", row, 2 + i % 90, at, at + 96 * 60000, fields });
			if (!e)
				e = put(c, m, &(struct picture_row){ "patrol", "off", "城区巡逻101", row, 2 + i % 90, at, at, fields });
		}
	return e;
}

static enum err
put_incidents(struct conn *c, struct month *m, int64_t day_ms)
{
	static const struct {
		const char *record, *state;
		int from_min, to_min;
	} life[] = { { "incident", "open", 0, 2 }, { "incident", "ordered", 2, 38 }, { "incident", "dealt", 38, 45 }, { "incident", "closed", 45, 45 },
		{ "dispatch_order", "issued", 2, 3 }, { "dispatch_order", "acknowledged", 3, 4 }, { "dispatch_order", "under_way", 4, 14 },
		{ "dispatch_order", "on_scene", 14, 38 }, { "dispatch_order", "done", 38, 38 } };
	char fields[160];
	enum err e = E_OK;

	for (int i = 0; i < INCIDENTS && !e; i++) {
		int64_t at = day_ms + i * (24 * HOUR_MS / INCIDENTS), row = m->day * (int64_t)INCIDENTS + i + 1;
		(void)snprintf(fields, sizeof fields, ",\"kind\":\"crash\",\"priority\":3,\"place\":[118.%06d,36.8]", i);
		for (size_t k = 0; k < N_ELEMS(life) && !e; k++)
			e = put(c, m, &(struct picture_row){ life[k].record, life[k].state, "财损事故 · 人民路柳泉路口", row, 1 + i % 90, at + life[k].from_min * 60000LL,
			    at + life[k].to_min * 60000LL, fields });
	}
	return e;
}

static enum err
put_day(struct call *c, void *ctx)
{
	struct month was = *(struct month *)ctx, m = was;
	int64_t day = m.now_ms - (DAYS - m.day) * 24 * HOUR_MS;
	enum err e = put_patrols(c->conn, &m, day);

	if (!e)
		e = put_incidents(c->conn, &m, day);
	if (!e)
		((struct month *)ctx)->rows = m.rows;
	return e;
}

static enum err
put_positions(struct engine *engine, int64_t now_ms)
{
	struct positions *p;
	struct position *row = mem_alloc(PATROLS * sizeof *row);
	enum err e = positions_open(&p, engine);

	for (int64_t at = now_ms - POSITION_HOURS * HOUR_MS; at < now_ms && !e; at += 20000) {
		for (int i = 0; i < PATROLS; i++)
			row[i] = (struct position){ .fix = { .kind = WHERE_VEHICLE, .id = i + 1, .unit = 2 + i % 90, .at_ms = at, .received_ms = at, .status = 2,
			    .speed_kmh10 = 400, .course = 90,
			    .at = { (int32_t)(1180000000 + 1000000 * sin((double)at / 2e6 + i)), (int32_t)(368000000 + 1000000 * cos((double)at / 2e6 + i)) } } };
		e = positions_append_wait(p, row, PATROLS);
	}
	mem_free(row);
	positions_close(p);
	return e;
}

static int
by_size(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return x < y ? -1 : x > y;
}

/* last_ms: moments back to that; what: the name of the figure. */
static enum err
seek(struct bench *b, struct client *c, const char *head, const char *name, int64_t now_ms, int64_t back_ms)
{
	int64_t took[SEEKS], bytes = 0;
	struct client_reply r;
	char target[96], when[TIME_TEXT_MAX];
	enum err e = E_OK;

	for (int i = 0; i < SEEKS && !e; i++) {
		int64_t at = now_ms - 60000 - (int64_t)((double)(i * 7919 % SEEKS) / SEEKS * (double)back_ms), began = now_us();
		(void)time_print(at, when);
		(void)snprintf(target, sizeof target, "/api/v1/replay?at=%s", when);
		if (!(e = client_call(c, "GET", target, head, (struct slice){ NULL, 0 }, &r)) && r.status != 200)
			e = E_INTERNAL;
		took[i] = now_us() - began;
		bytes += (int64_t)r.body.n;
	}
	if (e)
		return e;
	qsort(took, SEEKS, sizeof *took, by_size);
	(void)printf("# %s: %d moments, median %.1f ms, longest %.1f ms, %.0f KiB each\n", name, SEEKS, (double)took[SEEKS / 2] / 1e3, (double)took[SEEKS - 1] / 1e3,
	    (double)bytes / SEEKS / 1024);
	figure_one(b, name, (double)took[SEEKS * 99 / 100] / 1e3, "ms p99");
	return E_OK;
}

static enum err
ask(struct bench *b, const char *data, int64_t now_ms)
{
	const char *header, *head;
	struct client *c = NULL;
	struct server srv;
	enum err e = server_start(b, data, &srv);

	if (e)
		return e;
	if (!(e = sign_in_as(b, &srv, "dispatcher", &header)) && !(e = client_open(&c, srv.address, 30000))) {
		head = arena_printf(&b->arena, "%sLuan-Reason: bench\r\n", header).p;
		if (!(e = seek(b, c, head, "replay_seek_month", now_ms, DAYS * 24 * HOUR_MS - 2 * HOUR_MS)))
			e = seek(b, c, head, "replay_seek_positions", now_ms, (POSITION_HOURS - 1) * HOUR_MS);
		client_close(c);
	}
	server_stop(&srv);
	return e;
}

enum err
bench_replay(struct bench *b)
{
	const char *data = house_path(b, "replay");
	struct month m = { .now_ms = clock_now_ms() };
	struct engine *engine;
	enum err e = house_make(b, data, &engine);

	if (e)
		return e;
	e = picture_people(engine);
	for (m.day = 0; m.day < DAYS && !e; m.day++)
		e = engine_write(engine, "bench", put_day, &m);
	if (!e)
		e = put_positions(engine, m.now_ms);
	engine_close(engine);
	(void)printf("# %lld spans of %d days, %d positions\n", (long long)m.rows, DAYS, (int)(POSITION_HOURS * HOUR_MS / 20000) * PATROLS);
	if (!e)
		e = ask(b, data, m.now_ms);
	house_remove(b, data);
	return e ? bench_failed("replay", e) : E_OK;
}

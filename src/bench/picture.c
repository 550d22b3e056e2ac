/* SPDX-License-Identifier: Apache-2.0 */
/* picture.c - 500 screens that show 1,000 patrols in motion: each terminal reports its position every second over JT/T 808, each screen is told of all
 * of them every second. What that takes of the server: processor and memory. */
#include <math.h>
#include <sys/resource.h>
#include <unistd.h>
#include "base/clock.h"
#include "bench/picture_.h"
#include "engine/record.h"
#include "engine/shown.h"
#include "net/wire.h"
#include "org/fleet_vehicle.h"
#include "people/admin.h"
#include "terminal/jt808.h"
#include "terminal/terminal.h"

#define UNITS 1000
#define SCREENS 500
#define OPEN 60				/* incidents, each with an order */
#define SETTLE_S 5
#define NUMBER "139%07d"

/* ---- rows ---- */

enum err
picture_put(struct conn *c, const struct picture_row *r)
{
	stmt_scoped st = NULL;
	enum err e = sql(c, &st, "INSERT INTO shown (record, row, unit, at, until, state, verb, title, fields) VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'create', ?7, ?8)");

	if (e)
		return e;
	sql_text(st, 1, slice_of(r->record));
	sql_int(st, 2, r->row);
	sql_int(st, 3, r->unit);
	sql_int(st, 4, r->at_ms);
	sql_int(st, 5, r->until_ms);
	sql_text(st, 6, slice_of(r->state));
	sql_text(st, 7, slice_of(r->title));
	sql_text(st, 8, slice_of(r->fields));
	return sql_run(st);
}

enum err
picture_people(struct engine *e)
{
	struct account_made made;

	return account_add(e, &(struct account_new){ .user = S("dispatcher"), .name = S("dispatcher"), .unit = 1, .roles = R_dispatcher | R_leader,
	    .password = S(BENCH_PASSWORD) }, &made);
}

static enum err
put_shown(struct call *c, void *ctx)
{
	int64_t now = c->now_ms;
	char fields[200];
	enum err e = E_OK;

	(void)ctx;
	for (int i = 1; i <= UNITS && !e; i++) {
		(void)snprintf(fields, sizeof fields, ",\"kind\":\"car\",\"vehicle\":%d,\"leader\":1", i);
		e = picture_put(c->conn, &(struct picture_row){ "patrol", i % 5 ? "free" : "committed", "城区巡逻101", i, 2 + i % 90, now, SHOWN_NOW, fields });
	}
	for (int i = 1; i <= OPEN && !e; i++) {
		(void)snprintf(fields, sizeof fields, ",\"kind\":\"crash\",\"priority\":3,\"place\":[118.%06d,36.8]", 1000 * i);
		e = picture_put(c->conn, &(struct picture_row){ "incident", "ordered", "财损事故 · 人民路柳泉路口", i, 1, now, SHOWN_NOW, fields });
		(void)snprintf(fields, sizeof fields, ",\"incident\":%d,\"patrol\":%d,\"place\":[118.%06d,36.8]", i, i, 1000 * i);
		if (!e)
			e = picture_put(c->conn, &(struct picture_row){ "dispatch_order", "under_way", "城区巡逻101 · 赶赴现场", i, 2, now, SHOWN_NOW, fields });
	}
	return e;
}

static enum err
put_fleet(struct call *c, void *ctx)
{
	int *n = ctx;
	enum err e = E_OK;

	for (int k = 0; k < 250 && *n < UNITS && !e; k++, ++*n) {
		struct row *car = row_new(c->arena, &fleet_vehicle_record), *t = row_new(c->arena, &terminal_record);
		car->unit = t->unit = 2 + *n % 90;
		row_set_text(car, fleet_vehicle_number, arena_printf(c->arena, "BENCH%04d", *n));
		row_set_text(car, fleet_vehicle_plate, arena_printf(c->arena, "鲁C%04d警", *n));
		row_set_text(car, fleet_vehicle_kind, S("car"));
		if ((e = record_create(c, car)))
			break;
		row_set_text(t, terminal_phone, arena_printf(c->arena, NUMBER, *n));
		row_set_int(t, terminal_vehicle, car->id);
		e = record_create(c, t);
	}
	return e;
}

static enum err
fill(struct engine *e)
{
	enum err err = picture_people(e);

	for (int n = 0; n < UNITS && !err;)
		err = engine_write(e, "bench", put_fleet, &n);
	return err ? err : engine_write(e, "bench", put_shown, NULL);
}

/* ---- terminals ---- */

struct mover {
	struct wire *wire;
	uint16_t serial;
	double lon, lat, course;
};

static enum err
say(struct mover *m, int n, uint16_t id, const uint8_t *body, size_t len)
{
	struct jt808_head h = { .id = id, .serial = m->serial++ };
	uint8_t frame[JT808_FRAME];

	(void)snprintf(h.number, sizeof h.number, NUMBER, n);
	return wire_send(m->wire, (struct slice){ (const char *)frame, jt808_write(&h, (struct slice){ (const char *)body, len }, frame) });
}

/* Waits for the next message of the server. */
static enum err
hear(struct mover *m, struct jt808_message *ret, uint8_t space[JT808_PLAIN])
{
	char in[JT808_FRAME];
	struct slice rest;
	size_t n = 0, got = 0;

	for (int i = 0; i < 2000; i++, usleep(1000)) {
		if (wire_read(m->wire, in + n, sizeof in - n, &got))
			return E_GONE;
		rest = (struct slice){ in, n += got };
		if (got && jt808_next(&rest, space, ret) == JT808_MESSAGE)
			return E_OK;
	}
	return E_TIMEOUT;
}

static enum err
introduce(struct mover *m, int n, const char *address)
{
	uint8_t body[JT808_BODY], space[JT808_PLAIN];
	struct jt808_message got;
	enum err e = wire_open(&m->wire, address);

	if (e || (e = say(m, n, JT808_REGISTER, body, jt808_put_register(0, &(struct jt808_register){ .maker = S("BENCH"), .terminal = S("B1") }, body))) ||
	    (e = hear(m, &got, space)))
		return e;
	if (got.head.id != JT808_REGISTERED || got.body.n < 4 || got.body.p[2])
		return E_FORBIDDEN;
	if ((e = say(m, n, JT808_AUTHENTICATE, body, jt808_put_code(0, (struct slice){ got.body.p + 3, got.body.n - 3 }, body))))
		return e;
	return hear(m, &got, space);
}

static enum err
report_all(struct mover *m)
{
	uint8_t body[JT808_BODY];
	char answers[4096];
	size_t got;
	enum err e = E_OK;

	for (int i = 0; i < UNITS && !e; i++) {
		struct jt808_location l = { .status = JT808_ACC | JT808_POSITIONED, .at_ms = clock_now_ms() / 1000 * 1000, .speed_kmh10 = 450, .course = (uint16_t)m[i].course };
		m[i].lon += 12.5 * sin(m[i].course * M_PI / 180) / 89000;
		m[i].lat += 12.5 * cos(m[i].course * M_PI / 180) / 111000;
		l.lon_e6 = llround(m[i].lon * 1e6);
		l.lat_e6 = llround(m[i].lat * 1e6);
		if (!(e = say(&m[i], i, JT808_LOCATION, body, jt808_put_location(&l, body))))
			e = wire_read(m[i].wire, answers, sizeof answers, &got);
	}
	return e;
}

/* ---- the measurement ---- */

static enum err
watch(struct bench *b, const struct server *srv, struct mover *m, const char *header)
{
	struct load_streams *streams;
	struct load_heard heard = { 0 };
	int64_t bare = server_rss(srv), cpu, began, rounds = 0;
	enum err e = load_streams_open(&streams, srv->address, "/api/v1/events", header, SCREENS);

	if (e)
		return e;
	for (int i = 0; i < SETTLE_S && !(e = report_all(m)); i++)
		load_streams_hear(streams, 900, &heard);
	heard = (struct load_heard){ 0 };
	cpu = server_cpu_us(srv);
	began = now_us();
	while (!e && now_us() - began < b->o.seconds * 1000000LL) {
		int64_t next = began + ++rounds * 1000000;
		if ((e = report_all(m)))
			break;
		load_streams_hear(streams, now_us() < next ? (int)((next - now_us()) / 1000) + 1 : 1, &heard);
	}
	double seconds = (double)(now_us() - began) / 1e6;
	(void)printf("# %d patrols, %lld rounds, %lld of %d screens open, %.2f pictures a second each, %.0f KiB each picture, %.1f MB/s\n", UNITS, (long long)rounds,
	    (long long)heard.open, SCREENS, (double)heard.events / SCREENS / seconds, heard.events ? (double)heard.bytes / (double)heard.events / 1024 : 0,
	    (double)heard.bytes / 1e6 / seconds);
	figure_one(b, "picture_updates", (double)heard.events / SCREENS / seconds, "/s each screen");
	figure_one(b, "picture_cpu", (double)(server_cpu_us(srv) - cpu) / 1e6 / seconds, "cores");
	figure_one(b, "picture_memory", (double)server_rss(srv) / 1048576, "MiB");
	figure_one(b, "picture_memory_screens", (double)(server_rss(srv) - bare) / 1048576, "MiB");
	load_streams_close(streams);
	return e ? e : heard.open == SCREENS ? E_OK : E_INTERNAL;
}

static enum err
drive(struct bench *b, const char *data)
{
	struct mover *m = mem_alloc(UNITS * sizeof *m);
	const char *header;
	struct server srv;
	enum err e = server_start_terminal(b, data, &srv);

	for (int i = 0; i < UNITS && !e; i++) {
		m[i].lon = 117.8 + 0.5 * (i % 37) / 37;
		m[i].lat = 36.5 + 0.5 * (i % 41) / 41;
		m[i].course = i * 37 % 360;
		e = introduce(&m[i], i, srv.terminal);
	}
	if (!e && !(e = sign_in_as(b, &srv, "dispatcher", &header)))
		e = watch(b, &srv, m, header);
	for (int i = 0; i < UNITS; i++)
		wire_close(m[i].wire);
	server_stop(&srv);
	mem_free(m);
	return e;
}

enum err
bench_picture(struct bench *b)
{
	struct rlimit r = { 0, 0 };
	const char *data = house_path(b, "picture");
	struct engine *engine;
	enum err e = house_make(b, data, &engine);

	if (e)
		return e;
	e = fill(engine);
	engine_close(engine);
	(void)getrlimit(RLIMIT_NOFILE, &r);
	r.rlim_cur = r.rlim_max;
	(void)setrlimit(RLIMIT_NOFILE, &r);
	if (!e)
		e = drive(b, data);
	house_remove(b, data);
	return e ? bench_failed("picture", e) : E_OK;
}

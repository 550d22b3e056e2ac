/* SPDX-License-Identifier: Apache-2.0 */
/* dispatch.c - recommendations over HTTP: 5,000 patrols on duty over the demo city with its road network, each with a position of this minute;
 * incidents in the streets of one town. Latency as one desk feels it, and what four desks that never pause get out of the server. */
#include "bench/bench_.h"
#include "dispatch/incident.h"
#include "duty/patrol.h"
#include "engine/record.h"
#include "engine/units.h"
#include "net/client.h"
#include "people/person.h"
#include "terminal/positions.h"

#define PATROLS 5000
#define INCIDENTS 200
#define CHUNK 100
#define DESKS 4
#define WEST 1179500000
#define SOUTH 367500000
#define WIDE 1600000			/* degrees x 10^7: some 14 km by 18 */

struct town {
	struct bench *b;
	uint64_t random;
	int from, made;			/* patrols before this job; in it */
	struct position *at;
	int64_t incident[INCIDENTS];
	const char *header;
	int64_t asked, odd;
};

static uint32_t
below(uint64_t *state, uint32_t n)
{
	*state = *state * 6364136223846793005ull + 1442695040888963407ull;
	return (uint32_t)(*state >> 33) % n;
}

static struct point
somewhere(struct town *t)
{
	return (struct point){ WEST + (int32_t)below(&t->random, WIDE), SOUTH + (int32_t)below(&t->random, WIDE) };
}

/* Among the streets of a squadron's seat, so that each is on a road. */
static struct point
in_town(struct town *t)
{
	return (struct point){ 1180690000 + (int32_t)below(&t->random, 60000), 368580000 + (int32_t)below(&t->random, 40000) };
}

static enum err
make_patrol(struct call *c, struct town *t, int i)
{
	struct row *p = row_new(c->arena, &person_record), *r = row_new(c->arena, &patrol_record);
	struct value *crew;
	enum err e;

	p->unit = r->unit = units_root();
	row_set_text(p, person_user, arena_printf(c->arena, "b.%d", i));
	row_set_text(p, person_name, arena_printf(c->arena, "试%d", i));
	row_set_text(p, person_category, S("police"));
	if ((e = record_create(c, p)))
		return e;
	row_set_text(r, patrol_call_sign, arena_printf(c->arena, "步%d", i));
	row_set_text(r, patrol_kind, S("foot"));
	row_set_text(r, patrol_road, S("street"));
	row_set_int(r, patrol_leader, p->id);
	row_set_int(r, patrol_crash_kit, i % 2);
	row_set_int(r, patrol_shift_ends, c->now_ms + 8 * 3600000LL);
	crew = row_add_part(r, 0)->value;
	crew[patrol_crew_person] = (struct value){ .kind = V_INT, .i = p->id };
	crew[patrol_crew_part] = (struct value){ .kind = V_TEXT, .s = S("officer") };
	r->parts_given = true;
	t->at[i].fix = (struct where_fix){ .kind = WHERE_PERSON, .id = p->id, .unit = r->unit, .at_ms = c->now_ms, .received_ms = c->now_ms, .at = somewhere(t), .status = 2 };
	return record_create(c, r);
}

static enum err
make_chunk(struct call *c, void *ctx)
{
	struct town *t = ctx;
	enum err e = E_OK;

	for (t->made = 0; t->made < CHUNK && !e; t->made++)
		e = make_patrol(c, t, t->from + t->made);
	return e;
}

static enum err
make_incidents(struct call *c, void *ctx)
{
	struct town *t = ctx;
	enum err e = E_OK;

	for (int i = 0; i < INCIDENTS && !e; i++) {
		struct row *r = row_new(c->arena, &incident_record);
		r->unit = units_root();
		row_set_text(r, incident_kind, i % 2 ? S("crash") : S("jam"));
		row_set_text(r, incident_source, S("other"));
		row_set_int(r, incident_priority, 3);
		row_set_int(r, incident_called_at, c->now_ms);
		row_set_text(r, incident_address, S("测试"));
		row_set_text(r, incident_what, S("测试"));
		row_set_text(r, incident_road_class, S("street"));
		row_set_point(r, incident_place, in_town(t));
		e = record_create(c, r);
		t->incident[i] = r->id;
	}
	return e;
}

static enum err
fill(struct town *t, const char *data)
{
	struct engine_options o = { .data_dir = data, .cache_bytes = MIB(64), .file_budget = 1ull << 30 };
	struct engine *engine;
	struct positions *positions;
	enum err e = engine_open(&engine, &o, t->b->o.pages);

	if (e)
		return e;
	for (t->from = 0; t->from < PATROLS && !e; t->from += CHUNK)
		e = engine_write(engine, "测量", make_chunk, t);
	if (!e && !(e = engine_write(engine, "测量", make_incidents, t)) && !(e = positions_open(&positions, engine))) {
		for (int i = 0; i < PATROLS && !e; i += 500)
			e = positions_append_wait(positions, t->at + i, 500);
		positions_close(positions);
	}
	engine_close(engine);
	return e;
}

static bool
next_ask(void *ctx, int i, struct buf *request)
{
	struct town *t = ctx;
	char target[96];

	(void)i;
	(void)snprintf(target, sizeof target, "/api/v1/incidents/%lld/recommendation", (long long)t->incident[t->asked++ % INCIDENTS]);
	client_request(request, "GET", target, t->header, S(""));
	return true;
}

/* Ten candidates by road, or the figure says nothing. */
static void
answered(void *ctx, int i, int status, struct slice body)
{
	struct town *t = ctx;

	(void)i;
	if ((status == 200 && memmem(body.p, body.n, "\"how\":\"road\"", 12) && memmem(body.p, body.n, "\"travel_s\"", 10)) || t->odd++)
		return;
	(void)fprintf(stderr, "bench: a recommendation was answered with %d: %.*s\n", status, (int)(body.n < 300 ? body.n : 300), body.p);
}

static enum err
measure(struct bench *b, const struct server *srv, struct town *t)
{
	struct figure rate = { .name = "recommendations", .unit = "/s" }, p50 = { .name = "recommendation_p50", .unit = "ms" },
	    p99 = { .name = "recommendation_p99", .unit = "ms" }, cpu = { .name = "recommendation_server_cpu", .unit = "us" };
	struct load_options o = { .address = srv->address, .connections = 1, .seconds = 1, .next = next_ask, .answered = answered, .ctx = t };
	struct load_result r;
	enum err e = load_run(&o, &r);	/* warms up */

	o.seconds = b->o.seconds;
	for (int i = 0; !e && i < b->o.runs; i++) {
		int64_t before = server_cpu_us(srv);
		if ((e = load_run(&o, &r)))
			break;
		figure_add(&cpu, (double)(server_cpu_us(srv) - before) / (double)(r.ok ? r.ok : 1));
		figure_add(&p50, (double)r.p50_us / 1e3);
		figure_add(&p99, (double)r.p99_us / 1e3);
		if (r.refused || r.failed || t->odd)
			e = E_INTERNAL;
	}
	o.connections = DESKS;
	for (int i = 0; !e && i < b->o.runs && !(e = load_run(&o, &r)); i++)
		figure_add(&rate, (double)r.ok / r.seconds);
	figure_print(b, &cpu);
	figure_print(b, &rate);
	figure_print(b, &p50);
	figure_print(b, &p99);
	return e || !(r.refused || r.failed || t->odd) ? e : E_INTERNAL;
}

enum err
bench_dispatch(struct bench *b)
{
	const char *data = house_path(b, "dispatch");
	char *argv[] = { arena_str(&b->arena, S("luan")), arena_str(&b->arena, S("init")), arena_str(&b->arena, S("--data")), arena_str(&b->arena, slice_of(data)),
		arena_str(&b->arena, S("--demo")), arena_str(&b->arena, S("--log-level")), arena_str(&b->arena, S("warn")), NULL };
	struct town *t = arena_new(&b->arena, struct town);
	struct server srv;
	int64_t us, rss;
	enum err e;

	t->b = b;
	t->random = 7;
	t->at = arena_array(&b->arena, struct position, PATROLS);
	(void)setenv("LUAN_DEMO_PASSWORD", BENCH_PASSWORD, 1);
	(void)setenv("LUAN_ADMIN_PASSWORD", BENCH_PASSWORD, 1);
	house_remove(b, data);
	if ((e = program_run(b, argv, &us, &rss)) || (e = fill(t, data)) || (e = server_start(b, data, &srv)))
		return bench_failed("dispatch", e);
	if (!(e = sign_in_as(b, &srv, "dispatcher@detachment", &t->header)))
		e = measure(b, &srv, t);
	server_stop(&srv);
	house_remove(b, data);
	return e ? bench_failed("dispatch", e) : E_OK;
}

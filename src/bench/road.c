/* SPDX-License-Identifier: Apache-2.0 */
#include "bench/road.h"

#include "engine/record.h"
#include "org/device.h"
#include "org/tollgate.h"

#define WORD(s) ((char *)(uintptr_t)(s))

static enum err
add_gate(struct call *c, int i)
{
	struct row *t = row_new(c->arena, &tollgate_record), *d = row_new(c->arena, &device_record);
	char gate[FEED_CODE], device[FEED_CODE];
	struct point at = { 1180000000 + i % 16 * 50000, 367000000 + i / 16 * 50000 };
	enum err e;

	feed_tollgate(i, gate);
	feed_device(i, device);
	t->unit = d->unit = 12 + i % 80;	/* a squadron of house.c */
	row_set_text(t, tollgate_code, slice_of(gate));
	row_set_text(t, tollgate_name, arena_printf(c->arena, "测试卡口%d", i + 1));
	row_set_point(t, tollgate_place, at);
	row_set_text(t, tollgate_category, S("urban"));
	row_set_text(t, tollgate_usage, S("traffic"));
	if ((e = record_create(c, t)))
		return e;
	row_set_text(d, device_code, slice_of(device));
	row_set_text(d, device_name, arena_printf(c->arena, "测试相机%d", i + 1));
	row_set_text(d, device_category, S("checkpoint"));
	row_set_point(d, device_place, at);
	row_set_int(d, device_tollgate, t->id);
	row_set_text(d, device_password, S(BENCH_PASSWORD));
	return record_create(c, d);
}

static enum err
add_gates(struct call *c, void *ctx)
{
	enum err e = E_OK;

	(void)ctx;
	for (int i = 0; i < ROAD_CONNECTIONS && !e; i++)
		e = add_gate(c, i);
	return e;
}

/* Patterns of three letters: no plate has more than two (GA 36), so that they cost what patterns cost and hit nothing, though
 * they begin like most plates of the city. */
static void
put_patterns(FILE *f)
{
	static const char letters[] = "ABCDEFGHJKLMNPQRSTUVWXYZ";

	for (unsigned i = 0; i < ROAD_PATTERNS; i++)
		(void)fprintf(f, "鲁C%c%c?%c%u,02,other,2099-12-31,BENCH,3\n", letters[i % 24], letters[i / 24 % 24], letters[i / 576 % 24], i / 13824 % 10);
}

static enum err
write_list(struct bench *b, const char *path)
{
	struct fleet fleet = { 7, ROAD_FLEET };
	struct vehicle v;
	FILE *f = fopen(path, "we");

	(void)b;
	if (!f)
		return bench_failed(path, E_STORE);
	(void)fputs("plate,class,category,until,case_no,priority\n", f);
	for (uint32_t i = 0; i < ROAD_WATCHED; i++) {
		fleet_vehicle(&fleet, i, &v);
		(void)fprintf(f, "%s,%02d,stolen,2099-12-31,BENCH,2\n", v.plate, v.class_code);
	}
	put_patterns(f);
	return fclose(f) ? bench_failed(path, E_STORE) : E_OK;
}

static enum err
import_list(struct bench *b, const char *data)
{
	const char *path = arena_printf(&b->arena, "%s/watch-list.csv", data).p;
	char *argv[] = { WORD("luan"), WORD("import"), WORD("watch"), WORD(path), WORD("--data"), WORD(data), WORD("--approve"), WORD("--why"),
		WORD("bench"), WORD("--log-level"), WORD("error"), NULL };
	int64_t us, rss;
	enum err e = write_list(b, path);

	if (e || (e = program_run(b, argv, &us, &rss)))
		return e;
	(void)remove(path);
	(void)printf("# watch list: %u plates and %d patterns imported in %.1f s\n", ROAD_WATCHED, ROAD_PATTERNS, (double)us / 1e6);
	return E_OK;
}

enum err
road_make(struct bench *b, const char *data)
{
	struct engine *engine;
	enum err e = house_make(b, data, &engine);

	if (e)
		return e;
	if ((e = engine_write(engine, "bench", add_gates, NULL)))
		e = bench_failed("tollgates", e);
	engine_close(engine);
	return e ? e : import_list(b, data);
}

enum err
road_feed(struct bench *b, const struct server *srv, int connections, int batch, struct feed *ret)
{
	enum err e;

	(void)b;
	*ret = (struct feed){ .fleet = { 7, ROAD_FLEET }, .watched = ROAD_WATCHED, .hits = ROAD_HITS, .connections = connections, .batch = batch,
		.record = REPORT_SIZE };
	feed_open(ret);
	if ((e = feed_register(ret, srv->device, BENCH_PASSWORD))) {
		feed_close(ret);
		return bench_failed("register", e);
	}
	return E_OK;
}

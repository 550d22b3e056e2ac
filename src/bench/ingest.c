/* SPDX-License-Identifier: Apache-2.0 */
/* ingest.c - passages over HTTP to a server process: registered cameras, each record 500 bytes without its picture, each answer
 * after the commit (SQLite WAL, synchronous=FULL), each passage matched against 1,000,000 plates and 10,000 patterns. */
#include "base/arena.h"
#include "bench/drip.h"
#include "bench/road.h"
#include "city/jpeg.h"
#include "city/paint.h"

#define BATCH 100
#define PICTURE_BYTES 30000
#define PICTURES 16

struct load_kind {
	const char *rate, *p50, *p99, *unit;
	int batch;
	bool pictures;
};

static void
say_run(int i, const struct load_result *r, const struct feed *f, double per_second)
{
	(void)printf("# run %d: %.0f/s, answers p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, longest %.1f ms, %lld refused, %lld odd, %lld broken\n", i, per_second,
	    (double)r->p50_us / 1e3, (double)r->p95_us / 1e3, (double)r->p99_us / 1e3, (double)r->max_us / 1e3, (long long)f->refused,
	    (long long)f->odd, (long long)r->failed);
}

static enum err
measure(struct bench *b, const struct server *srv, const struct load_kind *k, struct feed *f)
{
	struct figure rate = { .name = k->rate, .unit = k->unit }, p50 = { .name = k->p50, .unit = "ms" }, p99 = { .name = k->p99, .unit = "ms" };
	struct figure cpu = { .name = arena_printf(&b->arena, "%s_server_cpu", k->rate).p, .unit = "us each" };
	struct load_options o = { .address = srv->device, .connections = f->connections, .seconds = 2, .next = feed_next, .answered = feed_answered,
		.ctx = f };
	struct load_result r;
	enum err e = load_run(&o, &r);	/* warms up */

	o.seconds = b->o.seconds;
	for (int i = 0; !e && i < b->o.runs; i++) {
		int64_t before = server_cpu_us(srv), had = f->taken;
		if ((e = load_run(&o, &r)))
			break;
		double per_second = (double)(f->taken - had) / r.seconds;
		say_run(i + 1, &r, f, per_second);
		figure_add(&rate, per_second);
		figure_add(&p50, (double)r.p50_us / 1e3);
		figure_add(&p99, (double)r.p99_us / 1e3);
		figure_add(&cpu, (double)(server_cpu_us(srv) - before) / (double)(f->taken - had ? f->taken - had : 1));
	}
	if (f->refused || f->odd) {
		(void)fprintf(stderr, "bench: first refusal: %s\n", f->first_odd);
		e = e ? e : E_INTERNAL;
	}
	figure_print(b, &cpu);
	figure_print(b, &p50);
	figure_print(b, &p99);
	figure_print(b, &rate);
	return e;
}

static enum err
rate_of(const struct load_options *o, struct feed *f, double *ret)
{
	struct load_result r;
	int64_t had = f->taken;
	enum err e = load_run(o, &r);

	*ret = e ? 0 : (double)(f->taken - had) / r.seconds;
	return e;
}

/* The same batches without and with clients that drip, in turn: a ratio, since the machine's speed moves. */
static enum err
beside_drips(struct bench *b, const struct server *srv, struct feed *f)
{
	struct figure kept = { .name = "ingest_kept_beside_drips", .unit = "%" };
	struct load_options o = { .address = srv->device, .connections = f->connections, .seconds = b->o.seconds, .next = feed_next,
		.answered = feed_answered, .ctx = f };
	enum err e = E_OK;

	for (int i = 0; !e && i < b->o.runs; i++) {
		struct drip *d;
		double alone, beside;
		int64_t sent, closed;
		if ((e = rate_of(&o, f, &alone)) || (e = drip_start(srv->device, DRIP_MAX, &d)))
			break;
		e = rate_of(&o, f, &beside);
		drip_stop(d, &sent, &closed);
		(void)printf("# run %d: %.0f/s alone, %.0f/s beside %d clients that sent %lld bytes and were closed %lld times\n", i + 1, alone, beside, DRIP_MAX,
		    (long long)sent, (long long)closed);
		figure_add(&kept, alone > 0 ? 100 * beside / alone : 0);
	}
	figure_print(b, &kept);
	return e;
}

/* Sixteen drawn pictures of exactly 30,000 bytes; each record puts its number into its copy, so that no two are the same. */
static enum err
draw_pictures(struct bench *b, struct report_picture *ret)
{
	struct fleet fleet = { 7, ROAD_FLEET };
	struct painter *p;
	struct buf jpeg, text;
	enum err e = painter_open(&p);

	if (e)
		return bench_failed("no font with Chinese characters", e);
	buf_init(&jpeg, MIB(1));
	buf_init(&text, MIB(1));
	for (uint32_t i = 0; i < PICTURES; i++) {
		struct vehicle v;
		fleet_vehicle(&fleet, i * 977, &v);
		buf_reset(&jpeg);
		buf_reset(&text);
		painter_scene(p, &(struct shot){ .vehicle = &v, .plate = v.plate, .light = (enum light)(i % LIGHTS), .lane = 1 + (int)(i % 3), .number = i,
		    .caption = "bench", .size = PICTURE_BYTES }, &jpeg);
		base64_put(&text, buf_slice(&jpeg));
		ret[i] = (struct report_picture){ .type = 1, .width = SCENE_WIDTH, .height = SCENE_HEIGHT, .fresh = true,
			.base64 = arena_copy(&b->arena, buf_slice(&text)) };
	}
	buf_free(&jpeg);
	buf_free(&text);
	painter_close(p);
	return E_OK;
}

static enum err
with_kind(struct bench *b, const struct server *srv, const struct load_kind *k)
{
	struct report_picture *pictures = arena_array(&b->arena, struct report_picture, PICTURES);
	struct feed f;
	enum err e = k->pictures ? draw_pictures(b, pictures) : E_OK;

	if (e || (e = road_feed(b, srv, ROAD_CONNECTIONS, k->batch, &f)))
		return e;
	if (k->pictures) {
		f.picture = pictures;
		f.npicture = PICTURES;
		f.picture_each = 1;
	}
	/* a store that has been in use: --rows passages before the measurement */
	if (b->o.rows && k->batch == BATCH) {
		struct load_options o = { .address = srv->device, .connections = f.connections, .next = feed_next, .answered = feed_answered, .ctx = &f };
		struct load_result r;
		f.limit = (uint64_t)b->o.rows;
		e = load_run(&o, &r);
		(void)printf("# %lld passages stored before, %.0f/s\n", (long long)f.taken, (double)f.taken / r.seconds);
		f.limit = 0;
	}
	if (!e)
		e = measure(b, srv, k, &f);
	if (!e && k->batch == BATCH)
		e = beside_drips(b, srv, &f);
	feed_close(&f);
	return e;
}

enum err
bench_ingest(struct bench *b)
{
	static const struct load_kind kinds[] = {
		{ "single_passages_per_second", "single_p50", "single_p99", "passages/s", 1, false },
		{ "picture_passages_per_second", "picture_p50", "picture_p99", "pictures/s", 1, true },
		{ "passages_per_second", "batch_p50", "batch_p99", "passages/s", BATCH, false },
	};
	const char *data = house_path(b, "ingest");
	struct server srv;
	enum err e = road_make(b, data);

	(void)printf("# %d connections, records of %d bytes, %d a request or one; picture %d bytes; durable: WAL, synchronous=FULL, answer after the commit;"
	    " hits 0.1 %%\n", ROAD_CONNECTIONS, REPORT_SIZE, BATCH, PICTURE_BYTES);
	if (e || (e = server_start_device(b, data, &srv)))
		return e;
	figure_one(b, "ingest_rss_before", (double)server_rss(&srv) / 1048576, "MiB");
	for (size_t i = 0; i < N_ELEMS(kinds) && !e; i++) {
		e = with_kind(b, &srv, &kinds[i]);
		figure_one(b, i == 0 ? "ingest_rss_single" : i == 1 ? "ingest_rss_picture" : "ingest_rss", (double)server_rss(&srv) / 1048576, "MiB");
	}
	server_stop(&srv);
	house_remove(b, data);
	return e ? bench_failed("ingest", e) : E_OK;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* scan.c - the pure bottom of the intake, on one core and in memory: the scanner beside cJSON (where it was there when this
 * was built), bodies to passages, and bodies with pictures to passages and bytes. The bodies are what ingest sends. */
#include "bench/bench_.h"
#include "base/buf.h"
#include "city/jpeg.h"
#include "city/report.h"
#include "ingest/gat.h"
#include "net/scan.h"
#ifdef WITH_CJSON
#include <cjson/cJSON.h>
#endif

#define BODIES 40			/* 2 MB without pictures: more than the nearest caches hold */
#define RECORDS 100			/* a body */
#define PICTURE_BODIES 4		/* 16 MB */
#define PICTURE 30000			/* bytes of a picture */
#define SECONDS_MAX 2			/* of a measurement: nothing here gets warmer later */
#define DEPTH 32

struct bodies {
	struct slice body[BODIES];
	size_t n, bytes;
};
struct passed {				/* what one pass over all bodies came to */
	int64_t records;
	bool wrong;
};
typedef void pass_fn(const struct bodies *b, struct arena *a, struct passed *ret);

/* ---- bodies ---- */

static uint32_t
dice(uint32_t *state)
{
	return (*state = *state * 1664525 + 1013904223) >> 8;
}

/* A picture to the scanner and to picture_look: head, frame, scan, end. What is coded in it nobody asks. */
static void
make_picture(struct buf *b, uint32_t seed)
{
	static const char head[] = "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
	    "\xff\xc0\x00\x0b\x08\x02\xd0\x05\x00\x01\x01\x11\x00" "\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00";

	buf_put(b, (struct slice){ head, sizeof head - 1 });
	while (b->n < PICTURE - 2) {
		uint8_t c = (uint8_t)dice(&seed);
		buf_putc(b, (char)c);
		if (c == 0xff)
			buf_putc(b, 0);
	}
	b->n = PICTURE - 2;
	if ((uint8_t)b->p[b->n - 1] == 0xff)
		b->p[b->n - 1] = 0;
	buf_put(b, (struct slice){ "\xff\xd9", 2 });
}

static void
put_record(struct buf *b, uint32_t *state, uint32_t serial, const struct report_picture *picture)
{
	char plate[16], time[15];
	struct report r = { .device = "37030300001190000001", .tollgate = "37030300001210000001", .time = time, .type = "K33", .use = "A",
		.brand = "大众", .picture = picture, .npicture = picture != NULL, .serial = serial, .class_code = 2, .plate_colour = 5,
		.colour = 1 + (int)(dice(state) % 13), .lane = 1 + (int)(dice(state) % 4), .direction = 1 + (int)(dice(state) % 4),
		.speed_kmh = 20 + (int)(dice(state) % 60), .reliability = 90 + (int)(dice(state) % 10), .size = REPORT_SIZE };

	(void)snprintf(plate, sizeof plate, "鲁C%05u", dice(state) % 100000);
	report_time(1767225600000 + serial * 1000ll, time);
	r.plate = slice_of(plate);
	report_put(b, &r);
}

static void
make_bodies(struct bench *bench, struct bodies *ret, size_t n, bool pictures)
{
	uint32_t state = 7, serial = 0;
	struct report_picture picture = { .type = 1, .width = 1280, .height = 720 };
	struct buf bytes, text, body;

	*ret = (struct bodies){ .n = n };
	buf_init(&bytes, MIB(1));
	buf_init(&text, MIB(1));
	buf_init(&body, MIB(16));
	make_picture(&bytes, 11);
	base64_put(&text, buf_slice(&bytes));
	picture.base64 = buf_slice(&text);
	for (size_t i = 0; i < n; i++) {
		buf_reset(&body);
		buf_puts(&body, REPORT_BEGIN);
		for (int k = 0; k < RECORDS; k++) {
			if (k)
				buf_putc(&body, ',');
			put_record(&body, &state, serial++, pictures ? &picture : NULL);
		}
		buf_puts(&body, REPORT_END);
		ret->body[i] = arena_copy(&bench->arena, buf_slice(&body));
		ret->bytes += body.n;
	}
	buf_free(&bytes);
	buf_free(&text);
	buf_free(&body);
}

/* ---- passes ---- */

static void
pass_scan(const struct bodies *b, struct arena *a, struct passed *ret)
{
	struct scan s;

	(void)a;
	for (size_t i = 0; i < b->n; i++) {
		scan_open(&s, b->body[i], DEPTH);
		if (!scan_skip(&s) || !scan_end(&s))
			ret->wrong = true;
	}
	ret->records += (int64_t)b->n * RECORDS;
}

#ifdef WITH_CJSON
static void
pass_cjson(const struct bodies *b, struct arena *a, struct passed *ret)
{
	(void)a;
	for (size_t i = 0; i < b->n; i++) {
		cJSON *j = cJSON_ParseWithLength(b->body[i].p, b->body[i].n);
		if (!j)
			ret->wrong = true;
		cJSON_Delete(j);
	}
	ret->records += (int64_t)b->n * RECORDS;
}
#endif

static void
pass_parse(const struct bodies *b, struct arena *a, struct passed *ret)
{
	struct gat_vehicles v;

	for (size_t i = 0; i < b->n; i++) {
		arena_reset(a);
		if (gat_vehicles(b->body[i], a, RECORDS, &v) || v.n != RECORDS || v.refused || v.unknown_fields)
			ret->wrong = true;
		ret->records += v.n;
	}
}

static void
pass_pictures(const struct bodies *b, struct arena *a, struct passed *ret)
{
	struct gat_vehicles v;
	struct slice bytes;
	uint16_t width, height;

	for (size_t i = 0; i < b->n; i++) {
		arena_reset(a);
		if (gat_vehicles(b->body[i], a, RECORDS, &v) || v.n != RECORDS || v.refused)
			ret->wrong = true;
		for (uint32_t k = 0; k < v.n; k++)
			if (v.v[k].npicture != 1 || !gat_picture_bytes(v.v[k].picture[0].data, a, &bytes) || bytes.n != PICTURE ||
			    picture_look(bytes, &width, &height) != PICTURE_JPEG)
				ret->wrong = true;
		ret->records += v.n;
	}
}

/* ---- measuring ---- */

/* Passes for some seconds; rates of bytes and of records. */
static bool
measure(const struct bench *bench, const struct bodies *b, pass_fn *pass, double *ret_gb, double *ret_records)
{
	int64_t seconds = bench->o.seconds < SECONDS_MAX ? bench->o.seconds : SECONDS_MAX;
	struct passed p = { 0 };
	struct arena a;
	int64_t began, now, passes = 0;

	arena_init(&a);
	pass(b, &a, &p);		/* memory and caches */
	p.records = 0;
	for (began = now = now_us(); now - began < seconds * 1000000; now = now_us(), passes++)
		pass(b, &a, &p);
	arena_free(&a);
	*ret_gb = (double)b->bytes * (double)passes / 1e3 / (double)(now - began);
	*ret_records = (double)p.records * 1e6 / (double)(now - began);
	return !p.wrong;
}

static enum err
compare(struct bench *bench, const struct bodies *b, const char *name, const char *cjson_name, const char *ratio_name)
{
	struct figure ours = { .name = name, .unit = "GB/s" }, theirs = { .name = cjson_name, .unit = "GB/s" };
	struct figure ratio = { .name = ratio_name, .unit = "x" };
	double gb, other, records;

	for (int i = 0; i < bench->o.runs; i++) {
		if (!measure(bench, b, pass_scan, &gb, &records))
			return bench_failed(name, E_INTERNAL);
		figure_add(&ours, gb);
#ifdef WITH_CJSON
		if (!measure(bench, b, pass_cjson, &other, &records))
			return bench_failed(cjson_name, E_INTERNAL);
		figure_add(&theirs, other);
		figure_add(&ratio, gb / other);
#else
		(void)other;
#endif
	}
	figure_print(bench, &ours);
	figure_print(bench, &theirs);
	figure_print(bench, &ratio);
	return E_OK;
}

static enum err
parse(struct bench *bench, const struct bodies *b, pass_fn *pass, const char *name)
{
	struct figure f = { .name = name, .unit = "records/s" };
	double gb, records;

	for (int i = 0; i < bench->o.runs; i++) {
		if (!measure(bench, b, pass, &gb, &records))
			return bench_failed(name, E_INTERNAL);
		figure_add(&f, records);
	}
	figure_print(bench, &f);
	return E_OK;
}

enum err
bench_scan(struct bench *b)
{
	struct bodies plain, pictures;
	enum err e;

	make_bodies(b, &plain, BODIES, false);
	make_bodies(b, &pictures, PICTURE_BODIES, true);
	(void)printf("# one core, in memory; records of %d bytes, %d a body; with pictures of %d bytes: %zu bytes a record\n", REPORT_SIZE, RECORDS,
	    PICTURE, pictures.bytes / PICTURE_BODIES / RECORDS);
#ifndef WITH_CJSON
	(void)printf("# cJSON was not there when this was built: no comparison\n");
#endif
	if ((e = compare(b, &plain, "scan_records", "scan_records_cjson", "scan_records_ratio")) ||
	    (e = compare(b, &pictures, "scan_pictures", "scan_pictures_cjson", "scan_pictures_ratio")) ||
	    (e = parse(b, &plain, pass_parse, "parse")))
		return e;
	return parse(b, &pictures, pass_pictures, "parse_pictures");
}

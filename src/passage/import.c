/* SPDX-License-Identifier: Apache-2.0 */
/* import.c - a table file through the history in batches: chunks of whole lines, some batches on their way at once. */
#include "passage/import.h"

#include <pthread.h>
#include <zlib.h>

#include "base/clock.h"
#include "engine/engine.h"
#include "passage/import_.h"
#include "people/setting.h"

#define CHUNK MIB(4)
#define BATCH 10000
#define FLYING 4

struct flight {			/* one batch on its way */
	struct history_batch b;
	struct importing *im;
	struct passage row[BATCH];
	bool busy;
};
struct importing {
	const struct passage_import *o;
	struct import_report *r;
	struct import_lines lines;
	struct text_map gates;
	bool header;
	int64_t line;			/* lines before this chunk */
	struct flight *flight;		/* [FLYING] */
	struct flight *filling;
	pthread_mutex_t lock;
	pthread_cond_t landed;
	enum err err;			/* the first of the history's */
};

/* ---- batches ---- */

static void
landed(struct history_batch *b, enum err e)
{
	struct flight *f = (struct flight *)b;
	struct importing *im = f->im;
	int64_t same = 0;

	for (uint32_t i = 0; i < b->n && !e; i++)
		same += (b->row[i].flags & PASSAGE_SAME) != 0;
	pthread_mutex_lock(&im->lock);
	if (e && !im->err)
		im->err = e;
	if (!e) {
		im->r->unchanged += same;
		im->r->added += (int64_t)b->n - same;
	}
	f->busy = false;
	pthread_cond_broadcast(&im->landed);
	pthread_mutex_unlock(&im->lock);
}

static void
send(struct importing *im)
{
	struct flight *f = im->filling;

	im->filling = NULL;
	if (!f || !f->b.n)
		return;
	f->busy = true;
	history_append(im->o->history, &f->b);
}

static struct flight *
idle_flight(struct importing *im)
{
	struct flight *f = NULL;

	pthread_mutex_lock(&im->lock);
	while (!f) {
		for (int i = 0; i < FLYING && !f; i++)
			if (!im->flight[i].busy)
				f = &im->flight[i];
		if (!f)
			pthread_cond_wait(&im->landed, &im->lock);
	}
	pthread_mutex_unlock(&im->lock);
	f->im = im;
	f->b = (struct history_batch){ .row = f->row, .series = SERIES_IMPORT, .done = landed };
	return f;
}

static void
wait_all(struct importing *im)
{
	pthread_mutex_lock(&im->lock);
	for (int i = 0; i < FLYING; i++)
		while (im->flight[i].busy)
			pthread_cond_wait(&im->landed, &im->lock);
	pthread_mutex_unlock(&im->lock);
}

/* ---- lines ---- */

static void
fault(struct importing *im, int64_t line, const char *column, const char *zh, const char *en)
{
	struct buf *b = &im->r->errors;

	im->r->refused++;
	if (im->r->shown_errors >= IMPORT_SHOWN)
		return;
	buf_printf(b, "%s{\"line\":%lld,\"column\":", im->r->shown_errors++ ? "," : "", (long long)line);
	buf_json(b, slice_of(column));
	buf_puts(b, ",\"detail\":");
	buf_json(b, slice_of(zh));
	buf_puts(b, ",\"detail_en\":");
	buf_json(b, slice_of(en));
	buf_putc(b, '}');
}

static void
take_line(struct importing *im, const struct csv_row *row, int64_t line)
{
	static const char *const name[COLUMN_COUNT] = { "plate", "class", "tollgate", "time", "lane", "speed", "direction",
		"plate_colour", "vehicle_colour", "vehicle_type" };
	struct import_fault f;
	struct passage p;

	if (!import_row(&im->lines, row, &p, &f)) {
		fault(im, line, name[f.column], f.zh, f.en);
		return;
	}
	im->r->accepted++;
	if (im->o->preview)
		return;
	if (!im->filling)
		im->filling = idle_flight(im);
	im->filling->row[im->filling->b.n++] = p;
	if (im->filling->b.n == BATCH)
		send(im);
}

static enum err
take_header(struct importing *im, const struct csv_row *row)
{
	const char *missing;

	im->header = true;
	for (size_t i = 0; i < row->n; i++) {
		buf_puts(&im->r->columns, i ? "," : "");
		buf_json(&im->r->columns, row->field[i]);
	}
	if (import_header(row, im->lines.column, &missing))
		return E_OK;
	fault(im, 1, missing, "缺少必需的列", "a needed column is missing");
	return E_BAD_BODY;
}

static size_t
count_lines(struct slice s)
{
	size_t n = 0;

	for (const char *p = s.p; (p = memchr(p, '\n', (size_t)(s.p + s.n - p))); p++)
		n++;
	return n;
}

/* Whole lines only: a field that spans lines has no place in a table of passages. */
static enum err
take_chunk(struct importing *im, struct slice text)
{
	struct csv csv;
	struct csv_row row;
	enum err e;

	csv_open(&csv, text, CSV_DETECT);
	while ((e = csv_next(&csv, &row)) != E_DONE && !im->err) {
		if (e == E_BAD_TYPE)
			break;
		if (e)
			fault(im, im->line + (int64_t)csv.fault.line, NULL, csv.fault.zh, csv.fault.en);
		else if (im->header)
			take_line(im, &row, im->line + (int64_t)row.line);
		else if ((e = take_header(im, &row)))
			break;
	}
	csv_close(&csv);
	im->line += (int64_t)count_lines(text);
	return e == E_BAD_TYPE || e == E_BAD_BODY ? e : im->err;
}

static enum err
read_file(struct importing *im, gzFile f)
{
	char *chunk = mem_alloc(CHUNK + 1);
	size_t have = 0;
	enum err e = E_OK;
	int n;

	while (!e && (n = gzread(f, chunk + have, (unsigned)(CHUNK - have))) > 0) {
		char *end;
		have += (size_t)n;
		end = memrchr(chunk, '\n', have);
		if (!end && have == CHUNK)
			e = E_TOO_LARGE;	/* a line of megabytes */
		if (!end)
			continue;
		e = take_chunk(im, (struct slice){ chunk, (size_t)(end + 1 - chunk) });
		have -= (size_t)(end + 1 - chunk);
		memmove(chunk, end + 1, have);
	}
	if (!e && n < 0)
		e = E_CORRUPT;
	if (!e && have)
		e = take_chunk(im, (struct slice){ chunk, have });
	mem_free(chunk);
	return e;
}

/* ---- the whole ---- */

static enum err
load_gates(struct importing *im)
{
	reader_scoped c = NULL;
	stmt_scoped st = NULL;
	enum err e = db_reader(im->o->engine->db, &c);

	if (e || (e = sql(c, &st, "SELECT code, id FROM tollgate")))
		return e;
	while (!(e = sql_step(st)))
		if ((e = text_map_put(&im->gates, col_text(st, 0), (void *)(uintptr_t)col_int(st, 1))))
			return e;
	return e == E_DONE ? E_OK : e;
}

static enum err
note(struct call *c, void *ctx)
{
	const struct import_report *r = ctx;

	return audit_note(c, "import", "passage", 0, arena_printf(c->arena, "{\"added\":%lld,\"unchanged\":%lld,\"refused\":%lld}",
	    (long long)r->added, (long long)r->unchanged, (long long)r->refused));
}

enum err
passages_import(const struct passage_import *o, struct import_report *ret)
{
	struct importing im = { .o = o, .r = ret, .lock = PTHREAD_MUTEX_INITIALIZER, .landed = PTHREAD_COND_INITIALIZER };
	gzFile f = gzopen(o->path, "rbe");
	int64_t now = clock_now_ms();
	enum err e;

	if (!f)
		return E_NOT_FOUND;
	(void)gzbuffer(f, 256 << 10);
	text_map_init(&im.gates, 200000);
	im.lines = (struct import_lines){ .gates = &im.gates, .now_ms = now, .oldest_ms = now - setting(SET_passage_import_days) * DAY_MS,
		.flags = o->engine->simulated ? PASSAGE_SIMULATED : 0 };
	im.flight = mem_alloc(FLYING * sizeof *im.flight);
	if (!(e = load_gates(&im)))
		e = read_file(&im, f);
	if (!e)
		send(&im);
	wait_all(&im);
	if (!e)
		e = im.err;
	(void)gzclose(f);
	mem_free(im.flight);
	text_map_free(&im.gates);
	return e || o->preview ? e : engine_write(o->engine, "导入历史过车", note, ret);
}

/* SPDX-License-Identifier: Apache-2.0 */
/* sealed_write.c - sorting a full segment and writing it, with some megabytes beside its rows.
 *
 * Rows are dealt out into PARTS by plates that a sample has shown to be equally far apart; then part after part its keys are
 * sorted within the cache, and its rows written. */
#include "store/sealed_.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>
#include "base/arena.h"
#include "base/hash.h"
#include "base/limits.h"

#define PARTS 128
#define SAMPLE (PARTS * 32)
#define OUT_BYTES MIB(1)
#define AHEAD 8

struct key {
	plate_t plate;
	uint64_t rest;			/* class, time, row */
};
struct seal {
	const struct seal_input *in;
	int fd;
	uint64_t at;			/* in the file */
	struct buf out;
	enum err e;
	XXH3_state_t *sum;
	struct sealed_head head;
	uint32_t rows;
	uint8_t *part;			/* of each row */
	plate_t split[PARTS - 1];
	struct sealed_block *index;
	uint16_t *place;
	uint8_t *once;
	uint64_t once_blocks;
	int shift;			/* of times, so that they fit the keys */
	struct passage block[BLOCK_ROWS];
	uint32_t n_block;
	uint8_t space[BLOCK_BYTES];
};

static const struct passage *
row_of(const struct seal *s, uint32_t i)
{
	return &s->in->chunk[i >> CHUNK_BITS]->row[i & (CHUNK_ROWS - 1)];
}

/* ---- writing ---- */

static void
flush(struct seal *s)
{
	if (!s->e)
		s->e = disk_write(s->fd, buf_slice(&s->out));
	buf_reset(&s->out);
	if (s->in->stop && *s->in->stop && !s->e)
		s->e = E_SHUTDOWN;
}

static void
put(struct seal *s, const void *p, size_t n)
{
	while (n) {
		size_t m = n < OUT_BYTES - s->out.n ? n : OUT_BYTES - s->out.n;
		buf_put(&s->out, (struct slice){ p, m });
		XXH3_64bits_update(s->sum, p, m);
		p = (const char *)p + m;
		n -= m;
		s->at += m;
		if (s->out.n == OUT_BYTES)
			flush(s);
	}
}

static void
section_begin(struct seal *s, enum section i)
{
	static const char zero[8];
	put(s, zero, (8 - s->at % 8) % 8);
	XXH3_64bits_reset(s->sum);
	s->head.section[i].at = s->at;
}

static void
section_end(struct seal *s, enum section i)
{
	s->head.section[i].bytes = s->at - s->head.section[i].at;
	s->head.section[i].sum = XXH3_64bits_digest(s->sum);
}

static void
section(struct seal *s, enum section i, const void *p, size_t n)
{
	section_begin(s, i);
	put(s, p, n);
	section_end(s, i);
}

/* ---- rows ---- */

static void
once_add(struct seal *s, const struct passage *p)
{
	uint64_t key = passage_key_hash(p, 0), bits = passage_mix(key, 7);
	uint8_t *line = s->once + 64 * sealed_once_place(key, s->once_blocks);
	for (int i = 0; i < ONCE_HASHES; i++, bits >>= 9)
		line[(bits & 511) >> 3] |= (uint8_t)(1 << (bits & 7));
}

static void
block_end(struct seal *s)
{
	static const char zero[8];
	if (!s->n_block)
		return;
	size_t n = block_write(s->block, s->n_block, s->space);
	int64_t min = INT64_MAX, max = INT64_MIN;
	for (uint32_t i = 0; i < s->n_block; i++) {
		min = s->block[i].at_ms < min ? s->block[i].at_ms : min;
		max = s->block[i].at_ms > max ? s->block[i].at_ms : max;
	}
	/* Clocks that are wrong may lie 230 years apart in one segment (quarantine keeps them): more than 32 bits hold. */
	bool wide = (s->head.max_ms - s->head.min_ms) / 1000 >= UINT32_MAX - 1;
	s->index[s->head.blocks++] = (struct sealed_block){ .plate = s->block[0].plate, .at = (uint32_t)(s->at / 8), .bytes = (uint32_t)n,
		.sum = (uint32_t)XXH3_64bits(s->space, n), .from_s = wide ? 0 : (uint32_t)((min - s->head.min_ms) / 1000),
		.to_s = wide ? UINT32_MAX : (uint32_t)((max - s->head.min_ms) / 1000 + 1) };
	put(s, s->space, n);
	put(s, zero, (8 - n % 8) % 8);
	s->n_block = 0;
}

static void
row_put(struct seal *s, uint32_t i)
{
	const struct passage *p = row_of(s, i);
	s->block[s->n_block] = *p;
	s->block[s->n_block++].seq = i;
	s->place[i] = (uint16_t)s->head.blocks;
	once_add(s, p);
	uint64_t bit = (uint64_t)((p->at_ms - s->head.min_ms) / s->head.when_ms);
	s->head.when[bit / 64] |= UINT64_C(1) << bit % 64;
	if (s->n_block == BLOCK_ROWS)
		block_end(s);
}

/* ---- order ---- */

static int
by_key(const void *a, const void *b)
{
	const struct key *x = a, *y = b;
	if (x->plate != y->plate)
		return x->plate < y->plate ? -1 : 1;
	return (x->rest > y->rest) - (x->rest < y->rest);
}

static int
by_plate(const void *a, const void *b)
{
	const plate_t *x = a, *y = b;
	return (*x > *y) - (*x < *y);
}

static void
split_choose(struct seal *s)
{
	plate_t sample[SAMPLE];
	uint64_t dice = 1;
	uint32_t n = 0;
	for (int i = 0; i < SAMPLE && s->rows; i++) {
		dice = passage_mix(dice, (uint64_t)i + 2);
		const struct passage *p = row_of(s, (uint32_t)(dice % s->in->n));
		if (p->at_ms != ROW_LOST)
			sample[n++] = p->plate;
	}
	qsort(sample, n, sizeof sample[0], by_plate);
	for (uint32_t i = 0; i < PARTS - 1; i++)
		s->split[i] = n ? sample[(uint64_t)(i + 1) * n / PARTS] : 0;
}

/* The number of splits that are not greater; a binary search without branches. */
static uint8_t
part_of(const struct seal *s, plate_t plate)
{
	uint32_t at = 0;
	for (uint32_t step = PARTS / 2; step; step /= 2)
		at += s->split[at + step - 1] <= plate ? step : 0;
	return (uint8_t)at;
}

static void
deal(struct seal *s, uint32_t count[PARTS])
{
	for (uint32_t i = 0; i < s->in->n; i++) {
		const struct passage *p = row_of(s, i);
		s->part[i] = p->at_ms == ROW_LOST ? 0xff : part_of(s, p->plate);
		if (s->part[i] != 0xff)
			count[s->part[i]]++;
	}
}

static void
part_write(struct seal *s, uint8_t part, struct key *key)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->in->n; i++) {
		const uint8_t *next = memchr(s->part + i, part, s->in->n - i);
		if (!next)
			break;
		i = (uint32_t)(next - s->part);
		const struct passage *p = row_of(s, i);
		uint64_t time = (uint64_t)(p->at_ms - s->head.min_ms) >> s->shift;
		key[n++] = (struct key){ p->plate, (uint64_t)p->class_code << 56 | time << SEGMENT_BITS | i };
	}
	qsort(key, n, sizeof *key, by_key);
	for (uint32_t k = 0; k < n && !s->e; k++) {
		if (k + AHEAD < n)
			__builtin_prefetch(row_of(s, (uint32_t)key[k + AHEAD].rest & ((1u << SEGMENT_BITS) - 1)));
		row_put(s, (uint32_t)key[k].rest & ((1u << SEGMENT_BITS) - 1));
	}
}

static void
rows_write(struct seal *s)
{
	uint32_t count[PARTS] = { 0 }, most = 0;
	split_choose(s);
	deal(s, count);
	for (int i = 0; i < PARTS; i++)
		most = count[i] > most ? count[i] : most;
	struct key *key = mem_alloc(mul_size(most, sizeof *key));
	section_begin(s, SEC_BLOCKS);
	for (int i = 0; i < PARTS && !s->e; i++)
		if (count[i])
			part_write(s, (uint8_t)i, key);
	block_end(s);
	section_end(s, SEC_BLOCKS);
	mem_free(key);
}

/* ---- counts ---- */

struct runs {
	struct seal *s;
	enum section data;
	struct sealed_run *run;
	uint32_t n_runs, cap, n;
	struct roll_row row[RUN_ROWS];
	uint8_t space[RUN_BYTES];
};

static void
run_end(struct runs *r)
{
	struct seal *s = r->s;
	if (!r->n)
		return;
	size_t bytes = run_write(r->row, r->n, r->space);
	if (r->n_runs == r->cap)
		r->run = mem_resize(r->run, mul_size(r->cap = r->cap ? 2 * r->cap : 64, sizeof *r->run));
	r->run[r->n_runs++] = (struct sealed_run){ .key = r->row[0].key, .at = (uint32_t)(s->at - s->head.section[r->data].at),
		.bytes = (uint32_t)bytes, .sum = (uint32_t)XXH3_64bits(r->space, bytes), .n = r->n };
	put(s, r->space, bytes);
	r->n = 0;
}

static void
run_put(struct runs *r, const struct roll_row *row)
{
	r->row[r->n++] = *row;
	if (r->n == RUN_ROWS)
		run_end(r);
}

/* Lanes and five minutes of one tollgate added up to hours. */
static void
hours_put(struct runs *r, struct roll *hours)
{
	size_t n;
	struct roll_row *row = roll_sorted(hours, &n);
	for (size_t i = 0; i < n; i++)
		run_put(r, &row[i]);
	mem_free(row);
	roll_clear(hours);
}

static void
runs_fill(struct runs *r, bool by_hour)
{
	const struct seal_input *in = r->s->in;
	struct roll_source from;
	struct roll_merger m;
	struct roll_row row;
	struct roll hours;
	uint32_t tollgate = 0;
	roll_init(&hours, 0);
	in->roll_begin(in->roll_ctx, &from);
	merger_begin(&m, &from);
	while (merger_next(&m, &row) && !r->s->e) {
		if (!by_hour) {
			run_put(r, &row);
			continue;
		}
		if (roll_tollgate(row.key) != tollgate && hours.n)
			hours_put(r, &hours);
		tollgate = roll_tollgate(row.key);
		row.key = roll_hour_key(row.key);
		roll_merge(&hours, &row);
	}
	hours_put(r, &hours);
	run_end(r);
	merger_end(&m);
	in->roll_end(in->roll_ctx);
	roll_free(&hours);
}

static uint32_t
runs_write(struct seal *s, bool by_hour)
{
	struct runs *r = mem_alloc(sizeof *r);
	uint32_t n;
	r->s = s;
	r->data = by_hour ? SEC_HOUR : SEC_FIVE;
	section_begin(s, r->data);
	if (s->in->roll_begin)
		runs_fill(r, by_hour);
	section_end(s, r->data);
	section(s, by_hour ? SEC_HOUR_RUNS : SEC_FIVE_RUNS, r->run, r->n_runs * sizeof *r->run);
	n = r->n_runs;
	mem_free(r->run);
	mem_free(r);
	return n;
}

/* ---- raw ---- */

struct raws {
	struct seal *s;
	struct sealed_raw *list;
	size_t n, cap;
};

static enum err
raw_one(void *ctx, uint32_t seq, struct slice body)
{
	struct raws *r = ctx;
	if (r->n == r->cap)
		r->list = mem_resize(r->list, mul_size(r->cap = r->cap ? 2 * r->cap : 256, sizeof *r->list));
	r->list[r->n++] = (struct sealed_raw){ .seq = seq, .bytes = (uint32_t)body.n, .at = r->s->at, .sum = hash64(body) };
	put(r->s, body.p, body.n);
	return r->s->e;
}

static void
raw_write(struct seal *s)
{
	struct raws r = { .s = s };
	section_begin(s, SEC_RAW);
	enum err e = s->in->raw ? segment_raw_each(s->in->raw, raw_one, &r) : E_OK;
	section_end(s, SEC_RAW);
	section(s, SEC_RAW_LIST, r.list, r.n * sizeof *r.list);
	s->head.raws = (uint32_t)r.n;
	mem_free(r.list);
	s->e = s->e ? s->e : e;
}

/* ---- all of it ---- */

static void
measure(struct seal *s)
{
	s->head = (struct sealed_head){ .magic = SEALED_MAGIC, .version = 1, .number = s->in->number, .series = s->in->series, .n = s->in->n,
		.mark = s->in->mark, .alias_ms = s->in->alias_ms, .min_ms = INT64_MAX, .max_ms = INT64_MIN, .when_ms = 1 };
	for (uint32_t i = 0; i < s->in->n; i++) {
		const struct passage *p = row_of(s, i);
		if (p->at_ms == ROW_LOST)
			continue;
		s->head.min_ms = p->at_ms < s->head.min_ms ? p->at_ms : s->head.min_ms;
		s->head.max_ms = p->at_ms > s->head.max_ms ? p->at_ms : s->head.max_ms;
		s->rows++;
	}
	s->head.rows = s->rows;
	if (!s->rows)
		return;
	uint64_t span = (uint64_t)(s->head.max_ms - s->head.min_ms);
	s->head.when_ms = (int64_t)(span / WHEN_BITS + 1);
	for (s->shift = 0; span >> s->shift >> (56 - SEGMENT_BITS); s->shift++)
		;
}

static void
write_all(struct seal *s)
{
	static const struct sealed_head none;
	put(s, &none, sizeof none);
	rows_write(s);
	section(s, SEC_INDEX, s->index, s->head.blocks * sizeof *s->index);
	section(s, SEC_PLACE, s->place, (size_t)s->in->n * sizeof *s->place);
	section(s, SEC_ONCE, s->once, 64 * s->once_blocks);
	s->head.runs_five = runs_write(s, false);
	s->head.runs_hour = runs_write(s, true);
	raw_write(s);
	flush(s);
	s->head.sum = hash64((struct slice){ (const char *)&s->head, sizeof s->head });
	if (!s->e && lseek(s->fd, 0, SEEK_SET))
		s->e = disk_err("lseek", "");
	if (!s->e)
		s->e = disk_write(s->fd, (struct slice){ (const char *)&s->head, sizeof s->head });
}

enum err
sealed_write(const char *path, const struct seal_input *in)
{
	struct seal *s = mem_alloc(sizeof *s);
	s->in = in;
	s->fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	enum err e = s->fd < 0 ? disk_err("open", path) : E_OK;
	if (!e) {
		measure(s);
		s->sum = XXH3_createState();
		XXH3_64bits_reset(s->sum);
		buf_init(&s->out, OUT_BYTES);
		s->part = mem_alloc(in->n);
		s->index = mem_alloc(mul_size(s->rows / BLOCK_ROWS + 1, sizeof *s->index));
		s->place = mem_alloc(mul_size(in->n, sizeof *s->place));
		memset(s->place, 0xff, in->n * sizeof *s->place);
		s->once_blocks = (uint64_t)s->rows * ONCE_BITS / 512 + 1;
		s->once = mem_alloc(64 * s->once_blocks);
		write_all(s);
		e = s->e;
		if (!e && fsync(s->fd))
			e = disk_err("fsync", path);
		XXH3_freeState(s->sum);
		buf_free(&s->out);
		mem_free(s->part);
		mem_free(s->index);
		mem_free(s->place);
		mem_free(s->once);
		fd_close(&s->fd);
	}
	if (e)
		(void)unlink(path);
	mem_free(s);
	return e;
}

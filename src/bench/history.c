/* SPDX-License-Identifier: Apache-2.0 */
/* history.c - passages taken in, sealed and found again, in process: the store alone, without what reads and matches them. */
#include <semaphore.h>
#include <sys/stat.h>
#include "bench/history_.h"

#define RING 128			/* batches in flight */
#define BATCH 100
#define FIRST INT64_C(1000000)
#define CALLERS 256
#define SINGLES_S 3

/* ---- rows ---- */

uint64_t
dice(uint64_t *state)
{
	*state += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t z = (*state ^ *state >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* "鲁C" and five symbols of 36, spread over nine times seven bits like plate_pack does it. */
plate_t
history_plate(uint32_t vehicle)
{
	uint64_t state = vehicle, r = dice(&state);
	plate_t p = UINT64_C(0x25) << 56 | UINT64_C(0x43) << 49;

	for (int i = 0; i < 5; i++, r >>= 8)
		p |= (0x30 + (r & 0xff) % 36) << (42 - 7 * i);
	return p;
}

/* 30 days, whatever the number of rows; of 600,000 vehicles some pass far more often than others. */
void
history_row_of(int64_t i, int64_t rows, struct passage *ret)
{
	uint64_t state = (uint64_t)i, r = dice(&state), s = dice(&state);
	uint32_t spread = (uint32_t)(r % HISTORY_VEHICLES), often = (uint32_t)(r >> 40) % (HISTORY_VEHICLES / 20);
	uint32_t gate = (uint32_t)(s % HISTORY_GATES);

	*ret = (struct passage){ .plate = history_plate(s >> 60 < 5 ? often : spread), .at_ms = HISTORY_FROM_MS + (int64_t)
	    ((double)i / (double)rows * 30 * 86400000.0) + (int64_t)(s >> 20 & 0xfff), .tollgate = 1 + gate, .device = 20000 + gate,
		.lane = (uint8_t)(1 + (s >> 40 & 3)), .direction = (uint8_t)(1 + (s >> 42 & 3)), .class_code = 2,
		.speed_kmh = (uint16_t)(20 + (s >> 44) % 80), .plate_colour = 5, .vehicle_colour = (uint8_t)((s >> 50) % 10),
		.vehicle_type = 23, .reliability = (uint8_t)(80 + (s >> 54) % 20), .use = 'A',
		.flags = (s >> 33) % 50 ? 0 : PASSAGE_UNREAD };
	ret->received_s = (uint32_t)(ret->at_ms / 1000) + 1;
}

/* ---- taking in ---- */

struct ring {
	struct history_batch b;
	struct passage row[BATCH];
	sem_t *free;
	_Atomic enum err *failed;
};

static void
ring_done(struct history_batch *b, enum err e)
{
	struct ring *r = (struct ring *)b;

	if (e)
		*r->failed = e;
	sem_post(r->free);
}

/* Rows from..to, a hundred a batch; in the order of the ring, since the history answers in order. */
enum err
history_fill(struct history *h, int64_t from, int64_t to, int64_t rows)
{
	struct ring *ring = mem_alloc(RING * sizeof *ring);
	_Atomic enum err failed = E_OK;
	sem_t free_;

	sem_init(&free_, 0, RING);
	for (int64_t i = from, k = 0; i < to && !failed; i += BATCH, k++) {
		while (sem_wait(&free_))
			;
		struct ring *r = &ring[k % RING];
		r->free = &free_;
		r->failed = &failed;
		for (int j = 0; j < BATCH; j++)
			history_row_of(i + j, rows, &r->row[j]);
		r->b = (struct history_batch){ .row = r->row, .n = BATCH, .series = SERIES_LIVE, .done = ring_done };
		history_append(h, &r->b);
	}
	for (int k = 0; k < RING; k++)
		while (sem_wait(&free_))
			;
	sem_destroy(&free_);
	mem_free(ring);
	return failed;
}

/* Until every full segment is sealed. */
void
history_settle(struct history *h)
{
	struct history_stats st;

	do {
		usleep(10000);
		history_stats(h, &st);
	} while (st.segments - st.sealed > 1);
}

/* ---- one row a commit ---- */

struct caller {
	struct history_batch b;
	struct passage row;
	int64_t from_us;
	struct callers *all;
};
struct callers {
	struct history *h;
	struct caller caller[CALLERS];
	_Atomic int64_t next, waited, until_us;
	uint32_t *us;
	sem_t over;
};

static void single_done(struct history_batch *b, enum err e);

static void
single_next(struct caller *c)
{
	history_row_of(atomic_fetch_add(&c->all->next, 1), INT64_C(1) << 40, &c->row);
	c->b = (struct history_batch){ .row = &c->row, .n = 1, .series = SERIES_LIVE, .done = single_done };
	c->from_us = now_us();
	history_append(c->all->h, &c->b);
}

static void
single_done(struct history_batch *b, enum err e)
{
	struct caller *c = (struct caller *)b;
	int64_t now = now_us(), i = atomic_fetch_add(&c->all->waited, 1);

	if (i < SINGLES_MAX)
		c->all->us[i] = (uint32_t)(now - c->from_us);
	if (e || now > c->all->until_us)
		sem_post(&c->all->over);
	else
		single_next(c);
}

static void
singles(struct bench *b, struct history *h)
{
	struct callers *a = mem_alloc(sizeof *a);

	a->h = h;
	a->us = mem_alloc(SINGLES_MAX * sizeof *a->us);
	a->next = INT64_C(1) << 39;
	a->until_us = now_us() + SINGLES_S * 1000000;
	sem_init(&a->over, 0, 0);
	for (int i = 0; i < CALLERS; i++) {
		a->caller[i].all = a;
		single_next(&a->caller[i]);
	}
	for (int i = 0; i < CALLERS; i++)
		while (sem_wait(&a->over))
			;
	size_t n = a->waited < SINGLES_MAX ? (size_t)a->waited : SINGLES_MAX;
	figure_one(b, "history_singles", (double)a->waited / SINGLES_S, "rows/s");
	figure_one(b, "history_singles_p50", figure_at(a->us, n, 0.50) / 1e3, "ms");
	figure_one(b, "history_singles_p99", figure_at(a->us, n, 0.99) / 1e3, "ms");
	sem_destroy(&a->over);
	mem_free(a->us);
	mem_free(a);
}

/* ---- all ---- */

static enum err
fill_and_measure(struct bench *b, struct history *h, int64_t rows, const char *data)
{
	int64_t began = now_us(), first = rows < FIRST ? rows : FIRST, at;
	enum err e = history_fill(h, 0, first, rows);
	double rate_first = (double)first / ((double)(now_us() - began) / 1e6), rate_last = rate_first;

	for (at = first; !e && at < rows; at += FIRST) {
		int64_t from = now_us(), to = at + FIRST < rows ? at + FIRST : rows;
		e = history_fill(h, at, to, rows);
		rate_last = (double)(to - at) / ((double)(now_us() - from) / 1e6);
		if (at / FIRST % 10 == 9)
			(void)printf("# %lld million rows: %.0f rows/s\n", (long long)(to / FIRST), rate_last);
	}
	if (e)
		return e;
	int64_t took = now_us() - began;
	history_settle(h);
	figure_one(b, "history_rows", (double)rows, "rows");
	figure_one(b, "history_append_first_million", rate_first, "rows/s");
	figure_one(b, "history_append_last_million", rate_last, "rows/s");
	figure_one(b, "history_append", (double)rows / ((double)took / 1e6), "rows/s");
	figure_one(b, "history_append_sealed", (double)rows / ((double)(now_us() - began) / 1e6), "rows/s");
	figure_one(b, "history_memory_peak", (double)peak_rss() / 1048576, "MiB");
	return history_find_measure(b, h, data);
}

enum err
bench_history(struct bench *b)
{
	const char *data = house_path(b, "history");
	struct history_options o = { .data_dir = data, .repeat_s = 60 };
	int64_t rows = (b->o.rows ? b->o.rows : b->postgres ? FIRST : 5 * FIRST) / BATCH * BATCH, began;
	struct history *h;
	enum err e;

	house_remove(b, data);
	(void)mkdir(data, 0700);
	(void)mkdir(arena_printf(&b->arena, "%s/keys", data).p, 0700);	/* by which house_remove knows what it may remove */
	if (b->postgres)
		o.segment_rows = (uint32_t)(rows / 4);
	if ((e = history_open(&h, &o)))
		return bench_failed("history", e);
	if (b->postgres) {
		e = history_beside_copy(b, h, rows);
	} else if (!(e = fill_and_measure(b, h, rows, data))) {
		singles(b, h);
		history_close(h);
		began = now_us();
		e = history_open(&h, &o);
		if (!e)
			figure_one(b, "history_start", (double)(now_us() - began) / 1e3, "ms");
		else
			h = NULL;
	}
	history_close(h);
	house_remove(b, data);
	return e ? bench_failed("history", e) : E_OK;
}

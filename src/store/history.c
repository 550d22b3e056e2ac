/* SPDX-License-Identifier: Apache-2.0 */
/* history.c - opening, the queue, and the one writer: many batches, one commit. */
#include "store/beside_.h"

#include <assert.h>
#include <sys/random.h>
#include <sys/statvfs.h>
#include "base/clock.h"
#include "base/limits.h"
#include "base/log.h"

#define SEGMENT_ROWS 1000000u		/* two of them in memory while one is sealed: 80 bytes a row each */
#define QUEUE_ROWS 1000000u
#define COMMIT_ROWS 32768u	/* a commit takes no more batches beyond */
#define AHEAD 16		/* rows whose places in the tables are fetched together */
#define FREE_PERCENT 5
#define ROOM_MS 500

/* ---- queue and completion ---- */

static void
list_add(struct history_batch **head, struct history_batch **tail, struct history_batch *b)
{
	b->next = NULL;
	if (*head)
		(*tail)->next = b;
	else
		*head = b;
	*tail = b;
}

static void
finish(struct history *h, struct history_batch *b, enum err e)
{
	if (e) {
		b->segment = (uint32_t)e;	/* until it is told */
		list_add(&h->failed_head, &h->failed_tail, b);
	} else {
		list_add(&h->done_head, &h->done_tail, b);
	}
}

void
history_append(struct history *h, struct history_batch *b)
{
	pthread_mutex_lock(&h->queue_lock);
	enum err e = h->stopping ? E_SHUTDOWN : b->n > h->segment_rows || b->series >= SERIES_HELD ? E_TOO_LARGE :
	    h->queued_rows + b->n > h->queue_max ? E_BUSY : E_OK;
	if (e) {
		h->busy += e == E_BUSY;
		finish(h, b, e);
		pthread_cond_signal(&h->finish);
	} else {
		list_add(&h->head, &h->tail, b);
		h->queued_rows += b->n;
		pthread_cond_signal(&h->work);
	}
	pthread_mutex_unlock(&h->queue_lock);
}

static void
tell(struct history_batch *b, bool failed)
{
	while (b) {
		struct history_batch *next = b->next;
		enum err e = failed ? (enum err)b->segment : E_OK;
		if (failed)
			b->segment = 0;
		b->done(b, e);
		b = next;
	}
}

static void *
completing_main(void *arg)
{
	struct history *h = arg;
	pthread_mutex_lock(&h->queue_lock);
	for (;;) {
		struct history_batch *done = h->done_head, *failed = h->failed_head;
		if (!done && !failed) {
			if (h->ended)
				break;
			pthread_cond_wait(&h->finish, &h->queue_lock);
			continue;
		}
		h->done_head = h->failed_head = NULL;
		pthread_mutex_unlock(&h->queue_lock);
		tell(done, false);
		tell(failed, true);
		pthread_mutex_lock(&h->queue_lock);
	}
	pthread_mutex_unlock(&h->queue_lock);
	return NULL;
}

/* ---- the writer ---- */

static enum err
room(struct history *h)
{
	struct statvfs fs;
	int64_t now = clock_mono_ms();
	if (h->room_at_ms && now - h->room_at_ms < ROOM_MS)
		return h->room;
	h->room_at_ms = now;
	if (statvfs(h->dir, &fs) || !fs.f_blocks)
		return h->room = disk_err("statvfs", h->dir);
	h->free_percent = (int)((uint64_t)fs.f_bavail * 100 / fs.f_blocks);
	return h->room = h->free_percent < FREE_PERCENT ? E_DISK_FULL : E_OK;
}

/* Whether this fact is kept already, in the segment being filled or an older one. */
static bool
seen_before(struct history *h, struct part *part, const struct passage *p, uint64_t key)
{
	return segment_same(part->open, p, key) != UINT32_MAX || part_same_elsewhere(h, part, p, key);
}

static enum err
add_one(struct history *h, struct part *part, struct history_batch *b, uint32_t i, uint64_t key, uint64_t lane)
{
	struct passage *p = &b->row[i];
	if (seen_before(h, part, p, key)) {
		p->flags |= PASSAGE_SAME;
		p->seq = UINT32_MAX;
		h->same++;
		return E_OK;
	}
	int window = b->series == SERIES_LIVE && p->plate ? h->repeat_s : 0;
	if (window && repeat_seen(&h->repeats, p, lane, window)) {
		p->flags |= PASSAGE_REPEAT;
		h->n_repeats++;
	}
	segment_add(part->open, p, key);
	return b->raw ? segment_raw(part->open, p->seq, b->raw[i]) : E_OK;
}

static enum err
add_batch(struct history *h, struct part *part, struct history_batch *b)
{
	enum err e = E_OK;
	for (uint32_t from = 0; !e && from < b->n; from += AHEAD) {
		uint64_t key[AHEAD], lane[AHEAD];
		uint32_t n = b->n - from < AHEAD ? b->n - from : AHEAD;
		for (uint32_t i = 0; i < n; i++) {
			struct passage *p = &b->row[from + i];
			p->flags &= (uint16_t)~(PASSAGE_SAME | PASSAGE_REPEAT);
			p->pictures &= UINT64_C(0xffffffffffff);
			key[i] = passage_key_hash(p, h->seed);
			lane[i] = repeat_hash(&h->repeats, p);
			segment_prefetch(part->open, p, key[i]);
		}
		for (uint32_t i = 0; !e && i < n; i++)
			e = add_one(h, part, b, from + i, key[i], lane[i]);
	}
	b->segment = part->number;
	return e;
}

static bool
fits(const struct history *h, const struct part *part, const struct history_batch *b)
{
	return part && (!part->open->m || part->open->m + b->n <= h->segment_rows);
}

/* ---- closing before it is full: an empty batch whose done is rolled ---- */

struct roll_wait {
	struct history_batch b;
	pthread_mutex_t lock;
	pthread_cond_t told;
	bool done;
	enum err e;
};

static void
rolled(struct history_batch *b, enum err e)
{
	struct roll_wait *w = (struct roll_wait *)b;
	pthread_mutex_lock(&w->lock);
	w->done = true;
	w->e = e;
	pthread_cond_signal(&w->told);
	pthread_mutex_unlock(&w->lock);
}

/* The writer begins another segment; then the old one is sealed. Waits for both. */
enum err
history_roll(struct history *h, enum passage_series s)
{
	struct roll_wait w = { .b = { .series = s, .done = rolled }, .lock = PTHREAD_MUTEX_INITIALIZER,
		.told = PTHREAD_COND_INITIALIZER };
	history_append(h, &w.b);
	pthread_mutex_lock(&w.lock);
	while (!w.done)
		pthread_cond_wait(&w.told, &w.lock);
	pthread_mutex_unlock(&w.lock);
	return w.e ? w.e : part_wait_sealed(h, s);
}

/* Everything of the chain that fits into the segment being filled, in one commit. Returns the rest. */
static struct history_batch *
commit_some(struct history *h, enum passage_series s, struct history_batch *chain, struct history_batch **ret_rest)
{
	struct part *part = h->filling[s];
	struct history_batch *b = chain, *last = NULL;
	enum err e = room(h);
	if (!e && !fits(h, part, chain))
		e = part_start(h, s);
	else if (!e && chain->done == rolled && part->open->m)
		e = part_start(h, s);
	part = h->filling[s];
	uint32_t from = e ? 0 : part->open->m;
	bool begun = !e && !(e = segment_begin(part->open));
	for (; b && (!last || (!e && b->done != rolled && fits(h, part, b) && part->open->m - from < COMMIT_ROWS)); last = b, b = b->next)
		if (!e)
			e = add_batch(h, part, b);
	if (begun && !e)
		e = segment_commit(part->open, s == SERIES_LIVE ? h->mark : part->open->marked);
	else if (begun)
		segment_undo(part->open);
	if (e)
		repeat_undo(&h->repeats);
	else
		repeat_keep(&h->repeats);
	h->commits++;
	*ret_rest = b;
	last->next = NULL;
	for (struct history_batch *i = chain; i; i = i->next)
		i->segment = e ? (uint32_t)e : i->segment;
	return e ? NULL : chain;
}

static void
hand_over(struct history *h, struct history_batch *chain, bool failed)
{
	struct history_batch *last = chain;
	size_t rows = 0;
	for (struct history_batch *b = chain; b; last = b, b = b->next)
		rows += b->n;
	struct history_batch **head = failed ? &h->failed_head : &h->done_head, **tail = failed ? &h->failed_tail : &h->done_tail;
	pthread_mutex_lock(&h->queue_lock);
	if (*head)
		(*tail)->next = chain;
	else
		*head = chain;
	*tail = last;
	h->queued_rows -= rows;
	pthread_cond_signal(&h->finish);
	pthread_mutex_unlock(&h->queue_lock);
}

static void
write_all(struct history *h, struct history_batch *chain)
{
	struct history_batch *head[SERIES_COUNT] = { 0 }, *tail[SERIES_COUNT] = { 0 };
	for (struct history_batch *b = chain, *next; b; b = next) {
		next = b->next;
		list_add(&head[b->series], &tail[b->series], b);
	}
	for (int s = 0; s < SERIES_COUNT; s++)
		for (struct history_batch *b = head[s], *rest; b; b = rest)
			hand_over(h, b, !commit_some(h, (enum passage_series)s, b, &rest));
}

static void *
writing_main(void *arg)
{
	struct history *h = arg;
	pthread_mutex_lock(&h->queue_lock);
	while (h->head || !h->stopping) {
		if (!h->head) {
			pthread_cond_wait(&h->work, &h->queue_lock);
			continue;
		}
		struct history_batch *chain = h->head;
		h->head = NULL;
		pthread_mutex_unlock(&h->queue_lock);
		write_all(h, chain);
		pthread_mutex_lock(&h->queue_lock);
	}
	h->ended = true;
	pthread_cond_signal(&h->finish);
	pthread_mutex_unlock(&h->queue_lock);
	return NULL;
}

/* ---- marks ---- */

void
history_matched(struct history *h, uint32_t segment, uint32_t seq)
{
	uint64_t mark = (uint64_t)segment << 32 | seq, was = h->mark;
	while (was < mark && !atomic_compare_exchange_weak(&h->mark, &was, mark))
		;
}

static void
mark_write(struct history *h)
{
	struct part *part = h->filling[SERIES_LIVE];
	if (part && part->open->marked != h->mark && !segment_begin(part->open) && segment_commit(part->open, h->mark))
		log_at(LOG_WARN, "history.mark", KV("segment", LI(part->number)));
}

/* ---- opening ---- */

void
history_set_repeat(struct history *h, int seconds)
{
	h->repeat_s = seconds < 0 ? 0 : seconds;
}

static struct history *
history_new(const struct history_options *o, const char *dir)
{
	struct history *h = mem_alloc(sizeof *h);
	h->dir = mem_str(slice_of(dir));
	h->alone = -1;
	h->segment_rows = o->segment_rows ? o->segment_rows : SEGMENT_ROWS;
	if (h->segment_rows > SEGMENT_ROWS_MAX)
		h->segment_rows = SEGMENT_ROWS_MAX;
	h->queue_max = o->queue_rows ? o->queue_rows : QUEUE_ROWS;
	h->repeat_s = o->repeat_s;
	if (getrandom(&h->seed, sizeof h->seed, 0) != sizeof h->seed)
		die("history: no random numbers");
	repeat_init(&h->repeats, h->seed);
	pthread_mutex_init(&h->queue_lock, NULL);
	pthread_mutex_init(&h->lock, NULL);
	pthread_cond_init(&h->work, NULL);
	pthread_cond_init(&h->finish, NULL);
	pthread_cond_init(&h->sealed, NULL);
	pthread_cond_init(&h->close, NULL);
	pthread_mutex_init(&h->keep_lock, NULL);
	return h;
}

static void
history_free(struct history *h)
{
	part_free_all(h);
	repeat_free(&h->repeats);
	beside_close(h->beside);
	fd_close(&h->alone);
	mem_free(h->dir);
	mem_free(h);
}

enum err
history_open(struct history **ret, const struct history_options *o)
{
	char dir[PATH_LEN];
	enum err e;
	path_join(dir, sizeof dir, o->data_dir, "passages");
	if ((e = disk_mkdir(o->data_dir)) || (e = disk_mkdir(dir)) || (e = disk_sync_dir(o->data_dir)))
		return e == E_NOT_FOUND ? E_STORE : e;
	struct history *h = history_new(o, dir);
	if ((e = disk_lock(dir, &h->alone)) || (e = beside_open(&h->beside, dir)) || (e = part_load_all(h))) {
		history_free(h);
		return e;
	}
	if (pthread_create(&h->completing, NULL, completing_main, h) || pthread_create(&h->writing, NULL, writing_main, h) ||
	    pthread_create(&h->sealing, NULL, history_seal_main, h))
		die("history: no thread");
	*ret = h;
	return E_OK;
}

void
history_close(struct history *h)
{
	if (!h)
		return;
	pthread_mutex_lock(&h->queue_lock);
	h->stopping = true;
	pthread_cond_signal(&h->work);
	pthread_mutex_unlock(&h->queue_lock);
	pthread_join(h->writing, NULL);
	pthread_join(h->completing, NULL);
	pthread_mutex_lock(&h->lock);
	h->seal_stop = true;
	pthread_cond_broadcast(&h->close);
	pthread_mutex_unlock(&h->lock);
	pthread_join(h->sealing, NULL);
	mark_write(h);
	history_free(h);
}

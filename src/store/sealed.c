/* SPDX-License-Identifier: Apache-2.0 */
/* sealed.c - reading a sealed segment. */
#include "store/sealed_.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>
#include "base/arena.h"
#include "base/hash.h"
#include "base/limits.h"

#define CHECK_BYTES MIB(1)

/* ---- which are open ---- */

static struct {
	pthread_mutex_t lock;
	struct sealed *open[SEALED_OPEN];
	int64_t clock;
} uses = { .lock = PTHREAD_MUTEX_INITIALIZER };

static void
shut(struct sealed *s)
{
	fd_close(&s->fd);
	mem_free(s->index);
	mem_free(s->runs[0]);
	mem_free(s->runs[1]);
	s->index = NULL;
	s->runs[0] = s->runs[1] = NULL;
}

/* A place for one more: free, or that of the one least used which nobody is in. */
static int
place(void)
{
	int oldest = -1;
	for (int i = 0; i < SEALED_OPEN; i++) {
		struct sealed *s = uses.open[i];
		if (!s)
			return i;
		if (!s->users && (oldest < 0 || s->used < uses.open[oldest]->used))
			oldest = i;
	}
	if (oldest >= 0) {
		shut(uses.open[oldest]);
		uses.open[oldest] = NULL;
	}
	return oldest;
}

static enum err
read_fd(int fd, uint64_t at, void *p, size_t n)
{
	for (size_t got = 0; got < n; ) {
		ssize_t r = pread(fd, (char *)p + got, n - got, (off_t)(at + got));
		if (r < 0 && errno == EINTR)
			continue;
		if (r < 0)
			return disk_err("pread", "");
		if (!r)
			return E_CORRUPT;
		got += (size_t)r;
	}
	return E_OK;
}

static enum err
section_load(const struct sealed *s, enum section i, size_t want, void **ret)
{
	const uint64_t bytes = s->head.section[i].bytes;
	if (bytes != want)
		return E_CORRUPT;
	char *p = mem_alloc((size_t)bytes);
	enum err e = read_fd(s->fd, s->head.section[i].at, p, (size_t)bytes);
	if (!e && hash64((struct slice){ p, (size_t)bytes }) != s->head.section[i].sum)
		e = E_CORRUPT;
	if (e)
		mem_free(p);
	else
		*ret = p;
	return e;
}

static enum err
load(struct sealed *s)
{
	void *index, *five, *hour;
	s->fd = open(s->path, O_RDONLY | O_CLOEXEC);
	if (s->fd < 0)
		return disk_err("open", s->path);
	enum err e = section_load(s, SEC_INDEX, (size_t)s->head.blocks * sizeof *s->index, &index);
	if (!e)
		s->index = index;
	if (!e && !(e = section_load(s, SEC_FIVE_RUNS, (size_t)s->head.runs_five * sizeof *s->runs[0], &five)))
		s->runs[0] = five;
	if (!e && !(e = section_load(s, SEC_HOUR_RUNS, (size_t)s->head.runs_hour * sizeof *s->runs[0], &hour)))
		s->runs[1] = hour;
	if (e)
		shut(s);
	return e;
}

/* Under one lock for all: a segment is loaded in some 100 us, and rarely. With more searches at work than may be open, one more is
 * opened all the same, and shut again as soon as it is let go. */
enum err
sealed_use(struct sealed *s)
{
	enum err e = E_OK;
	pthread_mutex_lock(&uses.lock);
	if (!s->index) {
		int i = place();
		if (!(e = load(s)) && i >= 0)
			uses.open[i] = s;
	}
	if (!e) {
		s->users++;
		s->used = ++uses.clock;
	}
	pthread_mutex_unlock(&uses.lock);
	return e;
}

static bool
listed(const struct sealed *s)
{
	for (int i = 0; i < SEALED_OPEN; i++)
		if (uses.open[i] == s)
			return true;
	return false;
}

void
sealed_unuse(struct sealed *s)
{
	pthread_mutex_lock(&uses.lock);
	if (!--s->users && !listed(s))
		shut(s);
	pthread_mutex_unlock(&uses.lock);
}

/* ---- opening ---- */

static bool
head_sound(const struct sealed_head *h, uint64_t size)
{
	struct sealed_head copy = *h;
	copy.sum = 0;
	if (h->magic != SEALED_MAGIC || h->version != 1 || h->sum != hash64((struct slice){ (const char *)&copy, sizeof copy }))
		return false;
	for (int i = 0; i < SECTIONS; i++)
		if (h->section[i].at > size || h->section[i].bytes > size - h->section[i].at)
			return false;
	return h->n <= SEGMENT_ROWS_MAX && h->rows <= h->n && h->when_ms > 0;
}

enum err
sealed_open(struct sealed **ret, const char *path)
{
	struct stat st;
	struct sealed *s = mem_alloc(sizeof *s);
	fd_scoped fd = open(path, O_RDONLY | O_CLOEXEC);
	enum err e = fd < 0 || fstat(fd, &st) ? disk_err("open", path) : read_fd(fd, 0, &s->head, sizeof s->head);
	if (!e && !head_sound(&s->head, (uint64_t)st.st_size))
		e = E_CORRUPT;
	if (e) {
		mem_free(s);
		return e;
	}
	s->path = mem_str(slice_of(path));
	s->fd = -1;
	*ret = s;
	return E_OK;
}

void
sealed_free(struct sealed *s)
{
	if (!s)
		return;
	pthread_mutex_lock(&uses.lock);
	for (int i = 0; i < SEALED_OPEN; i++)
		if (uses.open[i] == s)
			uses.open[i] = NULL;
	shut(s);
	pthread_mutex_unlock(&uses.lock);
	mem_free(s->once);
	mem_free(s->path);
	mem_free(s);
}

size_t
sealed_bytes(const struct sealed *s)
{
	size_t end = sizeof s->head;
	for (int i = 0; i < SECTIONS; i++)
		if (s->head.section[i].at + s->head.section[i].bytes > end)
			end = s->head.section[i].at + s->head.section[i].bytes;
	return end;
}

bool
sealed_covers(const struct sealed *s, int64_t from_ms, int64_t to_ms)
{
	const struct sealed_head *h = &s->head;
	if (!h->rows || from_ms > h->max_ms || to_ms <= h->min_ms)
		return false;
	int64_t from = from_ms <= h->min_ms ? 0 : (from_ms - h->min_ms) / h->when_ms;
	int64_t to = to_ms > h->max_ms ? (h->max_ms - h->min_ms) / h->when_ms : (to_ms - 1 - h->min_ms) / h->when_ms;
	for (int64_t i = from; i <= to; i++) {
		if (i % 64 == 0 && i + 63 <= to && !h->when[i / 64])
			i += 63;
		else if (h->when[i / 64] >> (i % 64) & 1)
			return true;
	}
	return false;
}

/* ---- blocks ---- */

enum err
sealed_read(const struct sealed *s, uint64_t at, void *p, size_t n)
{
	return read_fd(s->fd, at, p, n);
}

enum err
sealed_block_get(const struct sealed *s, uint32_t i, uint8_t *space, struct block *ret)
{
	const struct sealed_block *b = &s->index[i];
	if (b->bytes > BLOCK_BYTES)
		return E_CORRUPT;
	enum err e = read_fd(s->fd, (uint64_t)b->at * 8, space, b->bytes);
	if (e)
		return e;
	struct slice bytes = { (const char *)space, b->bytes };
	return (uint32_t)hash64(bytes) == b->sum && block_read(bytes, ret) ? E_OK : E_CORRUPT;
}

void
sealed_range(const struct sealed *s, plate_t from, plate_t to, uint32_t *ret_first, uint32_t *ret_end)
{
	uint32_t lo = 0, hi = s->head.blocks;
	while (lo < hi) {		/* the first block that begins at from or beyond */
		uint32_t mid = (lo + hi) / 2;
		if (s->index[mid].plate < from)
			lo = mid + 1;
		else
			hi = mid;
	}
	*ret_first = lo ? lo - 1 : 0;
	for (hi = s->head.blocks; lo < hi; ) {
		uint32_t mid = (lo + hi) / 2;
		if (s->index[mid].plate <= to)
			lo = mid + 1;
		else
			hi = mid;
	}
	*ret_end = lo;
}

enum err
sealed_find_seq(const struct sealed *s, uint32_t seq, struct passage *ret)
{
	uint16_t place_;
	struct block b;
	if (seq >= s->head.n)
		return E_NOT_FOUND;
	enum err e = read_fd(s->fd, s->head.section[SEC_PLACE].at + (uint64_t)seq * 2, &place_, 2);
	if (e || place_ >= s->head.blocks)
		return e ? e : E_CORRUPT;
	uint8_t *space = mem_alloc(BLOCK_BYTES);
	e = sealed_block_get(s, place_, space, &b);
	uint32_t i = 0;
	while (!e && i < b.n && (uint32_t)block_get(&b, COL_SEQ, i) != seq)
		i++;
	if (!e && i == b.n)
		e = E_CORRUPT;
	if (!e)
		block_row(&b, i, ret);
	mem_free(space);
	return e;
}

/* ---- counts ---- */

enum err
sealed_run_get(const struct sealed *s, int which, uint32_t i, uint8_t *space, struct run_read *ret)
{
	const struct sealed_run *run = &s->runs[which][i];
	if (run->bytes > RUN_BYTES)
		return E_CORRUPT;
	enum err e = read_fd(s->fd, s->head.section[which ? SEC_HOUR : SEC_FIVE].at + run->at, space, run->bytes);
	*ret = (struct run_read){ space, space + run->bytes, { .key = run->key } };
	return e ? e : (uint32_t)hash64((struct slice){ (const char *)space, run->bytes }) == run->sum ? E_OK : E_CORRUPT;
}

/* ---- verifying ---- */

static enum err
section_check(const struct sealed *s, enum section i, char *space, bool *ret_ok)
{
	uint64_t bytes = s->head.section[i].bytes, at = s->head.section[i].at;
	XXH3_state_t *sum = XXH3_createState();
	enum err e = E_OK;
	XXH3_64bits_reset(sum);
	for (uint64_t n; bytes && !e; bytes -= n, at += n) {
		n = bytes < CHECK_BYTES ? bytes : CHECK_BYTES;
		if (!(e = read_fd(s->fd, at, space, (size_t)n)))
			XXH3_64bits_update(sum, space, (size_t)n);
	}
	*ret_ok = XXH3_64bits_digest(sum) == s->head.section[i].sum;
	XXH3_freeState(sum);
	return e;
}

enum err
sealed_verify(const struct sealed *s, int64_t *ret_bad_rows)
{
	char *space = mem_alloc(CHECK_BYTES);
	enum err e = E_OK;
	*ret_bad_rows = 0;
	for (int i = 0; i < SECTIONS && !e; i++) {
		bool sound;
		e = section_check(s, (enum section)i, space, &sound);
		if (!e && !sound && i != SEC_BLOCKS)
			e = E_CORRUPT;
	}
	for (uint32_t i = 0; i < s->head.blocks && (!e || e == E_CORRUPT); i++) {
		struct block b;
		enum err bad = sealed_block_get(s, i, (uint8_t *)space, &b);
		if (bad)
			*ret_bad_rows += BLOCK_ROWS;
		if (bad && !e)
			e = bad;
	}
	mem_free(space);
	return e;
}

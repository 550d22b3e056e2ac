/* SPDX-License-Identifier: Apache-2.0 */
/* segment_.h - one segment that is still taken into: on disk for the next start, in memory to be searched.
 *
 *   disk    DATA/passages/<series>-<number>.open, SQLite in WAL: a blob of packed rows for each commit. Its WAL is hardly
 *           ever copied back, since all of it is written anew when the segment is sealed.
 *   memory  rows in chunks; head: hash of the plate → newest row of its chain (linked through passage.spare);
 *           once: key → row, for what is sent twice. A slot of 32 bits holds row + 1 and 11 bits of the hash.
 *
 * Threads     one writer: find, add, commit, undo. Searches run beside it on the rows below n: a row is written before the link
 *             that leads to it, and what is not committed yet is stepped over. `grow` is held only while a table doubles.
 */
#ifndef STORE_SEGMENT__H
#define STORE_SEGMENT__H
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include "base/buf.h"
#include "base/err.h"
#include "store/disk_.h"
#include "store/passage_.h"
#include "store/roll_.h"

#define SEGMENT_BITS 21
#define SEGMENT_ROWS_MAX ((1u << SEGMENT_BITS) - 2)
#define CHUNK_BITS 14
#define CHUNK_ROWS (1u << CHUNK_BITS)
#define ROW_LOST INT64_MIN		/* at_ms of a row whose blob is damaged */

struct slots {
	uint32_t mask;
	uint32_t slot[];
};
struct chunk {
	_Atomic int64_t min_ms, max_ms;
	struct passage row[CHUNK_ROWS];
};
struct open_segment {
	uint32_t number;
	uint32_t cap;			/* full with so many rows; what its tables are made for */
	enum passage_series series;
	char path[PATH_LEN];
	uint64_t seed;			/* of the hashes of this process */
	sqlite3 *own;
	sqlite3_stmt *begin, *commit, *rollback, *insert, *raw, *mark;
	int wal_pages, checkpoint_at;
	struct chunk **chunk;
	_Atomic uint32_t n;		/* committed: what searches see */
	uint32_t m;			/* added */
	uint32_t lost;			/* rows of damaged blobs */
	_Atomic int64_t min_ms, max_ms;
	struct slots *head, *once;
	pthread_rwlock_t grow;
	/* Counts of committed rows, of the live series: those of whole chunks as runs, the others in the roll. */
	pthread_mutex_t roll_lock;
	struct roll roll, hours;	/* hours: (tollgate, hour) of what is in runs */
	bool no_hours;			/* there were too many */
	struct open_run {
		uint64_t key, last;	/* of its first and last row */
		size_t bytes;
		uint8_t *p;
	} *run;
	size_t n_runs, cap_runs;
	uint8_t *packed;
	uint64_t marked;		/* last mark written here: segment << 32 | seq */
};

static inline struct passage *
segment_row(const struct open_segment *o, uint32_t i)
{
	return &o->chunk[i >> CHUNK_BITS]->row[i & (CHUNK_ROWS - 1)];
}

void segment_path(char ret[PATH_LEN], const char *dir, enum passage_series s, uint32_t number, const char *suffix);
enum err segment_create(struct open_segment **ret, const char *path, enum passage_series s, uint32_t number, uint32_t cap, uint64_t seed) must_check;
/* Reads what is there. Rows of a blob whose checksum is wrong are counted in lost. */
enum err segment_load(struct open_segment **ret, const char *path, enum passage_series s, uint32_t number, uint32_t cap, uint64_t seed) must_check;
void segment_free(struct open_segment *o);
void segment_shut(struct open_segment *o);		/* closes the file, keeps the rows */
void segment_remove(const char *path);		/* the files, once sealed */

/* The writer. */
void segment_prefetch(const struct open_segment *o, const struct passage *p, uint64_t key);
uint32_t segment_same(const struct open_segment *o, const struct passage *p, uint64_t key);	/* row; UINT32_MAX: not there */
void segment_add(struct open_segment *o, struct passage *p, uint64_t key);		/* sets p->seq */
enum err segment_begin(struct open_segment *o) must_check;
enum err segment_raw(struct open_segment *o, uint32_t seq, struct slice body) must_check;
enum err segment_commit(struct open_segment *o, uint64_t mark) must_check;	/* E_OK: durable and to be seen; else undone */
void segment_undo(struct open_segment *o);
enum err segment_raw_read(const struct open_segment *o, uint32_t seq, struct buf *ret) must_check;	/* any thread */
enum err segment_raw_each(const struct open_segment *o, enum err (*fn)(void *ctx, uint32_t seq, struct slice body), void *ctx) must_check;
void segment_shrink(struct open_segment *o);		/* nothing will be added any more */

/* Counts; locked meanwhile. by_hour: they may be of whole hours and all lanes. wanted: whether a run of these keys is worth reading. */
struct segment_count {
	bool by_hour;
	bool (*wanted)(void *ctx, uint64_t first, uint64_t last);
	void (*add)(void *ctx, const struct roll_row *row);
	void *ctx;
};
void segment_counts(struct open_segment *o, const struct segment_count *c);
/* Nothing is added any more: all counts, sorted. */
struct segment_roll {
	struct open_segment *o;
	struct run_read *read;
	struct roll_row *newest;
	size_t n_newest, at;
};
void segment_roll_begin(struct open_segment *o, struct segment_roll *ret, struct roll_source *ret_source);
void segment_roll_end(struct segment_roll *r);

/* Any thread. Newest added first; *at begins as UINT32_MAX; NULL: no more. */
const struct passage *segment_next_of_plate(struct open_segment *o, plate_t plate, uint32_t *at);
#endif

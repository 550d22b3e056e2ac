/* SPDX-License-Identifier: Apache-2.0 */
/* sealed_.h - a full segment: written once, searched ever after, never changed in place.
 *
 *   DATA/passages/<series>-<number>.seg
 *   [head]       what it is, its bounds in time, where its sections stand and their sums
 *   blocks       rows by (plate, class, time), BLOCK_ROWS each (block_.h)
 *   index        of each block: first plate, place, sum, bounds in time              kept in memory while in use, 48 bytes / 1,000 rows
 *   place        of each seq: its block (16 bits)                                     a passage by its id: two reads
 *   once         a filter of the keys, 10 bits a row                                  whether a late fact may be here already
 *   five, hour   counts by (tollgate, lane, five minutes) and by (tollgate, hour), in runs with a list of their beginnings
 *   raw          objects as sent, of quarantined rows
 *
 * Cost     a plate: binary search in memory, one read of some 14 KB. About 30 bytes a row with everything but pictures and counts.
 * Threads  any; reads are pread. Few are open at a time (SEALED_OPEN), the one least used is shut.
 */
#ifndef STORE_SEALED__H
#define STORE_SEALED__H
#include <pthread.h>
#include <stdatomic.h>
#include "base/buf.h"
#include "base/err.h"
#include "store/block_.h"
#include "store/disk_.h"
#include "store/roll_.h"
#include "store/segment_.h"

#define SEALED_OPEN 96
#define SEALED_MAGIC UINT64_C(0x31676573206e6875)
enum section { SEC_BLOCKS, SEC_INDEX, SEC_PLACE, SEC_ONCE, SEC_FIVE, SEC_FIVE_RUNS, SEC_HOUR, SEC_HOUR_RUNS, SEC_RAW, SEC_RAW_LIST, SECTIONS };
#define WHEN_BITS 8192

struct sealed_head {
	uint64_t magic, sum;		/* sum: XXH3 of the head with sum 0 */
	uint32_t version, number, series, n;	/* n: seqs given out */
	uint32_t rows, blocks, runs_five, runs_hour, raws, spare;
	int64_t min_ms, max_ms;
	uint64_t mark;			/* matched up to, when it was sealed */
	int64_t alias_ms;		/* plates of rows older than this are pseudonyms; 0: of none */
	int64_t when_ms;		/* a bit of `when` stands for so long, from min_ms */
	struct {
		uint64_t at, bytes, sum;
	} section[SECTIONS];
	uint64_t when[WHEN_BITS / 64];	/* times of which there is a row */
};
struct sealed_block {
	plate_t plate;			/* of its first row */
	uint32_t at, sum;		/* offset / 8 in the file; XXH3, low half */
	uint32_t bytes;
	uint32_t from_s, to_s;		/* after min_ms, both rounded outwards; to_s UINT32_MAX: not known */
	uint32_t spare;
};
struct sealed_run {
	uint64_t key;			/* of its first row */
	uint32_t at, bytes, sum, n;	/* at: in its section */
};
struct sealed_raw {
	uint32_t seq, bytes;
	uint64_t at, sum;
};
struct sealed {
	char *path;
	struct sealed_head head;
	pthread_mutex_t lock;		/* guards what follows */
	int fd, users;
	int64_t used;			/* of the clock of uses */
	struct sealed_block *index;
	struct sealed_run *runs[2];	/* five, hour */
	uint8_t *once;			/* the writer's, as the next */
	bool once_asked;
	_Atomic bool bad;		/* damage was reported */
};

/* What is sealed: rows by seq in chunks, those with ROW_LOST left out. */
struct seal_input {
	uint32_t number, n;
	enum passage_series series;
	struct chunk **chunk;
	uint64_t mark;
	int64_t alias_ms;
	/* Counts, sorted: begin is called twice. */
	void (*roll_begin)(void *ctx, struct roll_source *ret);
	void (*roll_end)(void *ctx);
	void *roll_ctx;
	struct open_segment *raw;	/* where the raw objects are; NULL: none */
	_Atomic bool *stop;		/* give up with E_SHUTDOWN; may be NULL */
};
enum err sealed_write(const char *path, const struct seal_input *in) must_check;	/* whole and on the disk */

enum err sealed_open(struct sealed **ret, const char *path) must_check;		/* reads the head only */
void sealed_free(struct sealed *s);
enum err sealed_use(struct sealed *s) must_check;	/* opens it and reads the index, or has it already */
void sealed_unuse(struct sealed *s);
enum err sealed_read(const struct sealed *s, uint64_t at, void *p, size_t n) must_check;	/* while in use */
enum err sealed_block_get(const struct sealed *s, uint32_t i, uint8_t *space, struct block *ret) must_check;	/* E_CORRUPT */
/* Blocks whose plates can be from..to. */
void sealed_range(const struct sealed *s, plate_t from, plate_t to, uint32_t *ret_first, uint32_t *ret_end);
enum err sealed_find_seq(const struct sealed *s, uint32_t seq, struct passage *ret) must_check;	/* E_NOT_FOUND */
bool sealed_covers(const struct sealed *s, int64_t from_ms, int64_t to_ms);	/* has rows near these times; to exclusive */
size_t sealed_bytes(const struct sealed *s);
enum err sealed_verify(const struct sealed *s, int64_t *ret_bad_rows) must_check;	/* reads all of it */
/* Runs of counts: which 0 five minutes, 1 hours. space: RUN_BYTES. E_CORRUPT */
enum err sealed_run_get(const struct sealed *s, int which, uint32_t i, uint8_t *space, struct run_read *ret) must_check;
static inline uint32_t sealed_runs(const struct sealed *s, int which) { return which ? s->head.runs_hour : s->head.runs_five; }

static inline uint64_t
sealed_once_place(uint64_t key, uint64_t blocks)	/* of 64 bytes each */
{
	return (uint64_t)(((__uint128_t)key * blocks) >> 64);
}
#define ONCE_BITS 10
#define ONCE_HASHES 6
#endif

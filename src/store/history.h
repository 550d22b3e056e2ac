/* SPDX-License-Identifier: Apache-2.0 */
/* history.h - passages that were: taken in by hundreds of thousands a second, found again by plate in milliseconds.
 *
 * Shape      DATA/passages/<series>-<number>.open, a SQLite file that takes batches (one blob of packed rows a commit) and is
 *            searched in memory; a full one (SEGMENT_ROWS) is sorted by plate and time in the background and becomes .seg, a
 *            plain file of blocks with a sparse index, counts by tollgate, lane and five minutes and a checksum a
 *            block, read in place and written again by pseudonymisation only.
 * Stores     the same beside SQLite and PostgreSQL: each server keeps the passages of the devices that report to it.
 * Durable    done(E_OK) means: on disk (WAL, synchronous=FULL, group commit).
 * Once       the same passage again (passage.h, Key) is marked PASSAGE_SAME and not stored, also across a restart and
 *            across segments.
 * Marks      "matched up to": rows beyond the mark are handed out again after a crash.
 * Threads    append from any thread, never blocks; done on the history's own thread, in order. Searches on any thread.
 * Errors     E_IN_USE (open in another process: one writer), E_BUSY queue full, E_DISK_FULL below 5 % free, E_STORE,
 *            E_TIMEOUT, E_CORRUPT (a damaged block: the segment is set apart, reported in the statistics, the rest goes on).
 * Cost       appended row about 0.3 us and 56 bytes; sealed 55 bytes at most with index.
 */
#ifndef STORE_HISTORY_H
#define STORE_HISTORY_H
#include "base/arena.h"
#include "base/err.h"
#include "store/passage.h"

struct history;
struct history_row;
struct history_options {
	const char *data_dir;
	uint32_t segment_rows;		/* 0: 2 million */
	int repeat_s;			/* window of repeats; 0: none */
	size_t queue_rows;		/* rows waiting; more answer E_BUSY. 0: 1 million */
};
enum err history_open(struct history **ret, const struct history_options *o) must_check;
void history_close(struct history *h);		/* writes what is queued */
void history_set_repeat(struct history *h, int seconds);

struct history_batch {
	struct passage *row;
	uint32_t n;
	enum passage_series series;
	const struct slice *raw;	/* [n] the object as it was sent, kept with quarantined rows; NULL: none */
	void (*done)(struct history_batch *b, enum err e);	/* row[i].seq and flags are set, segment too */
	uint32_t segment;		/* of the whole batch: a batch is never split */
	struct history_batch *next;	/* the history's */
};
void history_append(struct history *h, struct history_batch *b);

/* ---- matched up to ---- */
void history_matched(struct history *h, uint32_t segment, uint32_t seq);	/* written with the next commit */
/* After history_open: rows of the live series beyond the mark, in order, batch by batch. */
enum err history_unmatched(struct history *h, enum err (*fn)(void *ctx, uint32_t segment, struct passage *row, uint32_t n), void *ctx) must_check;

/* ---- following: the live series in the order in which it was stored ---- */
uint64_t history_end(struct history *h);	/* segment << 32 | seq of the next row to come; 0: nothing yet */
/* Committed rows from *at on, as they are now (corrected; old ones under a pseudonym): looks at max rows at most and moves *at behind
 * them. Unmoved: there are no more. Segments that were pruned and rows that were lost are left out. Cost: of a sealed segment a
 * read a row, some 50 us. */
enum err history_after(struct history *h, uint64_t *at, uint32_t max, struct history_row *row, uint32_t *ret_n) must_check;
/* Of this history, for ever, also after a restore: places in it are worth nothing in another. */
#define HISTORY_NAME_MAX 33
enum err history_name(struct history *h, char ret[HISTORY_NAME_MAX]) must_check;

/* ---- finding ---- */
struct history_query {
	unsigned series;		/* bits 1 << enum passage_series */
	plate_t want, mask;		/* mask 0: any plate; all ones below PLATE_ALIAS: exact (fast); prefix masks are fast too */
	int class_code;			/* 0: any */
	int64_t from_ms, to_ms;		/* to exclusive */
	const uint32_t *tollgate;	/* sorted; NULL: any. What the caller may see is put in here */
	size_t ntollgate;
	int lane, direction, plate_colour, vehicle_colour, vehicle_type;	/* 0: any */
	uint16_t flags_any, flags_none;
	int64_t before_at_ms, before_id;	/* cursor: rows older than this; 0: from the newest */
	int limit;			/* newest first */
	int64_t deadline_mono_ms;	/* E_TIMEOUT beyond; 0: none */
	/* near misses: rows whose plate is at least so near to want (plate_near), mask ignored; 0: off. Scans. */
	int near_least;
};
struct history_row {
	int64_t id;
	enum passage_series series;
	struct passage p;		/* with its overlay applied; */
	plate_t read;			/* what the device had read */
	int score;			/* near misses; else 1000 */
	unsigned why;
};
struct history_rows {
	struct history_row *row;	/* in the arena, newest first */
	int n;
	bool more;
	int64_t scanned;
};
enum err history_find(struct history *h, const struct history_query *q, struct arena *a, struct history_rows *ret) must_check;
enum err history_one(struct history *h, int64_t id, struct history_row *ret) must_check;	/* E_NOT_FOUND */
enum err history_raw(struct history *h, int64_t id, struct arena *a, struct slice *ret) must_check;	/* quarantine */

struct history_count {
	uint32_t tollgate;
	uint8_t lane;			/* 0: all when not asked by lane */
	int64_t from_ms;		/* beginning of the bucket */
	int64_t n, unread, repeats, speed_sum, speed_n;
};
/* Live series, from the rollups: bucket_ms a multiple of five minutes. */
enum err history_counts(struct history *h, const uint32_t *tollgate, size_t ntollgate, bool by_lane, int64_t from_ms, int64_t to_ms,
    int64_t bucket_ms, struct arena *a, struct history_count **ret, size_t *ret_n) must_check;

/* ---- changing nothing, adding beside ---- */
struct history_overlay {		/* what a person read instead of the device */
	int64_t id;
	plate_t plate;
	uint8_t class_code;
};
enum err history_correct(struct history *h, const struct history_overlay *o) must_check;	/* durable; undone by the original plate */
enum err history_hold(struct history *h, const struct history_query *q, int64_t hold, int64_t *ret_n) must_check;	/* copies into SERIES_HELD */
enum err history_release(struct history *h, int64_t hold) must_check;
enum err history_prune(struct history *h, enum passage_series s, int64_t before_ms, int64_t *ret_n) must_check;	/* whole segments */
/* Reads older than before_ms that met nothing lose their plate: a keyed pseudonym (PLATE_ALIAS) takes its place. */
enum err history_pseudonymise(struct history *h, int64_t before_ms, const uint8_t key[32], int64_t *ret_n) must_check;
plate_t plate_alias(plate_t p, uint8_t class_code, const uint8_t key[32]);

struct history_stats {
	int64_t rows[SERIES_COUNT], segments, sealed, damaged, bytes, queued_rows, commits, busy, same, repeats, free_percent;
	int64_t memory;
};
void history_stats(struct history *h, struct history_stats *ret);
struct history_damage {
	char file[64];
	int64_t rows_lost;
	char what[120];
};
size_t history_damage(struct history *h, struct history_damage *ret, size_t max);
enum err history_verify(struct history *h, int64_t *ret_rows, int64_t *ret_damaged) must_check;
#endif

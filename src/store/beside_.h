/* SPDX-License-Identifier: Apache-2.0 */
/* beside_.h - DATA/passages/history.db: what is added beside the segments, since those do not change.
 *
 *   overlay (id, plate, class)       what a person read instead; all of it in memory too
 *   held (id, hold, plate, at, row)  copies under legal hold
 *   segment (number, series, rows)   the sealed ones there should be: a file that has gone is noticed
 *   next (number)                    of segments: never given out twice, whatever is removed
 *   name (text)                      of this history: places in it that others keep are of it alone
 *
 * Threads  any; one connection, locked. Writing waits for the disk.
 */
#ifndef STORE_BESIDE__H
#define STORE_BESIDE__H
#include "store/history_find_.h"

struct beside;
enum err beside_open(struct beside **ret, const char *dir) must_check;
void beside_close(struct beside *b);

enum err beside_number(struct beside *b, uint32_t least, uint32_t *ret) must_check;	/* least or greater, never before */
enum err beside_segment(struct beside *b, uint32_t number, enum passage_series s, int64_t rows) must_check;	/* is sealed */
enum err beside_segment_gone(struct beside *b, uint32_t number) must_check;	/* with its overlays */
enum err beside_segments(struct beside *b, void (*fn)(void *ctx, uint32_t number, enum passage_series s, int64_t rows), void *ctx) must_check;

enum err beside_name(struct beside *b, char ret[HISTORY_NAME_MAX]) must_check;	/* made when it is missing */

bool beside_overlay(struct beside *b, int64_t id, struct history_overlay *ret);
enum err beside_overlay_put(struct beside *b, const struct history_overlay *o) must_check;
enum err beside_overlay_drop(struct beside *b, int64_t id) must_check;
enum err beside_overlay_drop_if(struct beside *b, int64_t id) must_check;	/* there is one */
/* Those whose plate matches; *ret is the caller's to free. */
size_t beside_overlays_like(struct beside *b, plate_t want, plate_t mask, int64_t **ret);

enum err beside_hold(struct beside *b, int64_t hold, const struct history_row *row, int n, int64_t *ret_n) must_check;
enum err beside_release(struct beside *b, int64_t hold) must_check;
bool beside_is_held(struct beside *b, int64_t id);
enum err beside_held_one(struct beside *b, int64_t id, struct passage *ret) must_check;
/* Each held passage once: fn answers false to end. */
enum err beside_held_each(struct beside *b, const struct history_query *q, bool (*fn)(void *ctx, int64_t id, const struct passage *p), void *ctx) must_check;
int64_t beside_held_count(struct beside *b);
#endif

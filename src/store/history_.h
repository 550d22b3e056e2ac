/* SPDX-License-Identifier: Apache-2.0 */
/* history_.h - how the pieces of the history hang together. Private to store/history*.c.
 *
 *   history_append ─► queue ─► writer (judge, add, commit) ─► finished ─► completion ─► batch.done
 *                                  │ full: closing
 *                                  ▼
 *                               sealer ─► <series>-<number>.seg takes the place of .open
 *
 * Segments    `part` in order of their numbers, which are given out once for all series. A search holds the parts it looks
 *             into; a part that is replaced or removed lives until nobody holds it.
 * Locks       queue_lock: queue and finished. lock: parts, state of the sealer, damage. Never both.
 */
#ifndef STORE_HISTORY__H
#define STORE_HISTORY__H
#include "store/history.h"
#include "store/repeat_.h"
#include "store/segment_.h"

struct sealed;
struct part {
	uint32_t number;
	enum passage_series series;
	int held;			/* guarded by lock */
	bool closing;			/* full, waits for the sealer */
	struct open_segment *open;	/* one of the two */
	struct sealed *sealed;
};
struct parts {				/* what a search looks into */
	struct history *h;
	struct part **at;
	size_t n;
};

#define DAMAGE_MAX 64
struct history {
	char *dir;			/* DATA/passages */
	int alone;			/* holds dir/lock: one writer */
	uint32_t segment_rows;
	_Atomic int repeat_s;
	size_t queue_max;
	uint64_t seed;
	struct repeats repeats;
	_Atomic size_t counted;		/* rows of the last count of all tollgates */

	pthread_mutex_t queue_lock;
	pthread_cond_t work, finish;
	struct history_batch *head, *tail;
	size_t queued_rows;
	bool stopping, ended;
	struct history_batch *done_head, *done_tail, *failed_head, *failed_tail;
	_Atomic uint64_t mark;		/* segment << 32 | seq */

	pthread_mutex_t lock;
	pthread_cond_t sealed, close;	/* a segment was sealed or could not be; there is one to seal */
	struct part **part;
	size_t n_parts, cap_parts;
	_Atomic uint64_t generation;	/* of the list of parts */
	struct part *filling[SERIES_COUNT];	/* the writer's, as the next two */
	struct parts others[SERIES_COUNT];	/* to look into for what was sent before */
	uint64_t others_at[SERIES_COUNT];
	uint32_t next_number;
	_Atomic bool seal_stop;
	enum err seal_trouble;		/* of the last attempt; E_OK: none */
	struct history_damage damage[DAMAGE_MAX];
	size_t n_damage;

	_Atomic int64_t commits, busy, same, n_repeats;
	int64_t room_at_ms;		/* the writer's: when free space was last looked at */
	enum err room;
	_Atomic int free_percent;
	struct beside *beside;		/* history.db */
	pthread_mutex_t keep_lock;	/* one at a time removes, rewrites, verifies */
	pthread_t writing, completing, sealing;
};

/* ---- history_part.c ---- */
enum err part_load_all(struct history *h) must_check;
void part_free_all(struct history *h);
enum err part_wait_sealed(struct history *h, enum passage_series s) must_check;	/* no full one of the series waits */
enum err part_start(struct history *h, enum passage_series s) must_check;	/* a new one to fill */
void part_add(struct history *h, struct part *p);	/* lock held */
void part_replace(struct history *h, struct part *old, struct part *fresh);	/* fresh NULL: removed */
void parts_hold(struct history *h, unsigned series, struct parts *ret);	/* newest number first */
void parts_let_go(struct parts *p);
#define parts_scoped __attribute__((cleanup(parts_let_go))) struct parts
struct part *parts_number(const struct parts *p, uint32_t number);	/* NULL: there is none */
void history_damaged(struct history *h, const char *file, int64_t rows, const char *what);

/* ---- history.c ---- */
enum err history_roll(struct history *h, enum passage_series s) must_check;	/* what is being filled is sealed */

/* ---- history_sealed.c ---- */
enum err part_load_sealed(struct history *h, const char *path, enum passage_series s, uint32_t number) must_check;
void *history_seal_main(void *h);
enum err part_publish(struct history *h, struct part *old, const char *fresh_path, int64_t rows) must_check;	/* .new becomes the part */
bool part_same_elsewhere(struct history *h, const struct part *filling, const struct passage *p, uint64_t key);	/* the writer's */
#endif

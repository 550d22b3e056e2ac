/* SPDX-License-Identifier: Apache-2.0 */
/* watch.h - plates somebody is looking for, matched against every passage: in memory, no SQL, no lock, no allocation.
 *
 * Shape      up to WATCH_MAX exact entries (open addressing, key = plate + class, several entries a plate) and
 *            WATCH_PATTERNS_MAX patterns grouped by mask and prefix; an immutable generation, swapped whole.
 * Units      times ms UTC, to exclusive; class 0 matches any class.
 * Cost       exact probe in batches with prefetch, 8 M plates/s a core at a million entries; with 10,000 patterns 2 M/s.
 * Errors     E_FULL above the maxima. Matching cannot fail; hits beyond max are counted in *ret_more.
 * Source     缉查布控 practice; 道路交通事故处理程序规定 art. 43, 46.
 */
#ifndef MATCH_WATCH_H
#define MATCH_WATCH_H
#include "base/err.h"
#include "store/passage.h"

#define WATCH_MAX 4000000
#define WATCH_PATTERNS_MAX 100000

struct watch_item {
	int64_t entry;			/* row of watch_entry; 0: of an automatic list */
	plate_t want, mask;		/* exact: mask all ones below PLATE_ALIAS */
	int64_t from_ms, to_ms;
	uint32_t area;			/* index into the areas of the set; 0: everywhere */
	uint8_t class_code;		/* 0: any */
	uint8_t priority;		/* 1 highest .. 3 */
	uint8_t category;		/* choice index of watch_entry */
	uint8_t vehicle_colour;		/* 0: any; compared to say how likely a misread is, not to match */
};
struct watch_set;
struct watch_hit {
	uint32_t passage;		/* index into the batch */
	const struct watch_item *item;	/* lives as long as its generation is held */
};
/* areas: sorted tollgate rows of each; area 0 is "everywhere". Items are copied. */
struct watch_area {
	const uint32_t *tollgate;
	size_t n;
};
enum err watch_build(struct watch_set **ret, const struct watch_item *item, size_t n, const struct watch_area *area, size_t narea) must_check;
/* The same on top of another: a passage is matched against both. Holds the base until it is freed itself. */
enum err watch_build_over(struct watch_set **ret, const struct watch_set *base, const struct watch_item *item, size_t n,
    const struct watch_area *area, size_t narea) must_check;
void watch_free(struct watch_set *s);
/* Hits in the order of the passages (of each set in turn). s may be NULL: nothing is watched. */
size_t watch_match(const struct watch_set *s, const struct passage *p, size_t n, struct watch_hit *hit, size_t max, size_t *ret_more);
size_t watch_size(const struct watch_set *s);
size_t watch_bytes(const struct watch_set *s);

/* The generation in force: hold before matching, let go afterwards; a swap frees the old one when nobody holds it. */
const struct watch_set *watch_hold(void);
void watch_let_go(const struct watch_set *s);
void watch_swap(struct watch_set *s);
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* list.h - the official list: a file of plates, compared with the one in force, approved, and then in force as a whole.
 *
 * Shape      CSV with a header: plate (or pattern), class ("02"; empty: any), category (a name of choices.h, or its Chinese
 *            title), until (date, inclusive; empty: open), case_no, priority (1..3; empty: 2).
 * Kept       as a file of the file store named by its hash, not as rows: a list is replaced whole, and is evidence whole.
 * Limits     WATCH_MAX lines, LIMIT_FILE_BODY bytes.
 * Errors     a bad line is left out, counted and shown; E_BAD_BODY a header without plate; E_FULL too many.
 */
#ifndef MATCH_LIST_H
#define MATCH_LIST_H
#include "engine/engine.h"
#include "store/passage.h"

struct list_line {
	plate_t want, mask;
	int64_t to_ms;			/* INT64_MAX: open */
	uint8_t class_code, priority, category;
};
struct list {
	struct list_line *line;		/* mem_alloc'd; sorted by want, mask, class */
	size_t n, cap, bad, patterns;
	struct buf faults;		/* the first bad lines, in words */
};
enum err list_parse(struct slice csv, struct list *ret) must_check;	/* list_free whatever it answers */
void list_free(struct list *l);

struct list_difference {
	int64_t added, removed, changed;
	struct buf preview;		/* "+鲁C12345 02 被盗抢\n", the first LIST_SHOWN */
};
#define LIST_SHOWN 100
void list_compare(const struct list *was, const struct list *is, struct list_difference *ret);	/* both sorted, twice is once */

/* A watch_list row in state prepared. approve: in force at once (only where the store is simulated). */
enum err list_import(struct engine *e, struct slice name, struct slice csv, bool approve, int64_t *ret_row) must_check;
enum err list_each_in_force(struct engine *e, struct conn *c, enum err (*fn)(void *ctx, int64_t list, const struct list_line *l), void *ctx) must_check;
#endif

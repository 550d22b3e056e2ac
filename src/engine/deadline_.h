/* SPDX-License-Identifier: Apache-2.0 */
/* deadline_.h - the law in memory: one immutable generation of days and terms, counted. Private to engine/. */
#ifndef ENGINE_DEADLINE__H
#define ENGINE_DEADLINE__H
#include "engine/deadline.h"

struct term_version {
	struct legal_term term;
	int32_t from, to;		/* days; to is exclusive, INT32_MAX: open */
};
struct law_stamp {
	int64_t rows, newest, versions;	/* of both tables together: differs after every change */
};
struct law {
	int refs;			/* under the lock of deadline.c */
	struct arena arena;
	struct calendar *calendar;
	struct term_version *version;	/* by code, then from */
	size_t n;
	struct law_stamp stamp;
};
struct law *law_take(void);		/* never NULL; before the first load it is empty */
void law_drop(struct law **l);
#define law_scoped __attribute__((cleanup(law_drop))) struct law *
const struct legal_term *law_term(const struct law *l, struct slice code, int32_t day);
/* The column due_why: the reckoning with its source, in both languages; and the same with something said behind it. */
struct slice deadline_why(struct arena *a, struct slice zh, struct slice en, const struct legal_term *t);
struct slice deadline_why_and(struct arena *a, struct slice why, struct slice zh, struct slice en);
enum err law_stamp_read(struct conn *c, struct law_stamp *ret) must_check;
#endif

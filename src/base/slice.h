/* SPDX-License-Identifier: Apache-2.0 */
/* slice.h - a run of bytes that somebody else owns.
 *
 * Shape   pointer and length; not NUL-terminated, may hold any byte. {NULL, 0} is "absent".
 * Cost    two words, passed by value.
 * Errors  conversions answer false and leave *ret alone.
 */
#ifndef BASE_SLICE_H
#define BASE_SLICE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define must_check __attribute__((warn_unused_result))
#define N_ELEMS(a) (sizeof(a) / sizeof((a)[0]))

struct slice {
	const char *p;
	size_t n;
};

#define S(lit) ((struct slice){ "" lit, sizeof(lit) - 1 })

static inline struct slice
slice_of(const char *s)
{
	return s ? (struct slice){ s, strlen(s) } : (struct slice){ NULL, 0 };
}

static inline bool
slice_eq(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

static inline bool
slice_is(struct slice a, const char *s)
{
	return slice_eq(a, slice_of(s));
}

bool slice_starts(struct slice s, const char *prefix);
bool slice_int(struct slice s, int64_t *ret) must_check;	/* whole slice, decimal, no sign but '-' */
struct slice slice_trim(struct slice s);			/* ASCII white space at both ends */
/* Cuts *rest at the first sep; false when *rest was absent. The last piece leaves *rest absent. */
bool slice_cut(struct slice *rest, char sep, struct slice *ret);
bool utf8_valid(struct slice s);				/* strict: no surrogates, no overlong forms, no NUL */
size_t utf8_count(struct slice s);				/* code points of valid UTF-8 */
#endif

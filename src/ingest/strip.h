/* SPDX-License-Identifier: Apache-2.0 */
/* strip.h - takes the pictures out of a body while it arrives: base64 is decoded and hashed as it comes, and what stays of
 * the body is small enough to be parsed in one pass.
 *
 *   {"SubImageInfoObject":[{"Type":"02","Data":"/9j/4AAQ.."}]}   ->   {"SubImageInfoObject":[{"Type":"02","Data":"\u00010"}]}
 *
 * Shape      a byte machine that knows strings, keys and depth of JSON, nothing else: what is not JSON stays as it is and is refused by
 *            the parser. Only the key Data inside SubImageInfoObject, ImageObject or Image is taken; an escaped spelling of a key is not.
 * Liberal    escapes in the text ("\/", "\u003d"), line breaks and a "data:image/..;base64," in front are understood.
 * Never      more is written than was read: texts of less than STRIP_SHORT bytes stay (they are no pictures).
 * Limits     PACK_PICTURE_MAX a picture, STRIP_MAX pictures a body, STRIP_BUDGET for all bodies in flight.
 * Errors     E_BUSY the budget; E_TOO_LARGE too many pictures. A picture that is too large or no base64 is marked, the body goes on.
 * Cost       one pass; a copy of what stays.
 */
#ifndef INGEST_STRIP_H
#define INGEST_STRIP_H
#include "base/err.h"
#include "base/slice.h"

#define STRIP_MAX 9999
#define STRIP_SHORT 12
#define STRIP_BUDGET ((size_t)192 << 20)

enum strip_state { STRIP_GOOD, STRIP_NOT_BASE64, STRIP_TOO_LONG, STRIP_OPEN };
struct strip_picture {
	char *p;
	size_t n, cap;
	uint8_t sha256[32];
	enum strip_state state;
};
struct strip;
struct strip *strip_new(void);
void strip_free(struct strip *s);
void strip_deafen(struct strip *s);	/* before the first byte: nothing is kept, neither pictures nor the rest */
bool strip_deaf(const struct strip *s);
/* out has room for in.n + STRIP_SHORT bytes. */
enum err strip_take(struct strip *s, struct slice in, char *out, size_t *ret_n) must_check;
/* The picture that a text stands for, unescaped ("\001" and digits) or as it is in the body; NULL: the text names none. */
const struct strip_picture *strip_picture(const struct strip *s, struct slice text);
int strip_count(const struct strip *s);
size_t strip_in_flight(void);		/* bytes of all */
#endif

/* SPDX-License-Identifier: Apache-2.0 */
/* percent.h - percent-encoding of paths and query arguments, read strictly.
 *
 * Errors  E_BAD_QUERY for '%' without two hexadecimal digits and for NUL; E_BAD_UTF8 for what decodes to
 *         invalid UTF-8.
 * Cost    text without '%' is not copied.
 */
#ifndef NET_PERCENT_H
#define NET_PERCENT_H
#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

enum err percent_decode(struct arena *a, struct slice s, struct slice *ret) must_check;
void percent_encode(struct buf *b, struct slice s);	/* all but letters, digits and -._~ */
#endif

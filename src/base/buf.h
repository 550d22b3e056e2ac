/* SPDX-License-Identifier: Apache-2.0 */
/* buf.h - output that grows up to a maximum.
 *
 * Shape   n bytes written of at most max; once full it stays full and ignores what follows.
 * Errors  buf.full, asked once at the end: if (b.full) return E_FULL;
 * Units   bytes.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H
#include <stdarg.h>
#include "base/slice.h"

struct buf {
	char *p;
	size_t n, cap, max;
	bool full;
};

void buf_init(struct buf *b, size_t max);
void buf_free(struct buf *b);
void buf_reset(struct buf *b);			/* empties, keeps the memory */
void buf_put(struct buf *b, struct slice s);
void buf_puts(struct buf *b, const char *s);
void buf_putc(struct buf *b, char c);
void buf_int(struct buf *b, int64_t v);
void buf_printf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_json(struct buf *b, struct slice s);	/* a JSON string with its quotes; invalid UTF-8 becomes U+FFFD; absent is null */
void buf_time(struct buf *b, int64_t ms);	/* 2026-11-23T03:00:00.000Z, without quotes */
struct slice buf_slice(const struct buf *b);
#endif

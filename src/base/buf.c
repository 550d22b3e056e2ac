/* SPDX-License-Identifier: Apache-2.0 */
#include "base/arena.h"
#include "base/buf.h"
#include "base/clock.h"

#define FIRST_BYTES 256

void
buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){ .max = max };
}

void
buf_free(struct buf *b)
{
	mem_free(b->p);
	buf_init(b, b->max);
}

void
buf_reset(struct buf *b)
{
	b->n = 0;
	b->full = false;
}

/* Room for n more bytes, or full. */
static bool
buf_room(struct buf *b, size_t n)
{
	size_t cap = b->cap ? b->cap : FIRST_BYTES;

	if (b->full)
		return false;
	if (n > b->max - b->n) {
		b->full = true;
		return false;
	}
	if (b->n + n <= b->cap)
		return true;
	while (cap < b->n + n)
		cap *= 2;
	if (cap > b->max)
		cap = b->max;
	b->p = mem_resize(b->p, cap);
	b->cap = cap;
	return true;
}

void
buf_put(struct buf *b, struct slice s)
{
	if (s.n == 0 || !buf_room(b, s.n))
		return;
	memcpy(b->p + b->n, s.p, s.n);
	b->n += s.n;
}

void
buf_puts(struct buf *b, const char *s)
{
	buf_put(b, slice_of(s));
}

void
buf_putc(struct buf *b, char c)
{
	if (!buf_room(b, 1))
		return;
	b->p[b->n++] = c;
}

void
buf_int(struct buf *b, int64_t v)
{
	char text[24];
	char *p = text + sizeof(text);
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;

	do {
		*--p = (char)('0' + u % 10);
		u /= 10;
	} while (u);
	if (v < 0)
		*--p = '-';
	buf_put(b, (struct slice){ p, (size_t)(text + sizeof(text) - p) });
}

void
buf_printf(struct buf *b, const char *fmt, ...)
{
	char text[512];
	va_list ap, again;
	int n;
	char *p = text;

	va_start(ap, fmt);
	va_copy(again, ap);
	n = vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	if (n < 0) {
		b->full = true;
	} else if ((size_t)n < sizeof(text)) {
		buf_put(b, (struct slice){ text, (size_t)n });
	} else if (!b->full && (size_t)n <= b->max - b->n) {
		p = mem_alloc((size_t)n + 1);
		vsnprintf(p, (size_t)n + 1, fmt, again);
		buf_put(b, (struct slice){ p, (size_t)n });
		mem_free(p);
	} else {
		b->full = true;
	}
	va_end(again);
}

/* The well-formed UTF-8 sequence at the front of s, or none. */
static size_t
sequence_length(struct slice s)
{
	for (size_t n = 1; n <= 4 && n <= s.n; n++)
		if (utf8_valid((struct slice){ s.p, n }))
			return n;
	return 0;
}

static void
buf_json_special(struct buf *b, unsigned char c)
{
	static const char letter[] = "btn\0fr";		/* 0x08 .. 0x0d */

	if (c == '"' || c == '\\') {
		buf_putc(b, '\\');
		buf_putc(b, (char)c);
	} else if (c >= 8 && c <= 13 && letter[c - 8]) {
		buf_putc(b, '\\');
		buf_putc(b, letter[c - 8]);
	} else {
		buf_printf(b, "\\u%04x", c);
	}
}

void
buf_json(struct buf *b, struct slice s)
{
	size_t from = 0, i = 0, n;

	if (!s.p) {
		buf_put(b, S("null"));
		return;
	}
	buf_putc(b, '"');
	while (i < s.n) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\') {
			i++;
			continue;
		}
		n = c < 0x80 ? 0 : sequence_length((struct slice){ s.p + i, s.n - i });
		if (n) {
			i += n;
			continue;
		}
		buf_put(b, (struct slice){ s.p + from, i - from });
		if (c < 0x80)
			buf_json_special(b, c);
		else
			buf_put(b, S("\xef\xbf\xbd"));
		from = ++i;
	}
	buf_put(b, (struct slice){ s.p + from, i - from });
	buf_putc(b, '"');
}

void
buf_time(struct buf *b, int64_t ms)
{
	char text[TIME_TEXT_MAX];
	size_t n = time_print(ms, text);

	buf_put(b, (struct slice){ text, n });
}

struct slice
buf_slice(const struct buf *b)
{
	return (struct slice){ b->p ? b->p : "", b->n };
}

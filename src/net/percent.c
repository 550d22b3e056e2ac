/* SPDX-License-Identifier: Apache-2.0 */
#include "net/percent.h"

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

enum err
percent_decode(struct arena *a, struct slice s, struct slice *ret)
{
	struct slice out = s;
	char *to;

	if (s.n && memchr(s.p, '%', s.n)) {
		to = arena_alloc(a, s.n);
		out = (struct slice){ to, 0 };
		for (size_t i = 0; i < s.n; i++) {
			char c = s.p[i];

			if (c == '%') {
				if (s.n - i < 3 || hex(s.p[i + 1]) < 0 || hex(s.p[i + 2]) < 0)
					return E_BAD_QUERY;
				c = (char)(hex(s.p[i + 1]) << 4 | hex(s.p[i + 2]));
				i += 2;
			}
			to[out.n++] = c;
		}
	}
	if (out.n && memchr(out.p, 0, out.n))
		return E_BAD_QUERY;
	if (!utf8_valid(out))
		return E_BAD_UTF8;
	*ret = out;
	return E_OK;
}

void
percent_encode(struct buf *b, struct slice s)
{
	static const char digit[] = "0123456789ABCDEF";
	unsigned char c;

	for (size_t i = 0; i < s.n; i++) {
		c = (unsigned char)s.p[i];
		if ((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') ||
		    (c && strchr("-._~", c))) {
			buf_putc(b, (char)c);
		} else {
			buf_putc(b, '%');
			buf_putc(b, digit[c >> 4]);
			buf_putc(b, digit[c & 15]);
		}
	}
}

/* SPDX-License-Identifier: Apache-2.0 */
/* gbk.c - texts of JT/T 808. GB18030 is what GBK became; a sign of four bytes is none that a terminal knows. */
#include <iconv.h>
#include "terminal/terminal_text.h"

static bool
convert(const char *to, const char *from, struct slice in, char *out, size_t max, size_t *ret_n)
{
	iconv_t cd = iconv_open(to, from);
	char *p = (char *)(uintptr_t)in.p, *q = out;
	size_t n = in.n, left = max;
	bool whole;

	if (cd == (iconv_t)-1)
		return false;
	whole = iconv(cd, &p, &n, &q, &left) == 0 && n == 0;
	(void)iconv_close(cd);
	*ret_n = (size_t)(q - out);
	return whole;
}

bool
gbk_from_utf8(struct slice utf8, char *out, size_t max, size_t *ret_n)
{
	return convert("GBK", "UTF-8", utf8, out, max, ret_n);
}

bool
gbk_to_utf8(struct slice gbk, char *out, size_t max, size_t *ret_n)
{
	return convert("UTF-8", "GB18030", gbk, out, max, ret_n);
}

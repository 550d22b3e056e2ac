/* SPDX-License-Identifier: Apache-2.0 */
#include <ctype.h>
#include "engine/mask_.h"

/* Bytes of the first `count` characters of valid UTF-8. */
static size_t
head_bytes(struct slice s, size_t count)
{
	size_t i = 0;
	while (i < s.n && count--)
		for (i++; i < s.n && ((unsigned char)s.p[i] & 0xC0) == 0x80; i++)
			;
	return i;
}

static struct slice
keep_ends(struct arena *a, struct slice s, size_t head, size_t stars, size_t tail)
{
	static const char star[] = "********************";
	return arena_printf(a, "%.*s%.*s%.*s", (int)head, s.p, (int)stars, star, (int)tail, s.p + s.n - tail);
}

/* Digits with an X at the end (identity numbers) and signs that people write into telephone numbers. */
static bool
number_like(struct slice s)
{
	size_t digits = 0;
	for (size_t i = 0; i < s.n; i++) {
		bool digit = isdigit((unsigned char)s.p[i]) || (i + 1 == s.n && toupper((unsigned char)s.p[i]) == 'X');
		if (!digit && !strchr("+- ", s.p[i]))
			return false;
		digits += digit;
	}
	return digits >= 11 && s.n <= 24;
}

/* One character of a province, a letter, five or six letters or digits. */
static bool
plate_like(struct slice s)
{
	size_t province = head_bytes(s, 1), rest = s.n - province;
	if (province != 3 || rest < 6 || rest > 7 || !isupper((unsigned char)s.p[province]))
		return false;
	for (size_t i = province + 1; i < s.n; i++)
		if (!isupper((unsigned char)s.p[i]) && !isdigit((unsigned char)s.p[i]))
			return false;
	return true;
}

struct slice
mask_text(struct arena *a, const struct field *f, struct slice s)
{
	if (f->type.kind != K_TEXT || !utf8_valid(s) || utf8_count(s) < 2)
		return S("***");
	if (number_like(s))
		return s.n >= 15 ? keep_ends(a, s, 4, s.n - 8, 4) : keep_ends(a, s, 3, s.n - 7, 4);
	if (plate_like(s))
		return keep_ends(a, s, head_bytes(s, 2), utf8_count(s) - 4, 2);
	return keep_ends(a, s, head_bytes(s, 1), 2, 0);
}

void
mask_sql(struct buf *b, const char *column, const char *may_see)
{
	buf_printf(b, "CASE WHEN %s THEN %s WHEN %s IS NULL THEN NULL ELSE '***' END", may_see, column, column);
}

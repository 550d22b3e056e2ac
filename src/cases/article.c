/* SPDX-License-Identifier: Apache-2.0 */
#include "cases/article.h"

#include "base/buf.h"
#include "base/limits.h"

/* The chapter on liability of each: what penalises stands there. */
static const struct law_name {
	const char *brief, *whole;
	int from, to;
} laws[] = {
	{ "道路交通安全法实施条例", "《中华人民共和国道路交通安全法实施条例》", 102, 113 },
	{ "道路交通安全法", "《中华人民共和国道路交通安全法》", 87, 118 },
	{ "山东省实施办法", "《山东省实施〈中华人民共和国道路交通安全法〉办法》", 69, 81 },
	{ "高速公路条例", "《山东省高速公路交通安全条例》", 49, 60 },
	{ "行政处罚法", "《中华人民共和国行政处罚法》", 0, 0 },
	{ "行政强制法", "《中华人民共和国行政强制法》", 0, 0 },
	{ "违法处理程序规定", "《道路交通安全违法行为处理程序规定》", 0, 0 },
	{ "记分管理办法", "《道路交通安全违法行为记分管理办法》", 0, 0 },
};

static void
put_number(struct buf *b, int n)
{
	static const char *const digit[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
	static const char *const place[] = { "千", "百", "十", "" };
	bool begun = false, gap = false;
	int unit = 1000;

	for (int i = 0; i < 4; i++, unit /= 10) {
		int d = n / unit % 10;
		if (!d) {
			gap = begun;
			continue;
		}
		if (gap)
			buf_puts(b, digit[0]);
		if (d != 1 || i != 2 || begun)
			buf_puts(b, digit[d]);
		buf_puts(b, place[i]);
		begun = true;
		gap = false;
	}
}

struct slice
number_words(struct arena *a, int n)
{
	struct slice s;
	struct buf b;

	buf_init(&b, 64);
	put_number(&b, n);
	s = arena_copy(a, buf_slice(&b));
	buf_free(&b);
	return s;
}

/* 99/1/4: article, paragraph, item; 62//3: an item of an article that has one paragraph, which is then not counted. False: it is not written so. */
static bool
put_article(struct buf *b, struct slice text)
{
	static const char *const before[] = { "第", "第", "第" }, *const after[] = { "条", "款", "项" };
	struct slice piece;
	int64_t n;

	for (int i = 0; slice_cut(&text, '/', &piece); i++) {
		if (i == 1 && !piece.n && text.p)
			continue;
		if (i == 3 || !slice_int(piece, &n) || n < 1 || n > 999)
			return false;
		buf_puts(b, before[i]);
		put_number(b, (int)n);
		buf_puts(b, after[i]);
	}
	return true;
}

static bool
is_wanted(const struct law_name *law, struct slice article, enum article_part part)
{
	struct slice first;
	int64_t n;

	(void)slice_cut(&article, '/', &first);
	if (part == ARTICLE_ALL || !slice_int(first, &n))
		return part == ARTICLE_ALL;
	return (law && n >= law->from && n <= law->to) == (part == ARTICLE_PENAL);
}

/* Cuts at a sign of three bytes. */
static bool
cut(struct slice *rest, const char *sign, struct slice *ret)
{
	const char *at;

	if (!rest->p)
		return false;
	at = memmem(rest->p, rest->n, sign, 3);
	*ret = at ? (struct slice){ rest->p, (size_t)(at - rest->p) } : *rest;
	*rest = at ? (struct slice){ at + 3, rest->n - ret->n - 3 } : (struct slice){ NULL, 0 };
	return true;
}

static void
put_group(struct buf *b, struct slice group, enum article_part part)
{
	const struct law_name *law = NULL;
	struct slice name, article;
	size_t n = 0, began = b->n;

	while (n < group.n && !(group.p[n] >= '0' && group.p[n] <= '9'))
		n++;
	name = slice_trim((struct slice){ group.p, n });
	group = (struct slice){ group.p + n, group.n - n };
	for (size_t i = 0; i < N_ELEMS(laws) && !law; i++)
		if (slice_is(name, laws[i].brief))
			law = &laws[i];
	while (cut(&group, "、", &article)) {
		size_t was = b->n;
		if (!is_wanted(law, article, part))
			continue;
		if (b->n > began)
			buf_puts(b, "、");
		else if (law)
			buf_printf(b, "%s%s", began ? "、" : "", law->whole);
		else
			buf_printf(b, "%s《%.*s》", began ? "、" : "", (int)name.n, name.p);
		if (!put_article(b, article))
			b->n = was;
	}
}

struct slice
article_words(struct arena *a, struct slice basis, enum article_part part)
{
	struct slice group, s;
	struct buf b;

	buf_init(&b, KIB(4));
	while (cut(&basis, "；", &group))
		put_group(&b, group, part);
	s = arena_copy(a, buf_slice(&b));
	buf_free(&b);
	return s;
}

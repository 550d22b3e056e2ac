/* SPDX-License-Identifier: Apache-2.0 */
/* jt808.c - frames and heads. */
#include "terminal/jt808.h"

#include "terminal/jt808_.h"

#define MARK 0x7e
#define ESCAPE 0x7d

/* What stands between two marks, with escapes undone. Some terminals leave a 7d as it is: then the checksum shows whether it was meant. */
static enum jt808_got
plain(const uint8_t *in, size_t n, uint8_t *out, size_t *ret_n)
{
	size_t to = 0;

	for (size_t i = 0; i < n; i++) {
		uint8_t c = in[i];
		if (c == ESCAPE && i + 1 == n)
			return JT808_BAD_ESCAPE;
		if (c == ESCAPE && (in[i + 1] == 1 || in[i + 1] == 2))
			c = (uint8_t)(ESCAPE - 1 + in[++i]);
		if (to == JT808_PLAIN)
			return JT808_TOO_LONG;
		out[to++] = c;
	}
	*ret_n = to;
	return JT808_MESSAGE;
}

static void
number(const uint8_t *bcd, size_t n, char *out)
{
	static const char digit[] = "0123456789abcdef";

	for (size_t i = 0; i < n; i++) {
		*out++ = digit[bcd[i] >> 4];
		*out++ = digit[bcd[i] & 15];
	}
	*out = 0;
}

static enum jt808_got
message(const uint8_t *p, size_t n, struct jt808_message *ret)
{
	struct jt808_head *h = &ret->head;
	uint8_t sum = 0;
	uint16_t attributes;
	bool of_2019;
	size_t head;

	if (n < 13)
		return JT808_TOO_SHORT;
	for (size_t i = 0; i < n; i++)
		sum ^= p[i];
	if (sum)
		return JT808_BAD_CHECKSUM;
	*h = (struct jt808_head){ .id = get16(p) };
	attributes = get16(p + 2);
	of_2019 = attributes & 1 << 14;
	h->encryption = attributes >> 10 & 7;
	head = of_2019 ? 17 : 12;
	if (attributes & 1 << 13)
		head += 4;
	if (n != head + (attributes & JT808_BODY) + 1)
		return JT808_BAD_LENGTH;
	h->version = of_2019 ? p[4] ? p[4] : 1 : 0;
	number(p + (of_2019 ? 5 : 4), of_2019 ? 10 : 6, h->number);
	h->serial = get16(p + (of_2019 ? 15 : 10));
	if (attributes & 1 << 13) {
		h->total = get16(p + head - 4);
		h->part = get16(p + head - 2);
		if (!h->part || h->part > h->total)
			return JT808_BAD_LENGTH;
	}
	ret->body = (struct slice){ (const char *)p + head, n - head - 1 };
	return JT808_MESSAGE;
}

static void
drop(struct slice *rest, size_t n)
{
	rest->p += n;
	rest->n -= n;
}

/* The mark at the end of a frame that is no good may be the beginning of the next; so may that of a good one when something else
 * than a mark follows it at once. */
enum jt808_got
jt808_next(struct slice *rest, uint8_t space[JT808_PLAIN], struct jt808_message *ret)
{
	const char *from = rest->n ? memchr(rest->p, MARK, rest->n) : NULL, *to;
	enum jt808_got got;
	size_t n, within;

	if (!rest->n)
		return JT808_MORE;
	if (from != rest->p) {
		drop(rest, from ? (size_t)(from - rest->p) : rest->n);
		return JT808_NOISE;
	}
	while (rest->n > 1 && rest->p[1] == MARK)
		drop(rest, 1);
	within = rest->n < JT808_FRAME ? rest->n : JT808_FRAME;
	to = rest->n > 1 ? memchr(rest->p + 1, MARK, within - 1) : NULL;
	if (!to && rest->n < JT808_FRAME)
		return JT808_MORE;
	if (!to) {
		drop(rest, JT808_FRAME);
		return JT808_TOO_LONG;
	}
	if (!(got = plain((const uint8_t *)rest->p + 1, (size_t)(to - rest->p) - 1, space, &n)))
		got = message(space, n, ret);
	drop(rest, (size_t)(to - rest->p));
	if (!got && (rest->n == 1 || rest->p[1] == MARK))
		drop(rest, 1);
	return got;
}

const char *
jt808_got_name(enum jt808_got g)
{
	static const char *const name[JT808_GOTS] = { "message", "more", "noise", "escape", "too_long", "too_short", "checksum", "length" };

	return name[g];
}

const char *
jt808_short(const char *number)
{
	while (number[0] == '0' && number[1])
		number++;
	return number;
}

static uint8_t
half(char c)
{
	return (uint8_t)(c >= 'a' ? c - 'a' + 10 : c - '0');
}

/* The number is filled up with zeros on the left. */
static size_t
put_number(const char *text, size_t n, uint8_t *out)
{
	size_t len = strlen(text);

	for (size_t i = 0; i < 2 * n; i++) {
		uint8_t v = i + len < 2 * n ? 0 : half(text[i + len - 2 * n]);
		out[i / 2] = (uint8_t)(i % 2 ? out[i / 2] | v : v << 4);
	}
	return n;
}

static size_t
put_head(const struct jt808_head *h, size_t body, uint8_t *out)
{
	uint8_t *at = out + 4;

	put16(out, h->id);
	put16(out + 2, (uint16_t)(body | (size_t)(h->encryption & 7) << 10 | (h->total ? 1 << 13 : 0) | (h->version ? 1 << 14 : 0)));
	if (h->version)
		*at++ = h->version;
	at += put_number(h->number, h->version ? 10 : 6, at);
	put16(at, h->serial);
	at += 2;
	if (h->total) {
		put16(at, h->total);
		put16(at + 2, h->part);
		at += 4;
	}
	return (size_t)(at - out);
}

size_t
jt808_write(const struct jt808_head *h, struct slice body, uint8_t out[JT808_FRAME])
{
	uint8_t all[JT808_PLAIN], sum = 0;
	size_t n, to = 0;

	if (body.n > JT808_BODY)
		return 0;
	n = put_head(h, body.n, all);
	if (body.n)
		memcpy(all + n, body.p, body.n);
	n += body.n;
	for (size_t i = 0; i < n; i++)
		sum ^= all[i];
	all[n++] = sum;
	out[to++] = MARK;
	for (size_t i = 0; i < n; i++) {
		bool special = all[i] == MARK || all[i] == ESCAPE;
		out[to++] = special ? ESCAPE : all[i];
		if (special)
			out[to++] = (uint8_t)(all[i] - ESCAPE + 1);
	}
	out[to++] = MARK;
	return to;
}

static bool
begin(struct jt808_parts *p, const struct jt808_head *h)
{
	uint16_t first = (uint16_t)(h->serial - h->part + 1);

	if (h->total > JT808_PARTS || !h->part || h->part > h->total)
		return false;
	if (p->total != h->total || p->first != first || p->id != h->id) {
		p->id = h->id;
		p->first = first;
		p->total = h->total;
		p->have = 0;
	}
	return true;
}

bool
jt808_join(struct jt808_parts *p, struct jt808_message *m, bool *ret_bad)
{
	size_t n = 0;

	*ret_bad = !begin(p, &m->head);
	if (*ret_bad)
		return false;
	p->have |= 1u << (m->head.part - 1);
	p->n[m->head.part - 1] = (uint16_t)m->body.n;
	if (m->body.n)
		memcpy(p->body[m->head.part - 1], m->body.p, m->body.n);
	if (p->have != (1u << p->total) - 1)
		return false;
	for (int i = 0; i < p->total; i++) {	/* the parts are moved together */
		memmove(&p->body[0][0] + n, p->body[i], p->n[i]);
		n += p->n[i];
	}
	m->body = (struct slice){ (const char *)p->body, n };
	m->head.total = m->head.part = 0;
	p->total = 0;
	return true;
}

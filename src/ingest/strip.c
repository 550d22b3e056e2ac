/* SPDX-License-Identifier: Apache-2.0 */
/* What the machine remembers between two pieces of a body:
 *
 *   PLAIN ──"──► TEXT ──"──► PLAIN          the last text, when short, is what a ':' behind it makes a key
 *     │   └─after the key Data, inside──► DATA ──"──► PLAIN
 *     └ { [ } ]  depth
 */
#include "ingest/strip.h"

#include <sodium.h>
#include <stdatomic.h>
#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "base/arena.h"
#include "base/base64.h"
#include "store/pack.h"

#define FIRST_PICTURE ((size_t)16 << 10)
#define KEY_MAX 24
#define PREFIX_MAX 64			/* of "data:image/jpeg;base64," */

enum where { PLAIN, TEXT, DATA };

struct strip {
	enum where where;
	bool deaf;
	bool escaped;			/* the byte before was a backslash */
	int hex_left;			/* of \uXXXX inside DATA */
	unsigned hex;
	uint32_t depth, inside;		/* inside: depth of the container that holds pictures; 0: none */
	char key[KEY_MAX];		/* the last text outside DATA */
	size_t nkey;
	bool is_key, is_data, holds;	/* a ':' came behind it; its value is a picture; its value holds pictures */
	/* the text being taken out */
	char held[STRIP_SHORT];
	size_t raw;			/* its bytes so far as they are in the body */
	bool clean;			/* the held bytes are the base64 alphabet */
	char prefix[PREFIX_MAX];
	size_t nprefix;
	bool begun;			/* prefix is over */
	struct base64 base64;
	crypto_hash_sha256_state hash;
	struct strip_picture *picture;
	int n, cap;
};

static _Atomic size_t in_flight;

size_t
strip_in_flight(void)
{
	return atomic_load_explicit(&in_flight, memory_order_relaxed);
}

struct strip *
strip_new(void)
{
	return mem_alloc(sizeof(struct strip));
}

void
strip_free(struct strip *s)
{
	size_t all = 0;

	for (int i = 0; i < s->n; i++) {
		all += s->picture[i].cap;
		mem_free(s->picture[i].p);
	}
	atomic_fetch_sub_explicit(&in_flight, all, memory_order_relaxed);
	mem_free(s->picture);
	mem_free(s);
}

void
strip_deafen(struct strip *s)
{
	s->deaf = true;
}

bool
strip_deaf(const struct strip *s)
{
	return s->deaf;
}

int
strip_count(const struct strip *s)
{
	return s->n;
}

/* ---- a picture ---- */

static struct strip_picture *
open_picture(struct strip *s)
{
	return s->n && s->picture[s->n - 1].state == STRIP_OPEN ? &s->picture[s->n - 1] : NULL;
}

static enum err
resize(struct strip_picture *p, size_t cap)
{
	if (cap > p->cap && atomic_fetch_add_explicit(&in_flight, cap - p->cap, memory_order_relaxed) + cap - p->cap > STRIP_BUDGET) {
		atomic_fetch_sub_explicit(&in_flight, cap - p->cap, memory_order_relaxed);
		return E_BUSY;
	}
	if (cap < p->cap)
		atomic_fetch_sub_explicit(&in_flight, p->cap - cap, memory_order_relaxed);
	p->p = mem_resize(p->p, cap);
	p->cap = cap;
	return E_OK;
}

static enum err
resize_for(struct strip_picture *p, size_t more)
{
	size_t cap = p->cap ? p->cap : FIRST_PICTURE;

	while (cap < p->n + more)
		cap *= 2;
	return cap > p->cap ? resize(p, cap) : E_OK;
}

static enum err
begin_picture(struct strip *s)
{
	if (s->n == STRIP_MAX)
		return E_TOO_LARGE;
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 4;
		s->picture = mem_resize(s->picture, (size_t)s->cap * sizeof *s->picture);
	}
	s->picture[s->n++] = (struct strip_picture){ .state = STRIP_OPEN };
	s->base64 = (struct base64){ 0 };
	(void)crypto_hash_sha256_init(&s->hash);
	return E_OK;
}

static void
spoil(struct strip_picture *p, enum strip_state why)
{
	p->state = why;
	p->n = 0;
	if (p->cap)
		(void)resize(p, 1);	/* its memory goes back at once */
}

/* Base64 as it comes. A spoilt picture only swallows. */
static enum err
decode(struct strip *s, struct slice text)
{
	struct strip_picture *p = open_picture(s);
	size_t most = p ? p->n + BASE64_BYTES(text.n) : 0, got = 0;
	enum err e;

	if (!p)
		return E_OK;
	if (most > PACK_PICTURE_MAX + 3)
		return spoil(p, STRIP_TOO_LONG), E_OK;
	if ((e = resize_for(p, most - p->n)))
		return e;
	if (!base64_more(&s->base64, text, (uint8_t *)p->p + p->n, &got))
		return spoil(p, STRIP_NOT_BASE64), E_OK;
	(void)crypto_hash_sha256_update(&s->hash, (uint8_t *)p->p + p->n, got);
	p->n += got;
	return E_OK;
}

/* "data:image/jpeg;base64," is looked for at the very beginning, and only there. */
static enum err
take_text(struct strip *s, struct slice text)
{
	static const char scheme[] = "data:";
	enum err e = E_OK;

	for (; !s->begun && text.n; text.p++, text.n--) {
		bool fits = s->nprefix < 5 ? text.p[0] == scheme[s->nprefix] : s->nprefix < PREFIX_MAX;

		if (fits && text.p[0] == ',') {
			s->begun = true;		/* what stood before it is not the picture */
			s->nprefix = 0;
		} else if (fits) {
			s->prefix[s->nprefix++] = text.p[0];
		} else {
			s->begun = true;
			e = decode(s, (struct slice){ s->prefix, s->nprefix });
			break;
		}
	}
	return e || !text.n ? e : decode(s, text);
}

static enum err
end_picture(struct strip *s)
{
	struct strip_picture *p;
	enum err e = s->begun ? E_OK : decode(s, (struct slice){ s->prefix, s->nprefix });

	/* Padding that was left out is put in: some write it so. */
	if (!e && s->base64.have >= 2 && !s->base64.padding)
		e = decode(s, (struct slice){ "==", 4u - s->base64.have });
	if (e || !(p = open_picture(s)))
		return e;
	if (!base64_end(&s->base64))
		return spoil(p, STRIP_NOT_BASE64), E_OK;
	if (p->n > PACK_PICTURE_MAX)
		return spoil(p, STRIP_TOO_LONG), E_OK;
	p->state = STRIP_GOOD;
	(void)crypto_hash_sha256_final(&s->hash, p->sha256);
	return p->n && p->cap > p->n + p->n / 4 ? resize(p, p->n) : E_OK;
}

/* ---- the text of one picture ---- */

static bool
alphabet(char ch)
{
	return (ch >= 'A' && ch <= 'Z') || (ch >= 'a' && ch <= 'z') || (ch >= '0' && ch <= '9') || ch == '+' || ch == '/' || ch == '=';
}

static void
hold(struct strip *s, struct slice raw)
{
	for (size_t i = 0; i < raw.n && s->raw + i < STRIP_SHORT; i++) {
		s->held[s->raw + i] = raw.p[i];
		s->clean &= alphabet(raw.p[i]);
	}
	s->raw += raw.n;
}

static int
hex_of(char ch)
{
	return ch >= '0' && ch <= '9' ? ch - '0' : (ch | 0x20) >= 'a' && (ch | 0x20) <= 'f' ? (ch | 0x20) - 'a' + 10 : -1;
}

/* What an escape means to base64; line breaks mean nothing, everything else spoils the picture. */
static enum err
take_escape(struct strip *s, char ch)
{
	char one = ch == '/' ? '/' : ch == 'n' || ch == 'r' || ch == 't' ? '\n' : '!';

	s->escaped = false;
	if (ch == 'u') {
		s->hex_left = 4;
		s->hex = 0;
		return E_OK;
	}
	return one == '\n' ? E_OK : take_text(s, (struct slice){ &one, 1 });
}

static enum err
take_hex(struct strip *s, char ch)
{
	int v = hex_of(ch);
	char one;

	s->hex = s->hex << 4 | (unsigned)(v < 0 ? 0xffff : v);
	if (--s->hex_left)
		return E_OK;
	one = (s->hex & 0xffff) > 0x20 && (s->hex & 0xffff) < 0x7f ? (char)s->hex : '!';
	return take_text(s, (struct slice){ &one, 1 });
}

/* One run of a picture's text; *ret_used of it were taken. */
static enum err
take_run(struct strip *s, struct slice in, size_t *ret_used)
{
	const char *quote = memchr(in.p, '"', in.n), *back;
	size_t n = quote ? (size_t)(quote - in.p) : in.n;

	if ((back = memchr(in.p, '\\', n)))
		n = (size_t)(back - in.p);
	if (!n) {			/* at the backslash */
		s->escaped = true;
		n = 1;
		hold(s, (struct slice){ in.p, 1 });
		*ret_used = 1;
		return E_OK;
	}
	hold(s, (struct slice){ in.p, n });
	*ret_used = n;
	return take_text(s, (struct slice){ in.p, n });
}

static size_t
put_marker(const struct strip *s, char *out)
{
	char digits[12];
	size_t n = 0, k = 0;
	int v = s->n - 1;

	memcpy(out, "\\u0001", 6);
	do
		digits[n++] = (char)('0' + v % 10);
	while ((v /= 10));
	for (k = 0; k < n; k++)
		out[6 + k] = digits[n - 1 - k];
	return 6 + n;
}

/* The closing quote: what stays in the body instead of the text. */
static enum err
close_text(struct strip *s, char *out, size_t *at)
{
	enum err e = end_picture(s);

	s->where = PLAIN;
	if (s->raw >= STRIP_SHORT) {
		*at += put_marker(s, out + *at);
	} else {
		if (s->clean)
			memcpy(out + *at, s->held, s->raw);
		else
			out[*at] = '!';
		*at += s->clean ? s->raw : s->raw > 0;
		spoil(&s->picture[--s->n], STRIP_OPEN);
		if (s->picture[s->n].cap) {
			atomic_fetch_sub_explicit(&in_flight, s->picture[s->n].cap, memory_order_relaxed);
			mem_free(s->picture[s->n].p);
		}
	}
	out[(*at)++] = '"';
	return e;
}

static enum err
step_data(struct strip *s, struct slice in, size_t *used, char *out, size_t *at)
{
	*used = 1;
	if (s->hex_left)
		return hold(s, (struct slice){ in.p, 1 }), take_hex(s, in.p[0]);
	if (s->escaped)
		return hold(s, (struct slice){ in.p, 1 }), take_escape(s, in.p[0]);
	if (in.p[0] == '"')
		return close_text(s, out, at);
	return take_run(s, in, used);
}

/* ---- around the pictures ---- */

/* Up to the end of a text or an escape. */
static size_t
text_run(struct slice in)
{
	size_t n = 0;

#ifdef __SSE2__
	for (; n + 16 <= in.n; n += 16) {
		__m128i v = _mm_loadu_si128((const __m128i *)(const void *)(in.p + n));
		unsigned m = (unsigned)_mm_movemask_epi8(_mm_or_si128(_mm_cmpeq_epi8(v, _mm_set1_epi8('"')), _mm_cmpeq_epi8(v, _mm_set1_epi8('\\'))));
		if (m)
			return n + (size_t)__builtin_ctz(m);
	}
#endif
	while (n < in.n && in.p[n] != '"' && in.p[n] != '\\')
		n++;
	return n;
}

static void
step_text(struct strip *s, struct slice in, size_t *used)
{
	size_t n, keep;

	if (s->escaped) {
		s->escaped = false;
		s->nkey = KEY_MAX;	/* an escaped spelling is no key of ours */
		*used = 1;
		return;
	}
	n = text_run(in);
	keep = n < KEY_MAX - s->nkey ? n : KEY_MAX - s->nkey;
	if (!s->nkey && in.n >= KEY_MAX)	/* the same, without a call */
		memcpy(s->key, in.p, KEY_MAX);
	else
		memcpy(s->key + s->nkey, in.p, keep);
	s->nkey += keep;
	if (n < in.n) {
		s->escaped = in.p[n] == '\\';
		if (!s->escaped)
			s->where = PLAIN;
		n++;
	}
	*used = n;
}

static bool
key_is(const struct strip *s, const char *name)
{
	return s->nkey == strlen(name) && !memcmp(s->key, name, s->nkey);
}

static enum err
open_quote(struct strip *s)
{
	if (!(s->is_data && s->inside)) {
		s->where = TEXT;
		s->nkey = 0;
		s->holds = s->is_data = false;
		return E_OK;
	}
	s->where = DATA;
	s->is_data = false;
	s->raw = s->nprefix = 0;
	s->clean = true;
	s->begun = false;
	return begin_picture(s);
}

static void
enter(struct strip *s)
{
	s->depth++;
	if (s->holds && !s->inside)
		s->inside = s->depth;
	s->holds = s->is_data = false;
	s->nkey = 0;
}

static void
leave(struct strip *s)
{
	if (s->inside && s->depth <= s->inside)
		s->inside = 0;
	s->depth -= s->depth > 0;
	s->holds = s->is_data = false;
}

static enum err
step_plain(struct strip *s, char ch)
{
	switch (ch) {
	case '"':
		return open_quote(s);
	case ':':
		s->is_data = key_is(s, "Data");
		s->holds = key_is(s, "SubImageInfoObject") || key_is(s, "ImageObject") || key_is(s, "Image");
		s->nkey = 0;
		break;
	case '{': case '[':
		enter(s);
		break;
	case '}': case ']':
		leave(s);
		break;
	case ',':
		s->holds = s->is_data = false;
		break;
	}
	return E_OK;
}

/* What stays is copied in as few pieces as there are pictures. */
static void
keep(struct slice *run, const char *upto, char *out, size_t *at)
{
	size_t n = (size_t)(upto - run->p);

	memcpy(out + *at, run->p, n);
	*at += n;
	run->p = upto;
}

enum err
strip_take(struct strip *s, struct slice in, char *out, size_t *ret_n)
{
	struct slice run = in;		/* p: what stays and was not copied yet */
	size_t at = 0, used;
	enum err e = E_OK;

	*ret_n = 0;
	if (s->deaf)
		return E_OK;
	while (in.n && !e) {
		used = 1;
		if (s->where == DATA) {
			e = step_data(s, in, &used, out, &at);
			run.p = in.p + used;
		} else if (s->where == TEXT) {
			step_text(s, in, &used);
		} else {
			e = step_plain(s, in.p[0]);
			if (s->where == DATA)
				keep(&run, in.p + 1, out, &at);
		}
		in.p += used;
		in.n -= used;
	}
	if (s->where != DATA)
		keep(&run, in.p, out, &at);
	*ret_n = at;
	return e;
}

const struct strip_picture *
strip_picture(const struct strip *s, struct slice text)
{
	int64_t n;

	if (slice_starts(text, "\\u0001"))
		text = (struct slice){ text.p + 6, text.n - 6 };
	else if (text.n && text.p[0] == 1)
		text = (struct slice){ text.p + 1, text.n - 1 };
	else
		return NULL;
	return s && slice_int(text, &n) && n >= 0 && n < s->n ? &s->picture[n] : NULL;
}

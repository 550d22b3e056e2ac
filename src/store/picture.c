/* SPDX-License-Identifier: Apache-2.0 */
/* picture.c - what the bytes of a picture are, judged before anything decodes them.
 *
 * A picture is walked from its first byte to its last: marker by marker, chunk by chunk. What is not a whole picture of one of four
 * formats, has something behind its end, says that it is larger than PICTURE_PIXELS_MAX, or carries a page or a program in
 * its comments is none.
 * Source  ITU-T T.81 annex B; PNG (ISO/IEC 15948); GIF89a; BITMAPINFOHEADER as documented by Microsoft.
 */
#include "store/pack.h"

#define PADDING_MAX 64			/* zeros that cameras put behind the end to fill a block */

struct look {
	const uint8_t *p;
	size_t n;
	uint32_t width, height;
};

static inline uint32_t
big16(const uint8_t *p)
{
	return (uint32_t)p[0] << 8 | p[1];
}

static inline uint32_t
big32(const uint8_t *p)
{
	return big16(p) << 16 | big16(p + 2);
}

static inline uint32_t
little16(const uint8_t *p)
{
	return (uint32_t)p[1] << 8 | p[0];
}

static inline uint32_t
little32(const uint8_t *p)
{
	return little16(p + 2) << 16 | little16(p);
}

/* ---- what may not stand in a comment ---- */

/* A picture that is a page or a program as well: some browser, some day, takes it for one. */
static bool
is_polyglot(const uint8_t *p, size_t n)
{
	static const struct {
		uint8_t at;		/* of the byte that is looked for: a rare one */
		const char *sign;
	} signs[] = {
		{ 0, "<script" }, { 0, "<SCRIPT" }, { 0, "<html" }, { 0, "<HTML" }, { 0, "<svg" }, { 0, "<?php" }, { 0, "<!DOCTYPE" }, { 0, "<iframe" },
		{ 0, "%PDF-" }, { 2, "PK\3\4" }, { 10, "javascript:" },
	};

	for (size_t i = 0; i < N_ELEMS(signs); i++) {
		const char *sign = signs[i].sign;
		size_t len = strlen(sign), at = signs[i].at;
		for (const uint8_t *q = p + at; n >= len && q < p + n - len + at + 1; q++) {
			if (!(q = memchr(q, sign[at], (size_t)(p + n - len + at + 1 - q))))
				break;
			if (memcmp(q - at, sign, len) == 0)
				return true;
		}
	}
	return false;
}

static bool
only_padding(const uint8_t *p, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (p[i])
			return false;
	return n <= PADDING_MAX;
}

/* ---- JPEG ---- */

#define JPEG_SCANS_MAX 64		/* a progressive picture has about ten; each costs a decoder all pixels */

/* SOF: 8 bits, one, three or four components. Only what browsers show: baseline, extended, progressive. */
static bool
jpeg_frame(struct look *l, const uint8_t *p, uint32_t n)
{
	if (l->width || n < 8 || p[2] != 8 || n != 8 + 3u * p[7])
		return false;
	l->height = big16(p + 3);
	l->width = big16(p + 5);
	return l->width && l->height && (p[7] == 1 || p[7] == 3 || p[7] == 4);
}

/* The marker behind the coded data that begins at i: 0xff and neither a stuffed 0 nor a restart. */
static size_t
jpeg_data(const struct look *l, size_t i)
{
	while (i + 1 < l->n) {
		const uint8_t *ff = memchr(l->p + i, 0xff, l->n - i - 1);
		if (!ff)
			break;
		i = (size_t)(ff - l->p);
		if (ff[1] == 0xff)		/* fill */
			i++;
		else if (ff[1] && (ff[1] & 0xf8) != 0xd0)
			return i;
		else
			i += 2;
	}
	return l->n;
}

static bool
jpeg(struct look *l)
{
	int scans = 0;
	size_t i = 2;

	while (l->n - i >= 2) {
		uint8_t marker = l->p[i + 1];
		uint32_t n;
		if (l->p[i] != 0xff)
			return false;
		if (marker == 0xff) {			/* fill */
			i++;
			continue;
		}
		if (marker == 0xd9)
			return scans && only_padding(l->p + i + 2, l->n - i - 2);
		if (l->n - i < 4 || (n = big16(l->p + i + 2)) < 2 || n > l->n - i - 2 || marker < 0xc0 || (marker >= 0xd0 && marker <= 0xd8))
			return false;
		if (marker <= 0xc2) {
			if (!jpeg_frame(l, l->p + i + 2, n))
				return false;
		} else if (marker < 0xd0 && marker != 0xc4) {	/* lossless, arithmetic, hierarchical */
			return false;
		} else if (marker >= 0xe0 && is_polyglot(l->p + i + 4, n - 2)) {
			return false;
		}
		i += 2 + n;
		if (marker == 0xda) {
			if (!l->width || ++scans > JPEG_SCANS_MAX)
				return false;
			i = jpeg_data(l, i);
		}
		if (i > l->n)
			return false;
	}
	return false;
}

/* ---- PNG ---- */

static uint32_t
crc32_of(const uint8_t *p, size_t n)
{
	uint32_t crc = ~0u;

	for (size_t i = 0; i < n; i++) {
		crc ^= p[i];
		for (int k = 0; k < 8; k++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320u : 0);
	}
	return ~crc;
}

static bool
png_header(struct look *l)
{
	static const uint8_t depths[7] = { [0] = 1 | 2 | 4 | 8 | 16, [2] = 8 | 16, [3] = 1 | 2 | 4 | 8, [4] = 8 | 16, [6] = 8 | 16 };
	const uint8_t *p = l->p + 8;

	if (l->n < 8 + 25 + 12 || big32(p) != 13 || memcmp(p + 4, "IHDR", 4) != 0 || big32(p + 21) != crc32_of(p + 4, 17))
		return false;
	l->width = big32(p + 8);
	l->height = big32(p + 12);
	return p[17] <= 6 && p[16] && p[16] <= 16 && !(p[16] & (p[16] - 1)) && (depths[p[17]] & p[16]) && !p[18] && !p[19] && p[20] <= 1;
}

static bool
is_letter(uint8_t c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

static bool
png(struct look *l)
{
	bool data = false;
	size_t i = 8 + 25;

	if (!png_header(l))
		return false;
	while (l->n - i >= 12) {
		const uint8_t *p = l->p + i;
		uint32_t n = big32(p);
		if (n > l->n - i - 12 || !is_letter(p[4]) || !is_letter(p[5]) || !is_letter(p[6]) || !is_letter(p[7]))
			return false;
		if (memcmp(p + 4, "IEND", 4) == 0)
			return !n && data && big32(p + 8) == 0xae426082u && only_padding(p + 12, l->n - i - 12);
		if (memcmp(p + 4, "IHDR", 4) == 0)
			return false;
		if (memcmp(p + 4, "IDAT", 4) == 0)
			data = true;
		else if (is_polyglot(p + 8, n))
			return false;
		i += 12 + n;
	}
	return false;
}

/* ---- BMP ---- */

/* Uncompressed only: then the size of the file says that all pixels are there. */
static bool
bmp(struct look *l)
{
	uint32_t header, offset, bits, compression;
	int32_t height;
	uint64_t row;

	if (l->n < 54 || little32(l->p + 2) > l->n)
		return false;
	offset = little32(l->p + 10);
	header = little32(l->p + 14);
	bits = little16(l->p + 28);
	compression = little32(l->p + 30);
	height = (int32_t)little32(l->p + 22);
	l->width = little32(l->p + 18);
	l->height = height < 0 ? 0u - (uint32_t)height : (uint32_t)height;
	if (header < 40 || header > 124 || little16(l->p + 26) != 1 || (compression != 0 && compression != 3))
		return false;
	if ((bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32) || l->width > 65535 || l->height > 65535)
		return false;
	row = ((uint64_t)l->width * bits + 31) / 32 * 4;
	if (offset < 14 + header || offset > l->n || row * l->height > l->n - offset)
		return false;
	return only_padding(l->p + offset + row * l->height, l->n - offset - (size_t)(row * l->height));
}

/* ---- GIF ---- */

/* Behind the sub-blocks that begin at i; 0: they do not end. */
static size_t
gif_blocks(const struct look *l, size_t i, bool *ret_polyglot)
{
	size_t began = i;

	while (i < l->n && l->p[i])
		i += 1u + l->p[i];
	*ret_polyglot = i < l->n && is_polyglot(l->p + began, i - began);
	return i < l->n ? i + 1 : 0;
}

static size_t
gif_table(uint8_t flags)
{
	return flags & 0x80 ? (size_t)3 << ((flags & 7) + 1) : 0;
}

/* A frame lies within the screen; all together they are no larger than one picture may be. Behind it; 0: wrong. */
static size_t
gif_frame(const struct look *l, size_t i, int64_t *pixels)
{
	const uint8_t *p = l->p + i;
	uint32_t width, height;
	bool polyglot;

	if (l->n - i < 11)
		return 0;
	width = little16(p + 5);
	height = little16(p + 7);
	*pixels += (int64_t)width * height;
	if (!width || !height || little16(p + 1) + width > l->width || little16(p + 3) + height > l->height || *pixels > PICTURE_PIXELS_MAX)
		return 0;
	i += 10 + gif_table(p[9]);
	if (i >= l->n || l->p[i] < 2 || l->p[i] > 11)	/* bits of the first codes */
		return 0;
	return gif_blocks(l, i + 1, &polyglot);		/* what looks like text here is compressed pixels */
}

static bool
gif(struct look *l)
{
	int64_t pixels = 0;
	bool polyglot = false;
	size_t i;

	if (l->n < 14)
		return false;
	l->width = little16(l->p + 6);
	l->height = little16(l->p + 8);
	i = 13 + gif_table(l->p[10]);
	while (i && i < l->n && !polyglot) {
		if (l->p[i] == ';')
			return pixels && only_padding(l->p + i + 1, l->n - i - 1);
		if (l->p[i] == ',')
			i = gif_frame(l, i, &pixels);
		else if (l->p[i] == '!' && l->n - i > 2)
			i = gif_blocks(l, i + 2, &polyglot);
		else
			return false;
	}
	return false;
}

/* ---- all ---- */

static const struct {
	const char *sign;
	uint8_t n, format;
	bool (*walk)(struct look *l);
} formats[] = {
	{ "\xff\xd8\xff", 3, PICTURE_JPEG, jpeg },
	{ "\x89PNG\r\n\x1a\n", 8, PICTURE_PNG, png },
	{ "BM", 2, PICTURE_BMP, bmp },
	{ "GIF87a", 6, PICTURE_GIF, gif },
	{ "GIF89a", 6, PICTURE_GIF, gif },
};

enum picture_format
picture_look(struct slice bytes, uint16_t *ret_width, uint16_t *ret_height)
{
	struct look l = { .p = (const uint8_t *)bytes.p, .n = bytes.n };

	*ret_width = *ret_height = 0;
	if (bytes.n > PACK_PICTURE_MAX)
		return PICTURE_NONE;
	for (size_t i = 0; i < N_ELEMS(formats); i++) {
		if (l.n < formats[i].n || memcmp(l.p, formats[i].sign, formats[i].n) != 0)
			continue;
		if (!formats[i].walk(&l) || !l.width || !l.height || l.width > 65535 || l.height > 65535 ||
		    (int64_t)l.width * l.height > PICTURE_PIXELS_MAX)
			return PICTURE_NONE;
		*ret_width = (uint16_t)l.width;
		*ret_height = (uint16_t)l.height;
		return (enum picture_format)formats[i].format;
	}
	return PICTURE_NONE;
}

const char *
picture_mime(enum picture_format f)
{
	static const char *const mime[] = { [PICTURE_NONE] = "application/octet-stream", [PICTURE_JPEG] = "image/jpeg", [PICTURE_PNG] = "image/png",
		[PICTURE_BMP] = "image/bmp", [PICTURE_GIF] = "image/gif" };

	return mime[(unsigned)f < N_ELEMS(mime) ? f : PICTURE_NONE];
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "city/jpeg.h"

#include <jpeglib.h>

#include "base/arena.h"

static const char note[] = "000000000000模拟 SIMULATED";

static void
compress(struct pixels from, int quality, size_t fill, unsigned char **ret, unsigned long *ret_n)
{
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr err;

	c.err = jpeg_std_error(&err);	/* stops the program: it can only be out of memory, the input is ours */
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, ret, ret_n);
	c.image_width = (JDIMENSION)from.width;
	c.image_height = (JDIMENSION)from.height;
	c.input_components = 4;
	c.in_color_space = JCS_EXT_BGRX;
	jpeg_set_defaults(&c);
	jpeg_set_quality(&c, quality, TRUE);
	c.dct_method = JDCT_IFAST;
	jpeg_start_compress(&c, TRUE);
	jpeg_write_marker(&c, JPEG_COM, (const JOCTET *)note, sizeof note - 1);
	while (fill > 4) {	/* a marker and its length take four of them */
		size_t n = fill - 4 < 65000 ? fill - 4 : 65000;
		jpeg_write_m_header(&c, JPEG_COM, (unsigned)n);
		for (size_t i = 0; i < n; i++)
			jpeg_write_m_byte(&c, ' ');
		fill -= n + 4;
	}
	while (c.next_scanline < c.image_height) {
		JSAMPROW row = (JSAMPROW)(uintptr_t)(from.p + (size_t)c.next_scanline * (size_t)from.stride);
		(void)jpeg_write_scanlines(&c, &row, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
}

void
jpeg_put(struct buf *b, struct pixels from, int quality, size_t size)
{
	unsigned char *out = NULL;
	unsigned long n = 0;

	compress(from, quality, 0, &out, &n);
	if (size > n + 4) {
		size_t fill = size - n;
		free(out);
		out = NULL;
		n = 0;
		compress(from, quality, fill, &out, &n);
	}
	buf_put(b, (struct slice){ (const char *)out, n });
	free(out);
}

void
base64_put(struct buf *b, struct slice bytes)
{
	static const char set[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char out[4096];
	size_t n = 0;

	for (size_t i = 0; i < bytes.n; i += 3) {
		const unsigned char *p = (const unsigned char *)bytes.p + i;
		size_t left = bytes.n - i;
		unsigned v = (unsigned)p[0] << 16 | (left > 1 ? (unsigned)p[1] << 8 : 0) | (left > 2 ? p[2] : 0u);
		out[n++] = set[v >> 18];
		out[n++] = set[v >> 12 & 63];
		out[n++] = left > 1 ? set[v >> 6 & 63] : '=';
		out[n++] = left > 2 ? set[v & 63] : '=';
		if (n == sizeof out) {
			buf_put(b, (struct slice){ out, n });
			n = 0;
		}
	}
	buf_put(b, (struct slice){ out, n });
}

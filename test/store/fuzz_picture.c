/* SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>
#include <stdlib.h>
#include "../base/fuzz.h"
#include "pictures.h"
#include "store/pack.h"

const struct slice fuzz_seed[] = { S(JPEG), S(PNG), S(BMP), S(GIF), S(JPEG_HEAD "\xff\xfe\x00\x06text" JPEG_FRAME JPEG_SCAN JPEG_SCAN JPEG_END) };
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	uint16_t w = 7, h = 7;
	enum picture_format f = picture_look((struct slice){ (const char *)p, n }, &w, &h);

	promise(f <= PICTURE_GIF && (f != PICTURE_NONE) == (w && h) && (int64_t)w * h <= PICTURE_PIXELS_MAX);
	promise(f == PICTURE_NONE || n >= 26);	/* the least there is: a GIF without colours */
	if (f == PICTURE_BMP)			/* all pixels are there */
		promise((uint64_t)((w + 7u) / 8) * h <= n);
	return 0;
}

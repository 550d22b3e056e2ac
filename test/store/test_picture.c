/* SPDX-License-Identifier: Apache-2.0 */
#include "../base/tap.h"
#include "base/arena.h"
#include "pictures.h"
#include "store/pack.h"

static enum picture_format
look(struct slice s)
{
	uint16_t w = 1, h = 1;
	enum picture_format f = picture_look(s, &w, &h);

	assert_int_equal(f != PICTURE_NONE, w && h);
	return f;
}

static void
test_whole(void **state)
{
	uint16_t w, h;

	assert_int_equal(picture_look(S(JPEG), &w, &h), PICTURE_JPEG);
	assert_true(w == 3 && h == 2);
	assert_int_equal(picture_look(S(PNG), &w, &h), PICTURE_PNG);
	assert_true(w == 1 && h == 1);
	assert_int_equal(picture_look(S(BMP), &w, &h), PICTURE_BMP);
	assert_true(w == 1 && h == 2);
	assert_int_equal(picture_look(S(GIF), &w, &h), PICTURE_GIF);
	assert_true(w == 2 && h == 1);
	assert_string_equal(picture_mime(PICTURE_JPEG), "image/jpeg");
	assert_string_equal(picture_mime((enum picture_format)77), "application/octet-stream");
}

/* Cut anywhere, a picture is none; with something behind its end neither, but for a few zeros. */
static void
test_cut_and_longer(void **state)
{
	static const struct slice whole[] = { S(JPEG), S(PNG), S(BMP), S(GIF) };

	for (size_t i = 0; i < N_ELEMS(whole); i++) {
		char *p = mem_alloc(whole[i].n + 70);
		for (size_t n = 0; n < whole[i].n; n++) {
			char *exact = mem_alloc(n);
			memcpy(exact, whole[i].p, n);
			assert_int_equal(look((struct slice){ exact, n }), PICTURE_NONE);
			mem_free(exact);
		}
		memcpy(p, whole[i].p, whole[i].n);
		assert_int_equal(look((struct slice){ p, whole[i].n + 64 }), i + 1);
		assert_int_equal(look((struct slice){ p, whole[i].n + 65 }), PICTURE_NONE);
		p[whole[i].n] = 'P';
		assert_int_equal(look((struct slice){ p, whole[i].n + 1 }), PICTURE_NONE);
		mem_free(p);
	}
}

static void
test_jpeg(void **state)
{
	static const struct slice bad[] = {
		S(JPEG_HEAD JPEG_FRAME JPEG_END),				/* no scan */
		S(JPEG_HEAD JPEG_SCAN JPEG_END),				/* no frame */
		S(JPEG_HEAD JPEG_FRAME JPEG_FRAME JPEG_SCAN JPEG_END),		/* two */
		S(JPEG_HEAD "\xff\xc3\x00\x0b\x08\x00\x02\x00\x03\x01\x01\x11\x00" JPEG_SCAN JPEG_END),	/* lossless */
		S(JPEG_HEAD "\xff\xc0\x00\x0b\x08\x00\x00\x00\x03\x01\x01\x11\x00" JPEG_SCAN JPEG_END),	/* no height */
		S(JPEG_HEAD "\xff\xc0\x00\x0b\x08\xff\xff\xff\xff\x01\x01\x11\x00" JPEG_SCAN JPEG_END),	/* 4,294,836,225 pixels */
		S(JPEG_HEAD "\xff\xc0\x00\x0b\x0c\x00\x02\x00\x03\x01\x01\x11\x00" JPEG_SCAN JPEG_END),	/* 12 bits */
		S(JPEG_HEAD "\xff\xc0\x00\x0b\x08\x00\x02\x00\x03\x02\x01\x11\x00" JPEG_SCAN JPEG_END),	/* two components, length for one */
		S("\xff\xd8\xff\xfe\x00\x12/*<script>x();*/" JPEG_FRAME JPEG_SCAN JPEG_END),
		S("\xff\xd8\xff\xfe\x00\x08PK\3\4.." JPEG_FRAME JPEG_SCAN JPEG_END),
		S("\xff\xd8\xff\xe0\x00\x01" JPEG_FRAME JPEG_SCAN JPEG_END),
		S(JPEG_HEAD "\xff\xd8" JPEG_FRAME JPEG_SCAN JPEG_END),
	};

	for (size_t i = 0; i < N_ELEMS(bad); i++)
		assert_int_equal(look(bad[i]), PICTURE_NONE);
	assert_int_equal(look(S(JPEG_HEAD "\xff\xc2\x00\x0b\x08\x00\x02\x00\x03\x01\x01\x11\x00" JPEG_SCAN JPEG_SCAN JPEG_END)), PICTURE_JPEG);
	assert_int_equal(look(S(JPEG_HEAD "\xff\xff\xff\xfe\x00\x06text" JPEG_FRAME JPEG_SCAN "\xff" JPEG_END)), PICTURE_JPEG);
}

static void
test_many_scans(void **state)
{
	static char text[8192];
	size_t n = sizeof JPEG_HEAD JPEG_FRAME - 1;

	memcpy(text, JPEG_HEAD JPEG_FRAME, n);
	for (int i = 1; i <= 65; i++) {
		memcpy(text + n, JPEG_SCAN, sizeof JPEG_SCAN - 1);
		n += sizeof JPEG_SCAN - 1;
		memcpy(text + n, JPEG_END, 2);
		assert_int_equal(look((struct slice){ text, n + 2 }), i <= 64 ? PICTURE_JPEG : PICTURE_NONE);
	}
}

static void
test_others(void **state)
{
	static const struct slice bad[] = {
		S(PNG_SIGN PNG_HEAD PNG_END), S(PNG_SIGN PNG_DATA PNG_END), S(PNG_SIGN PNG_HEAD PNG_HEAD PNG_DATA PNG_END),
		S(PNG_SIGN "\x00\x00\x00\x0dIHDR\x00\x00\x00\x02\x00\x00\x00\x01\x08\x00\x00\x00\x00\x3a\x7e\x9b\x55" PNG_DATA PNG_END),	/* checksum */
		S(PNG_SIGN PNG_HEAD "\x00\x00\x00\x09tEXt<script>x\0\0\0\0" PNG_DATA PNG_END), S(PNG_SIGN PNG_HEAD "\xff\xff\xff\xffIDAT" PNG_END),
		S(GIF_HEAD ";"), S(GIF_HEAD ",\x00\x00\x00\x00\x03\x00\x01\x00\x00" "\x02\x02\x44\x01\x00" ";"), S(GIF_HEAD GIF_FRAME "x;"),
		S(GIF_HEAD "!\xfe\x09<script>x\x00" GIF_FRAME ";"), S(GIF_HEAD ",\x00\x00\x00\x00\x02\x00\x01\x00\x00" "\x0c\x02\x44\x01\x00" ";"),
		S("hello"), S("\xff\xd8\xff"), S("<svg xmlns='http://www.w3.org/2000/svg'/>"), S("RIFF....WEBP"), S("%PDF-1.7"), S("MZ"),
	};

	for (size_t i = 0; i < N_ELEMS(bad); i++)
		assert_int_equal(look(bad[i]), PICTURE_NONE);
	assert_int_equal(look((struct slice){ NULL, 0 }), PICTURE_NONE);
	assert_int_equal(look(S(GIF_HEAD "!\xfe\x04text\x00" GIF_FRAME GIF_FRAME ";")), PICTURE_GIF);
}

/* 60,000 x 60,000 pixels in eight bytes. */
static void
test_bmp_bomb(void **state)
{
	char text[sizeof BMP - 1];

	memcpy(text, BMP, sizeof text);
	memcpy(text + 18, "\x60\xea\0\0\x60\xea\0\0", 8);
	assert_int_equal(look((struct slice){ text, sizeof text }), PICTURE_NONE);
	memcpy(text, BMP, sizeof text);
	memcpy(text + 22, "\xfe\xff\xff\xff", 4);	/* from the top: the same size */
	assert_int_equal(look((struct slice){ text, sizeof text }), PICTURE_BMP);
	memcpy(text + 22, "\0\0\0\x80", 4);
	assert_int_equal(look((struct slice){ text, sizeof text }), PICTURE_NONE);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_whole), cmocka_unit_test(test_cut_and_longer), cmocka_unit_test(test_jpeg), cmocka_unit_test(test_many_scans),
		cmocka_unit_test(test_others), cmocka_unit_test(test_bmp_bomb),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "paper/font_.h"

#include <fontconfig/fontconfig.h>
#include <hb-subset.h>
#include <iconv.h>
#include <pango/pangofc-fontmap.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/log.h"

/* ---- what the small face holds ---- */

/* GB 2312: 6,763 characters, what documents are written in but for rare names. Without the conversion: the whole block of unified ideographs. */
static void
add_ideographs(hb_set_t *set)
{
	iconv_t conv = iconv_open("UTF-32LE", "GB2312");

	if (conv == (iconv_t)-1) {
		hb_set_add_range(set, 0x4e00, 0x9fa5);
		return;
	}
	for (int row = 0xb0; row <= 0xf7; row++)
		for (int cell = 0xa1; cell <= 0xfe; cell++) {
			char in[2] = { (char)row, (char)cell }, *from = in;
			uint32_t out = 0;
			char *to = (char *)&out;
			size_t left = 2, room = sizeof out;
			if (iconv(conv, &from, &left, &to, &room) == 0)
				hb_set_add(set, out);
		}
	(void)iconv_close(conv);
}

static void
add_signs(hb_set_t *set)
{
	static const struct { hb_codepoint_t first, last; } range[] = {
		{ 0x20, 0x7e }, { 0xa0, 0xff }, { 0x2010, 0x203b }, { 0x2100, 0x22ff }, { 0x2460, 0x249b }, { 0x3000, 0x303f }, { 0xff00, 0xffef },
	};

	for (size_t i = 0; i < N_ELEMS(range); i++)
		hb_set_add_range(set, range[i].first, range[i].last);
}

/* Tables of vertical setting and of marks stay out: documents are set in lines. */
static void
drop_tables(hb_subset_input_t *in)
{
	static const char *const tag[] = { "GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG" };

	for (size_t i = 0; i < N_ELEMS(tag); i++)
		hb_set_add(hb_subset_input_set(in, HB_SUBSET_SETS_DROP_TABLE_TAG), hb_tag_from_string(tag[i], 4));
}

/* NULL: it could not be made; the whole face alone will do. */
static hb_blob_t *
cut(const char *file, unsigned index)
{
	hb_blob_t *whole = hb_blob_create_from_file(file), *small = NULL;
	hb_face_t *face = hb_face_create(whole, index), *less;
	hb_subset_input_t *in = hb_subset_input_create_or_fail();

	hb_blob_destroy(whole);
	if (in) {
		add_ideographs(hb_subset_input_unicode_set(in));
		add_signs(hb_subset_input_unicode_set(in));
		drop_tables(in);
		if ((less = hb_subset_or_fail(face, in))) {
			small = hb_face_reference_blob(less);
			hb_face_destroy(less);
		}
		hb_subset_input_destroy(in);
	}
	hb_face_destroy(face);
	return small;
}

/* ---- where the font map finds them ---- */

static bool
is_whole(const FcPattern *p)
{
	FcChar8 *family;
	int weight;

	for (int i = 0; FcPatternGetString(p, FC_FAMILY, i, &family) == FcResultMatch; i++)
		if (!strcmp((const char *)family, FONT_WHOLE))
			return FcPatternGetInteger(p, FC_WEIGHT, 0, &weight) == FcResultMatch && weight == FC_WEIGHT_REGULAR;
	return false;
}

/* The installed face, as fontconfig knows it; NULL: none. */
static FcPattern *
find_whole(void)
{
	const FcFontSet *all = FcConfigGetFonts(NULL, FcSetSystem);

	for (int i = 0; all && i < all->nfont; i++)
		if (is_whole(all->fonts[i]))
			return all->fonts[i];
	return NULL;
}

/* A file without a name: FreeType opens it by its descriptor, which stays open as long as the process lives. */
static bool
put_small(FcConfig *config, hb_blob_t *blob)
{
	unsigned n;
	const char *data = hb_blob_get_data(blob, &n);
	char path[40];
	int fd = memfd_create("luan-font", MFD_CLOEXEC);
	FcPattern *p;

	if (fd < 0)
		return false;
	(void)snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	if (write(fd, data, n) != (ssize_t)n || !FcConfigAppFontAddFile(config, (const FcChar8 *)path)) {
		(void)close(fd);
		return false;
	}
	p = FcConfigGetFonts(config, FcSetApplication)->fonts[0];
	(void)FcPatternDel(p, FC_FAMILY);
	(void)FcPatternDel(p, FC_FULLNAME);
	return FcPatternAddString(p, FC_FAMILY, (const FcChar8 *)FONT_SMALL);
}

static FcConfig *
configure(FcPattern *whole)
{
	FcConfig *config = FcConfigCreate();
	FcChar8 *file;
	int index = 0;
	hb_blob_t *small = NULL;

	if (FcPatternGetString(whole, FC_FILE, 0, &file) == FcResultMatch && FcPatternGetInteger(whole, FC_INDEX, 0, &index) == FcResultMatch)
		small = cut((const char *)file, (unsigned)index);
	if (!small || !put_small(config, small)) {
		log_at(LOG_WARN, "paper.font", KV("whole", LS("the small face could not be made")));
		(void)FcConfigAppFontAddFile(config, file);
	} else {
		(void)FcFontSetAdd(FcConfigGetFonts(config, FcSetApplication), FcPatternDuplicate(whole));
	}
	hb_blob_destroy(small);
	return config;
}

PangoFontMap *
font_map_make(void)
{
	FcPattern *whole = find_whole();
	FcConfig *config;
	PangoFontMap *map;

	if (!whole)
		return NULL;
	config = configure(whole);
	map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
	FcConfigDestroy(config);	/* the map has its own reference */
	pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
	return map;
}

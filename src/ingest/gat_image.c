/* SPDX-License-Identifier: Apache-2.0 */
/* gat_image.c - the sub-images of a vehicle. Faces are not looked at, not decoded and not kept: a checkpoint is to know
 * vehicles (个人信息保护法 art. 6, as little as the purpose needs). */
#include "base/base64.h"
#include "ingest/gat_.h"

#define TYPE_NOT_SAID 0

/* GA/T 1400 SubImage Type: 04 driver's face, 05 co-driver's face, 11 face. */
static bool
is_face(int64_t type)
{
	return type == 4 || type == 5 || type == 11;
}

static void
keep(struct gat_reader *r, const struct gat_field *f, int64_t type, bool typed, struct slice data)
{
	struct gat_vehicle *v = r->v;

	if (is_face(type) || !typed) {		/* a type that cannot be read may be a face */
		v->ndropped++;
		return;
	}
	if (!data.n)
		return;
	if (v->npicture == PACK_SET_MAX) {
		v->corrected++;
		if (!v->field)
			v->field = f->name;
		return;
	}
	v->picture[v->npicture++] = (struct gat_picture){ data, (uint8_t)type };
}

/* An image object that was entered. Type may stand behind Data. */
static void
image(struct gat_reader *r, const struct gat_field *f)
{
	struct gat_seen seen = { .known = { 0 }, .other.n = 0 };
	const struct gat_field *g;
	struct slice text, data = { NULL, 0 };
	int64_t type = TYPE_NOT_SAID;
	bool typed = true, twice, nested;

	while (gat_next_field(r, &seen, &g, &twice)) {
		if (twice)
			gat_trouble(r, GAT_TWICE, g ? g->name : f->name);
		if (!g)
			continue;
		if (g->kind != GAT_TYPE && g->kind != GAT_DATA) {
			scan_skip(&r->s);
			continue;
		}
		if (!gat_scalar(r, &text, &nested))
			return;
		if (nested)
			gat_trouble(r, GAT_BAD_PICTURE, g->name);
		if (g->kind == GAT_DATA)
			data = text;
		else if (text.n)
			typed = scan_integer(slice_trim(text), &type) && type >= 0 && type <= 255;
	}
	if (!r->s.fault)
		keep(r, f, type, typed, data);
}

static void
images(struct gat_reader *r, const struct gat_field *f)
{
	struct scan_value v;

	switch (gat_peek(r)) {
	case '{':
		if (scan_value(&r->s, &v))
			image(r, f);
		break;
	case '[':
		if (!scan_value(&r->s, &v))
			return;
		while (scan_item(&r->s)) {
			if (gat_peek(r) == '{' && scan_value(&r->s, &v)) {
				image(r, f);
			} else if (scan_skip(&r->s)) {
				gat_trouble(r, GAT_BAD_PICTURE, f->name);
			}
		}
		break;
	default:			/* "", null */
		scan_skip(&r->s);
	}
}

/* SubImageList holds SubImageInfoObject; some devices leave one of the two out. */
void
gat_images(struct gat_reader *r, const struct gat_field *f)
{
	struct gat_seen seen = { .known = { 0 }, .other.n = 0 };
	const struct gat_field *g;
	struct scan_value v;
	bool twice;

	if (f->kind == GAT_IMAGE || gat_peek(r) != '{') {
		images(r, f);
		return;
	}
	if (!scan_value(&r->s, &v))
		return;
	while (gat_next_field(r, &seen, &g, &twice)) {
		if (twice)
			gat_trouble(r, GAT_TWICE, g ? g->name : f->name);
		if (g && g->kind == GAT_IMAGE)
			images(r, g);
		else if (g)
			scan_skip(&r->s);
	}
}

bool
gat_picture_bytes(struct slice data, struct arena *a, struct slice *ret)
{
	uint8_t *out = arena_alloc(a, BASE64_BYTES(data.n));
	size_t n;

	if (!data.n || !base64_decode(data, out, &n))
		return false;
	*ret = (struct slice){ (const char *)out, n };
	return true;
}

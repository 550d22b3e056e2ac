/* SPDX-License-Identifier: Apache-2.0 */
/* convert_feature.c - one thing of the source: which layer, which name, is its geometry sound; then it is written. */
#include <cpl_conv.h>
#include <ogr_srs_api.h>

#include "map/convert_.h"

struct tags {
	OGRFeatureH f;
	struct slice other;
	char text[4][MAP_TEXT_MAX + 1];	/* of the last values asked for */
	unsigned turn;
};

static struct slice
column(OGRFeatureH f, const char *key)
{
	int i = OGR_F_GetFieldIndex(f, key);

	return i < 0 || !OGR_F_IsFieldSetAndNotNull(f, i) ? (struct slice){ NULL, 0 } : slice_of(OGR_F_GetFieldAsString(f, i));
}

static struct slice
tag(void *ctx, const char *key)
{
	struct tags *t = ctx;
	struct slice v = column(t->f, key);

	return v.n || !t->other.n ? v : map_other_tag(t->other, key, t->text[t->turn++ % 4]);
}

static struct convert_layer *
layer_of(struct convert *c, OGRLayerH layer)
{
	OGRSpatialReferenceH has;
	struct convert_layer *l;

	for (int i = 0; i < c->nseen; i++)
		if (c->seen[i].layer == layer)
			return &c->seen[i];
	if (c->nseen == CONVERT_LAYERS_MAX)
		return NULL;
	l = &c->seen[c->nseen++];
	*l = (struct convert_layer){ .layer = layer };
	has = OGR_L_GetSpatialRef(layer);
	if (has && !OSRIsSame(has, c->wgs84))
		l->to_wgs84 = OCTNewCoordinateTransformation(has, c->wgs84);
	return l;
}

static int
points(OGRGeometryH g, int deep)
{
	int n = OGR_G_GetPointCount(g), parts = OGR_G_GetGeometryCount(g);

	for (int i = 0; i < parts && n <= CONVERT_POINTS_MAX; i++)
		n = deep > 8 ? CONVERT_POINTS_MAX + 1 : n + points(OGR_G_GetGeometryRef(g, i), deep + 1);
	return n;
}

/* On the earth, within what web mercator can show, and not endless. */
static bool
sound(OGRGeometryH g, OGREnvelope *e)
{
	if (!g || OGR_G_IsEmpty(g) || points(g, 0) > CONVERT_POINTS_MAX)
		return false;
	OGR_G_GetEnvelope(g, e);
	return e->MinX >= -180 && e->MaxX <= 180 && e->MinY >= -85 && e->MaxY <= 85;	/* false for NaN too */
}

static enum map_shape
shape_of(OGRGeometryH g)
{
	switch (wkbFlatten(OGR_G_GetGeometryType(g))) {
	case wkbPoint: case wkbMultiPoint:
		return MAP_POINT;
	case wkbLineString: case wkbMultiLineString:
		return MAP_LINE;
	case wkbPolygon: case wkbMultiPolygon:
		return MAP_AREA;
	default:
		return 0;
	}
}

static void
set_text(OGRFeatureH f, const char *key, struct slice v)
{
	char text[MAP_TEXT_MAX + 1];
	struct slice name = map_name(v, text);

	if (!name.n)
		return;
	text[(size_t)(name.p - text) + name.n] = 0;
	OGR_F_SetFieldString(f, OGR_F_GetFieldIndex(f, key), name.p);
}

/* The Chinese name where there is one: the map is read by Chinese officers. */
static void
set_name(OGRFeatureH out, struct tags *t)
{
	static const char *const order[] = { "name:zh", "name:zh-Hans", "name_zh", "name" };
	struct slice v = { NULL, 0 };

	for (size_t i = 0; i < N_ELEMS(order) && !v.n; i++)
		v = tag(t, order[i]);
	set_text(out, "name", v);
	set_text(out, "ref", tag(t, "ref"));
}

static bool
write_out(struct convert *c, const struct map_kind *k, struct tags *t, OGRGeometryH g)
{
	OGRLayerH layer = c->out[k->layer][k->min_zoom];
	OGRFeatureH out = OGR_F_Create(OGR_L_GetLayerDefn(layer));
	OGRGeometryH edge = k->layer == MAP_BOUNDARY && shape_of(g) == MAP_AREA ? OGR_G_Boundary(g) : NULL;
	OGRErr e;

	set_text(out, "class", slice_of(k->class_name));
	set_name(out, t);
	(void)OGR_F_SetGeometry(out, edge ? edge : g);
	if (edge)
		OGR_G_DestroyGeometry(edge);
	e = OGR_L_CreateFeature(layer, out);
	OGR_F_Destroy(out);
	return e == OGRERR_NONE;
}

bool
convert_feature(struct convert *c, OGRLayerH layer, OGRFeatureH f)
{
	struct convert_layer *l = layer_of(c, layer);
	OGRGeometryH g = OGR_F_GetGeometryRef(f);
	struct tags t = { .f = f, .other = column(f, "other_tags") };
	struct map_kind k;
	OGREnvelope box;

	c->skipped++;
	if (!l || !g || !shape_of(g) || !map_kind_of(tag, &t, shape_of(g), &k))
		return true;
	if (l->to_wgs84 && OGR_G_Transform(g, l->to_wgs84) != OGRERR_NONE)
		return true;
	if (!sound(g, &box))
		return true;
	if (!write_out(c, &k, &t, g))
		return false;
	c->skipped--;
	c->kept++;
	return true;
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "map/kind.h"

static const char *const layer_name[MAP_LAYERS] = { "road", "water", "landuse", "built", "place", "boundary" };

/* What a thing of each layer may be: a lake is an area, a stream a line. */
static const unsigned shapes[MAP_LAYERS] = { MAP_LINE, MAP_LINE | MAP_AREA, MAP_AREA, MAP_AREA, MAP_POINT, MAP_LINE | MAP_AREA };

static const struct row {
	const char *key, *value;	/* value NULL: any but "no" */
	enum map_layer layer;
	const char *class_name;
	int min_zoom;
} rows[] = {
	{ "highway", "motorway", MAP_ROAD, "motorway", 8 }, { "highway", "trunk", MAP_ROAD, "trunk", 8 },
	{ "highway", "primary", MAP_ROAD, "primary", 8 }, { "highway", "secondary", MAP_ROAD, "secondary", 10 },
	{ "highway", "tertiary", MAP_ROAD, "tertiary", 11 }, { "highway", "motorway_link", MAP_ROAD, "tertiary", 11 },
	{ "highway", "trunk_link", MAP_ROAD, "tertiary", 11 }, { "highway", "primary_link", MAP_ROAD, "tertiary", 11 },
	{ "highway", "secondary_link", MAP_ROAD, "tertiary", 12 }, { "highway", "tertiary_link", MAP_ROAD, "residential", 12 },
	{ "highway", "residential", MAP_ROAD, "residential", 12 }, { "highway", "unclassified", MAP_ROAD, "residential", 12 },
	{ "highway", "living_street", MAP_ROAD, "residential", 13 }, { "highway", "service", MAP_ROAD, "service", 13 },
	{ "highway", "track", MAP_ROAD, "service", 14 }, { "highway", "pedestrian", MAP_ROAD, "service", 14 },
	{ "natural", "water", MAP_WATER, "water", 8 }, { "waterway", "river", MAP_WATER, "river", 9 },
	{ "waterway", "riverbank", MAP_WATER, "water", 8 }, { "waterway", "canal", MAP_WATER, "canal", 11 },
	{ "waterway", "stream", MAP_WATER, "stream", 13 }, { "landuse", "reservoir", MAP_WATER, "water", 8 },
	{ "natural", "wood", MAP_LANDUSE, "forest", 9 }, { "landuse", "forest", MAP_LANDUSE, "forest", 9 },
	{ "leisure", "park", MAP_LANDUSE, "park", 10 }, { "leisure", "garden", MAP_LANDUSE, "park", 12 },
	{ "landuse", "grass", MAP_LANDUSE, "grass", 12 }, { "landuse", "meadow", MAP_LANDUSE, "meadow", 11 },
	{ "landuse", "farmland", MAP_LANDUSE, "farmland", 10 }, { "landuse", "orchard", MAP_LANDUSE, "orchard", 11 },
	{ "landuse", "cemetery", MAP_LANDUSE, "cemetery", 12 }, { "natural", "scrub", MAP_LANDUSE, "scrub", 11 },
	{ "landuse", "industrial", MAP_LANDUSE, "industrial", 10 }, { "landuse", "commercial", MAP_LANDUSE, "commercial", 11 },
	{ "landuse", "retail", MAP_LANDUSE, "commercial", 11 }, { "landuse", "residential", MAP_LANDUSE, "residential", 10 },
	{ "building", NULL, MAP_BUILT, "building", 13 },
	{ "place", "city", MAP_PLACE, "city", 8 }, { "place", "district", MAP_PLACE, "district", 8 },
	{ "place", "county", MAP_PLACE, "district", 8 }, { "place", "town", MAP_PLACE, "town", 9 },
	{ "place", "suburb", MAP_PLACE, "suburb", 11 }, { "place", "village", MAP_PLACE, "village", 12 },
	{ "place", "hamlet", MAP_PLACE, "hamlet", 13 },
	{ "boundary", "administrative", MAP_BOUNDARY, "administrative", 8 },
};

static const struct {		/* for a source that names its layer itself: classes it does not know get these */
	enum map_layer layer;
	const char *class_name;
	int min_zoom;
} plain[MAP_LAYERS] = {
	{ MAP_ROAD, "residential", 12 }, { MAP_WATER, "water", 9 }, { MAP_LANDUSE, "other", 11 }, { MAP_BUILT, "built", 11 },
	{ MAP_PLACE, "village", 12 }, { MAP_BOUNDARY, "administrative", 8 },
};

const char *
map_layer_name(enum map_layer l)
{
	return layer_name[l];
}

static bool
give(const struct row *r, enum map_shape shape, struct map_kind *ret)
{
	if (!(shapes[r->layer] & (unsigned)shape))
		return false;
	*ret = (struct map_kind){ r->layer, r->class_name, r->min_zoom };
	return true;
}

static bool
by_layer(struct slice layer, struct slice cls, enum map_shape shape, struct map_kind *ret)
{
	for (int l = 0; l < MAP_LAYERS; l++) {
		if (!slice_is(layer, layer_name[l]) || !(shapes[l] & (unsigned)shape))
			continue;
		*ret = (struct map_kind){ plain[l].layer, plain[l].class_name, plain[l].min_zoom };
		for (size_t i = 0; i < N_ELEMS(rows); i++)
			if ((int)rows[i].layer == l && slice_is(cls, rows[i].class_name)) {
				*ret = (struct map_kind){ rows[i].layer, rows[i].class_name, rows[i].min_zoom };
				break;
			}
		return true;
	}
	return false;
}

/* The first row that fits decides; "fclass" has the values without their keys. */
static bool
by_tags(map_tag_fn *tag, void *ctx, enum map_shape shape, struct map_kind *ret)
{
	struct slice bare = tag(ctx, "fclass"), v = { NULL, 0 };
	const char *key = "";

	for (size_t i = 0; i < N_ELEMS(rows); i++) {
		const struct row *r = &rows[i];
		if (strcmp(key, r->key))	/* rows of one key stand together: asked for once */
			v = tag(ctx, key = r->key);
		bool fits = r->value ? slice_is(v, r->value) || slice_is(bare, r->value) :
				       (v.n && !slice_is(v, "no")) || slice_is(bare, r->key);
		if (fits && give(r, shape, ret))
			return true;
	}
	return false;
}

/* The lesser a boundary, the closer one has to look: 4 province, 5 city, 6 county, 8 town. */
static bool
boundary_level(map_tag_fn *tag, void *ctx, struct map_kind *k)
{
	int64_t level;

	if (k->layer != MAP_BOUNDARY || !slice_int(tag(ctx, "admin_level"), &level))
		return true;
	k->min_zoom = level <= 6 ? 8 : level <= 8 ? 10 : 12;
	return level >= 2 && level <= 8;
}

bool
map_kind_of(map_tag_fn *tag, void *ctx, enum map_shape shape, struct map_kind *ret)
{
	struct slice layer = tag(ctx, "layer");

	if (!by_layer(layer, tag(ctx, "class"), shape, ret) && !by_tags(tag, ctx, shape, ret))
		return false;
	return boundary_level(tag, ctx, ret);
}

struct slice
map_other_tag(struct slice tags, const char *key, char out[MAP_TEXT_MAX + 1])
{
	size_t want = strlen(key), i = 0;

	while (i < tags.n) {		/* one pair: "key"=>"value" */
		bool mine = false, is_value = false;
		size_t from, n = 0;
		for (int part = 0; part < 2; part++, is_value = true) {
			while (i < tags.n && tags.p[i] != '"')
				i++;
			from = ++i;
			for (; i < tags.n && tags.p[i] != '"'; i++) {
				if (tags.p[i] == '\\' && i + 1 < tags.n)
					i++;
				if (is_value && n < MAP_TEXT_MAX)
					out[n++] = tags.p[i];
			}
			if (!is_value)
				mine = i <= tags.n && i - from == want && !memcmp(tags.p + from, key, want);
			i++;
		}
		out[n] = 0;
		if (mine && n && i <= tags.n)	/* its end was there */
			return (struct slice){ out, n };
	}
	return (struct slice){ NULL, 0 };
}

struct slice
map_name(struct slice raw, char out[MAP_TEXT_MAX + 1])
{
	size_t n = 0;

	for (size_t i = 0; i < raw.n && n < MAP_TEXT_MAX; i++)
		out[n++] = (unsigned char)raw.p[i] < 0x20 || raw.p[i] == 0x7f ? ' ' : raw.p[i];
	while (n && !utf8_valid((struct slice){ out, n }))
		n--;
	out[n] = 0;
	return slice_trim((struct slice){ out, n });
}

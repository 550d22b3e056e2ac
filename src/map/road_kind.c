/* SPDX-License-Identifier: Apache-2.0 */
#include "map/road_kind.h"

#include <stdio.h>

#define LIMIT_MOST 200

const char *
road_count_name(enum road_count c)
{
	static const char *const name[ROAD_COUNTS] = {
#define ROAD_COUNT(name_, title) #name_,
#include "map/road_count.def"
#undef ROAD_COUNT
	};

	return name[c];
}

static const char *const class_names[ROAD_CLASSES] = { "motorway", "national", "provincial", "county", "urban", "street" };

const char *
road_class_text(enum road_class c)
{
	return class_names[c];
}

bool
road_class_named(struct slice name, enum road_class *ret)
{
	for (int i = 0; i < ROAD_CLASSES; i++)
		if (slice_is(name, class_names[i])) {
			*ret = (enum road_class)i;
			return true;
		}
	return false;
}

/* ---- class ---- */

static const struct {
	const char *word;
	enum road_count drop;		/* ROAD_KEPT: by class */
	enum road_class class;
} highways[] = {
	{ "motorway", ROAD_KEPT, ROAD_MOTORWAY }, { "motorway_link", ROAD_KEPT, ROAD_MOTORWAY }, { "trunk", ROAD_KEPT, ROAD_NATIONAL }, { "trunk_link", ROAD_KEPT, ROAD_NATIONAL },
	{ "primary", ROAD_KEPT, ROAD_URBAN }, { "primary_link", ROAD_KEPT, ROAD_URBAN }, { "secondary", ROAD_KEPT, ROAD_URBAN }, { "secondary_link", ROAD_KEPT, ROAD_URBAN },
	{ "tertiary", ROAD_KEPT, ROAD_URBAN }, { "tertiary_link", ROAD_KEPT, ROAD_URBAN }, { "unclassified", ROAD_KEPT, ROAD_STREET }, { "residential", ROAD_KEPT, ROAD_STREET },
	{ "living_street", ROAD_KEPT, ROAD_STREET }, { "service", ROAD_KEPT, ROAD_STREET }, { "road", ROAD_KEPT, ROAD_STREET }, { "busway", ROAD_KEPT, ROAD_STREET },
	{ "footway", ROAD_COUNT_footway, 0 }, { "path", ROAD_COUNT_footway, 0 }, { "steps", ROAD_COUNT_footway, 0 }, { "pedestrian", ROAD_COUNT_footway, 0 },
	{ "cycleway", ROAD_COUNT_footway, 0 }, { "bridleway", ROAD_COUNT_footway, 0 }, { "corridor", ROAD_COUNT_footway, 0 }, { "elevator", ROAD_COUNT_footway, 0 },
	{ "platform", ROAD_COUNT_footway, 0 }, { "track", ROAD_COUNT_footway, 0 }, { "via_ferrata", ROAD_COUNT_footway, 0 },
	{ "construction", ROAD_COUNT_unbuilt, 0 }, { "proposed", ROAD_COUNT_unbuilt, 0 }, { "abandoned", ROAD_COUNT_unbuilt, 0 }, { "razed", ROAD_COUNT_unbuilt, 0 },
	{ "disused", ROAD_COUNT_unbuilt, 0 }, { "planned", ROAD_COUNT_unbuilt, 0 },
};

/* A numbered road is what its number says: a national road through a town is drawn as any street there. */
static enum road_class
by_number(enum road_class class, const char *number)
{
	if (class == ROAD_MOTORWAY || !*number)
		return class;
	return *number == 'G' ? ROAD_NATIONAL : *number == 'S' ? ROAD_PROVINCIAL : ROAD_COUNTY;
}

static enum road_count
set_class(map_tag_fn *tag, void *ctx, struct road_kind *k)
{
	struct slice own = tag(ctx, "road_class"), word = tag(ctx, "highway");

	if (own.n)
		return road_class_named(own, &k->class) ? ROAD_KEPT : ROAD_COUNT_unknown_class;
	if (!word.n)
		word = tag(ctx, "fclass");
	if (!word.n && slice_is(tag(ctx, "layer"), "road"))
		word = tag(ctx, "class");
	if (!word.n)
		return ROAD_COUNT_other;
	for (size_t i = 0; i < N_ELEMS(highways); i++)
		if (slice_is(word, highways[i].word)) {
			k->class = highways[i].class;
			return highways[i].drop;
		}
	return ROAD_COUNT_unknown_class;
}

/* ---- what is read of it ---- */

static struct slice
first_of(struct slice list)
{
	struct slice rest = list, one = list;

	return slice_cut(&rest, ';', &one) ? slice_trim(one) : list;
}

static void
set_names(map_tag_fn *tag, void *ctx, struct road_kind *k)
{
	static const char *const order[] = { "name:zh", "name:zh-Hans", "name_zh", "name" };
	struct slice name = { NULL, 0 };
	struct road_said said;

	for (size_t i = 0; i < N_ELEMS(order) && !name.n; i++)
		name = tag(ctx, order[i]);
	name = map_name(name, k->name);
	k->name[name.n ? (size_t)(name.p - k->name) + name.n : 0] = 0;
	if (name.n && name.p != k->name)
		memmove(k->name, name.p, name.n + 1);
	if (road_said(first_of(tag(ctx, "ref")), &said) || road_said(first_of(tag(ctx, "number")), &said))
		memcpy(k->number, said.number, sizeof k->number);
}

/* "60", "60 km/h", "30 mph"; 0 where it is not a number of those. */
static uint16_t
speed_of(struct slice text)
{
	int64_t v = 0;
	size_t n = 0;
	bool miles;

	while (n < text.n && n < 3 && text.p[n] >= '0' && text.p[n] <= '9')
		v = v * 10 + (text.p[n++] - '0');
	text = slice_trim((struct slice){ text.p + n, text.n - n });
	miles = slice_is(text, "mph");
	if (!n || (text.n && !miles && !slice_is(text, "km/h") && !slice_is(text, "kmh")))
		return 0;
	v = miles ? (v * 1609 + 500) / 1000 : v;
	return v > LIMIT_MOST ? 0 : (uint16_t)v;
}

static void
set_limit(map_tag_fn *tag, void *ctx, struct road_kind *k)
{
	struct slice text = tag(ctx, "maxspeed");

	if (!text.n)
		text = tag(ctx, "limit_kmh");
	if (!text.n || slice_is(text, "0"))	/* a shapefile's "not said" */
		return;
	k->limit_kmh = speed_of(first_of(text));
	if (k->limit_kmh < 5)
		k->limit_kmh = 0;
	k->limit_unread = !k->limit_kmh;
}

static void
set_oneway(map_tag_fn *tag, void *ctx, struct road_kind *k)
{
	static const char *const with[] = { "yes", "true", "1", "F" }, *const against[] = { "-1", "reverse", "T" }, *const both[] = { "no", "false", "0", "B" };
	struct slice text = tag(ctx, "oneway"), junction = tag(ctx, "junction");
	bool known = !text.n;

	k->oneway = !text.n && (slice_is(junction, "roundabout") || slice_is(junction, "circular") || slice_is(tag(ctx, "highway"), "motorway"));
	for (size_t i = 0; i < N_ELEMS(with); i++)
		if (slice_is(text, with[i]))
			k->oneway = known = true;
	for (size_t i = 0; i < N_ELEMS(against); i++)
		if (slice_is(text, against[i]))
			k->oneway = k->reversed = known = true;
	for (size_t i = 0; i < N_ELEMS(both); i++)
		known |= slice_is(text, both[i]);
	k->oneway_unread = !known;
}

enum road_count
road_kind_of(map_tag_fn *tag, void *ctx, struct road_kind *ret)
{
	enum road_count drop;
	int64_t lanes;

	*ret = (struct road_kind){ 0 };
	if ((drop = set_class(tag, ctx, ret)) != ROAD_KEPT)
		return drop;
	if (slice_is(tag(ctx, "area"), "yes"))
		return ROAD_COUNT_area;
	set_names(tag, ctx, ret);
	if (!tag(ctx, "road_class").n)
		ret->class = by_number(ret->class, ret->number);
	set_limit(tag, ctx, ret);
	set_oneway(tag, ctx, ret);
	if (slice_int(first_of(tag(ctx, "lanes")), &lanes) && lanes > 0 && lanes <= 16)
		ret->lanes = (uint8_t)lanes;
	return ROAD_KEPT;
}

/* ---- posts ---- */

/* "12.5" or "12+500" -> metres */
static bool
km_of(struct slice text, int32_t *ret)
{
	char words[48];
	struct road_said said;
	int n = snprintf(words, sizeof words, "G1 %.*s%s", (int)(text.n < 20 ? text.n : 20), text.n ? text.p : "", memchr(text.p ? text.p : "", '+', text.n) ? "" : "km");

	if (!text.n || n <= 0 || n >= (int)sizeof words || !road_said(slice_of(words), &said) || said.km_m == ROAD_NO_KM)
		return false;
	*ret = said.km_m;
	return true;
}

bool
road_post_of(map_tag_fn *tag, void *ctx, struct road_said *ret, bool *ret_post)
{
	static const char *const kms[] = { "distance", "pk", "km" }, *const refs[] = { "road_ref", "ref", "number" };
	int32_t km = ROAD_NO_KM;
	bool good = false;

	*ret_post = slice_is(tag(ctx, "highway"), "milestone") || slice_is(tag(ctx, "fclass"), "milestone");
	if (!*ret_post)
		return false;
	for (size_t i = 0; i < N_ELEMS(kms) && km == ROAD_NO_KM; i++)
		if (!km_of(tag(ctx, kms[i]), &km))
			km = ROAD_NO_KM;
	for (size_t i = 0; i < N_ELEMS(refs) && !good; i++)
		good = road_said(first_of(tag(ctx, refs[i])), ret);
	ret->km_m = km;
	return good && km != ROAD_NO_KM;
}

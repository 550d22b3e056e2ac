/* SPDX-License-Identifier: Apache-2.0 */
#include "terminal/zone_shape.h"

#include <math.h>
#include <stdlib.h>
#include "net/json.h"

#define CELL_E7 100000		/* 0.01 degrees: a kilometre */
#define CELLS_EACH 40000	/* of one zone; larger ones are compared always */

/* ---- from text ---- */

static bool
corner(double lon, double lat, struct point *ret)
{
	if (!(lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90))
		return false;
	*ret = (struct point){ (int32_t)lround(lon * 1e7), (int32_t)lround(lat * 1e7) };
	return point_valid(*ret);
}

static const char *
from_pairs(struct slice text, struct zone_shape *s)
{
	char word[48], *end;
	struct slice one;

	while (slice_cut(&text, ' ', &one)) {
		double lon, lat;
		one = slice_trim(one);
		if (!one.n)
			continue;
		if (s->n == ZONE_CORNERS)
			return "边界点过多（至多2000）|more corners than 2000";
		if (one.n >= sizeof word)
			return "无法读出坐标|coordinates that cannot be read";
		memcpy(word, one.p, one.n);
		word[one.n] = 0;
		lon = strtod(word, &end);
		if (end == word || *end != ',')
			return "无法读出坐标|coordinates that cannot be read";
		lat = strtod(end + 1, &end);
		if (*end || !corner(lon, lat, &s->corner[s->n]))
			return "坐标不在地球上|coordinates off the earth";
		s->n++;
	}
	return NULL;
}

static const char *
from_ring(const json_t *ring, struct zone_shape *s)
{
	if (!json_is_array(ring))
		return "不是多边形|not a polygon";
	if (json_array_size(ring) > ZONE_CORNERS)
		return "边界点过多（至多2000）|more corners than 2000";
	for (size_t i = 0; i < json_array_size(ring); i++) {
		const json_t *p = json_array_get(ring, i);
		if (json_array_size(p) < 2 || !corner(json_number_value(json_array_get(p, 0)), json_number_value(json_array_get(p, 1)), &s->corner[s->n]))
			return "坐标不在地球上|coordinates off the earth";
		s->n++;
	}
	return NULL;
}

static const char *
from_json(struct slice text, struct zone_shape *s)
{
	json_t *all = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, NULL), *g = all;
	const char *why;

	if (json_is_string(json_object_get(all, "type")) && json_object_get(all, "geometry"))
		g = json_object_get(all, "geometry");
	if (!slice_is(json_slice(json_object_get(g, "type")), "Polygon"))
		why = "不是多边形|not a polygon";
	else if (json_array_size(json_object_get(g, "coordinates")) != 1)
		why = "多边形不能有内环|a polygon with holes";
	else
		why = from_ring(json_array_get(json_object_get(g, "coordinates"), 0), s);
	json_decref(all);
	return why;
}

static void
enclose(struct zone_shape *s)
{
	s->low = s->high = s->corner[0];
	for (uint32_t i = 1; i < s->n; i++) {
		const struct point *p = &s->corner[i];
		s->low.lon_e7 = p->lon_e7 < s->low.lon_e7 ? p->lon_e7 : s->low.lon_e7;
		s->low.lat_e7 = p->lat_e7 < s->low.lat_e7 ? p->lat_e7 : s->low.lat_e7;
		s->high.lon_e7 = p->lon_e7 > s->high.lon_e7 ? p->lon_e7 : s->high.lon_e7;
		s->high.lat_e7 = p->lat_e7 > s->high.lat_e7 ? p->lat_e7 : s->high.lat_e7;
	}
}

const char *
zone_shape_read(struct slice text, struct arena *a, struct zone_shape *ret)
{
	struct zone_shape s = { .corner = arena_array(a, struct point, ZONE_CORNERS) };
	const char *why;

	text = slice_trim(text);
	why = text.n && text.p[0] == '{' ? from_json(text, &s) : from_pairs(text, &s);
	if (why)
		return why;
	if (s.n > 1 && s.corner[0].lon_e7 == s.corner[s.n - 1].lon_e7 && s.corner[0].lat_e7 == s.corner[s.n - 1].lat_e7)
		s.n--;
	if (s.n < 3)
		return "边界至少三个点|a border has three corners at least";
	enclose(&s);
	if (s.high.lon_e7 - (int64_t)s.low.lon_e7 > 50000000 || s.high.lat_e7 - (int64_t)s.low.lat_e7 > 50000000)
		return "范围过大（至多5度）|larger than five degrees";
	if (s.high.lon_e7 == s.low.lon_e7 || s.high.lat_e7 == s.low.lat_e7)
		return "没有面积|without an area";
	*ret = s;
	return NULL;
}

/* ---- what lies where ---- */

bool
zone_shape_holds(const struct zone_shape *s, struct point p)
{
	bool in = false;

	if (p.lon_e7 < s->low.lon_e7 || p.lon_e7 > s->high.lon_e7 || p.lat_e7 < s->low.lat_e7 || p.lat_e7 > s->high.lat_e7)
		return false;
	for (uint32_t i = 0, j = s->n - 1; i < s->n; j = i++) {
		const struct point *a = &s->corner[i], *b = &s->corner[j];
		if ((a->lat_e7 > p.lat_e7) != (b->lat_e7 > p.lat_e7) && (double)(p.lon_e7 - (int64_t)a->lon_e7) <
		    ((double)b->lon_e7 - a->lon_e7) * ((double)p.lat_e7 - a->lat_e7) / ((double)b->lat_e7 - a->lat_e7))
			in = !in;
	}
	return in;
}

struct in_cell {
	uint32_t zone : 31, whole : 1;	/* whole: all of the cell lies in it */
};
struct cell {
	int64_t key;			/* 0: empty */
	struct in_cell *zone;
	uint32_t n, cap;
};
struct zone_grid {
	struct zone_shape *shape;
	size_t n;
	struct cell *cell;
	size_t cap, ncell;
	uint32_t *large;
	size_t nlarge;
};

static int64_t
line(int32_t v)
{
	return ((int64_t)v + 2000000000) / CELL_E7;
}

static int64_t
key_of(int64_t x, int64_t y)
{
	return x << 20 | y | INT64_C(1) << 60;
}

static struct cell *
find(struct cell *cell, size_t cap, int64_t key)
{
	size_t i = (size_t)((uint64_t)key * 0x9e3779b97f4a7c15ull >> 24) & (cap - 1);

	while (cell[i].key && cell[i].key != key)
		i = (i + 1) & (cap - 1);
	return &cell[i];
}

static void
grow(struct zone_grid *g)
{
	size_t cap = 2 * g->cap;
	struct cell *cell = mem_alloc(mul_size(cap, sizeof *cell));

	for (size_t i = 0; i < g->cap; i++)
		if (g->cell[i].key)
			*find(cell, cap, g->cell[i].key) = g->cell[i];
	mem_free(g->cell);
	g->cell = cell;
	g->cap = cap;
}

static void
add(struct zone_grid *g, int64_t key, uint32_t zone, bool whole)
{
	struct cell *c;

	if (2 * g->ncell >= g->cap)
		grow(g);
	c = find(g->cell, g->cap, key);
	g->ncell += !c->key;
	c->key = key;
	if (c->n == c->cap)
		c->zone = mem_resize(c->zone, mul_size(c->cap = c->cap ? 2 * c->cap : 2, sizeof *c->zone));
	c->zone[c->n++] = (struct in_cell){ zone & 0x7fffffff, whole };
}

/* A border that does not come into a cell leaves it whole inside or whole outside. Asked of each edge's own enclosing square: cells
 * near a slanting edge are taken for touched, which costs a comparison and no error. */
static bool
touched(const struct zone_shape *s, struct point low, struct point high)
{
	for (uint32_t i = 0, j = s->n - 1; i < s->n; j = i++) {
		const struct point *a = &s->corner[i], *b = &s->corner[j];
		if ((a->lon_e7 >= low.lon_e7 || b->lon_e7 >= low.lon_e7) && (a->lon_e7 <= high.lon_e7 || b->lon_e7 <= high.lon_e7) &&
		    (a->lat_e7 >= low.lat_e7 || b->lat_e7 >= low.lat_e7) && (a->lat_e7 <= high.lat_e7 || b->lat_e7 <= high.lat_e7))
			return true;
	}
	return false;
}

static void
add_zone(struct zone_grid *g, uint32_t zone)
{
	const struct zone_shape *s = &g->shape[zone];
	int64_t x0 = line(s->low.lon_e7), x1 = line(s->high.lon_e7), y0 = line(s->low.lat_e7), y1 = line(s->high.lat_e7);

	if ((x1 - x0 + 1) * (y1 - y0 + 1) > CELLS_EACH) {
		g->large[g->nlarge++] = zone;
		return;
	}
	for (int64_t x = x0; x <= x1; x++)
		for (int64_t y = y0; y <= y1; y++) {
			struct point low = { (int32_t)(x * CELL_E7 - 2000000000), (int32_t)(y * CELL_E7 - 2000000000) };
			struct point high = { low.lon_e7 + CELL_E7, low.lat_e7 + CELL_E7 };
			bool on_border = touched(s, low, high);
			if (on_border || zone_shape_holds(s, low))
				add(g, key_of(x, y), zone, !on_border);
		}
}

struct zone_grid *
zone_grid_new(const struct zone_shape *shape, size_t n)
{
	struct zone_grid *g = mem_alloc(sizeof *g);

	*g = (struct zone_grid){ .n = n, .cap = 1024 };
	g->cell = mem_alloc(g->cap * sizeof *g->cell);
	g->shape = mem_alloc(mul_size(n + 1, sizeof *g->shape));
	g->large = mem_alloc(mul_size(n + 1, sizeof *g->large));
	for (size_t i = 0; i < n; i++) {
		g->shape[i] = shape[i];
		g->shape[i].corner = mem_alloc(mul_size(shape[i].n, sizeof *shape[i].corner));
		memcpy(g->shape[i].corner, shape[i].corner, shape[i].n * sizeof *shape[i].corner);
		add_zone(g, (uint32_t)i);
	}
	return g;
}

void
zone_grid_free(struct zone_grid *g)
{
	if (!g)
		return;
	for (size_t i = 0; i < g->cap; i++)
		mem_free(g->cell[i].zone);
	for (size_t i = 0; i < g->n; i++)
		mem_free(g->shape[i].corner);
	mem_free(g->cell);
	mem_free(g->shape);
	mem_free(g->large);
	mem_free(g);
}

static size_t
put(uint32_t ret[ZONES_AT], size_t n, uint32_t zone)
{
	size_t at = n;

	if (n == ZONES_AT)
		return n;
	for (; at && ret[at - 1] > zone; at--)
		ret[at] = ret[at - 1];
	ret[at] = zone;
	return n + 1;
}

size_t
zone_grid_at(const struct zone_grid *g, struct point p, uint32_t ret[ZONES_AT])
{
	const struct cell *c = find(g->cell, g->cap, key_of(line(p.lon_e7), line(p.lat_e7)));
	size_t n = 0;

	for (uint32_t i = 0; i < c->n; i++)
		if (c->zone[i].whole || zone_shape_holds(&g->shape[c->zone[i].zone], p))
			n = put(ret, n, c->zone[i].zone);
	for (size_t i = 0; i < g->nlarge; i++)
		if (zone_shape_holds(&g->shape[g->large[i]], p))
			n = put(ret, n, g->large[i]);
	return n;
}

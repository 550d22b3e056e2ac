/* SPDX-License-Identifier: Apache-2.0 */
#include "city/basemap.h"

#include <math.h>
#include <stdio.h>

#include "base/buf.h"
#include "base/limits.h"
#include "demo/places.h"
#include "demo/roads.h"

struct sheet {
	struct buf b;
	bool any;
};

static void
begin(struct sheet *s, const char *layer, const char *class, const char *name, const char *ref)
{
	buf_puts(&s->b, s->any ? ",\n" : "\n");
	s->any = true;
	buf_printf(&s->b, "{\"type\":\"Feature\",\"properties\":{\"layer\":\"%s\",\"class\":\"%s\"", layer, class);
	if (name) {
		buf_puts(&s->b, ",\"name\":");
		buf_json(&s->b, slice_of(name));
	}
	if (ref)
		buf_printf(&s->b, ",\"ref\":\"%s\"", ref);
	buf_puts(&s->b, "},\"geometry\":{\"type\":");
}

static void
point(struct sheet *s, struct point p)
{
	buf_printf(&s->b, "[%.6f,%.6f]", p.lon_e7 / 1e7, p.lat_e7 / 1e7);
}

/* Arcs of one road that follow each other make one line. */
static void
put_roads(struct sheet *s, const struct roads *r, struct arena *a)
{
	static const char *const class[ROAD_CLASSES] = { "motorway", "trunk", "primary", "secondary", "tertiary", "residential" };
	bool *done = arena_array(a, bool, r->narc);

	for (uint32_t i = 0; i < r->narc; i++) {
		const struct road *road = &r->road[r->arc[i].road];
		uint32_t at = i;
		if (done[i])
			continue;
		for (bool more = true; more;) {	/* back to where this run begins */
			more = false;
			const struct road_node *n = &r->node[r->arc[at].from];
			for (uint32_t k = 0; k < n->n && !more; k++) {
				uint32_t in = r->arc[n->first + k].back;
				if (r->arc[in].road == r->arc[i].road && in != r->arc[at].back && !done[in] && in != i)
					at = in, more = true;
			}
		}
		begin(s, "road", class[road->class], road->name, road->ref);
		buf_puts(&s->b, "\"LineString\",\"coordinates\":[");
		point(s, r->node[r->arc[at].from].at);
		for (bool more = true; more;) {
			done[at] = done[r->arc[at].back] = true;
			buf_puts(&s->b, ",");
			point(s, r->node[r->arc[at].to].at);
			more = false;
			const struct road_node *n = &r->node[r->arc[at].to];
			for (uint32_t k = 0; k < n->n && !more; k++)
				if (r->arc[n->first + k].road == r->arc[i].road && !done[n->first + k])
					at = n->first + k, more = true;
		}
		buf_puts(&s->b, "]}}");
	}
}

static void
ring(struct sheet *s, double lon, double lat, double east_m, double north_m, int corners, double rough)
{
	buf_puts(&s->b, "\"Polygon\",\"coordinates\":[[");
	for (int i = 0; i <= corners; i++) {
		double turn = 2 * M_PI * (i % corners) / corners, k = 1 + rough * sin(turn * 3 + lon * 50) + rough * 0.6 * cos(turn * 5 + lat * 70);
		if (i)
			buf_putc(&s->b, ',');
		point(s, (struct point){ (int32_t)((lon + cos(turn) * east_m * k / 89200) * 1e7), (int32_t)((lat + sin(turn) * north_m * k / 111000) * 1e7) });
	}
	buf_puts(&s->b, "]]}}");
}

static void
put_places(struct sheet *s, const struct roads *r)
{
	for (size_t i = 0; i < demo_nplace; i++) {
		bool brigade = !strcmp(demo_place[i].level, "brigade"), squadron = !strcmp(demo_place[i].level, "squadron");
		double wide = !strcmp(demo_place[i].login, "zhangdian") ? 3600 : brigade ? 2600 : 1250;
		if (!brigade && !squadron)
			continue;
		begin(s, "built", "residential", NULL, NULL);
		ring(s, demo_place[i].lon, demo_place[i].lat, wide, wide, 28, 0.06);
		begin(s, "place", !strcmp(demo_place[i].login, "zhangdian") ? "city" : brigade ? "district" : "town", demo_place[i].short_name, NULL);
		buf_puts(&s->b, "\"Point\",\"coordinates\":");
		point(s, (struct point){ (int32_t)(demo_place[i].lon * 1e7), (int32_t)(demo_place[i].lat * 1e7) });
		buf_puts(&s->b, "}}");
	}
	(void)r;
}

static void
put_river(struct sheet *s, const char *name, double lon, double lat, double to_lon, double to_lat, double bend)
{
	double wide = 0.0012;

	begin(s, "water", "river", name, NULL);
	buf_puts(&s->b, "\"Polygon\",\"coordinates\":[[");
	for (int side = 0; side < 2; side++)
		for (int i = 0; i <= 40; i++) {
			double t = (side ? 40 - i : i) / 40.0, off = bend * sin(t * 9) + bend * 0.4 * sin(t * 23) + (side ? wide : 0);
			point(s, (struct point){ (int32_t)((lon + (to_lon - lon) * t + off) * 1e7), (int32_t)((lat + (to_lat - lat) * t + off * 0.6) * 1e7) });
			buf_putc(&s->b, ',');
		}
	point(s, (struct point){ (int32_t)(lon * 1e7), (int32_t)(lat * 1e7) });
	buf_puts(&s->b, "]]}}");
}

static void
put_nature(struct sheet *s)
{
	put_river(s, "模拟河一", 117.905, 36.42, 118.02, 37.10, 0.012);
	put_river(s, "模拟河二", 118.33, 36.60, 118.24, 37.02, 0.010);
	put_river(s, "模拟河三", 117.60, 37.23, 118.10, 37.34, 0.010);
	begin(s, "water", "lake", "文昌湖", NULL);
	ring(s, 117.975, 36.738, 1500, 900, 24, 0.12);
	begin(s, "water", "lake", "模拟水库", NULL);
	ring(s, 118.09, 36.245, 1800, 1100, 24, 0.15);
	begin(s, "landuse", "forest", NULL, NULL);
	ring(s, 117.98, 36.38, 9000, 7000, 32, 0.15);
	begin(s, "landuse", "forest", NULL, NULL);
	ring(s, 118.20, 36.48, 8000, 6000, 32, 0.18);
}

enum err
basemap_write(const char *path)
{
	struct sheet s = { .any = false };
	struct roads r;
	struct arena a;
	FILE *f;
	enum err e = E_OK;

	arena_init(&a);
	roads_make(&r, &a);
	buf_init(&s.b, MIB(16));
	buf_puts(&s.b, "{\"type\":\"FeatureCollection\",\"simulated\":true,\"attribution\":\"模拟数据 / simulated\",\"features\":[");
	put_nature(&s);
	put_places(&s, &r);
	put_roads(&s, &r, &a);
	buf_puts(&s.b, "\n]}\n");
	if (s.b.full || !(f = fopen(path, "we"))) {
		e = E_STORE;
	} else {
		bool whole = fwrite(s.b.p, 1, s.b.n, f) == s.b.n;
		if (fclose(f) || !whole)
			e = E_STORE;
	}
	buf_free(&s.b);
	arena_free(&a);
	return e;
}

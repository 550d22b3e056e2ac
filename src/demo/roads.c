/* SPDX-License-Identifier: Apache-2.0 */
#include "demo/roads.h"

#include <assert.h>
#include <math.h>

#include "demo/places.h"

#define NODES 4096
#define LINKS 8192			/* undirected */
#define ROADS 1024
#define M_LON (1e7 / 89200.0)		/* degrees x 10^7 a metre, at 36.8 north */
#define M_LAT (1e7 / 111000.0)

struct link {
	uint32_t a, b, road, along_m;
};
struct maker {
	struct road_node *node;
	struct link *link;
	struct road *road;
	uint32_t nnode, nlink, nroad;
	uint32_t centre[128];		/* node of each place, UINT32_MAX: none */
	uint64_t dice;
};

static double
luck(struct maker *m)			/* -1 .. 1 */
{
	uint64_t z = m->dice += 0x9e3779b97f4a7c15ull;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
	return (double)((z ^ (z >> 31)) >> 11) / 4503599627370496.0 - 1;
}

static uint32_t
add_node(struct maker *m, struct point at, size_t place, int weight)
{
	assert(m->nnode < NODES);
	m->node[m->nnode] = (struct road_node){ .at = at, .place = (uint16_t)place, .weight = (uint16_t)weight };
	return m->nnode++;
}

static uint32_t
add_road(struct maker *m, const char *name, const char *ref, enum road_class class)
{
	assert(m->nroad < ROADS);
	m->road[m->nroad] = (struct road){ name, ref, class };
	return m->nroad++;
}

static void
add_link(struct maker *m, uint32_t a, uint32_t b, uint32_t road, uint32_t *along)
{
	assert(m->nlink < LINKS);
	m->link[m->nlink++] = (struct link){ a, b, road, *along };
	*along += (uint32_t)geo_distance_m(m->node[a].at, m->node[b].at);
}

/* ---- streets around a seat ---- */

static const char *const across[] = { "人民路", "中心路", "共青团路", "新村路", "华光路", "联通路", "鲁泰大道", "昌国路", "和平路", "兴学街", "商场街" };
static const char *const upright[] = { "柳泉路", "世纪路", "北京路", "上海路", "重庆路", "南京路", "金晶大道", "西六路", "东一路", "东四路", "西二路" };

static const struct {
	const char *login;
	int size, spacing_m, weight;
} seats[] = {
	{ "zhangdian", 9, 700, 12 }, { "zichuan", 7, 650, 7 }, { "boshan", 7, 600, 6 }, { "linzi", 7, 650, 8 }, { "zhoucun", 7, 600, 6 },
	{ "huantai", 7, 650, 6 }, { "gaoqing", 7, 600, 4 }, { "yiyuan", 7, 600, 4 }, { "gaoxin", 3, 600, 10 }, { "wenchanghu", 3, 700, 2 },
};

static void
street_grid(struct maker *m, size_t place, int size, double spacing, int weight)
{
	uint32_t at[16][16] = { { 0 } };
	double turn = luck(m) * 0.10, s = sin(turn), c = cos(turn);
	int half = size / 2;

	for (int y = 0; y < size; y++)
		for (int x = 0; x < size; x++) {
			double east = (x - half) * spacing + luck(m) * spacing * 0.09, north = (y - half) * spacing + luck(m) * spacing * 0.09;
			int far = abs(x - half) + abs(y - half);
			at[y][x] = add_node(m, (struct point){ (int32_t)(demo_place[place].lon * 1e7 + (east * c - north * s) * M_LON),
				(int32_t)(demo_place[place].lat * 1e7 + (east * s + north * c) * M_LAT) }, place, weight > far ? weight - far : 1);
		}
	m->centre[place] = at[half][half];
	for (int i = 0; i < size; i++) {
		enum road_class class = i % 2 == half % 2 && weight > 2 ? ROAD_URBAN : ROAD_STREET;
		uint32_t row = add_road(m, across[(i + 11 - half) % 11], NULL, class), column = add_road(m, upright[(i + 11 - half) % 11], NULL, class);
		uint32_t along = 0, up = 0;
		for (int k = 0; k + 1 < size; k++) {
			add_link(m, at[i][k], at[i][k + 1], row, &along);
			add_link(m, at[k][i], at[k + 1][i], column, &up);
		}
	}
}

static void
all_grids(struct maker *m)
{
	for (size_t i = 0; i < N_ELEMS(m->centre); i++)
		m->centre[i] = UINT32_MAX;
	for (size_t i = 0; i < N_ELEMS(seats); i++)
		street_grid(m, demo_place_named(seats[i].login), seats[i].size, seats[i].spacing_m, seats[i].weight);
	for (size_t i = 0; i < demo_nplace; i++)
		if (!strcmp(demo_place[i].level, "squadron"))
			street_grid(m, i, strcmp(demo_place[i].parent, "gaoxin") ? 5 : 3, 430, 2);
}

/* ---- roads between them ---- */

/* From a to b by way of bends, a junction each 1.6 km. */
static void
lay(struct maker *m, uint32_t a, uint32_t b, uint32_t road, uint32_t *along)
{
	struct point p = m->node[a].at, q = m->node[b].at;
	double length = geo_distance_m(p, q), bend = luck(m) * length * 0.05;
	int n = (int)(length / 1600) + 1;
	double de = (q.lon_e7 - p.lon_e7) / M_LON, dn = (q.lat_e7 - p.lat_e7) / M_LAT;
	uint32_t last = a;

	for (int i = 1; i < n; i++) {
		double t = (double)i / n, off = sin(t * M_PI) * bend + sin(t * 3 * M_PI) * bend * 0.3;
		struct point at = { (int32_t)(p.lon_e7 + (de * t - dn / length * off) * M_LON), (int32_t)(p.lat_e7 + (dn * t + de / length * off) * M_LAT) };
		uint32_t node = add_node(m, at, m->node[t < 0.5 ? a : b].place, 0);
		add_link(m, last, node, road, along);
		last = node;
	}
	add_link(m, last, b, road, along);
}

/* The junction of the place's own grid that lies nearest to where the road comes from. */
static uint32_t
gate_of(const struct maker *m, size_t place, struct point towards)
{
	uint32_t best = m->centre[place];
	double least = 1e18;

	for (uint32_t i = 0; i < m->nnode; i++) {
		double d = geo_distance_m(m->node[i].at, towards);
		if (m->node[i].place == place && m->node[i].weight && d < least)
			best = i, least = d;
	}
	return best;
}

static void
county_roads(struct maker *m)
{
	for (size_t i = 0; i < demo_nplace; i++) {
		size_t up = demo_place[i].parent ? demo_place_named(demo_place[i].parent) : 0;
		uint32_t along = 0;
		if (m->centre[i] == UINT32_MAX || i == demo_place_named("zhangdian"))
			continue;
		if (m->centre[up] == UINT32_MAX)
			up = demo_place_named("zhangdian");
		uint32_t road = add_road(m, demo_place[i].short_name, NULL, ROAD_COUNTY);
		struct point there = m->node[m->centre[up]].at, here = m->node[m->centre[i]].at;
		lay(m, gate_of(m, i, there), gate_of(m, up, here), road, &along);
	}
}

/* Ways through the centres; "@lon,lat" leads out of the city. */
static const struct {
	const char *name, *ref;
	enum road_class class;
	const char *by[8];
} routes[] = {
	{ "青银高速", "G20", ROAD_MOTORWAY, { "@117.62,36.905", "@117.86,36.905", "@118.08,36.890", "@118.30,36.905", "@118.55,36.935" } },
	{ "滨莱高速", "G2516", ROAD_MOTORWAY, { "@117.93,37.26", "@118.00,36.98", "@117.99,36.76", "@117.91,36.57", "@117.79,36.38" } },
	{ "309国道", "G309", ROAD_NATIONAL, { "@117.66,36.790", "zhoucun", "zhangdian", "linzi", "@118.52,36.830" } },
	{ "205国道", "G205", ROAD_NATIONAL, { "@118.13,37.150", "huantai", "zhangdian", "zichuan", "boshan", "yiyuan", "@118.20,36.020" } },
	{ "233国道", "G233", ROAD_NATIONAL, { "@117.80,37.300", "gaoqing", "zhoucun", "zichuan" } },
	{ "102省道", "S102", ROAD_PROVINCIAL, { "@117.68,36.730", "wenchanghu", "zhangdian-3", "linzi-4", "@118.50,36.760" } },
	{ "235省道", "S235", ROAD_PROVINCIAL, { "gaoqing-3", "huantai-2", "huantai-4", "linzi-2" } },
	{ "236省道", "S236", ROAD_PROVINCIAL, { "linzi", "zichuan-4", "boshan-3", "yiyuan-1" } },
	{ "317省道", "S317", ROAD_PROVINCIAL, { "@117.64,36.970", "huantai-2", "huantai", "huantai-4", "@118.45,36.970" } },
	{ "319省道", "S319", ROAD_PROVINCIAL, { "@117.62,36.480", "boshan", "yiyuan-4", "@118.50,36.230" } },
};

static uint32_t
stop_of(struct maker *m, const char *by)
{
	double lon, lat;

	if (*by != '@')
		return m->centre[demo_place_named(by)];
	lon = strtod(by + 1, NULL);
	lat = strtod(strchr(by, ',') + 1, NULL);
	return add_node(m, (struct point){ (int32_t)(lon * 1e7), (int32_t)(lat * 1e7) }, demo_place_named("detachment"), 5);
}

/* A motorway meets the streets by a ramp to the nearest of the seats it passes. */
static void
ramp(struct maker *m, uint32_t node)
{
	uint32_t best = UINT32_MAX, along = 0;
	double least = 9000;

	for (uint32_t i = 0; i < node; i++) {
		double d = geo_distance_m(m->node[i].at, m->node[node].at);
		if (m->node[i].weight && m->node[i].weight != 5 && d < least)
			best = i, least = d;
	}
	if (best != UINT32_MAX)
		lay(m, node, best, add_road(m, "高速连接线", NULL, ROAD_COUNTY), &along);
}

static void
numbered_roads(struct maker *m)
{
	for (size_t i = 0; i < N_ELEMS(routes); i++) {
		uint32_t road = add_road(m, routes[i].name, routes[i].ref, routes[i].class), along = 0, last = stop_of(m, routes[i].by[0]);
		for (int k = 1; k < 8 && routes[i].by[k]; k++) {
			uint32_t next = stop_of(m, routes[i].by[k]);
			lay(m, last, next, road, &along);
			if (routes[i].class == ROAD_MOTORWAY && routes[i].by[k + 1])
				ramp(m, next);
			last = next;
		}
	}
}

/* ---- arcs ---- */

static uint8_t
direction_of(struct point a, struct point b)
{
	static const uint8_t by_eighth[8] = { ROAD_WE, ROAD_SWNE, ROAD_SN, ROAD_SENW, ROAD_EW, ROAD_NESW, ROAD_NS, ROAD_NWSE };
	double angle = atan2((b.lat_e7 - a.lat_e7) / M_LAT, (b.lon_e7 - a.lon_e7) / M_LON);

	return by_eighth[(int)floor(angle / (M_PI / 4) + 8.5) % 8];
}

static struct road_arc
arc_of(const struct maker *m, const struct link *l, bool back)
{
	static const uint8_t lanes[ROAD_CLASSES] = { 3, 3, 2, 2, 3, 2 }, limit[ROAD_CLASSES] = { 120, 80, 70, 60, 60, 50 };
	uint32_t from = back ? l->b : l->a, to = back ? l->a : l->b;
	enum road_class class = m->road[l->road].class;

	return (struct road_arc){ .from = from, .to = to, .road = l->road, .along_m = l->along_m,
		.metres = (uint32_t)geo_distance_m(m->node[from].at, m->node[to].at) + 1,
		.direction = direction_of(m->node[from].at, m->node[to].at), .lanes = lanes[class], .limit_kmh = limit[class], .backward = back };
}

/* Arcs in the order of the junctions that they leave. */
static void
sort_arcs(struct maker *m, struct roads *r, struct arena *a)
{
	uint32_t at = 0, *place = arena_array(a, uint32_t, m->nnode + 1);

	for (uint32_t i = 0; i < m->nlink; i++) {
		m->node[m->link[i].a].n++;
		m->node[m->link[i].b].n++;
	}
	for (uint32_t i = 0; i < m->nnode; i++) {
		place[i] = m->node[i].first = at;
		at += m->node[i].n;
	}
	r->narc = at;
	r->arc = arena_array(a, struct road_arc, at);
	for (uint32_t i = 0; i < m->nlink; i++) {
		uint32_t x = place[m->link[i].a]++, y = place[m->link[i].b]++;
		r->arc[x] = arc_of(m, &m->link[i], false);
		r->arc[y] = arc_of(m, &m->link[i], true);
		r->arc[x].back = y;
		r->arc[y].back = x;
	}
}

void
roads_make(struct roads *ret, struct arena *a)
{
	struct maker m = { .node = arena_array(a, struct road_node, NODES), .link = arena_array(a, struct link, LINKS),
		.road = arena_array(a, struct road, ROADS), .dice = 370300 };

	all_grids(&m);
	county_roads(&m);
	numbered_roads(&m);
	*ret = (struct roads){ .road = m.road, .node = m.node, .nroad = m.nroad, .nnode = m.nnode };
	sort_arcs(&m, ret, a);
}

uint32_t
roads_nearest(const struct roads *r, struct point at)
{
	uint32_t best = 0;
	double least = 1e30;

	for (uint32_t i = 0; i < r->nnode; i++) {
		double e = (r->node[i].at.lon_e7 - at.lon_e7) / M_LON, n = (r->node[i].at.lat_e7 - at.lat_e7) / M_LAT;
		if (e * e + n * n < least)
			least = e * e + n * n, best = i;
	}
	return best;
}

const char *
road_class_word(enum road_class c)
{
	static const char *const word[ROAD_CLASSES] = { "motorway", "national", "provincial", "county", "urban", "urban" };

	return word[c];
}

struct point
roads_on(const struct roads *r, const struct road_arc *arc, double share)
{
	struct point a = r->node[arc->from].at, b = r->node[arc->to].at;

	return (struct point){ a.lon_e7 + (int32_t)((b.lon_e7 - a.lon_e7) * share), a.lat_e7 + (int32_t)((b.lat_e7 - a.lat_e7) * share) };
}

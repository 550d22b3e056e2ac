/* SPDX-License-Identifier: Apache-2.0 */
/* The road network: who is there first, places on it, names and kilometres; against a search that tries everything. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <stdlib.h>

#include "map/net.h"
#include "map/net_words.h"
#include "map/polyline.h"

/* About metres east and north of a place in Zibo. */
#define AT(x, y) { 1180000000 + (int)((x) * 1e7 / 89055.0), 368000000 + (int)((y) * 1e7 / 111195.0) }

/*   C(0,1000) ══ 50 km/h ══ D(1000,1000)
 *     ║                        │ one-way, north to south, 36 km/h
 *   A(0,0) ──── 100 km/h ─── B(1000,0) ── dead end ── E(1500,0)          island X(3000,3000)..Y(3100,3000)
 */
static const struct point ab[] = { AT(0, 0), AT(500, 0), AT(1000, 0) }, ac[] = { AT(0, 0), AT(0, 1000) }, cd[] = { AT(0, 1000), AT(1000, 1000) },
	db[] = { AT(1000, 1000), AT(1000, 0) }, be[] = { AT(1000, 0), AT(1500, 0) }, xy[] = { AT(3000, 3000), AT(3100, 3000) };

#define LINE(id, p, kmh, ...) { .section = id, .shape = p, .nshape = N_ELEMS(p), .limit_kmh = kmh, .from_km_m = ROAD_NO_KM, .to_km_m = ROAD_NO_KM, __VA_ARGS__ }
static const struct road_line lines[] = {
	{ .section = 11, .name = { "人民路", 9 }, .number = { "G309", 4 }, .shape = ab, .nshape = 3, .limit_kmh = 100,
	  .from_km_m = 12000, .to_km_m = 13000, .class = ROAD_NATIONAL },
	LINE(12, ac, 50, .name = { "柳泉路", 9 }, .class = ROAD_URBAN),
	LINE(13, cd, 50, .name = { "中心路", 9 }, .class = ROAD_URBAN),
	LINE(14, db, 36, .name = { "北京路", 9 }, .class = ROAD_URBAN, .oneway = true),
	LINE(15, be, 36, .name = { "人民路", 9 }, .class = ROAD_STREET),
	LINE(16, xy, 36, .name = { "场内路", 9 }, .class = ROAD_STREET),
};

static struct road_spot
spot(const struct road_net *n, int64_t section, uint32_t along)
{
	struct road_spot s = { .along_m = along, .section = section };

	assert_true(road_edge_of(n, section, &s.edge));
	return s;
}

static struct road_net *
small(void)
{
	return road_net_make(lines, N_ELEMS(lines), NULL, 0);
}

static void
shape_and_islands(void **state)
{
	struct road_net *n = small();
	struct road_size s = road_net_size(n);
	uint32_t e;

	assert_int_equal(s.edges, 6);
	assert_int_equal(s.nodes, 7);
	assert_int_equal(s.islands, 1);
	assert_int_equal(s.island_edges, 1);
	assert_true(road_edge_of(n, 16, &e));
	assert_true(road_edge(n, e)->island);
	assert_false(road_edge_of(n, 17, &e));
	assert_null(road_edge(n, 6));
	assert_true(abs((int)road_edge(n, spot(n, 11, 0).edge)->metres - 1000) <= 3);
	road_net_let_go(n);
}

static void
ways(void **state)
{
	struct road_net *n = small();
	struct road_spot a = spot(n, 12, 0), e = spot(n, 15, 500), d = spot(n, 14, 10), island = spot(n, 16, 50);
	struct road_arc_of arc[8];
	struct road_reach r;

	assert_true(road_between(n, &a, &e, &r));
	assert_true(llabs(r.ms - (36000 + 50000)) < 500 && abs((int)r.metres - 1500) <= 5);
	/* The one-way street is driven with it, not against: from E back to D by way of A and C. */
	assert_true(road_between(n, &d, &e, &r));
	assert_true(abs((int)r.metres - 1490) <= 6);
	assert_true(road_between(n, &e, &d, &r));
	assert_true(abs((int)r.metres - 3510) <= 10);
	assert_int_equal(road_path(n, &e, &d, arc, N_ELEMS(arc), &r), 5);
	assert_true(arc[0].back && arc[1].back && !arc[2].back && !arc[3].back && !arc[4].back);
	assert_int_equal(road_edge(n, arc[3].edge)->section, 13);
	assert_false(road_between(n, &a, &island, &r));
	assert_int_equal(road_path(n, &a, &island, arc, N_ELEMS(arc), &r), 0);
	road_net_let_go(n);
}

static void
on_one_section(void **state)
{
	struct road_net *n = small();
	struct road_spot x = spot(n, 14, 200), y = spot(n, 14, 700);
	struct road_arc_of arc[8];
	struct road_reach r;

	assert_true(road_between(n, &x, &y, &r));
	assert_int_equal(r.metres, 500);
	assert_int_equal(road_path(n, &x, &y, arc, N_ELEMS(arc), &r), 1);
	assert_true(road_between(n, &y, &x, &r));	/* round the block: it is one-way */
	assert_true(r.metres > 3400);
	assert_int_equal(road_path(n, &y, &x, arc, N_ELEMS(arc), &r), 5);
	assert_true(road_between(n, &x, &x, &r));
	assert_int_equal(r.metres, 0);
	road_net_let_go(n);
}

static void
soonest_first(void **state)
{
	struct road_net *n = small();
	struct road_spot goal = spot(n, 11, 500), unit[] = { spot(n, 15, 100), spot(n, 12, 900), spot(n, 16, 1), spot(n, 11, 450), spot(n, 13, 500), { .edge = 77 } };
	struct road_reach r[6];

	assert_int_equal(road_nearest(n, &goal, unit, N_ELEMS(unit), 6, r), 4);
	assert_int_equal(r[0].unit, 3);
	assert_int_equal(r[1].unit, 0);
	assert_int_equal(r[2].unit, 1);
	assert_int_equal(r[3].unit, 4);
	assert_int_equal(road_nearest(n, &goal, unit, N_ELEMS(unit), 2, r), 2);
	assert_int_equal(r[1].unit, 0);
	assert_int_equal(road_nearest(n, &goal, unit, 0, 2, r), 0);
	road_net_let_go(n);
}

/* What is measured on the road counts at once, and is taken back. */
static void
traffic(void **state)
{
	struct road_net *n = small();
	struct road_spot a = spot(n, 12, 0), b = spot(n, 15, 0);
	struct road_reach r;

	assert_true(road_between(n, &a, &b, &r));
	assert_true(r.metres < 1010);
	road_net_drive(n, spot(n, 11, 0).edge, false, 600000);
	assert_true(road_between(n, &a, &b, &r));
	assert_true(r.metres > 2900 && r.ms < 300000);
	assert_true(road_between(n, &b, &a, &r));
	assert_true(r.metres < 1010);
	road_net_drive(n, spot(n, 14, 0).edge, true, 1);	/* there is no such way */
	assert_true(road_edge_ms(n, spot(n, 14, 0).edge, true) == UINT32_MAX);
	road_net_drive(n, spot(n, 11, 0).edge, false, 0);
	assert_true(road_between(n, &a, &b, &r) && r.metres < 1010);
	road_net_let_go(n);
}

static void
snapping(void **state)
{
	struct road_net *n = small();
	struct road_spot s;
	static const struct point near_ab = AT(300, 40), in_island = AT(3050, 3010), far = AT(500, 500), off = AT(-20000, 0), corner = AT(1490, -60);
	uint32_t edges[8];

	assert_true(road_snap(n, near_ab, 100, &s));
	assert_true(s.section == 11 && abs((int)s.along_m - 300) <= 2 && abs((int)s.off_m - 40) <= 1);
	assert_false(road_snap(n, near_ab, 30, &s));
	assert_true(road_snap(n, in_island, 100, &s) && s.section == 16);	/* nothing else is near */
	assert_false(road_snap(n, far, 400, &s));
	assert_true(road_snap(n, far, 600, &s));
	assert_false(road_snap(n, off, 5000, &s));
	assert_true(road_snap(n, corner, 100, &s) && s.section == 15);
	assert_int_equal(road_within(n, (struct point)AT(-50, -50), (struct point)AT(50, 50), edges, 8), 2);
	assert_true(road_within(n, (struct point)AT(-9000, -9000), (struct point)AT(9000, 9000), edges, 2) == 6);
	assert_int_equal(road_within(n, (struct point)AT(50, 50), (struct point)AT(-50, -50), edges, 8), 0);
	road_net_let_go(n);
}

static void
names(void **state)
{
	static const struct point by_crossing = AT(20, 5), on_g309 = AT(700, 0);
	struct road_net *n = small();
	struct road_found f[8];
	struct road_spot s;
	char words[ROAD_WORDS_MAX];

	assert_int_equal(road_find(n, S("柳泉路"), f, 8), 1);
	assert_int_equal(f[0].spot.section, 12);
	assert_int_equal(road_find(n, S("路"), f, 8), 6);
	assert_int_equal(road_find(n, S("人民路与柳泉路交叉口"), f, 8), 1);
	assert_true(f[0].crossing == 12 && f[0].at.lon_e7 == ab[0].lon_e7);
	assert_int_equal(road_find(n, S("没有"), f, 8), 0);
	assert_int_equal(road_find(n, S(" "), f, 8), 0);
	assert_int_equal(road_find(n, S("309国道12公里300米"), f, 8), 1);
	assert_true(f[0].km_m == 12300 && f[0].spot.section == 11 && abs((int)f[0].spot.along_m - 300) <= 2);
	assert_int_equal(road_find(n, S("G309 K99+000"), f, 8), 0);
	assert_true(road_snap(n, on_g309, 50, &s));
	assert_true(slice_is(road_spot_words(n, &s, words), "G309K12+700"));
	assert_true(road_snap(n, by_crossing, 50, &s) && s.section == 11);
	s = spot(n, 12, 20);
	assert_true(slice_is(road_spot_words(n, &s, words), "柳泉路与人民路路口"));
	s = spot(n, 12, 500);
	assert_true(slice_is(road_spot_words(n, &s, words), "柳泉路"));
	road_net_let_go(n);
}

/* The example of the format's own description, which has five decimals: here they are six. */
static void
courses(void **state)
{
	static const struct point want[] = { { -120200000, 38500000 }, { -120950000, 40700000 }, { -126453000, 43252000 } };
	struct point p[4];
	struct buf b;
	size_t n;

	assert_true(polyline_decode(S("_p~iF~ps|U_ulLnnqC_mqNvxq`@"), p, N_ELEMS(p), &n));
	assert_int_equal(n, 3);
	assert_memory_equal(p, want, sizeof want);
	buf_init(&b, 100);
	polyline_encode(&b, want, 3);
	assert_true(slice_is(buf_slice(&b), "_p~iF~ps|U_ulLnnqC_mqNvxq`@"));
	buf_free(&b);
	assert_false(polyline_decode(S("_p~iF~ps|U_ulLnnqC_mqNvxq`@"), p, 2, &n));	/* too many */
	assert_false(polyline_decode(S("_p~iF~ps|U"), p, 4, &n));			/* one is no line */
	assert_false(polyline_decode(S("_p~iF~ps|U_ulL"), p, 4, &n));			/* half a point */
	assert_false(polyline_decode(S("_p~iF ps|U"), p, 4, &n));
}

static void
posts(void **state)
{
	static const struct point whole[] = { AT(0, 0), AT(3000, 0) }, back[] = { AT(3000, 20), AT(0, 20) }, ramp[] = { AT(3000, 0), AT(3000, 20) },
		end[] = { AT(0, 20), AT(0, 0) };
	static const struct road_line l[] = { LINE(1, whole, 80, .number = { "S102", 4 }, .oneway = true), LINE(2, back, 80, .number = { "S102", 4 }, .oneway = true),
		LINE(3, ramp, 40), LINE(4, end, 40) };
	static const struct road_mark m[] = { { { "S102", 4 }, 7000, AT(2000, -10) }, { { "S102", 4 }, 6000, AT(1000, -10) }, { { "S103", 4 }, 1000, AT(0, 0) } };
	struct road_net *n = road_net_make(l, N_ELEMS(l), m, N_ELEMS(m));
	struct road_spot s;
	struct point at;
	int32_t km;

	assert_true(road_locate(n, S("S102"), 6300, 1, &s, &at));
	assert_true(s.section == 1 && abs((int)s.along_m - 1300) <= 4);
	assert_true(road_km(n, &s, &km) && abs(km - 6300) <= 5);
	assert_false(road_locate(n, S("S102"), 9000, 1, &s, &at));
	assert_false(road_locate(n, S("S103"), 1000, 0, &s, &at));	/* its post stands at no such road */
	assert_true(road_locate(n, S("S102"), 7000, 0, &s, &at));
	s = (struct road_spot){ .edge = 2 };
	assert_false(road_km(n, &s, &km));
	road_net_let_go(n);
}

static void
said(void **state)
{
	static const struct {
		const char *words, *number;
		int32_t km_m;
	} t[] = {
		{ "G309 K12+300", "G309", 12300 }, { "g309k12+300", "G309", 12300 }, { "309国道12公里300米", "G309", 12300 }, { "S102 12.3km", "S102", 12300 },
		{ "G2516 张店段 K7+5", "G2516", 7005 }, { "G20", "G20", ROAD_NO_KM }, { "102省道", "S102", ROAD_NO_KM }, { "G309 12", "G309", ROAD_NO_KM },
		{ "G123456", NULL, 0 }, { "人民路", NULL, 0 }, { "", NULL, 0 }, { "G", NULL, 0 }, { "G0", NULL, 0 }, { "S102 3公里", "S102", 3000 },
	};
	struct slice a, b;

	for (size_t i = 0; i < N_ELEMS(t); i++) {
		struct road_said r;
		bool good = road_said(slice_of(t[i].words), &r);
		if (good != !!t[i].number || (good && (strcmp(r.number, t[i].number) || r.km_m != t[i].km_m)))
			fail_msg("%s: %d %s %d", t[i].words, good, r.number, (int)r.km_m);
	}
	assert_true(road_said_two(S("柳泉路与人民路路口"), &a, &b) && slice_is(a, "柳泉路") && slice_is(b, "人民路"));
	assert_true(road_said_two(S("柳泉路 人民路"), &a, &b) && slice_is(b, "人民路"));
	assert_false(road_said_two(S("柳泉路"), &a, &b));
	assert_false(road_said_two(S("与人民路"), &a, &b));
}

/* ---- against a search that tries everything ---- */

#define SIDE 9
#define MANY (SIDE * SIDE * 2)

static uint32_t
dice(uint32_t *s, uint32_t below)
{
	*s = *s * 1664525u + 1013904223u;
	return (*s >> 8) % below;
}

/* Bellman and Ford, on nodes of a grid: from everywhere to the goal. */
static void
relax(const struct road_net *n, const struct road_spot *goal, uint32_t nedge, double *ms, uint32_t nnode)
{
	const struct road_edge *g = road_edge(n, goal->edge);

	for (uint32_t v = 0; v < nnode; v++)
		ms[v] = 1e18;
	ms[g->from] = (double)road_edge_ms(n, goal->edge, false) * goal->along_m / g->metres;
	if (!g->oneway)
		ms[g->to] = fmin(ms[g->to], (double)road_edge_ms(n, goal->edge, true) * (g->metres - goal->along_m) / g->metres);
	for (uint32_t round = 0; round < nnode; round++)
		for (uint32_t i = 0; i < nedge; i++) {
			const struct road_edge *e = road_edge(n, i);
			ms[e->from] = fmin(ms[e->from], ms[e->to] + road_edge_ms(n, i, false));
			if (!e->oneway)
				ms[e->to] = fmin(ms[e->to], ms[e->from] + road_edge_ms(n, i, true));
		}
}

static double
by_hand(const struct road_net *n, const double *ms, const struct road_spot *goal, const struct road_spot *u)
{
	const struct road_edge *e = road_edge(n, u->edge);
	double best = ms[e->to] + (double)road_edge_ms(n, u->edge, false) * (e->metres - u->along_m) / e->metres;

	if (!e->oneway)
		best = fmin(best, ms[e->from] + (double)road_edge_ms(n, u->edge, true) * u->along_m / e->metres);
	if (u->edge == goal->edge && u->along_m <= goal->along_m)
		best = fmin(best, (double)road_edge_ms(n, u->edge, false) * (goal->along_m - u->along_m) / e->metres);
	if (u->edge == goal->edge && u->along_m >= goal->along_m && !e->oneway)
		best = fmin(best, (double)road_edge_ms(n, u->edge, true) * (u->along_m - goal->along_m) / e->metres);
	return best;
}

static void
as_by_hand(void **state)
{
	static struct point p[MANY][2];
	static struct road_line l[MANY];
	static double ms[SIDE * SIDE];
	uint32_t seed = 7, count = 0;
	struct road_net *n;

	for (int y = 0; y < SIDE; y++)
		for (int x = 0; x < SIDE; x++)
			for (int way = 0; way < 2; way++) {
				if (way ? y + 1 == SIDE : x + 1 == SIDE)
					continue;
				p[count][0] = (struct point)AT(x * 300, y * 300);
				p[count][1] = (struct point)AT((x + !way) * 300, (y + way) * 300);
				l[count] = (struct road_line)LINE(count + 1, p[count], (uint16_t)(20 + dice(&seed, 80)), .oneway = dice(&seed, 4) == 0);
				count++;
			}
	n = road_net_make(l, count, NULL, 0);
	assert_int_equal(road_net_size(n).nodes, SIDE * SIDE);
	for (int turn = 0; turn < 100; turn++) {
		struct road_spot unit[40], goal = { .edge = dice(&seed, count), .along_m = dice(&seed, 300) };
		struct road_reach r[10];
		double want[40];
		size_t found, reachable = 0;
		relax(n, &goal, count, ms, SIDE * SIDE);
		for (size_t i = 0; i < 40; i++) {
			unit[i] = (struct road_spot){ .edge = dice(&seed, count), .along_m = dice(&seed, 299) };
			want[i] = by_hand(n, ms, &goal, &unit[i]);
			reachable += want[i] < 1e17;
		}
		found = road_nearest(n, &goal, unit, 40, 10, r);
		assert_int_equal(found, reachable < 10 ? reachable : 10);
		for (size_t i = 0; i < found; i++) {
			size_t sooner = 0;
			assert_true(fabs((double)r[i].ms - want[r[i].unit]) < 40);	/* a millisecond a section is rounded */
			for (size_t k = 0; k < 40; k++)
				sooner += want[k] < want[r[i].unit] - 40;
			assert_true(sooner <= i);
		}
	}
	road_net_let_go(n);
}

static void
in_force(void **state)
{
	const struct road_net *a, *b;

	assert_null(road_net_hold());
	road_net_put(small());
	a = road_net_hold();
	road_net_put(road_net_make(NULL, 0, NULL, 0));
	b = road_net_hold();
	assert_int_equal(road_net_size(a).edges, 6);	/* whoever holds it goes on */
	assert_int_equal(road_net_size(b).edges, 0);
	assert_false(road_snap(b, ab[0], 1000, &(struct road_spot){ 0 }));
	road_net_let_go(a);
	road_net_let_go(b);
	road_net_put(NULL);
	assert_null(road_net_hold());
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(shape_and_islands), cmocka_unit_test(ways), cmocka_unit_test(on_one_section), cmocka_unit_test(soonest_first), cmocka_unit_test(traffic),
		cmocka_unit_test(snapping), cmocka_unit_test(names),
		cmocka_unit_test(courses), cmocka_unit_test(posts), cmocka_unit_test(said), cmocka_unit_test(as_by_hand), cmocka_unit_test(in_force),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

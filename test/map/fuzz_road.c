/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as the course of a section, as what a caller says of a place, as tags of a road; and as lines that cross each other anyhow:
 * what comes out of the splitting hangs together as what went in, and is never too long. */
#include <stdio.h>
#include <stdlib.h>

#include "fuzz.h"
#include "map/polyline.h"
#include "map/road_split.h"

const struct slice fuzz_seed[] = {
	S("ajueeA{ied`FxkAodb@"), S("G309 K12+300"), S("309国道12公里300米"), S("柳泉路与人民路交叉口"), S("\x01\x02\x03\x04\x05\x06\x07\x08\x09\x01\x02\x03\x11\x12\x21\x22\x11"),
	S("motorway;60 mph;-1;G20;3"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

static void
courses(struct slice s)
{
	struct point p[64], q[64];
	size_t n, m;
	struct buf b;

	if (!polyline_decode(s, p, N_ELEMS(p), &n))
		return;
	promise(n >= 2 && n <= N_ELEMS(p));
	buf_init(&b, 4096);
	polyline_encode(&b, p, n);
	promise(polyline_decode(buf_slice(&b), q, N_ELEMS(q), &m) && m == n && !memcmp(p, q, n * sizeof *p));
	buf_free(&b);
}

struct tags {
	struct slice part[6];
};

static struct slice
tag(void *ctx, const char *key)
{
	static const char *const keys[] = { "highway", "maxspeed", "oneway", "ref", "lanes", "distance" };
	const struct tags *t = ctx;

	for (size_t i = 0; i < N_ELEMS(keys); i++)
		if (!strcmp(keys[i], key))
			return t->part[i];
	return (struct slice){ NULL, 0 };
}

static void
words(struct slice s)
{
	struct tags t = { 0 };
	struct road_said said;
	struct road_kind k;
	struct slice a, b, rest = s;
	bool post;

	if (road_said(s, &said))
		promise(strlen(said.number) >= 2 && strlen(said.number) <= ROAD_NUMBER_MAX && (said.km_m == ROAD_NO_KM || (said.km_m >= 0 && said.km_m <= 9999999)));
	if (road_said_two(s, &a, &b))
		promise(a.n && b.n && a.p >= s.p && b.p + b.n <= s.p + s.n);
	for (size_t i = 0; i < N_ELEMS(t.part) && slice_cut(&rest, ';', &t.part[i]); i++)
		;
	if (road_kind_of(tag, &t, &k) == ROAD_KEPT)
		promise(k.class < ROAD_CLASSES && k.limit_kmh <= 400 && strlen(k.number) <= ROAD_NUMBER_MAX && strlen(k.name) <= MAP_TEXT_MAX);
	if (road_post_of(tag, &t, &said, &post))
		promise(post && said.km_m >= 0);
}

struct seen {
	size_t pieces;
};

static void
piece(void *ctx, const struct road_piece *p)
{
	struct seen *s = ctx;

	s->pieces++;
	promise(p->n >= 2 && p->n <= ROAD_SECTION_POINTS && strlen(p->code) <= ROAD_CODE_MAX);
	promise(p->n > 2 || p->point[0].lon_e7 != p->point[1].lon_e7 || p->point[0].lat_e7 != p->point[1].lat_e7);
}

/* Each byte a place of a grid of 16 by 16; 0xff ends a line. */
static void
lines(struct slice s)
{
	struct road_kind k = { .class = ROAD_URBAN };
	struct road_ways w;
	struct point p[256];
	struct seen seen = { 0 };
	size_t n = 0, ways;

	road_ways_init(&w);
	for (size_t i = 0; i < s.n && i < 2000; i++) {
		unsigned char c = (unsigned char)s.p[i];
		if (c == 0xff || n == N_ELEMS(p)) {
			k.oneway = n & 1;
			road_ways_add(&w, (int64_t)(i & 3), &k, p, n);
			n = 0;
		} else {
			p[n++] = (struct point){ (c & 15) * 10000 + 100000000, (c >> 4) * 10000 + 100000000 };
		}
	}
	road_ways_add(&w, 0, &k, p, n);
	ways = w.nway;
	road_split(&w, piece, &seen);
	promise(seen.pieces + (size_t)w.count[ROAD_COUNT_duplicate] >= ways);
	road_ways_free(&w);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice s = { (const char *)data, size };

	courses(s);
	words(s);
	lines(s);
	return 0;
}

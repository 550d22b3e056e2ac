/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever is said to be a border is one or is refused in words; and whatever is said to be a run ends. */
#include <stdio.h>
#include <stdlib.h>
#include "../base/fuzz.h"
#include "terminal/position_run_.h"
#include "terminal/zone_shape.h"

const struct slice fuzz_seed[] = {
	S("118.1,36.8 118.2,36.8 118.2,36.9"), S("{\"type\":\"Polygon\",\"coordinates\":[[[118.1,36.8],[118.2,36.8],[118.2,36.9],[118.1,36.8]]]}"),
	S("\x0f\x80\xf0\xc5\xae\xc3\x68\x80\xc8\xaf\xa0\x09\x80\x90\xf9\xde\x02\xd8\x04\xb4\x01\xd0\x0f\x0e\x02\x06\x02\x00\xa0\x9c\x01\x90\x4e\x02\x01\x00"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct slice text = { (const char *)p, n };
	struct position_run r;
	struct zone_shape s;
	struct position one;
	struct arena a;
	const char *why;
	bool bad;

	arena_init(&a);
	why = zone_shape_read(text, &a, &s);
	promise(!why || strchr(why, '|'));
	if (!why) {
		promise(s.n >= 3 && s.n <= ZONE_CORNERS && s.low.lon_e7 < s.high.lon_e7 && s.low.lat_e7 < s.high.lat_e7);
		promise(!zone_shape_holds(&s, (struct point){ s.high.lon_e7 + 1, s.low.lat_e7 }));
	}
	arena_free(&a);
	position_run_open(&r, 8, text);
	for (size_t i = 0; position_run_next(&r, &one, &bad); i++)
		promise(i < n && one.doubt < POSITION_DOUBTS && one.fix.id == 4);
	promise(r.at <= r.end);
	return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* Any bytes as an area: never outside its corners; every corner that was taken lies on the earth. */
#include <stdio.h>
#include <stdlib.h>

#include "duty/area.h"
#include "fuzz.h"

const struct slice fuzz_seed[] = { S("118.01,36.80 118.05,36.80 118.03,36.84"), S("118,36 119,36 -1,37"), S("1.0000000,1 180,90 0,0 ") };
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct area a;

	if (!area_parse((struct slice){ (const char *)data, size }, &a))
		return 0;
	promise(a.n >= 3 && a.n <= AREA_CORNERS_MAX);
	for (int i = 0; i < a.n; i++)
		promise(a.corner[i].lon_e7 >= 0 && a.corner[i].lon_e7 <= 1800000000 && a.corner[i].lat_e7 >= 0 && a.corner[i].lat_e7 <= 900000000);
	(void)area_contains(&a, a.corner[0]);
	return 0;
}

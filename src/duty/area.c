/* SPDX-License-Identifier: Apache-2.0 */
#include "duty/area.h"

/* Digits with at most seven after the point, as degrees x 10^7; no sign: the country lies north and east. */
static bool
degrees(struct slice s, int64_t most, int32_t *ret)
{
	int64_t v = 0;
	int after = -1;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] == '.' && after < 0 && i > 0) {
			after = 0;
			continue;
		}
		if (s.p[i] < '0' || s.p[i] > '9' || after == 7 || v > 4000000000)
			return false;
		v = v * 10 + (s.p[i] - '0');
		after += after >= 0;
	}
	for (int i = after < 0 ? 0 : after; i < 7; i++)
		v *= 10;
	*ret = (int32_t)v;
	return s.n > 0 && v <= most * 10000000;
}

bool
area_parse(struct slice text, struct area *ret)
{
	struct slice rest = text, pair, lon;

	ret->n = 0;
	while (slice_cut(&rest, ' ', &pair)) {
		struct point *p = &ret->corner[ret->n];
		if (!pair.n)
			continue;
		if (ret->n == AREA_CORNERS_MAX || !slice_cut(&pair, ',', &lon) || !degrees(lon, 180, &p->lon_e7) || !degrees(pair, 90, &p->lat_e7))
			return false;
		ret->n++;
	}
	return ret->n >= 3;
}

/* By the parity of the edges crossed by a line to the east; a point on the edge may be either side. */
bool
area_contains(const struct area *a, struct point p)
{
	bool in = false;

	for (int i = 0, k = a->n - 1; i < a->n; k = i++) {
		struct point u = a->corner[i], v = a->corner[k];
		if ((u.lat_e7 > p.lat_e7) == (v.lat_e7 > p.lat_e7))
			continue;
		if (p.lon_e7 < u.lon_e7 + (double)(v.lon_e7 - u.lon_e7) * (p.lat_e7 - u.lat_e7) / (v.lat_e7 - u.lat_e7))
			in = !in;
	}
	return in;
}

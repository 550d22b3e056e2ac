/* SPDX-License-Identifier: Apache-2.0 */
/* ring.c - rings of points: read, hold a point, touch each other. Flat geometry: a district is some tens of kilometres wide. */
#include <math.h>
#include <stdlib.h>

#include "plan/area.h"

static bool
degrees(struct slice s, double most, int32_t *ret)
{
	char text[32], *end;
	double v;

	if (!s.n || s.n >= sizeof text)
		return false;
	memcpy(text, s.p, s.n);
	text[s.n] = 0;
	v = strtod(text, &end);
	if (*end || end == text || !(fabs(v) <= most))
		return false;
	*ret = (int32_t)lround(v * 1e7);
	return true;
}

bool
border_read(struct slice text, struct point *ret, size_t max, size_t *ret_n)
{
	struct slice pair, lon;
	struct point p;
	size_t n = 0;

	while (slice_cut(&text, ' ', &pair)) {
		pair = slice_trim(pair);
		if (!pair.n)
			continue;
		if (n == max || !slice_cut(&pair, ',', &lon) || !degrees(lon, 180, &p.lon_e7) || !degrees(pair, 90, &p.lat_e7))
			return false;
		if (ret)
			ret[n] = p;
		n++;
	}
	*ret_n = n;
	return n >= 3;
}

bool
ring_holds(const struct point *ring, size_t n, struct point p)
{
	bool in = false;

	for (size_t i = 0, k = n - 1; n >= 3 && i < n; k = i++) {
		double xi = ring[i].lon_e7, yi = ring[i].lat_e7, xk = ring[k].lon_e7, yk = ring[k].lat_e7;
		if ((yi > p.lat_e7) != (yk > p.lat_e7) && p.lon_e7 < (xk - xi) * (p.lat_e7 - yi) / (yk - yi) + xi)
			in = !in;
	}
	return in;
}

static double
side(struct point a, struct point b, struct point p)
{
	return ((double)b.lon_e7 - a.lon_e7) * ((double)p.lat_e7 - a.lat_e7) - ((double)b.lat_e7 - a.lat_e7) * ((double)p.lon_e7 - a.lon_e7);
}

static bool
cross(struct point a, struct point b, struct point p, struct point q)
{
	return (side(a, b, p) > 0) != (side(a, b, q) > 0) && (side(p, q, a) > 0) != (side(p, q, b) > 0);
}

bool
rings_touch(const struct point *a, size_t na, const struct point *b, size_t nb)
{
	if (na < 3 || nb < 3)
		return false;
	if (ring_holds(a, na, b[0]) || ring_holds(b, nb, a[0]))
		return true;
	for (size_t i = 0, k = na - 1; i < na; k = i++)
		for (size_t j = 0, l = nb - 1; j < nb; l = j++)
			if (cross(a[k], a[i], b[l], b[j]))
				return true;
	return false;
}

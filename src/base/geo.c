/* SPDX-License-Identifier: Apache-2.0 */
#include <math.h>
#include "base/geo.h"

#define E7 1e7
#define EARTH_M 6371008.8		/* mean radius */
#define RADIAN (M_PI / 180)

/* Krasovsky 1940, the ellipsoid the GCJ-02 offset is computed on. */
#define AXIS_M 6378245.0
#define ECCENTRICITY2 0.00669342162296594323

struct degrees {
	double lon, lat;
};

bool
point_valid(struct point p)
{
	return p.lon_e7 >= -1800000000 && p.lon_e7 <= 1800000000 &&
	    p.lat_e7 >= -900000000 && p.lat_e7 <= 900000000 && (p.lon_e7 || p.lat_e7);
}

static bool
in_china(struct point p)
{
	return p.lon_e7 >= 720040000 && p.lon_e7 <= 1378347000 &&
	    p.lat_e7 >= 8293000 && p.lat_e7 <= 558271000;
}

/* The part of the wobble both axes share: two waves along x. */
static double
wave(double x)
{
	return (20 * sin(6 * x * M_PI) + 20 * sin(2 * x * M_PI)) * 2 / 3;
}

static double
swell(double x, double first, double second, double third)
{
	return (20 * sin(x * M_PI) + 40 * sin(x / 3 * M_PI)) * 2 / 3 +
	    (first * sin(x / 12 * M_PI) + second * sin(x / third * M_PI)) * 2 / 3;
}

/* What GCJ-02 adds to a WGS-84 position, in degrees. */
static struct degrees
offset(struct point p)
{
	double x = p.lon_e7 / E7 - 105, y = p.lat_e7 / E7 - 35;
	double lat = p.lat_e7 / E7 * RADIAN;
	double north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * sqrt(fabs(x)) +
	    wave(x) + swell(y, 160, 320, 30);
	double east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * sqrt(fabs(x)) +
	    wave(x) + swell(x, 150, 300, 30);
	double w2 = 1 - ECCENTRICITY2 * sin(lat) * sin(lat);
	double meridian = AXIS_M * (1 - ECCENTRICITY2) / (w2 * sqrt(w2));

	return (struct degrees){ east / (AXIS_M / sqrt(w2) * cos(lat) * RADIAN),
	    north / (meridian * RADIAN) };
}

struct point
geo_to_gcj02(struct point p)
{
	struct degrees d;

	if (!in_china(p))
		return p;
	d = offset(p);
	return (struct point){ p.lon_e7 + (int32_t)lround(d.lon * E7),
	    p.lat_e7 + (int32_t)lround(d.lat * E7) };
}

struct point
geo_from_gcj02(struct point gcj)
{
	struct point p = gcj;

	if (!in_china(gcj))
		return gcj;
	for (int i = 0; i < 10; i++) {	/* each round shrinks the error a thousandfold; three are enough */
		struct point q = geo_to_gcj02(p);
		int32_t east = gcj.lon_e7 - q.lon_e7, north = gcj.lat_e7 - q.lat_e7;

		if (!east && !north)
			break;
		p.lon_e7 += east;
		p.lat_e7 += north;
	}
	return p;
}

double
geo_distance_m(struct point a, struct point b)
{
	double lat_a = a.lat_e7 / E7 * RADIAN, lat_b = b.lat_e7 / E7 * RADIAN;
	double north = sin((lat_b - lat_a) / 2);
	double east = sin((b.lon_e7 - (double)a.lon_e7) / E7 * RADIAN / 2);
	double h = north * north + cos(lat_a) * cos(lat_b) * east * east;

	return 2 * EARTH_M * asin(sqrt(h < 1 ? h : 1));
}

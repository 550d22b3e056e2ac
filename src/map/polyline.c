/* SPDX-License-Identifier: Apache-2.0 */
#include "map/polyline.h"

#define FEW 63		/* the first printable sign of five bits */

static int32_t
micro(int32_t e7)
{
	return (e7 + (e7 < 0 ? -5 : 5)) / 10;
}

struct point
polyline_round(struct point p)
{
	return (struct point){ micro(p.lon_e7) * 10, micro(p.lat_e7) * 10 };
}

static void
put(struct buf *b, int32_t v)
{
	uint32_t bits = (uint32_t)v << 1 ^ (v < 0 ? UINT32_MAX : 0);

	for (; bits >= 0x20; bits >>= 5)
		buf_putc(b, (char)((0x20 | (bits & 0x1f)) + FEW));
	buf_putc(b, (char)(bits + FEW));
}

void
polyline_encode(struct buf *b, const struct point *p, size_t n)
{
	int32_t lat = 0, lon = 0;

	for (size_t i = 0; i < n; i++) {
		put(b, micro(p[i].lat_e7) - lat);
		put(b, micro(p[i].lon_e7) - lon);
		lat = micro(p[i].lat_e7);
		lon = micro(p[i].lon_e7);
	}
}

static bool
take(struct slice *s, int64_t *sum)
{
	uint64_t bits = 0;

	for (int shift = 0; s->n && shift < 35; shift += 5) {
		uint32_t c = (unsigned char)*s->p - FEW;
		if (c > 0x3f)
			return false;
		s->p++;
		s->n--;
		bits |= (uint64_t)(c & 0x1f) << shift;
		if (c < 0x20) {
			*sum += (int64_t)(bits >> 1) ^ -(int64_t)(bits & 1);
			return true;
		}
	}
	return false;
}

bool
polyline_decode(struct slice s, struct point *ret, size_t max, size_t *ret_n)
{
	int64_t lat = 0, lon = 0;
	size_t n = 0;

	for (; s.n; n++) {
		if (n == max || !take(&s, &lat) || !take(&s, &lon) || lat < -90000000 || lat > 90000000 || lon < -180000000 || lon > 180000000)
			return false;
		ret[n] = (struct point){ (int32_t)lon * 10, (int32_t)lat * 10 };
	}
	*ret_n = n;
	return n >= 2;
}

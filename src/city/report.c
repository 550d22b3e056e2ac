/* SPDX-License-Identifier: Apache-2.0 */
#include "city/report.h"

#include "base/clock.h"
#include "city/jpeg.h"

struct line {			/* an object being written; the longest has about 900 bytes */
	char p[2048];
	size_t n;
};

static inline void
put(struct line *l, const char *s, size_t n)
{
	memcpy(l->p + l->n, s, n);
	l->n += n;
}
#define PUT(l, lit) put((l), "" lit, sizeof(lit) - 1)

static inline void
put_text(struct line *l, const char *s)
{
	put(l, s, strlen(s));
}

static inline void
put_int(struct line *l, unsigned v, int least)
{
	char digits[12];
	int n = 0;

	do
		digits[sizeof digits - 1 - (size_t)n++] = (char)('0' + v % 10);
	while ((v /= 10) || n < least);
	put(l, digits + sizeof digits - n, (size_t)n);
}

void
report_time(int64_t at_ms, char ret[15])
{
	char text[TIME_TEXT_MAX];

	(void)time_print_local(at_ms, text);	/* 2026-11-23 11:00:00 */
	memcpy(ret, text, 4);
	memcpy(ret + 4, text + 5, 2);
	memcpy(ret + 6, text + 8, 2);
	memcpy(ret + 8, text + 11, 2);
	memcpy(ret + 10, text + 14, 2);
	memcpy(ret + 12, text + 17, 2);
	ret[14] = 0;
}

/* 41 digits: device, 02, time, serial; a vehicle's id adds 02 and a serial of its own (48). */
static void
put_id(struct line *l, const struct report *r, bool vehicle)
{
	put(l, r->device, 20);
	PUT(l, "02");
	put(l, r->time, 14);
	put_int(l, r->serial % 100000, 5);
	if (vehicle) {
		PUT(l, "02");
		put_int(l, r->serial / 100000 % 100000, 5);
	}
}

static void
put_vehicle(struct line *l, const struct report *r)
{
	PUT(l, ",\"HasPlate\":");
	if (r->plate.n) {
		PUT(l, "true,\"PlateNo\":\"");
		put(l, r->plate.p, r->plate.n);
	} else {
		PUT(l, "false,\"PlateNo\":\"无车牌");
	}
	PUT(l, "\",\"PlateClass\":\"");
	put_int(l, (unsigned)r->class_code, 2);
	PUT(l, "\",\"PlateColor\":\"");
	put_int(l, (unsigned)r->plate_colour, 1);
	PUT(l, "\",\"PlateReliability\":\"");
	put_int(l, (unsigned)r->reliability, 1);
	PUT(l, "\",\"VehicleColor\":\"");
	put_int(l, (unsigned)r->colour, 1);
	PUT(l, "\",\"VehicleClass\":\"");
	put_text(l, r->type);
	PUT(l, "\",\"UsingPropertiesCode\":\"");
	put_text(l, r->use);
	PUT(l, "\",\"VehicleBrand\":\"");
	put_text(l, r->brand);
	PUT(l, "\"");
	if (r->violation) {
		if (r->maker_b)
			PUT(l, ",\"ViolationType\":\"");
		else
			PUT(l, ",\"IllegalType\":\"");
		put_text(l, r->violation);
		PUT(l, "\"");
	}
}

static void
put_head(struct line *l, const struct report *r)
{
	PUT(l, "{\"MotorVehicleID\":\"");
	put_id(l, r, true);
	PUT(l, "\",\"InfoKind\":1,\"TollgateID\":\"");
	put(l, r->tollgate, 20);
	PUT(l, "\",\"DeviceID\":\"");
	put(l, r->device, 20);
	PUT(l, "\",\"LaneNo\":");
	put_int(l, (unsigned)r->lane, 1);
	PUT(l, ",\"Speed\":");
	put_int(l, (unsigned)r->speed_kmh, 1);
	PUT(l, ",\"Direction\":\"");
	put_int(l, (unsigned)r->direction, 1);
	PUT(l, "\",\"PassTime\":\"");
	put(l, r->time, 14);
	PUT(l, "\"");
}

static void
put_data(struct buf *b, const struct report *r, const struct report_picture *p)
{
	struct line l = { .n = 0 };
	size_t end = JPEG_SERIAL_TEXT_AT + JPEG_SERIAL_TEXT;

	if (!p->fresh || p->base64.n < end) {
		buf_put(b, p->base64);
		return;
	}
	put(&l, r->device + 12, 8);	/* digits are characters of base64 as well */
	put_int(&l, r->serial % 100000000, 8);
	buf_put(b, (struct slice){ p->base64.p, JPEG_SERIAL_TEXT_AT });
	buf_put(b, (struct slice){ l.p, JPEG_SERIAL_TEXT });
	buf_put(b, (struct slice){ p->base64.p + end, p->base64.n - end });
}

static void
put_pictures(struct buf *b, const struct report *r)
{
	struct line l = { .n = 0 };

	buf_puts(b, ",\"SubImageList\":{\"SubImageInfoObject\":[");
	for (int i = 0; i < r->npicture; i++) {
		const struct report_picture *p = &r->picture[i];

		l.n = 0;
		if (i)
			PUT(&l, ",");
		PUT(&l, "{\"ImageID\":\"");
		put_id(&l, r, false);
		PUT(&l, "\",\"EventSort\":16,\"DeviceID\":\"");
		put(&l, r->device, 20);
		PUT(&l, "\",\"Type\":\"");
		put_int(&l, (unsigned)p->type, 2);
		PUT(&l, "\",\"FileFormat\":\"Jpeg\",\"ShotTime\":\"");
		put(&l, r->time, 14);
		PUT(&l, "\",\"Width\":");
		put_int(&l, (unsigned)p->width, 1);
		PUT(&l, ",\"Height\":");
		put_int(&l, (unsigned)p->height, 1);
		PUT(&l, ",\"Data\":\"");
		buf_put(b, (struct slice){ l.p, l.n });
		put_data(b, r, p);
		buf_puts(b, "\"}");
	}
	buf_puts(b, "]}");
}

void
report_put(struct buf *b, const struct report *r)
{
	static const char key[] = ",\"VehicleBodyDesc\":\"";
	struct line l;
	size_t room = sizeof key - 1 + 2;	/* with its last quote and the brace */

	l.n = 0;
	put_head(&l, r);
	put_vehicle(&l, r);
	if (r->size > l.n + room) {
		put(&l, key, sizeof key - 1);
		while (l.n + 2 < r->size)
			l.p[l.n++] = 'x';
		PUT(&l, "\"");
	}
	buf_put(b, (struct slice){ l.p, l.n });
	if (r->npicture)
		put_pictures(b, r);
	buf_putc(b, '}');
}

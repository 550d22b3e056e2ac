/* SPDX-License-Identifier: Apache-2.0 */
/* jt808_put.c - bodies, written: what terminals say (for terminals that are programs) and what is said to them. */
#include "base/clock.h"
#include "terminal/jt808_.h"

static size_t
put_filled(uint8_t *out, struct slice s, size_t width)
{
	size_t n = s.n < width ? s.n : width;

	memset(out, 0, width);
	if (n)
		memcpy(out, s.p, n);
	return width;
}

static size_t
put_bytes(uint8_t *out, struct slice s, size_t max)
{
	return put_filled(out, s, s.n < max ? s.n : max);
}

size_t
jt808_put_register(uint8_t version, const struct jt808_register *r, uint8_t *out)
{
	uint8_t *at = out + 4;

	put16(out, r->province);
	put16(out + 2, r->city);
	at += put_filled(at, r->maker, version ? 11 : 5);
	at += put_filled(at, r->model, version ? 30 : 20);
	at += put_filled(at, r->terminal, version ? 30 : 7);
	*at++ = r->plate_colour;
	at += put_bytes(at, r->plate, 60);
	return (size_t)(at - out);
}

size_t
jt808_put_code(uint8_t version, struct slice code, uint8_t *out)
{
	size_t n;

	if (!version)
		return put_bytes(out, code, JT808_BODY);
	n = put_bytes(out + 1, code, 200);
	out[0] = (uint8_t)n;
	memset(out + 1 + n, 0, 35);	/* IMEI 15, version of the software 20 */
	return 1 + n + 35;
}

static uint8_t
bcd(int v)
{
	return (uint8_t)(v / 10 % 10 << 4 | v % 10);
}

static void
put_time(uint8_t *out, int64_t ms)
{
	int32_t day = beijing_day(ms);
	struct civil c = civil_of(day);
	int s = (int)((ms - beijing_start_ms(day)) / 1000);
	const int v[6] = { c.year % 100, c.month, c.day, s / 3600, s / 60 % 60, s % 60 };

	for (int i = 0; i < 6; i++)
		out[i] = bcd(v[i]);
}

size_t
jt808_put_location(const struct jt808_location *l, uint8_t *out)
{
	uint32_t status = (l->status & ~(uint32_t)(JT808_SOUTH | JT808_WEST)) | (l->lat_e6 < 0 ? JT808_SOUTH : 0) | (l->lon_e6 < 0 ? JT808_WEST : 0);
	uint8_t *at = out + 28;

	put32(out, l->alarm);
	put32(out + 4, status);
	put32(out + 8, (uint32_t)(l->lat_e6 < 0 ? -l->lat_e6 : l->lat_e6));
	put32(out + 12, (uint32_t)(l->lon_e6 < 0 ? -l->lon_e6 : l->lon_e6));
	put16(out + 16, l->altitude_m);
	put16(out + 18, l->speed_kmh10);
	put16(out + 20, l->course);
	put_time(out + 22, l->at_ms);
	if (l->mileage_m) {
		*at++ = 0x01;
		*at++ = 4;
		put32(at, l->mileage_m / 100);
		at += 4;
	}
	if (l->satellites) {
		*at++ = 0x31;
		*at++ = 1;
		*at++ = l->satellites;
	}
	return (size_t)(at - out);
}

size_t
jt808_put_batch(const struct jt808_location *l, size_t n, bool late, uint8_t *out)
{
	size_t to = 3;

	put16(out, (uint16_t)n);
	out[2] = late;
	for (size_t i = 0; i < n; i++) {
		size_t m = jt808_put_location(&l[i], out + to + 2);
		put16(out + to, (uint16_t)m);
		to += 2 + m;
	}
	return to;
}

size_t
jt808_put_ack(const struct jt808_ack *a, uint8_t *out)
{
	put16(out, a->serial);
	put16(out + 2, a->id);
	out[4] = a->result;
	return 5;
}

size_t
jt808_put_registered(uint16_t serial, uint8_t result, struct slice code, uint8_t *out)
{
	put16(out, serial);
	out[2] = result;
	return 3 + (result ? 0 : put_bytes(out + 3, code, 200));
}

/* 2019 has a byte for the kind of text behind the flags: 1 a notice. */
size_t
jt808_put_text(uint8_t version, uint8_t how, struct slice gbk, uint8_t *out)
{
	out[0] = how;
	if (!version)
		return 1 + put_bytes(out + 1, gbk, JT808_BODY - 1);
	out[1] = 1;
	return 2 + put_bytes(out + 2, gbk, JT808_BODY - 2);
}

/* SPDX-License-Identifier: Apache-2.0 */
#include "terminal/position_run_.h"

#include <endian.h>
#include <stdlib.h>

enum { UNIT_CHANGED = 1, ALARM_CHANGED = 2, STATUS_CHANGED = 4, DOUBT_CHANGED = 8 };

static uint8_t *
put64(uint8_t *p, int64_t v)
{
	uint64_t le = htole64((uint64_t)v);

	memcpy(p, &le, 8);
	return p + 8;
}

static uint8_t *
put32(uint8_t *p, uint32_t v)
{
	uint32_t le = htole32(v);

	memcpy(p, &le, 4);
	return p + 4;
}

static uint8_t *
put16(uint8_t *p, uint16_t v)
{
	uint16_t le = htole16(v);

	memcpy(p, &le, 2);
	return p + 2;
}

static int64_t
get64(const uint8_t **p)
{
	uint64_t le;

	memcpy(&le, *p, 8);
	*p += 8;
	return (int64_t)le64toh(le);
}

static uint32_t
get32(const uint8_t **p)
{
	uint32_t le;

	memcpy(&le, *p, 4);
	*p += 4;
	return le32toh(le);
}

static uint16_t
get16(const uint8_t **p)
{
	uint16_t le;

	memcpy(&le, *p, 2);
	*p += 2;
	return le16toh(le);
}

static int32_t
late_ms(const struct where_fix *f)
{
	int64_t ms;

	if (__builtin_sub_overflow(f->received_ms, f->at_ms, &ms))
		ms = f->received_ms < f->at_ms ? INT64_MIN : INT64_MAX;
	return ms > INT32_MAX ? INT32_MAX : ms < INT32_MIN ? INT32_MIN : (int32_t)ms;
}

void
position_pack(const struct position *p, uint8_t out[POSITION_PACKED])
{
	const struct where_fix *f = &p->fix;
	uint8_t *at = put64(out, position_carrier(f->kind, f->id));

	at = put64(at, f->at_ms);
	at = put32(at, (uint32_t)late_ms(f));
	at = put32(at, (uint32_t)f->at.lon_e7);
	at = put32(at, (uint32_t)f->at.lat_e7);
	at = put16(at, f->speed_kmh10);
	at = put16(at, f->course);
	at = put32(at, f->alarm);
	at = put32(at, f->status);
	at = put32(at, (uint32_t)f->unit);
	*at = (uint8_t)p->doubt;
}

static enum position_doubt
doubt_of(int64_t v)
{
	return v >= 0 && v < POSITION_DOUBTS ? (enum position_doubt)v : POSITION_NOWHERE;
}

void
position_unpack(const uint8_t in[POSITION_PACKED], struct position *ret)
{
	const uint8_t *at = in;
	struct where_fix *f = &ret->fix;
	int64_t carrier = get64(&at);

	*ret = (struct position){ .fix = { .kind = carrier & 1 ? WHERE_PERSON : WHERE_VEHICLE, .id = carrier >> 1 } };
	f->at_ms = get64(&at);
	f->received_ms = f->at_ms + (int32_t)get32(&at);
	f->at.lon_e7 = (int32_t)get32(&at);
	f->at.lat_e7 = (int32_t)get32(&at);
	f->speed_kmh10 = get16(&at);
	f->course = get16(&at);
	f->alarm = get32(&at);
	f->status = get32(&at);
	f->unit = get32(&at);
	ret->doubt = doubt_of(*at);
}

static int
in_order(const void *va, const void *vb)
{
	const struct where_fix *a = &((const struct position *)va)->fix, *b = &((const struct position *)vb)->fix;
	int64_t ca = position_carrier(a->kind, a->id), cb = position_carrier(b->kind, b->id);

	if (ca != cb)
		return ca < cb ? -1 : 1;
	if (a->at_ms != b->at_ms)
		return a->at_ms < b->at_ms ? -1 : 1;
	return a->received_ms < b->received_ms ? -1 : a->received_ms > b->received_ms;
}

size_t
positions_sort(struct position *row, size_t n)
{
	size_t to = 0;

	if (n)
		qsort(row, n, sizeof *row, in_order);
	for (size_t i = 0; i < n; i++) {
		const struct where_fix *f = &row[i].fix, *last = to ? &row[to - 1].fix : NULL;
		if (!last || last->id != f->id || last->kind != f->kind || last->at_ms != f->at_ms)
			row[to++] = row[i];
	}
	return to;
}

/* ---- runs ---- */

static void
put_number(struct buf *b, int64_t v)
{
	uint64_t z = (uint64_t)v << 1 ^ (uint64_t)(v >> 63);

	for (; z > 0x7f; z >>= 7)
		buf_putc(b, (char)(z | 0x80));
	buf_putc(b, (char)z);
}

static bool
get_number(struct position_run *r, int64_t *ret)
{
	uint64_t z = 0;

	for (int shift = 0; r->at < r->end && shift < 64; shift += 7) {
		uint8_t c = *r->at++;
		z |= (uint64_t)(c & 0x7f) << shift;
		if (c < 0x80) {
			*ret = (int64_t)(z >> 1 ^ (0 - (z & 1)));
			return true;
		}
	}
	return false;
}

void
position_run_write(const struct position *row, size_t n, struct buf *b)
{
	struct position zero = { 0 };
	const struct position *last = &zero;

	for (size_t i = 0; i < n; last = &row[i++]) {
		const struct where_fix *f = &row[i].fix, *l = &last->fix;
		uint8_t changed = (f->unit != l->unit ? UNIT_CHANGED : 0) | (f->alarm != l->alarm ? ALARM_CHANGED : 0) |
		    (f->status != l->status ? STATUS_CHANGED : 0) | (row[i].doubt != last->doubt ? DOUBT_CHANGED : 0);
		buf_putc(b, (char)changed);
		put_number(b, f->at_ms - l->at_ms);
		put_number(b, (int64_t)f->at.lon_e7 - l->at.lon_e7);
		put_number(b, (int64_t)f->at.lat_e7 - l->at.lat_e7);
		put_number(b, f->speed_kmh10 - l->speed_kmh10);
		put_number(b, f->course - l->course);
		put_number(b, (int64_t)late_ms(f) - late_ms(l));
		if (changed & UNIT_CHANGED)
			put_number(b, f->unit);
		if (changed & ALARM_CHANGED)
			put_number(b, f->alarm);
		if (changed & STATUS_CHANGED)
			put_number(b, f->status);
		if (changed & DOUBT_CHANGED)
			put_number(b, row[i].doubt);
	}
}

void
position_run_open(struct position_run *r, int64_t carrier, struct slice data)
{
	*r = (struct position_run){ .at = (const uint8_t *)data.p, .end = (const uint8_t *)data.p + data.n };
	r->last.fix.kind = carrier & 1 ? WHERE_PERSON : WHERE_VEHICLE;
	r->last.fix.id = carrier >> 1;
}

/* Sums wrap instead of overflowing: bytes that are damaged give other numbers, never undefined ones. */
static int64_t
plus(int64_t a, int64_t b)
{
	return (int64_t)((uint64_t)a + (uint64_t)b);
}

static bool
rarer(struct position_run *r, uint8_t changed, struct position *p)
{
	int64_t unit = p->fix.unit, alarm = p->fix.alarm, status = p->fix.status, doubt = p->doubt;

	if ((changed & UNIT_CHANGED && !get_number(r, &unit)) || (changed & ALARM_CHANGED && !get_number(r, &alarm)) ||
	    (changed & STATUS_CHANGED && !get_number(r, &status)) || (changed & DOUBT_CHANGED && !get_number(r, &doubt)))
		return false;
	p->fix.unit = unit;
	p->fix.alarm = (uint32_t)alarm;
	p->fix.status = (uint32_t)status;
	p->doubt = doubt_of(doubt);
	return true;
}

bool
position_run_next(struct position_run *r, struct position *ret, bool *ret_bad)
{
	struct position p = r->last;
	struct where_fix *f = &p.fix;
	int64_t v[6], late = late_ms(f);
	uint8_t changed;

	*ret_bad = false;
	if (r->at == r->end)
		return false;
	*ret_bad = true;
	changed = *r->at++;
	for (size_t i = 0; i < N_ELEMS(v); i++)
		if (!get_number(r, &v[i]))
			return false;
	f->at_ms = plus(f->at_ms, v[0]);
	f->at.lon_e7 = (int32_t)plus(f->at.lon_e7, v[1]);
	f->at.lat_e7 = (int32_t)plus(f->at.lat_e7, v[2]);
	f->speed_kmh10 = (uint16_t)plus(f->speed_kmh10, v[3]);
	f->course = (uint16_t)plus(f->course, v[4]);
	f->received_ms = plus(f->at_ms, (int32_t)plus(late, v[5]));
	if (!rarer(r, changed, &p))
		return false;
	*ret_bad = false;
	r->last = *ret = p;
	return true;
}

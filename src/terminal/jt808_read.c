/* SPDX-License-Identifier: Apache-2.0 */
/* jt808_read.c - bodies that terminals send. */
#include "base/clock.h"
#include "terminal/jt808_.h"

#define FIXED 28		/* of a location, before what is added to it */

static const uint8_t *
bytes(struct slice s)
{
	return (const uint8_t *)s.p;
}

/* Fixed fields are filled with zeros or blanks, behind or (2019) before. */
static struct slice
filled(const uint8_t *p, size_t n)
{
	while (n && (!p[n - 1] || p[n - 1] == ' '))
		n--;
	while (n && (!*p || *p == ' ')) {
		p++;
		n--;
	}
	return (struct slice){ (const char *)p, n };
}

/* Widths of maker, model and terminal id: they grew with each version. */
struct widths {
	uint8_t maker, model, terminal;
};
static const struct widths of_2011 = { 5, 8, 7 }, of_2013 = { 5, 20, 7 }, of_2019 = { 11, 30, 30 };

bool
jt808_read_register(const struct jt808_message *m, struct jt808_register *ret)
{
	const struct widths *w = m->head.version ? &of_2019 : m->body.n >= 37 ? &of_2013 : &of_2011;
	const uint8_t *p = bytes(m->body);
	size_t n = 5u + w->maker + w->model + w->terminal;

	if (m->body.n < n)
		return false;
	ret->province = get16(p);
	ret->city = get16(p + 2);
	p += 4;
	ret->maker = filled(p, w->maker);
	ret->model = filled(p + w->maker, w->model);
	ret->terminal = filled(p + w->maker + w->model, w->terminal);
	p += w->maker + w->model + w->terminal;
	ret->plate_colour = *p;
	ret->plate = filled(p + 1, m->body.n - n);
	return true;
}

bool
jt808_read_attributes(const struct jt808_message *m, struct jt808_attributes *ret)
{
	const struct widths *w = m->head.version ? &of_2019 : &of_2013;
	const uint8_t *p = bytes(m->body);

	if (m->body.n < 2u + w->maker + w->model + w->terminal)
		return false;
	ret->maker = filled(p + 2, w->maker);
	ret->model = filled(p + 2 + w->maker, w->model);
	ret->terminal = filled(p + 2 + w->maker + w->model, w->terminal);
	return true;
}

bool
jt808_read_code(const struct jt808_message *m, struct slice *ret)
{
	const uint8_t *p = bytes(m->body);

	if (!m->head.version) {
		*ret = filled(p, m->body.n);
		return ret->n > 0;
	}
	if (!m->body.n || !p[0] || m->body.n < 1u + p[0])
		return false;
	*ret = (struct slice){ m->body.p + 1, p[0] };
	return true;
}

bool
jt808_read_ack(const struct jt808_message *m, struct jt808_ack *ret)
{
	const uint8_t *p = bytes(m->body);

	if (m->body.n < 5)
		return false;
	*ret = (struct jt808_ack){ get16(p), get16(p + 2), p[4] };
	return true;
}

static int
bcd(uint8_t v)
{
	return v >> 4 > 9 || (v & 15) > 9 ? -1 : (v >> 4) * 10 + (v & 15);
}

/* YYMMDDhhmmss of Beijing; 0 when it is none. */
static int64_t
time_of(const uint8_t *p)
{
	int v[6];
	struct civil day;

	for (int i = 0; i < 6; i++)
		if ((v[i] = bcd(p[i])) < 0)
			return 0;
	day = (struct civil){ 2000 + v[0], v[1], v[2] };
	if (!civil_valid(day) || v[3] > 23 || v[4] > 59 || v[5] > 59)
		return 0;
	return beijing_start_ms(civil_days(day)) + ((v[3] * 60 + v[4]) * 60 + v[5]) * 1000;
}

static void
add(struct jt808_location *l, uint8_t id, const uint8_t *p, uint8_t n)
{
	if (id == 0x01 && n == 4)
		l->mileage_m = get32(p) > UINT32_MAX / 100 ? UINT32_MAX : get32(p) * 100;
	else if (id == 0x03 && n == 2)
		l->recorder_kmh10 = get16(p);
	else if (id == 0x04 && n == 2)
		l->alarm_to_confirm = get16(p);
	else if (id == 0x30 && n == 1)
		l->signal = *p;
	else if (id == 0x31 && n == 1)
		l->satellites = *p;
}

/* What is added and cannot be read is left out: makers write much there. */
bool
jt808_read_location(struct slice body, struct jt808_location *ret)
{
	const uint8_t *p = bytes(body);
	uint32_t status;

	if (body.n < FIXED)
		return false;
	status = get32(p + 4);
	*ret = (struct jt808_location){
		.alarm = get32(p), .status = status,
		.lat_e6 = status & JT808_SOUTH ? -(int64_t)get32(p + 8) : get32(p + 8),
		.lon_e6 = status & JT808_WEST ? -(int64_t)get32(p + 12) : get32(p + 12),
		.altitude_m = get16(p + 16), .speed_kmh10 = get16(p + 18), .course = get16(p + 20), .at_ms = time_of(p + 22),
	};
	for (size_t i = FIXED; i + 2 <= body.n && i + 2 + p[i + 1] <= body.n; i += 2u + p[i + 1])
		add(ret, p[i], p + i + 2, p[i + 1]);
	return true;
}

static bool
one_location(const struct jt808_message *m, size_t *at, struct jt808_location *ret, bool *ret_bad)
{
	size_t skip = m->head.id == JT808_LOCATED ? 2 : 0;	/* the serial of the question */

	if (*at)
		return false;
	*at = 1;
	*ret_bad = m->body.n < skip || !jt808_read_location((struct slice){ m->body.p + skip, m->body.n - skip }, ret);
	return !*ret_bad;
}

bool
jt808_each_location(const struct jt808_message *m, size_t *at, struct jt808_location *ret, bool *ret_bad)
{
	const uint8_t *p = bytes(m->body);
	size_t n;

	*ret_bad = false;
	if (m->head.id != JT808_BATCH)
		return one_location(m, at, ret, ret_bad);
	if (*at == 0)
		*at = 3;
	if (*at == m->body.n)
		return false;
	*ret_bad = true;
	if (*at + 2 > m->body.n || *at + 2 + (n = get16(p + *at)) > m->body.n)
		return false;
	*ret_bad = !jt808_read_location((struct slice){ m->body.p + *at + 2, n }, ret);
	*at += 2 + n;
	return true;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* JT/T 808: frames however they come, heads of three versions, bodies, parts; and the frames that real terminals sent. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include "../base/file.h"
#include "../base/tap.h"
#include "base/clock.h"
#include "base/csv.h"
#include "base/hash.h"
#include "base/limits.h"
#include "terminal/jt808.h"

#define VECTORS "../shared/vectors/jt808/jt808_dev.csv"
#define AT 1795783205000	/* 2026-11-27 20:40:05 in Beijing */

static const struct jt808_location here = { .alarm = JT808_SOS, .status = JT808_ACC | JT808_POSITIONED, .lat_e6 = 36812345, .lon_e6 = 118056789, .at_ms = AT,
	.altitude_m = 32, .speed_kmh10 = 500, .course = 90, .mileage_m = 123400, .satellites = 11 };

static size_t
frame(uint16_t id, uint8_t version, const uint8_t *body, size_t n, uint8_t out[JT808_FRAME])
{
	struct jt808_head h = { .id = id, .serial = 0x7e7d, .version = version };

	(void)snprintf(h.number, sizeof h.number, "13800000007");
	return jt808_write(&h, (struct slice){ (const char *)body, n }, out);
}

static enum jt808_got
one(const uint8_t *p, size_t n, uint8_t *space, struct jt808_message *m)
{
	struct slice rest = { (const char *)p, n };

	return jt808_next(&rest, space, m);
}

static void
same(const struct jt808_location *a, const struct jt808_location *b)
{
	assert_true(a->alarm == b->alarm && a->status == b->status && a->lat_e6 == b->lat_e6 && a->lon_e6 == b->lon_e6 && a->at_ms == b->at_ms);
	assert_true(a->altitude_m == b->altitude_m && a->speed_kmh10 == b->speed_kmh10 && a->course == b->course);
	assert_true(a->mileage_m == b->mileage_m && a->satellites == b->satellites && a->signal == b->signal);
}

/* 7e and 7d in the serial, and a location that comes back as it went. */
static void
test_there_and_back(void **state)
{
	static const uint8_t version[] = { 0, 1 };

	for (size_t i = 0; i < N_ELEMS(version); i++) {
		uint8_t body[JT808_BODY], f[JT808_FRAME], space[JT808_PLAIN];
		size_t n = frame(JT808_LOCATION, version[i], body, jt808_put_location(&here, body), f), at = 0;
		struct jt808_message m;
		struct jt808_location l;
		bool bad;

		assert_int_equal(one(f, n, space, &m), JT808_MESSAGE);
		assert_int_equal(m.head.id, JT808_LOCATION);
		assert_int_equal(m.head.serial, 0x7e7d);
		assert_int_equal(m.head.version, version[i]);
		assert_string_equal(m.head.number, i ? "00000000013800000007" : "013800000007");
		assert_string_equal(jt808_short(m.head.number), "13800000007");
		assert_true(jt808_each_location(&m, &at, &l, &bad));
		same(&l, &here);
		assert_false(jt808_each_location(&m, &at, &l, &bad));
		assert_false(bad);
	}
}

static void
test_south_and_west(void **state)
{
	struct jt808_location l = here, again;
	uint8_t body[JT808_BODY];

	l.lat_e6 = -25269608;
	l.lon_e6 = -57602956;
	assert_true(jt808_read_location((struct slice){ (const char *)body, jt808_put_location(&l, body) }, &again));
	assert_int_equal(again.lat_e6, -25269608);
	assert_int_equal(again.lon_e6, -57602956);
	assert_int_equal(again.status & (JT808_SOUTH | JT808_WEST), JT808_SOUTH | JT808_WEST);
}

/* Byte by byte, and two frames with one mark between them, are the same messages. */
static void
test_fragments(void **state)
{
	uint8_t f[3 * JT808_FRAME], space[JT808_PLAIN];
	size_t n = frame(JT808_HEARTBEAT, 0, NULL, 0, f), all = n, kept = 0;
	struct jt808_message m;
	int got = 0;

	all += frame(JT808_HEARTBEAT, 1, NULL, 0, f + n - 1) - 1;
	memmove(f + all, "\x7e\x7e", 2);
	all += 2;
	all += frame(JT808_LOGOUT, 0, NULL, 0, f + all);
	for (size_t i = 0; i < all; i++) {
		struct slice rest = { (const char *)f + kept, i + 1 - kept };
		while (rest.n) {
			enum jt808_got g = jt808_next(&rest, space, &m);
			if (g == JT808_MORE)
				break;
			got += g == JT808_MESSAGE;
		}
		kept = i + 1 - rest.n;
	}
	assert_int_equal(got, 2);	/* the mark between two frames was read with the first before the second had come */
	for (struct slice rest = { (const char *)f, all }; rest.n; ) {
		enum jt808_got g = jt808_next(&rest, space, &m);
		assert_int_equal(g, JT808_MESSAGE);
		got += 10;
	}
	assert_int_equal(got, 32);
}

static void
test_bad(void **state)
{
	static const struct {
		const char *text;
		size_t n;
		enum jt808_got want;
	} cases[] = {
		{ "abc", 3, JT808_NOISE }, { "abc\x7e", 4, JT808_NOISE }, { "\x7e", 1, JT808_MORE }, { "\x7e\x00\x02", 3, JT808_MORE }, { "", 0, JT808_MORE },
		{ "\x7e\x00\x02\x7e", 4, JT808_TOO_SHORT }, { "\x7e\x7d\x7e", 3, JT808_BAD_ESCAPE }, { "\x7e\x7d\x03\x7e", 4, JT808_TOO_SHORT },
		{ "\x7e\x00\x02\x00\x00\x01\x38\x00\x00\x00\x07\x00\x01\x3c\x7e", 15, JT808_BAD_CHECKSUM },
		{ "\x7e\x00\x02\x20\x00\x01\x38\x00\x00\x00\x07\x00\x01\x00\x00\x00\x01\x1c\x7e", 19, JT808_BAD_LENGTH },	/* part 1 of 0 */
		{ "\x7e\x00\x02\x00\x01\x01\x38\x00\x00\x00\x07\x00\x01\x3c\x7e", 15, JT808_BAD_LENGTH },
	};
	uint8_t space[JT808_PLAIN];
	struct jt808_message m;

	for (size_t i = 0; i < N_ELEMS(cases); i++)
		assert_int_equal(one((const uint8_t *)cases[i].text, cases[i].n, space, &m), cases[i].want);
}

/* After whatever was bad the next good frame is taken: nothing is waited for without end. */
static void
test_after_bad(void **state)
{
	static uint8_t f[8 * JT808_FRAME];
	uint8_t space[JT808_PLAIN];
	struct slice rest;
	struct jt808_message m;
	size_t n;
	int bad = 0, good = 0;

	f[0] = 0x7e;
	memset(f + 1, 0x7d, 5 * JT808_FRAME);	/* an escape that does not end */
	n = 1 + 5 * JT808_FRAME;
	memcpy(f + n, "\x7e\x01\x02\x03\x7e", 5);	/* too short, and its last mark is the first of what follows */
	n += 4;
	n += frame(JT808_HEARTBEAT, 0, NULL, 0, f + n);
	for (rest = (struct slice){ (const char *)f, n }; rest.n; ) {
		enum jt808_got g = jt808_next(&rest, space, &m);
		assert_int_not_equal(g, JT808_MORE);
		good += g == JT808_MESSAGE;
		bad += g != JT808_MESSAGE;
	}
	assert_int_equal(good, 1);
	assert_int_equal(bad, 3);	/* too long, noise, too short */
}

static void
test_register(void **state)
{
	const struct jt808_register r = { 37, 303, S("LUAN"), S("PATROL-1"), S("T000007"), S("\xc2\xb3" "C0001\xbe\xaf"), 4 };
	static const uint8_t version[] = { 0, 1 };

	for (size_t i = 0; i < N_ELEMS(version); i++) {
		uint8_t body[JT808_BODY];
		struct jt808_message m = { .head.version = version[i] };
		struct jt808_register got;

		m.body = (struct slice){ (const char *)body, jt808_put_register(version[i], &r, body) };
		assert_true(jt808_read_register(&m, &got));
		assert_int_equal(got.province, 37);
		assert_int_equal(got.city, 303);
		assert_slice(got.maker, "LUAN");
		assert_slice(got.model, "PATROL-1");
		assert_slice(got.terminal, "T000007");
		assert_true(slice_eq(got.plate, r.plate));
		m.body.n = 20;
		assert_false(jt808_read_register(&m, &got));
	}
}

static void
test_words(void **state)
{
	uint8_t body[JT808_BODY];
	struct jt808_message m = { .body = { (const char *)body, 0 } };
	struct jt808_ack k = { 7, JT808_TEXT, 1 }, got;
	struct slice code;

	m.body.n = jt808_put_ack(&k, body);
	assert_true(jt808_read_ack(&m, &got));
	assert_true(got.serial == k.serial && got.id == k.id && got.result == k.result);
	for (uint8_t v = 0; v < 2; v++) {
		m.head.version = v;
		m.body.n = jt808_put_code(v, S("secret"), body);
		assert_true(jt808_read_code(&m, &code));
		assert_slice(code, "secret");
	}
	assert_int_equal(jt808_put_registered(9, 0, S("abc"), body), 6);
	assert_memory_equal(body, "\x00\x09\x00" "abc", 6);
	assert_int_equal(jt808_put_registered(9, 4, S("abc"), body), 3);
	assert_int_equal(jt808_put_text(0, JT808_URGENT, S("go"), body), 3);
	assert_memory_equal(body, "\x01go", 3);
	assert_int_equal(jt808_put_text(1, JT808_URGENT, S("go"), body), 4);
}

static void
test_batch(void **state)
{
	struct jt808_location l[3] = { here, here, here }, got;
	uint8_t body[JT808_BODY];
	struct jt808_message m = { .head.id = JT808_BATCH };
	size_t at = 0, each;
	bool bad;

	l[1].at_ms += 1000;
	l[2].at_ms += 2000;
	m.body = (struct slice){ (const char *)body, jt808_put_batch(l, 3, true, body) };
	for (int i = 0; i < 3; i++) {
		assert_true(jt808_each_location(&m, &at, &got, &bad));
		assert_int_equal(got.at_ms, AT + i * 1000);
	}
	assert_false(jt808_each_location(&m, &at, &got, &bad));
	assert_false(bad);
	each = (m.body.n - 3) / 3;
	body[3 + each + 1] = 20;	/* the second says that it is shorter than any: it is passed over by its length */
	memmove(body + 3 + each + 22, body + 3 + 2 * each, each);
	m.body.n -= each - 22;
	at = 0;
	for (int i = 0; i < 3; i++) {
		assert_true(jt808_each_location(&m, &at, &got, &bad));
		assert_int_equal(bad, i == 1);
	}
	assert_int_equal(got.at_ms, AT + 2000);
	assert_false(jt808_each_location(&m, &at, &got, &bad));
	assert_false(bad);
	m.body.n = jt808_put_batch(l, 3, true, body);
	m.body.n -= 5;			/* the last is cut */
	at = 0;
	assert_true(jt808_each_location(&m, &at, &got, &bad));
	assert_true(jt808_each_location(&m, &at, &got, &bad));
	assert_false(jt808_each_location(&m, &at, &got, &bad));
	assert_true(bad);
}

/* Parts in any order, twice, of another message in between, too many. */
static void
test_parts(void **state)
{
	static struct jt808_parts p;
	static const uint16_t order[] = { 3, 1, 1, 2 };
	struct jt808_message m;
	bool bad, whole = false;

	for (size_t i = 0; i < N_ELEMS(order); i++) {
		m = (struct jt808_message){ .head = { .id = JT808_BATCH, .serial = (uint16_t)(9 + order[i]), .total = 3, .part = order[i] },
			.body = order[i] == 1 ? S("one ") : order[i] == 2 ? S("two ") : S("three") };
		whole = jt808_join(&p, &m, &bad);
		assert_false(bad);
		assert_int_equal(whole, i == 3);
	}
	assert_slice(m.body, "one two three");
	assert_int_equal(m.head.total, 0);
	m.head = (struct jt808_head){ .id = JT808_BATCH, .serial = 1, .total = JT808_PARTS + 1, .part = 1 };
	assert_false(jt808_join(&p, &m, &bad));
	assert_true(bad);
	m.head = (struct jt808_head){ .id = JT808_BATCH, .serial = 1, .total = 2, .part = 3 };
	assert_false(jt808_join(&p, &m, &bad));
	assert_true(bad);
}

/* ---- frames of real terminals ---- */

struct real {
	int messages, bad, locations;
};

static double
number(struct slice s)
{
	char text[32];

	(void)snprintf(text, sizeof text, "%.*s", (int)s.n, s.p);
	return strtod(text, NULL);
}

static void
is_location(const struct csv_row *r, const struct jt808_message *m, struct real *n)
{
	struct jt808_location l;
	char time[TIME_TEXT_MAX], want[TIME_TEXT_MAX];
	struct slice t = r->field[15];

	assert_true(jt808_read_location(m->body, &l));
	assert_int_equal(l.alarm, strtoul(r->field[8].p, NULL, 16));
	assert_int_equal(l.status, strtoul(r->field[9].p, NULL, 16));
	assert_int_equal(l.lat_e6, llround(number(r->field[10]) * 1e6));
	assert_int_equal(l.lon_e6, llround(number(r->field[11]) * 1e6));
	assert_int_equal(l.altitude_m, number(r->field[12]));
	assert_int_equal(l.speed_kmh10, number(r->field[13]) * 10 + .5);
	assert_int_equal(l.course, number(r->field[14]));
	time_print_local(l.at_ms, time);
	(void)snprintf(want, sizeof want, "20%.2s-%.2s-%.2s %.2s:%.2s:%.2s", t.p, t.p + 2, t.p + 4, t.p + 6, t.p + 8, t.p + 10);
	assert_string_equal(time, want);
	n->locations++;
}

/* Reckoned here anew: a mark inside that was not escaped, another length than the head says, a wrong checksum, no frame at all. */
static bool
is_faulty(const uint8_t *p, size_t n, bool checksum)
{
	size_t plain = 0, head = p[2 + 1] & 0x40 ? 17 : 12;

	for (size_t i = 1; i + 1 < n; i++, plain++) {
		if (p[i] == 0x7e)
			return true;
		i += p[i] == 0x7d && (p[i + 1] == 1 || p[i + 1] == 2);
	}
	head += p[2 + 1] & 0x20 ? 4 : 0;
	return !checksum || p[0] != 0x7e || plain != head + ((p[3] & 3u) << 8 | p[4]) + 1;
}

static void
is_as_given(const struct csv_row *r, struct real *n)
{
	uint8_t space[JT808_PLAIN];
	struct jt808_message m;
	char id[8];
	struct buf bytes;
	enum jt808_got got;
	int64_t length;

	buf_init(&bytes, KIB(8));
	assert_true(hex_decode(&bytes, r->field[1]));
	got = one((const uint8_t *)bytes.p, bytes.n, space, &m);
	assert_int_equal(got != JT808_MESSAGE, is_faulty((const uint8_t *)bytes.p, bytes.n, slice_is(r->field[7], "1")));
	if (got != JT808_MESSAGE) {
		printf("# %s: %.*s\n", jt808_got_name(got), 40, r->field[1].p);
		n->bad++;
	} else {
		(void)snprintf(id, sizeof id, "%04x", m.head.id);
		assert_slice(r->field[3], id);
		assert_true(slice_int(r->field[4], &length) && m.body.n == (size_t)length);
		assert_slice(r->field[5], m.head.number);
		assert_true(slice_int(r->field[6], &length) && m.head.serial == length);
		if (r->field[15].n)
			is_location(r, &m, n);
		n->messages++;
	}
	buf_free(&bytes);
}

static void
test_vectors(void **state)
{
	struct buf text;
	struct csv csv;
	struct csv_row row;
	struct real n = { 0 };

	buf_init(&text, MIB(1));
	if (!file_read(VECTORS, &text)) {
		printf("# " VECTORS " is not there\n");
		skip();
	}
	csv_open(&csv, buf_slice(&text), CSV_UTF8);
	csv.any_width = true;
	assert_int_equal(csv_next(&csv, &row), E_OK);
	while (csv_next(&csv, &row) == E_OK)
		is_as_given(&row, &n);
	csv_close(&csv);
	buf_free(&text);
	assert_int_equal(n.messages + n.bad, 56);
	assert_int_equal(n.messages, 43);

	assert_int_equal(n.locations, 28);
	printf("# %d of 56 frames decoded as given, %d counted as bad, %d locations\n", n.messages, n.bad, n.locations);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_there_and_back), cmocka_unit_test(test_south_and_west), cmocka_unit_test(test_fragments),
		cmocka_unit_test(test_bad), cmocka_unit_test(test_after_bad), cmocka_unit_test(test_register), cmocka_unit_test(test_words),
		cmocka_unit_test(test_batch), cmocka_unit_test(test_parts), cmocka_unit_test(test_vectors),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}

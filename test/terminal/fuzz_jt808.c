/* SPDX-License-Identifier: Apache-2.0 */
/* Whatever comes, and however it is cut, gives the same messages; what is read can be written again and read the same. */
#include <stdio.h>
#include <stdlib.h>
#include "../base/fuzz.h"
#include "terminal/jt808.h"

const struct slice fuzz_seed[] = {
	S("\x7e\x00\x02\x00\x00\x01\x38\x00\x00\x00\x07\x00\x01\x3d\x7e\x7e\x00\x02\x00\x00\x01\x38\x00\x00\x00\x07\x00\x02\x3e\x7e"),
	S("\x7e\x02\x00\x00\x22\x01\x38\x00\x00\x00\x07\x00\x03\x00\x00\x00\x01\x00\x00\x00\x03\x02\x31\x0a\x2c\x07\x09\x33\x4c\x00\x20"
	    "\x01\xf4\x00\x5a\x26\x11\x27\x20\x30\x00\x01\x04\x00\x00\x00\x7d\x02\xb5\x7e"),
	S("\x7e\x07\x04\x20\x1d\x01\x38\x00\x00\x00\x07\x00\x04\x00\x02\x00\x01\x00\x01\x00\x00\x1c\x00\x00\x00\x00\x00\x00\x00\x03\x02\x31"
	    "\x0a\x2c\x07\x09\x33\x4c\x00\x20\x01\xf4\x00\x5a\x26\x11\x00\x7e"),
	S("\x7e\x01\x02\x40\x28\x01\x00\x00\x00\x00\x01\x38\x00\x00\x00\x07\x00\x05\x04" "abcd" "0123456789012345678901234567890123456\x55\x7e"),
	S("\x7e\x7d\x7d\x7d\x7d\x7e\x7e\x7d\x01\x7d\x02\x7d\x00\x7e"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

static void
bodies(const struct jt808_message *m)
{
	struct jt808_register r;
	struct jt808_attributes at;
	struct jt808_location l, again;
	struct jt808_ack k;
	struct slice code;
	uint8_t out[JT808_BODY];
	size_t from = 0;
	bool bad;

	if (jt808_read_register(m, &r))
		promise(r.plate.n <= m->body.n && r.terminal.n <= 30);
	if (jt808_read_code(m, &code))
		promise(code.n && code.n <= m->body.n);
	if (jt808_read_attributes(m, &at))
		promise(at.model.n <= 30);
	if (jt808_read_ack(m, &k))
		promise(m->body.n >= 5);
	for (int n = 0; jt808_each_location(m, &from, &l, &bad); n++) {
		promise(n < 64 * 1024 && from <= m->body.n + 1);
		if (bad || !l.at_ms)
			continue;
		promise(jt808_read_location((struct slice){ (const char *)out, jt808_put_location(&l, out) }, &again));
		promise(again.lat_e6 == l.lat_e6 && again.lon_e6 == l.lon_e6 && again.at_ms == l.at_ms && again.speed_kmh10 == l.speed_kmh10);
	}
}

static void
written(const struct jt808_message *m)
{
	uint8_t frame[JT808_FRAME], space[JT808_PLAIN];
	struct slice rest = { (const char *)frame, jt808_write(&m->head, m->body, frame) };
	struct jt808_message again;

	promise(rest.n >= 15 && !memchr(frame + 1, 0x7e, rest.n - 2));
	promise(jt808_next(&rest, space, &again) == JT808_MESSAGE && !rest.n);
	promise(again.head.id == m->head.id && again.head.serial == m->head.serial && !strcmp(again.head.number, m->head.number));
	promise(again.head.total == m->head.total && again.head.part == m->head.part && slice_eq(again.body, m->body));
}

struct seen {
	int of[JT808_GOTS];
};

static void
take(struct slice all, struct jt808_parts *parts, struct seen *seen)
{
	uint8_t space[JT808_PLAIN];
	struct jt808_message m;
	enum jt808_got got;
	bool bad;

	do {
		const char *at = all.p;
		size_t n = all.n;
		got = jt808_next(&all, space, &m);
		promise(all.n <= n && (got == JT808_MORE || all.p != at));
		promise(jt808_got_name(got));
		seen->of[got]++;
		if (got != JT808_MESSAGE)
			continue;
		written(&m);
		if (!m.head.total || jt808_join(parts, &m, &bad))
			bodies(&m);
	} while (got != JT808_MORE);
	promise(all.n < JT808_FRAME);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	static struct jt808_parts parts;
	struct seen seen = { { 0 } };

	take((struct slice){ (const char *)p, n }, &parts, &seen);
	return 0;
}

/* SPDX-License-Identifier: Apache-2.0 */
/* However a body is cut into pieces the same stays and the same pictures are taken out; never more is written than was read. */
#include "../base/fuzz.h"
#include <stdio.h>
#include <stdlib.h>
#include "base/arena.h"
#include "ingest/strip.h"

const struct slice fuzz_seed[] = {
	S("{\"MotorVehicleListObject\":{\"MotorVehicleObject\":[{\"PlateNo\":\"x\","
	    "\"SubImageList\":{\"SubImageInfoObject\":[{\"Type\":\"02\",\"Data\":\"/9j/4AAQSkZJRgABAQ==\"}]}}]}}"),
	S("{\"SubImageInfoObject\":{\"Data\":\"data:image/png;base64,iVBORw0KGgo\\/\\u003d\"},\"Data\":\"x\"}"),
	S("{\"ImageObject\":[{\"Data\":\"SGVsbG8s\\r\\nIHdvcmxkIQ==\"},{\"Da\\u0074a\":\"SGVsbG8sIHdvcmxkIQ==\"}]}"),
	S("[\"SubImageInfoObject\",{\"Data\":\"\\\\\"},\"\\\"\"]"),
};
const size_t fuzz_seeds = N_ELEMS(fuzz_seed);

struct result {
	struct strip *s;
	char *out;
	size_t n;
	enum err e;
};

static struct result
run(struct slice in, size_t first, size_t step)
{
	struct result r = { .s = strip_new(), .out = mem_alloc(in.n + STRIP_SHORT + 1) };

	for (size_t i = 0, piece = first; i < in.n && !r.e; i += piece, piece = step) {
		size_t got = 0;
		char *room;

		if (piece > in.n - i)
			piece = in.n - i;
		room = mem_alloc(piece + STRIP_SHORT);
		r.e = strip_take(r.s, (struct slice){ in.p + i, piece }, room, &got);
		promise(got <= piece + STRIP_SHORT);
		memcpy(r.out + r.n, room, got);
		mem_free(room);
		r.n += got;
		promise(r.n <= i + piece);
	}
	return r;
}

static void
same(const struct result *a, const struct result *b)
{
	promise(a->e == b->e && a->n == b->n && !memcmp(a->out, b->out, a->n) && strip_count(a->s) == strip_count(b->s));
	for (int i = 0; i < strip_count(a->s); i++) {
		char name[8] = { 1 };
		size_t n = (size_t)snprintf(name + 1, sizeof name - 1, "%d", i) + 1;
		const struct strip_picture *x = strip_picture(a->s, (struct slice){ name, n }), *y = strip_picture(b->s, (struct slice){ name, n });

		promise(x && y && x->state == y->state && x->n == y->n && (!x->n || !memcmp(x->p, y->p, x->n)));
		promise(x->state != STRIP_GOOD || !memcmp(x->sha256, y->sha256, sizeof x->sha256));
	}
}

static void
done(struct result *r)
{
	strip_free(r->s);
	mem_free(r->out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *p, size_t n)
{
	struct slice in = { (const char *)p, n };
	struct result whole = run(in, n ? n : 1, n ? n : 1), bytes = run(in, 1, 1), parts = run(in, n ? 1 + p[0] % 16 : 1, 1 + n % 13);

	same(&whole, &bytes);
	same(&whole, &parts);
	done(&whole);
	done(&bytes);
	done(&parts);
	promise(strip_in_flight() == 0);
	return 0;
}
